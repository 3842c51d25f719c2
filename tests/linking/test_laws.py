"""The laws of linking: no order of arrival, pure links, a person's word, and an index kept as documents come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.linking.said import Say, Told, told, view

from servanda.ledger.marks import mark_of
from servanda.linking import Judgement, Linker, compare, likeness, link, review, sample_links
from servanda.linking.naming import Naming, from_words
from servanda.linking.phrases import phrased
from servanda.linking.rarity import shared_keys
from servanda.linking.seeking import lookup
from servanda.model import Assertion, Judge

_NAMES = ("Kestrel", "Granite Shield", "Granite Harbour", "Lantern")
_THINGS = (
    ("the exercise {name}-20{year}", "exercise"),
    ("operation “{name}”", "operation"),
    ("the Council on salt and amber", "body"),
    ("the Salt Trade Strategy for 20{year}-2030", "plan"),
    ("amendments to the Agreement on Amber Transit", "agreement"),
    ("the Agreement on Amber Transit", "agreement"),
    ("the next meeting", "meeting"),
    ("second session of the Salt Trade Council", "meeting"),
    ("{year} million doses of salt vaccine", "delivery"),
    ("the plan", "plan"),
    ("a ceasefire in Darfur", "agreement"),
    ("the national ceasefire in Darfur", "agreement"),
    ("the amber treaty", "agreement"),
    ("the African plan of joint training", "plan"),
    ("the plan of training", "plan"),
    ("the Arab summit", "meeting"),
    ("salt and amber support", "activity"),
)
_matters = st.builds(
    lambda thing, name, year: (thing[0].format(name=name, year=year), thing[1]),
    st.sampled_from(_THINGS),
    st.sampled_from(_NAMES),
    st.integers(20, 26),
)
_documents = st.lists(st.lists(_matters, min_size=1, max_size=4), min_size=1, max_size=7)


def _told(documents: list[list[tuple[str, str]]]) -> list[Told]:
    return [
        told(
            "the League",
            f"20{20 + number}-03-01",
            *(Say(f"Text {number}: {matter}.", matter, kind, "planned") for matter, kind in matters),
        )
        for number, matters in enumerate(documents)
    ]


def _threads(tellings: list[Told]) -> list[tuple[str, ...]]:
    linker = Linker()
    for _, assertions in tellings:
        linker.add(assertions)
    return list(linker.threads())


@settings(max_examples=60, deadline=None)
@given(_documents, st.randoms(use_true_random=False))
def test_order_law(documents: list[list[tuple[str, str]]], chance: object) -> None:
    """Documents one by one in any order, and all at once, give the same threads."""
    tellings = _told(documents)
    everything = Linker()
    everything.add([assertion for _, assertions in tellings for assertion in assertions])
    shuffled = list(tellings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _threads(tellings) == _threads(shuffled) == list(everything.threads())


@settings(max_examples=40, deadline=None)
@given(_documents, st.integers(0, 6))
def test_what_is_taken_out_leaves_no_trace(documents: list[list[tuple[str, str]]], place: int) -> None:
    """Adding a document and taking it out again gives the threads of the others, as if it had never come."""
    tellings = _told(documents)
    gone = tellings.pop(place % len(tellings))
    linker = Linker()
    for _, assertions in [*tellings, gone]:
        linker.add(assertions)
    linker.remove([assertion.id for assertion in gone[1]])
    assert list(linker.threads()) == _threads(tellings)


@settings(max_examples=200, deadline=None)
@given(_matters, _matters)
def test_a_link_is_symmetric_and_its_blocks_miss_nothing(one: tuple[str, str], two: tuple[str, str]) -> None:
    """A verdict has no first and second, and what the rules hold for one matter meets under a key of the index."""
    a, b = from_words(*one), from_words(*two)
    assert compare(a, b) == compare(b, a)
    if a.names_something and b.names_something and compare(a, b).verdict == "same":
        assert lookup(a).meets(lookup(b))
        assert lookup(b).meets(lookup(a))


_TOLD_BESIDE = st.fixed_dictionaries(
    {
        "home": st.sampled_from(((), ("sadc",))),
        "voice": st.sampled_from(((), ("ltu",))),
        "parties": st.sampled_from(((), ("kenya",), ("kenya", "ltu"))),
        "speakers": st.sampled_from(((), ("kenya", "norway"))),
        "owners": st.sampled_from(((), ("ltu",), ("kenya", "ltu"))),
        "once": st.sampled_from(((), ("amber shield",))),
        "sentence": st.sampled_from(((), ("ltu", "a", "b", "c", "d", "e", "f"), ("ltu", "a", "b", "c", "d", "e", "F"))),
    }
)


@settings(max_examples=800, deadline=None)
@given(_matters, _matters, _TOLD_BESIDE, _TOLD_BESIDE)
def test_what_is_told_beside_the_words_meets_as_well(
    one: tuple[str, str], two: tuple[str, str], beside: dict[str, tuple[str, ...]], other: dict[str, tuple[str, ...]]
) -> None:
    """The same holds for whose a matter is, in whose words and sentence it is told, and what it was called before."""
    a, b = (
        phrased(replace(from_words(*matter), **told), matter[0], "LTU")
        for matter, told in ((one, beside), (two, other))
    )
    assert compare(a, b) == compare(b, a)
    if a.names_something and b.names_something and compare(a, b).verdict == "same":
        assert lookup(a).meets(lookup(b))
        assert lookup(b).meets(lookup(a))


_WORDS = ("amber", "salt", "salt-free", "heronry", "quay", "plan", "national", "support", "programme", "development")
_said = st.sets(st.sampled_from(_WORDS), min_size=1, max_size=8)


@settings(max_examples=300, deadline=None)
@given(_said, _said, st.sampled_from((0.6, 0.75, 0.92)))
def test_words_that_are_alike_share_a_key(one: set[str], two: set[str], alike: float) -> None:
    """Prefix filtering loses nothing: two sets of words as alike as is asked share one of the keys made for it."""
    if likeness(Naming("plan", words=tuple(one)), Naming("plan", words=tuple(two))) >= alike:
        assert set(shared_keys(one, alike)) & set(shared_keys(two, alike))


@pytest.mark.needs("shared")
def test_blocks_miss_nothing_of_coded_texts(shared: object) -> None:
    """Of coded texts, too: every pair that the rules hold for one matter shares a key."""
    words = []
    for path in sorted(Path(str(shared), "gold", "codings").glob("*.jsonl")):
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        words += [from_words(row["matter"], row["kind"]) for row in rows]
    found = [(naming, lookup(naming)) for naming in sorted(set(words)) if naming.names_something]
    missed = [
        (one, two)
        for place, (one, keys) in enumerate(found)
        for two, others in found[:place]
        if compare(one, two).verdict == "same" and not keys.meets(others)
    ]
    assert missed == []


def test_a_link_says_why() -> None:
    """Each link names the words that it rests on, its confidence, and the version of the rules."""
    linker = link(view(*_kestrel()))
    (drawn,) = sample_links(linker, 1, 1)
    assert "kestrel" in drawn.why
    assert 0 < drawn.confidence < 1
    assert drawn.by.startswith("linking-")


def _kestrel() -> list[Told]:
    return [
        told(
            "League",
            "2021-01-10",
            Say("The exercise “Kestrel” will be held in 2021.", "exercise “Kestrel”", "exercise", "planned", "2021"),
        ),
        told(
            "League", "2022-01-10", Say("Kestrel-2021 was held in May.", "Kestrel-2021", "exercise", "done", "2021-05")
        ),
        told(
            "League",
            "2022-02-10",
            Say("A drill called Merlin was held.", "A drill called Merlin", "exercise", "done", "2022"),
        ),
    ]


def _first(tellings: list[Told]) -> list[Assertion]:
    return [assertions[0] for _, assertions in tellings]


def test_a_persons_word_wins_and_can_be_undone() -> None:
    """Judged different, a sure link is cut; judged same, two become one; without judgements all is as before."""
    tellings = _kestrel()
    plan, deed, other = _first(tellings)
    before = list(link(view(*tellings)).threads())
    apart = Judge(mark_of(plan), mark_of(deed), "different", "two exercises of one name")
    one = Judge(mark_of(plan), mark_of(other), "same", "renamed")
    judged = link(view(*tellings, judgements=(apart, one)))
    assert deed.id not in judged.thread(plan.id)
    assert other.id in judged.thread(plan.id)
    assert judged.link(plan.id, deed.id).why == "two exercises of one name"
    assert judged.link(plan.id, deed.id).by.startswith("person:")
    assert list(link(view(*tellings)).threads()) == before


def test_of_two_people_who_disagree_the_later_wins() -> None:
    """Two judgements on one pair: the one entered last stands, in whatever order they are handed over."""
    tellings = _kestrel()
    plan, deed, _ = _first(tellings)
    earlier = Judgement(plan.id, deed.id, "different", "", "person:Ada", 1)
    later = Judgement(deed.id, plan.id, "same", "", "person:Bo", 2)
    for order in ((earlier, later), (later, earlier)):
        linker = Linker(judgements=order)
        linker.add(_first(tellings))
        assert deed.id in linker.thread(plan.id)


def test_unsure_pairs_wait_and_a_judgement_takes_them_off_the_queue() -> None:
    """What the rules leave unsure is listed once, and not again once a person has judged it."""
    tellings = [
        told(
            "League",
            "2021-01-10",
            Say("Exercise Granite Shield was held.", "Exercise Granite Shield", "exercise", "done", "2021"),
        ),
        told(
            "League",
            "2021-03-10",
            Say("Exercise Granite Harbour was held.", "Exercise Granite Harbour", "exercise", "done", "2021"),
        ),
    ]
    one, two = _first(tellings)
    (waiting,) = review(link(view(*tellings)))
    assert {waiting.a, waiting.b} == {one.id, two.id}
    judge = Judge(mark_of(one), mark_of(two), "different")
    assert review(link(view(*tellings, judgements=(judge,)))) == []


def test_generic_words_never_link() -> None:
    """A meeting, the Plan and its work meet in no thread, whatever the number of texts that speak of such."""
    tellings = [
        told(
            "League",
            f"202{year}-01-10",
            Say("The Plan was adopted.", "The Plan", "plan", "adopted"),
            Say("A meeting was held.", "A meeting", "meeting", "done"),
        )
        for year in range(5)
    ]
    assert all(len(thread) == 1 for thread in link(view(*tellings)).threads())


def test_the_next_meeting_is_of_the_series_that_its_text_speaks_of() -> None:
    """What points back inside a text belongs to the matter it points at, and to nothing in another text."""
    tellings = [
        told(
            "League",
            "2021-01-10",
            Say("The Salt Trade Council held its second session.", "The Salt Trade Council", "meeting", "done"),
            Say("The next session will be in May.", "The next session", "meeting", "planned", "2021-05"),
        ),
        told(
            "Guild",
            "2021-01-10",
            Say("The next session will be in June.", "The next session", "meeting", "planned", "2021-06"),
        ),
    ]
    linker = link(view(*tellings))
    (council, following), (strange,) = (assertions for _, assertions in tellings)
    assert following.id in linker.thread(council.id)
    assert linker.thread(strange.id) == (strange.id,)
    peace = told(
        "League",
        "2021-01-10",
        Say("The Salt Trade Council met.", "The Salt Trade Council", "meeting", "done"),
        Say("The Summit on Amber is ahead.", "The Summit on Amber", "meeting", "planned"),
    )
    assert len(link(view(peace)).thread(peace[1][1].id)) == 1  # "on" tells a day or what it is on


def test_the_protocol_is_the_only_one_that_its_text_has_named() -> None:
    """Behind "The Protocol" stands what was named before; where two were, nobody can say which."""
    named = Say("The Protocol on amber ferries was drafted.", "The Protocol on amber ferries", "agreement", "drafted")
    other = Say("So was the Protocol on salt.", "the Protocol on salt", "agreement", "drafted")
    signed = Say("The Protocol was signed on 4 May 2031.", "The Protocol", "agreement", "signed", "2031-05-04")
    by_day = Say(
        "The Protocol of 4 May 2031 is awaited.", "The Protocol of 4 May 2031", "agreement", "planned", "2031-05-04"
    )
    tellings = [told("League", "2031-06-01", named, signed), told("Guild", "2032-01-10", by_day)]
    (ferries, deed), (called,) = (assertions for _, assertions in tellings)
    assert set(link(view(*tellings)).thread(ferries.id)) == {ferries.id, deed.id, called.id}
    doubtful = told("League", "2031-06-01", named, other, signed)
    assert len(link(view(doubtful)).thread(doubtful[1][2].id)) == 1


def test_a_document_may_name_two_that_each_are_one_with_what_a_person_judged() -> None:
    """Two rivals that come in one document enter one after the other; neither is lost, and they stay two."""
    tellings = [
        told(publisher, f"203{year}-05-02", *(Say(f"They endorsed {one}.", one, "plan", "adopted") for one in named))
        for year, (publisher, named) in enumerate(
            [
                ("Herald", ["the Amber Harbour Renewal Plan"]),
                ("Guild", ["the Amber Harbour Renewal Plan"]),
                ("Courier", ["the LTU Amber Harbour Renewal Plan", "the OECS Amber Harbour Renewal Plan"]),
            ]
        )
    ]
    first, second, ours, theirs = _first(tellings)[:2] + tellings[2][1]
    linker = Linker(judgements=[Judgement(first.id, second.id, "different", "", "person:Ada", 1)])
    for document, assertions in tellings:
        linker.add(assertions, {document.id: document.publisher})
    assert theirs.id not in linker.thread(ours.id)
    assert {len(thread) for thread in linker.threads()} == {2}
