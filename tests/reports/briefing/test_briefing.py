"""The briefing of a made-up union, by value: what stands in which half and group, with which citations."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.reports.briefing.made import Book, book, sentences

from servanda.reports.briefing import Briefing, TemplateError, grounding, shipped, template
from servanda.when import When

BEFORE, AFTER = "2021-01-31", "2021-12-31"


@pytest.fixture(params=[(2020, BEFORE), (2021, AFTER), (2020, AFTER)], ids=["2020", "2021", "2020 seen later"])
def any_book(request: pytest.FixtureRequest) -> Book:
    """Each of the briefings."""
    year, as_of = request.param
    return book(year, as_of)


def texts(briefing: Briefing, half: str, group: str) -> list[str]:
    """The words of the sentences of a group."""
    return [sentence.text for sentence in sentences(briefing, half, group)]


def test_results_of_the_year() -> None:
    """What was done, claimed, under way and slipped in 2020, in the quotes' own words."""
    found = book(2020, BEFORE).briefing
    assert texts(found, "results", "done") == [
        "The ministers adopted the Statement on Clean Water on 3 March 2020.",
        "The ministers adopted the Statement on Locks in June 2020.",
        "The staff exercise “Heron-2020” was held in Lower Ford on 14 October 2020.",
    ]
    assert texts(found, "results", "figures") == [
        "The Union adopted 12 joint statements in 2020.", "Of these the ledger knows 2.",
    ]  # fmt: skip
    assert texts(found, "results", "slipped") == [
        "The field exercise “Otter-2020” was cancelled because of high water.",
        "It was set anew for a later time.",
        "The Plan for Joint Drills was not fully carried out.",
    ]


def test_tasks_for_the_next() -> None:
    """What is planned, carried over, to be continued, ending and merely aimed at for 2021."""
    found = book(2020, BEFORE).briefing
    assert texts(found, "tasks", "planned") == [
        "The Union plans to hold the operation “Pike-2021”.",
        "The staff exercise “Heron-2021” will be held in Upper Ford on 12 May 2021.",
        "“We intend to sign the Agreement on Shared Gauges by the end of 2023”",
    ]
    assert [text[:62] for text in texts(found, "tasks", "carried")] == [
        "The field exercise “Otter-2021” will be held in September 2021"
    ]
    assert texts(found, "tasks", "going on") == ["Work goes on to create a council on locks."]
    assert texts(found, "tasks", "expiring")[0] == "“The Strategy against Drugs for 2019-2021”"
    assert texts(found, "tasks", "aims") == ["“We shall keep up friendship”"]


def test_what_became_of_the_tasks() -> None:
    """A year later each task has its outcome, its slip with the reason, or the word that no report was found."""
    found = book(2021, AFTER).briefing
    done, slipped, open_ = (texts(found, "results", group) for group in ("done", "slipped", "open"))
    assert "The staff exercise “Heron-2021” of the River Union was held in Upper Ford from 12 to 14 May 2021." in done
    assert slipped[0] == "The field exercise “Otter-2021” was postponed to 2022 for lack of funds."
    assert open_ == ["The operation “Pike-2021” had been planned.", "No report found; no search noted."]
    assert texts(found, "results", "ended")[0] == "“The Strategy against Drugs for 2019-2021”"
    assert texts(found, "tasks", "carried") == [slipped[0]]


def test_every_assertion_of_the_report_is_there() -> None:
    """A report on the year is used to its last assertion."""
    held = book(2020, BEFORE)
    assert {each.assertion for each in held.briefing.citations} == {each.id for each in held.view.assertions}


def test_no_sentence_without_citation(any_book: Book) -> None:
    """Every sentence has at least one number, and every number is that of a citation, used in order of the text."""
    numbers = [number for sentence in sentences(any_book.briefing) for number in sentence.cites]
    assert all(sentence.cites for sentence in sentences(any_book.briefing))
    assert [each.number for each in any_book.briefing.citations] == list(range(1, len(any_book.briefing.citations) + 1))
    assert set(numbers) == {each.number for each in any_book.briefing.citations}


def test_the_quotes_hold_what_the_sentences_say(any_book: Book) -> None:
    """Numbers, names and negations of every sentence stand in its quotes; the ledger's own words bring no figure."""
    cited = {each.number: each for each in any_book.briefing.citations}
    for sentence in sentences(any_book.briefing):
        quotes = [passage.text for number in sentence.cites for passage in cited[number].passages]
        if sentence.voice == "ledger":
            assert {int(number) for number in grounding.numbers_in(sentence.text)} <= {len(sentence.cites)}
        else:
            assert grounding.unsupported(sentence.text, quotes, template().frame) == ()


def test_the_words_cited_are_the_documents(any_book: Book) -> None:
    """A citation shows the text at its place to the letter, with the assertion's quote marked in it."""
    for each in any_book.briefing.citations:
        document = any_book.view.documents[each.document]
        marked = ""
        for passage in each.passages:
            assert document.text[passage.start : passage.end] == passage.text
            marked += "".join(passage.text[start:end] for start, end in passage.marked)
        assert any_book.said[each.assertion].quote.text in marked


def test_the_calendar_invents_no_day() -> None:
    """A time is written as it was said; months and years have rows of their own."""
    found = book(2020, BEFORE).briefing
    rows = {span.title: [(moment.label, moment.name) for moment in span.moments] for span in found.calendar}
    assert rows == {
        "May 2021": [("12 May 2021", "Heron")],
        "September 2021": [("September 2021", "Otter")],
        "In the course of 2021, no month stated": [("", "Pike"), ("ends 2021", "Strategy against Drugs for 2019-2021")],
        "Reaching beyond 2021": [("by 2023", "Agreement on Shared Gauges")],
    }


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2021", "2021"),
        ("2021-03", "March 2021"),
        ("2021-03-04", "4 March 2021"),
        ("2021-03-04/2021-03-09", "4 March – 9 March 2021"),
        ("2021/2025", "2021–2025"),
        ("2021-01/2021-06", "January – June 2021"),
        ("../2025", "by 2025"),
        ("2022/..", "from 2022"),
        ("2021~", "about 2021"),
        ("", ""),
    ],
)
def test_times_are_written_as_precisely_as_they_were_said(edtf: str, written: str) -> None:
    """No form of a time gains a month or a day."""
    assert template().day(When(edtf)) == written


def test_life_lines_are_of_what_came_back() -> None:
    """A matter with two editions has one, a single deed has none."""
    assert [life.name for life in book(2021, AFTER).briefing.lives] == ["Heron", "Otter"]


def test_equal_views_give_equal_briefings() -> None:
    """Made anew from the same view it is the same to the byte."""
    book.cache_clear()
    first = msgspec.json.encode(book(2021, AFTER).briefing)
    book.cache_clear()
    assert msgspec.json.encode(book(2021, AFTER).briefing) == first


def test_links_lead_to_the_words() -> None:
    """A document with an address is opened at its words; one without has its place in the ledger."""
    found = {each.publisher: each for each in book(2021, AFTER).briefing.citations}
    assert found["River Union"].address.startswith("https://rivers.example/report#:~:text=")
    assert found["Ford Courier"].address == ""
    assert found["Ford Courier"].place == f"{found['Ford Courier'].document}#q-{found['Ford Courier'].assertion}"


def test_a_secretariat_changes_the_words(tmp_path: Path) -> None:
    """What a template of one's own says is used, the rest is the shipped one's."""
    own = tmp_path / "own.toml"
    own.write_text('parts = ["tasks"]\n[phrases]\n"planned" = ["is foreseen", "are foreseen"]\n', encoding="utf-8")
    changed = template(own)
    assert changed.parts == ("tasks",)
    assert changed.phrase("planned", "exercise", several=True, then=False) == "are foreseen"
    assert changed.titles == template().titles
    own.write_text(shipped(), encoding="utf-8")
    assert template(own) == template()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("parts = ", "is not TOML"),
        ('parts = ["nonsense"]', "unknown parts: nonsense"),
        ('paper = "papyrus"', "no paper"),
        ('colour = "red"', "does not hold"),
        ('[remarks]\nsilent = "Silent for 3 years."', "figure of its own"),
        ('[phrases]\n"accomplished" = ["was done", "were done"]', "no status"),
        ('[titles]\nresults = "Results of {century}"', "unknown slots: century"),
        ('[calendar]\nmonths = ["January"]', "twelve months"),
    ],
)
def test_a_broken_template_is_refused_with_a_sentence(tmp_path: Path, content: str, says: str) -> None:
    """What is wrong and how to mend it; a template cannot smuggle in a figure."""
    own = tmp_path / "own.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(TemplateError, match=says):
        template(own)
