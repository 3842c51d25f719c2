"""What every form of a briefing is made from: the briefing, its words, its life lines, and who the notes point to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from servanda.model import Assertion, Standing, Thread
from servanda.render import pictures
from servanda.reports.briefing import Briefing, Citation, Group, Life, Passage, Template, filled
from servanda.when import When


class Sheet:
    """A briefing about to be shown. `ledger_at` is the address of a served ledger, to which the notes then lead."""

    def __init__(
        self,
        briefing: Briefing,
        words: Template,
        standing: Standing,
        said: Mapping[str, Assertion],
        ledger_at: str = "",
    ) -> None:
        self.briefing, self.words, self.ledger_at = briefing, words, ledger_at.rstrip("/")
        self._threads = {thread.id: thread for thread in standing.threads}
        self._said = said

    def title(self, name: str) -> str:
        """A title of the template with its slots filled in."""
        held = self.briefing
        return filled(
            self.words.titles[name], organisation=held.organisation, year=held.year, next=held.year + 1,
            as_of=self.words.day(When(held.as_of)), known=held.known, rules=held.rules, scheme=held.scheme,
        )  # fmt: skip

    @property
    def footing(self) -> str:
        """What lets the view be found again, and who smoothed its sentences, if anybody did."""
        smoothed = self.briefing.polished
        if smoothed is None:
            return self.title("footing")
        told = filled(
            self.words.titles["polished"], taken=smoothed.taken, model=smoothed.model, refused=smoothed.refused
        )
        return f"{self.title('footing')} {told}"

    def when(self, edtf: str) -> str:
        """A time as the template writes it."""
        return self.words.day(When(edtf))

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that have something to show, in the template's order."""
        held = self.briefing
        shown = {
            "glance": held.glance, "calendar": held.calendar, "lives": held.lives, "citations": held.citations,
            "sources": held.sources, **{half.id: half.sections for half in held.halves},
        }  # fmt: skip
        return tuple(part for part in self.words.parts if shown[part])

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Id and title of each column of the table at a glance that has a number in it."""
        headings = [(each.id, each.title) for each in self.words.results]
        used = {name for row in self.briefing.glance for name, number in row.numbers.items() if number}
        return tuple(each for each in (*headings, ("tasks", self.title("tasks"))) if each[0] in used)

    @cached_property
    def lives(self) -> tuple[tuple[Life, Thread, pictures.Chart], ...]:
        """Each life line with its thread and its picture."""
        found = ((life, self._threads[life.thread]) for life in self.briefing.lives)
        return tuple((life, thread, pictures.lifeline(thread, self._said)) for life, thread in found)

    def source(self, citation: Citation) -> str:
        """Who says it, when, and what kind of text it is."""
        typed = self.words.titles["typed"] if citation.typed else ""
        parts = (citation.publisher, self.when(citation.published), citation.title, citation.note, typed)
        return ", ".join(part for part in parts if part)

    def ledger_link(self, citation: Citation) -> str:
        """The address of the quote in the served ledger; empty where none is known."""
        return f"{self.ledger_at}/document/{citation.place}" if self.ledger_at else ""

    @property
    def is_empty(self) -> bool:
        """Whether no part has anything."""
        return not self.briefing.citations


def stretches(passage: Passage) -> Iterator[tuple[str, bool]]:
    """A passage cut where its quotation begins or ends: words, and whether they are quoted."""
    at = 0
    for start, end in passage.marked:
        if at < start:
            yield passage.text[at:start], False
        yield passage.text[max(at, start) : end], True
        at = max(at, end)
    if at < len(passage.text):
        yield passage.text[at:], False


def one_line(words: str) -> str:
    """Words on one line; blanks at either end stay as one blank, since more words may follow."""
    line = " ".join(words.split())
    return f"{' ' * words[:1].isspace()}{line}{' ' * (words[-1:].isspace() and bool(line))}"


def numbers(groups: tuple[Group, ...]) -> int:
    """How many items stand in these groups."""
    return sum(len(group.items) for group in groups)
