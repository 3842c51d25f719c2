"""Domains: a scheme is data, words and sections speak for a domain, and what nothing speaks for goes to the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda import sources
from servanda.ledger.views import View
from servanda.model import Assertion, Document
from servanda.profiles import load
from servanda.reports.domains import SHIPPED, Domains, SchemeError, scheme, scheme_for

OWN = """
name = "rivers"
title = "Domains of the rivers"
version = "1"
rest = "other"
[[domains]]
id = "dykes"
title = "Dykes"
words = ["dyke", "sluice gate", "flood*"]
[[domains]]
id = "other"
title = "Other"
"""
SENTENCES = {
    "The peacekeeping contingent of Orva was trained": "peacekeeping",
    "A field hospital and fuel supplies were provided": "support",
    "The academy opened a training course for officers": "training",
    "The agreement on military-technical deliveries was signed": "military-economic",
    "The plan against terrorism was adopted": "terrorism",
    "The narcotics bureau seized opium": "drugs",
    "A register of irregular migration was opened": "migration",
    "The computer incident centre was created": "information",
    "Two frontier posts were built": "border",
    "The laboratory network against pathogens was founded": "biosecurity",
    "The foreign ministers issued a joint declaration": "foreign-policy",
    "The brigade held a drill": "military",
    "The chairmanship passed to Orva": "chairmanship",
    "The budget of the Secretariat was approved": "organisation",
    "The lamp was lit": "organisation",
}


def _view(text: str, *quoted: str) -> View:
    document = sources.plain_text(text, published="2024-01-05", publisher="Orva Union", language="en")
    return View(documents={document.id: document}, assertions=tuple(_said(document, each) for each in quoted))


def _said(document: Document, words: str) -> Assertion:
    start = document.text.index(words)
    quote = document.quote(start, start + len(words))
    return Assertion(document=document.id, quote=quote, matter=quote, kind="activity", status="done")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_speak_for_a_domain(sentence: str) -> None:
    """The shipped scheme knows a matter by general words of its field, and not by any organisation's own."""
    view = _view(f"{sentence}.", sentence)
    assert Domains(view, (), scheme("security")).of_assertion(view.assertions[0]) == SENTENCES[sentence]


def test_a_section_speaks_for_what_stands_in_it() -> None:
    """Words that say nothing take the domain of the heading above them; a title over everything says nothing."""
    text = "# Report on drugs\n\n## Migration\n\nWork went on.\n\n## Cyber matters\n\nA list was drawn up.\n"
    loaded = sources.load(text.encode(), title="Report", name="report.md").documents[0]
    said = tuple(_said(loaded, words) for words in ("Work went on", "A list was drawn up"))
    found = Domains(View(documents={loaded.id: loaded}, assertions=said), (), scheme("security"))
    assert [found.of_assertion(each) for each in said] == ["migration", "information"]


def test_another_scheme_is_loaded(tmp_path: Path) -> None:
    """A scheme of one's own sorts by its own words; phrases, plurals and beginnings of words are met."""
    path = tmp_path / "rivers.toml"
    path.write_text(OWN, encoding="utf-8")
    own = scheme(path)
    for words, domain in (
        ("Sluice-gates", "dykes"),
        ("the flooding", "dykes"),
        ("dykes", "dykes"),
        ("dykers", "other"),
    ):
        view = _view(f"{words} were seen.", words)
        assert Domains(view, (), own).of_assertion(view.assertions[0]) == domain


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name = ", "is not TOML"),
        ('name = "x"', "does not hold"),
        (OWN.replace('rest = "other"', 'rest = "none"'), "no domain 'none'"),
        (OWN.replace('id = "dykes"', 'id = "other"'), "two domains of one id"),
    ],
)
def test_a_broken_scheme_is_refused_with_a_sentence(tmp_path: Path, content: str, says: str) -> None:
    """What is wrong, where, and how to mend it."""
    path = tmp_path / "broken.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SchemeError, match=says):
        scheme(path)


def test_the_profile_names_the_scheme() -> None:
    """The organisation's own scheme where its profile names one, the general one for all others."""
    assert scheme_for((load("csto"),)).name == "security"
    assert scheme_for((load("quad"),)).name == "general" == scheme_for(()).name


@pytest.mark.parametrize("name", SHIPPED)
def test_no_word_speaks_for_two_domains(name: str) -> None:
    """A scheme that gives a word twice would be decided by chance."""
    words = [word for domain in scheme(name).domains for word in domain.words]
    assert len(words) == len(set(words))


def test_the_named_matters_exist() -> None:
    """What a scheme names of a profile is a matter of that profile."""
    for name in SHIPPED:
        for key in (key for domain in scheme(name).domains for key in domain.named):
            organisation, _, matter = key.partition(":")
            assert matter in {each.id for each in load(organisation).matters}
