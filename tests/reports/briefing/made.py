# ruff: noqa: E501  a coded sentence stands on one line
"""A made-up union: a report on 2020 with the tasks for 2021, coded by hand, and what others told since."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from servanda import sources
from servanda.ledger.views import View
from servanda.model import Assertion, Document, Quote, Standing
from servanda.register import standing
from servanda.reports.briefing import Briefing, Ground, Sentence, brief, template
from servanda.reports.domains import Domains, scheme
from servanda.when import When

FIRST = """# River Union: results of 2020 and tasks for 2021

## Military cooperation

The staff exercise “Heron-2020” was held in Lower Ford on 14 October 2020. The field exercise “Otter-2020” was cancelled
because of high water. The Plan for Joint Drills was not fully carried out.

## Political dialogue

In 2020 the Union adopted 12 joint statements. The ministers adopted the Statement on Clean Water on 3 March 2020. The
ministers adopted the Statement on Locks in June 2020.

## Drugs

The Strategy against Drugs for 2019-2021 is being implemented. We are also deepening the dialogue on precursors.

## Tasks for 2021

The main tasks in 2021 are as follows. The staff exercise “Heron-2021” will be held in Upper Ford on 12 May 2021. The
field exercise “Otter-2021” will be held in September 2021 in place of the exercise “Otter-2020”, which was cancelled.
The Union plans to hold the operation “Pike-2021”. We intend to sign the Agreement on Shared Gauges by the end of 2023.
We shall keep up friendship. Work goes on to create a council on locks.
"""
PRESS = """The staff exercise “Heron-2021” of the River Union was held in Upper Ford from 12 to 14 May 2021. The field exercise
“Otter-2021” was postponed to 2022 for lack of funds. The River Union adopted the Plan <script>alert("1")</script> &
[Weirs](http://evil.example) on 5 May 2021.
"""


class Book(NamedTuple):
    """A view, its standing, and the briefing of a year made from them."""

    view: View
    standing: Standing
    briefing: Briefing

    @property
    def said(self) -> dict[str, Assertion]:
        """The assertions by id."""
        return {each.id: each for each in self.view.assertions}


def told(document: Document, quote: str, matter: str, kind: str, status: str, **fields: str) -> Assertion:
    """An assertion whose words are looked up in the document; times as EDTF, `reason`, `amount` and `place` verbatim."""
    text = document.text

    def found(words: str) -> Quote:
        start = text.index(words)
        return document.quote(start, start + len(words))

    at = text.index(quote)
    inner = quote.find(matter)
    whole = document.quote(at, at + len(quote))
    return Assertion(
        document=document.id, quote=whole, kind=kind, status=status, said=document.published,
        matter=document.quote(at + inner, at + inner + len(matter)) if inner >= 0 else found(matter),
        when=When(fields.get("when", "")), period=When(fields.get("period", "")),
        reason=found(fields["reason"]) if "reason" in fields else None,
        amount=found(fields["amount"]) if "amount" in fields else None,
        actors=(found(fields["actor"]),) if "actor" in fields else (),
        places=(found(fields["place"]),) if "place" in fields else (),
        aspiration=bool(fields.get("aspiration")), reader="hand",
    )  # fmt: skip


def _first() -> tuple[Document, list[Assertion]]:
    held = sources.plain_text(
        FIRST, published="2021-01-20", publisher="River Union", language="en", address="https://rivers.example/report"
    )
    otter = "The field exercise “Otter-2020” was cancelled\nbecause of high water"
    again = "The\nfield exercise “Otter-2021” will be held in September 2021 in place of the exercise “Otter-2020”, which was cancelled"
    return held, [
        told(held, "The staff exercise “Heron-2020” was held in Lower Ford on 14 October 2020", "The staff exercise “Heron-2020”",
             "exercise", "done", when="2020-10-14", place="Lower Ford"),
        told(held, otter, "The field exercise “Otter-2020”", "exercise", "cancelled", when="2020", reason="because of high water"),
        told(held, "The Plan for Joint Drills was not fully carried out", "The Plan for Joint Drills", "plan", "partly done"),
        told(held, "the Union adopted 12 joint statements", "12 joint statements", "statement", "adopted", when="2020",
             amount="12 joint statements"),
        told(held, "The ministers adopted the Statement on Clean Water on 3 March 2020", "the Statement on Clean Water",
             "statement", "adopted", when="2020-03-03"),
        told(held, "The\nministers adopted the Statement on Locks in June 2020", "the Statement on Locks", "statement",
             "adopted", when="2020-06"),
        told(held, "The Strategy against Drugs for 2019-2021 is being implemented", "The Strategy against Drugs for 2019-2021",
             "plan", "under way", period="2019/2021"),
        told(held, "We are also deepening the dialogue on precursors", "the dialogue on precursors", "activity", "under way"),
        told(held, "The staff exercise “Heron-2021” will be held in Upper Ford on 12 May 2021", "The staff exercise “Heron-2021”",
             "exercise", "planned", when="2021-05-12", place="Upper Ford"),
        told(held, again, "The\nfield exercise “Otter-2021”", "exercise", "planned", when="2021-09"),
        told(held, "The Union plans to hold the operation “Pike-2021”", "the operation “Pike-2021”", "operation", "planned",
             when="2021", actor="The Union"),
        told(held, "We intend to sign the Agreement on Shared Gauges by the end of 2023", "the Agreement on Shared Gauges",
             "agreement", "planned", when="../2023"),
        told(held, "We shall keep up friendship", "friendship", "activity", "planned", aspiration="yes"),
        told(held, "Work goes on to create a council on locks", "a council on locks", "body", "under way"),
    ]  # fmt: skip


def _press() -> tuple[Document, list[Assertion]]:
    held = sources.plain_text(PRESS, published="2021-10-02", publisher="Ford Courier", language="en")
    return held, [
        told(held, "The staff exercise “Heron-2021” of the River Union was held in Upper Ford from 12 to 14 May 2021",
             "The staff exercise “Heron-2021” of the River Union", "exercise", "done", when="2021-05-12/2021-05-14",
             place="Upper Ford"),
        told(held, "The field exercise\n“Otter-2021” was postponed to 2022 for lack of funds", "The field exercise\n“Otter-2021”",
             "exercise", "postponed", when="2022", reason="for lack of funds"),
        told(held, 'The River Union adopted the Plan <script>alert("1")</script> &\n[Weirs](http://evil.example) on 5 May 2021',
             'the Plan <script>alert("1")</script> &\n[Weirs](http://evil.example)', "plan", "adopted", when="2021-05-05"),
    ]  # fmt: skip


@cache
def book(year: int, as_of: str) -> Book:
    """The briefing of `year` as of a day."""
    found = [_first(), _press()] if as_of >= "2021-10-02" else [_first()]
    view = View(
        documents={document.id: document for document, _ in found},
        assertions=tuple(each for _, assertions in found for each in assertions), as_of=as_of, known=2,
    )  # fmt: skip
    stands = standing(view, (), today=as_of)
    ground = Ground(view, stands, stands.threads, Domains(view, (), scheme("security")))
    return Book(view, stands, brief(ground, "River Union", year, template()))


def sentences(briefing: Briefing, half: str = "", group: str = "") -> list[Sentence]:
    """The sentences of a briefing in order, of one half or group where these are given."""
    return [
        sentence
        for each in briefing.halves
        if half in ("", each.id)
        for section in each.sections
        for held in section.groups
        if group in ("", held.id)
        for item in held.items
        for sentence in item.sentences
    ]
