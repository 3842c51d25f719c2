"""Profiles: loaded by name or path, refused with a sentence for each fault, and met in texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda import profiles
from servanda.model import Document
from servanda.when import When

if TYPE_CHECKING:
    from pathlib import Path

CSTO = profiles.load("csto")
PAGE = "https://example.org/page"
SMALL = f"""
name = "RIVERS"
title = "Commission of the Rivers"
version = "1"
source = "{PAGE}"

[[members]]
id = "upland"
name = "Upland"
since = "1990"
source = "{PAGE}"

[[chairs]]
member = "upland"
when = "2020"
source = "{PAGE}"

[[series]]
id = "flood"
name = "Flood Watch"
kind = "exercise"
source = "A/RES/1/1"
names = [{{ name = "Hochwasserwacht", language = "de", source = "{PAGE}" }}]

[[reports]]
id = "yearly"
name = "State of the Rivers"
opens = 13
closes = 14
source = "{PAGE}"
"""


@pytest.mark.parametrize("name", profiles.available())
def test_every_shipped_profile_loads(name: str) -> None:
    """A profile that comes with the package keeps all laws, and its file is called after it."""
    assert profiles.load(name).name.casefold() == name


@pytest.mark.parametrize("name", profiles.available())
def test_every_name_leads_back_to_its_matter(name: str) -> None:
    """Whatever a profile calls a matter, looking that name up finds the matter."""
    profile = profiles.load(name)
    assert all(profile.named(word) == matter for matter in profile.matters for word in matter.words)


def test_a_profile_is_loaded_from_a_file(tmp_path: Path) -> None:
    """A path to a TOML file gives the profile in it."""
    path = tmp_path / "rivers.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert profiles.load(path).named("the “Hochwasserwacht-2021”") == profiles.load(str(path)).series[0]


FAULTS = {
    "no TOML": ("name =", "is not TOML"),
    "a key too many": (SMALL.replace('version = "1"', 'version = "1"\nmotto = "Flow"'), "motto"),
    "no time": (SMALL.replace('since = "1990"', 'since = "ninety"'), "ninety"),
    "no source": (SMALL.replace("A/RES/1/1", "somebody told us"), "no address and no document symbol"),
    "an alias without a source": (SMALL.replace(f', source = "{PAGE}" }}', "}"), "source"),
    "no kind": (SMALL.replace('"exercise"', '"drill"'), "no kind of the codebook"),
    "no member": (SMALL.replace('member = "upland"', 'member = "lowland"'), "no member"),
    "a handle twice": (SMALL.replace('id = "yearly"', 'id = "flood"'), "used twice"),
    "a name twice": (SMALL.replace("State of the Rivers", "flood watch"), "also belongs to"),
    "a window that cannot be": (SMALL.replace("closes = 14", "closes = 12"), "cannot be"),
    "no umbrella": (SMALL.replace('kind = "exercise"', 'kind = "exercise"\numbrella = "flood"'), "no other series"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_profile_is_refused_with_a_sentence(fault: str) -> None:
    """Each fault gives a problem that says what is wrong, where, and how to mend it."""
    content, said = FAULTS[fault]
    assert content != SMALL
    with pytest.raises(profiles.ProfileError, match=said) as refused:
        profiles.read_profile(content, "rivers.toml")
    assert all(problem.where.startswith("rivers.toml") and problem.hint for problem in refused.value.problems)


def test_every_fault_is_told_at_once() -> None:
    """Two faults give two problems, so that a profile is mended in one go."""
    content = SMALL.replace('"exercise"', '"drill"').replace("closes = 14", "closes = 12")
    with pytest.raises(profiles.ProfileError) as refused:
        profiles.read_profile(content)
    assert len(refused.value.problems) == 2


def test_an_unknown_name_names_those_there_are() -> None:
    """Where there is no such profile, the answer lists the profiles that there are."""
    with pytest.raises(profiles.ProfileError, match="csto"):
        profiles.load("atlantis")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are refused with a sentence."""
    path = tmp_path / "broken.toml"
    path.write_bytes(b"name = \xff\xfe")
    with pytest.raises(profiles.ProfileError, match="cannot be read"):
        profiles.load(path)


@pytest.mark.parametrize("publisher", ["CSTO", "csto", "CSTO Joint Staff", "ОДКБ", CSTO.title])
def test_a_publisher_has_its_profile(publisher: str) -> None:
    """The organisation under any of its names, and its organs, lead to its profile."""
    assert profiles.for_publisher(publisher) is CSTO


@pytest.mark.parametrize("publisher", ["", "TASS", "servanda examples", "CST"])
def test_another_publisher_has_none(publisher: str) -> None:
    """Whoever is not the organisation has no profile."""
    assert profiles.for_publisher(publisher) is None


def test_a_note_is_known_by_the_organisation_that_it_names() -> None:
    """A note of ours has our publisher; the organisation in its title says whose it is, a plain report does not."""
    note = Document(id="1", text="Flood gates were opened.", title="CSTO: a meeting with the UN", note="our own words")
    assert profiles.for_document(note) is CSTO
    assert profiles.for_document(Document(id="2", text="CSTO", title="CSTO")) is None
    assert profiles.for_document(Document(id="3", text="The CSTO and the Quad met.", note="a note")) is None
    assert profiles.for_document(Document(id="4", text="The Quad met.", note="a note")) is profiles.load("quad")


FOUND = {
    "The exercise “Kobalt-2030” was held.": ["cobalt"],
    "Unbreakable Brotherhood-2030 and Nerushimoe Bratstvo are one.": ["indestructible-brotherhood"] * 2,
    "Search parties went out.": [],
    "Search-2030, Echelon-2030 and Interaction-2030 are due.": ["search", "echelon", "interaction"],
    "In Interaction and Search they met.": ["interaction", "search"],
    "Interaction between the members grew.": [],
    "The channel is open, illegal goods were found, a proxy was closed.": [],
    "Operation Channel ran.": ["channel"],
    "Учение «Взаимодействие» прошло.": ["interaction"],
    "Subchannels and Cobaltblue": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_names_are_met_in_texts(text: str) -> None:
    """A name is found whole, in its own case, in any language; an ordinary word at the head of a sentence is not."""
    assert [found.named.id for found in CSTO.find(text)] == FOUND[text]


@given(st.text(max_size=60), st.sampled_from([word for matter in CSTO.matters for word in matter.words]))
def test_a_found_name_stands_where_it_is_said_to_stand(around: str, word: str) -> None:
    """Each found name is the text between its offsets, and names what looking it up names."""
    text = f"{around} {word}-2030 {around}"
    for found in CSTO.find(text):
        assert CSTO.named(text[found.start : found.end]) == found.named


@given(st.sampled_from([word for series in CSTO.series for word in series.words]), st.integers(1990, 2040))
def test_an_edition_names_its_series(word: str, year: int) -> None:
    """Article, quotation marks, case, dash and year of edition do not change what is named."""
    assert CSTO.named("The Anti-Drug Strategy for 2021-2025") == CSTO.named("Anti-Drug Strategy")
    for spelling in (f"the “{word}-{year}”", f'"{word}" {year}', word.upper(), f"« {word} – {year} »"):
        assert CSTO.named(spelling) == CSTO.named(word)


def test_a_report_is_due_after_its_year() -> None:
    """A window that opens in month 12 and closes in month 14 runs from December to February of the next year."""
    briefing = next(report for report in CSTO.reports if report.id == "yearly-briefing")
    assert briefing.due(2024) == When("2024-12/2025-02")


@pytest.mark.parametrize(
    ("day", "member"),
    [("2020-06", "russia"), ("2021-02-02", "tajikistan"), ("2021-12", "armenia"), ("2024", "kazakhstan"), ("1990", "")],
)
def test_the_chair_of_a_day(day: str, member: str) -> None:
    """The chair is known for each time that a page states, and for no other."""
    assert CSTO.chair(When(day)) == member


def test_parties_carry_all_their_names() -> None:
    """The organisation and its members become parties with names in several languages."""
    parties = {party.id: party for party in CSTO.parties()}
    assert parties["CSTO"].kind == "organisation"
    assert ("Kyrgyz Republic", "en", "", "") in parties["kyrgyzstan"].names
    assert parties["joint-staff"].part_of == "CSTO"
