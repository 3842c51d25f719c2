"""From a standing to a briefing: items are put into words, cited, sorted under domains, and laid into a calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from servanda.ledger.views import View
from servanda.model import Assertion, Standing, Thread
from servanda.register.evidence import NONE_FOUND
from servanda.register.outcomes import DONE
from servanda.reports.briefing.choosing import RESULTS, TASKS, Chooser, Chosen, claimed
from servanda.reports.briefing.citing import Notes, citation, sources
from servanda.reports.briefing.composing import Composer, Way, in_marks
from servanda.reports.briefing.nouns import Briefing, Count, Group, Half, Item, Life, Moment, Section, Sentence, Span
from servanda.reports.briefing.schedule import calendar
from servanda.reports.briefing.template import Heading, Template, filled
from servanda.reports.domains import Domains
from servanda.vocabulary import family, table
from servanda.when import When

_NEAR = 24  # code points within which a sentence has to come to the name of its matter
_FEWEST = 2  # undertakings that make a life line


class Ground(Struct, frozen=True):
    """What a briefing is made from: a view, its standing, the organisation's threads among it, and their domains."""

    view: View
    standing: Standing
    threads: tuple[Thread, ...]
    domains: Domains


def brief(ground: Ground, organisation: str, year: int, words: Template) -> Briefing:
    """The results of `year` and the tasks for the next, as `ground` has them, in the words of a template."""
    return _Making(ground, organisation, year, words).briefing()


class _Making:
    """One briefing while it is made; notes get their numbers in the order of the text."""

    def __init__(self, ground: Ground, organisation: str, year: int, words: Template) -> None:
        self.ground, self.organisation, self.year, self.words = ground, organisation, year, words
        self.said = {each.id: each for each in ground.view.assertions}
        self.composer = Composer(ground.view.documents, ground.view.assertions, words)
        self.notes = Notes()
        self.chooser = Chooser(ground.standing, self.said, ground.view.documents, year)
        own = self.chooser.chosen(ground.threads)
        self.chosen = (*own, *self.chooser.covering(ground.threads, own))
        self.domain = {each.thread.id: ground.domains.of(each.thread) for each in self.chosen}

    def briefing(self) -> Briefing:
        halves = (self._half(RESULTS, self.words.results), self._half(TASKS, self.words.tasks))
        spans = calendar(list(self._moments()), self.year + 1, self.words)
        documents = self.ground.view.documents
        cited = tuple(
            citation(number, self.said[key], documents[self.said[key].document], self.composer)
            for key, number in self.notes.numbers.items()
        )
        return Briefing(
            title=self._filled("title"),
            subtitle=self._filled("subtitle" if self.ground.standing.as_of else "subtitle_undated"),
            organisation=self.organisation, year=self.year, as_of=self.ground.standing.as_of,
            known=self.ground.standing.known, rules=self.ground.standing.rules,
            scheme=f"{self.ground.domains.scheme.name} {self.ground.domains.scheme.version}",
            glance=tuple(self._glance(halves)), halves=halves, calendar=spans, lives=tuple(self._lives()),
            citations=cited, sources=sources(cited, documents), bare=_bare(halves),
        )  # fmt: skip

    def _filled(self, title: str) -> str:
        as_of = self.words.day(When(self.ground.standing.as_of))
        return filled(
            self.words.titles[title], organisation=self.organisation, year=self.year, next=self.year + 1, as_of=as_of
        )

    def _half(self, half: str, headings: tuple[Heading, ...]) -> Half:
        mine = [each for each in self.chosen if each.half == half]
        sections = (
            Section(domain, title, tuple(self._groups([each for each in mine if self._is_of(each, domain)], headings)))
            for domain, title in self.ground.domains.scheme.titles.items()
        )
        return Half(half, self._filled(half), tuple(section for section in sections if section.groups))

    def _is_of(self, chosen: Chosen, domain: str) -> bool:
        return self.domain[chosen.thread.id] == domain

    def _groups(self, mine: list[Chosen], headings: tuple[Heading, ...]) -> Iterator[Group]:
        known = {heading.id for heading in headings}
        for heading in headings:
            last = heading is headings[-1]
            held = [each for each in mine if each.group == heading.id or (last and each.group not in known)]
            if held:
                items = _merged(self._item(each) for each in sorted(held, key=_in_time))
                yield Group(heading.id, heading.title, items)

    def _item(self, chosen: Chosen) -> Item:
        sentences = tuple(self._sentences(chosen))
        return Item(
            thread=chosen.thread.id, undertaking=chosen.owed.id, name=chosen.thread.name, kind=chosen.thread.kind,
            when=self.words.day(_time_of(chosen)), sentences=sentences,
            head=_head(chosen.thread.name, sentences[0].text),
        )  # fmt: skip

    def _sentences(self, chosen: Chosen) -> Iterator[Sentence]:
        if remark := self._of_period(chosen.group):
            cites = self.notes.cite(chosen.told)
            yield Sentence(in_marks(chosen.told[-1].matter.text), cites, "quote")
            yield Sentence(remark, cites, "ledger")
            return
        first = ""
        for told in _by_status(chosen):
            way = Way(
                chosen.thread.kind,
                then=chosen.half == RESULTS and family(told[0].status) == "intended",
                again=bool(first) and _same_words(first, told),
                ahead=chosen.half == TASKS or all(map(self.chooser.is_ahead, told)),
            )
            text, voice = self.composer.sentence(told, way)
            first = first or told[-1].matter.text
            yield Sentence(text, self.notes.cite(told), voice)
        if chosen.half == RESULTS:
            yield from self._remarks(chosen)

    def _of_period(self, group: str) -> str:
        """What the ledger says of an instrument that is here for its period alone."""
        said = self.words.remarks
        return {"expiring": said.expiring, "ended": said.expiring, "in force": said.in_force}.get(group, "")

    def _remarks(self, chosen: Chosen) -> Iterator[Sentence]:
        """What the ledger says beside the quotes: unknown is not no."""
        said, owed = self.words.remarks, chosen.owed
        own = self.notes.cite(chosen.told)
        if "late" in owed.manner:
            yield Sentence(said.late, own, "ledger")
        if heirs := [
            key for each in chosen.thread.undertakings if each.id == owed.carried_over_to for key in each.assertions
        ]:
            promises = [self.said[key] for key in heirs if family(self.said[key].status) == "intended"]
            yield Sentence(said.carried, self.notes.cite(promises), "ledger")
        if chosen.group == "open":
            yield Sentence(said.searched if owed.evidence == NONE_FOUND else said.not_searched, own, "ledger")
        if owed.silent:
            yield Sentence(said.silent, own, "ledger")
        for claim in (each for each in chosen.told if claimed(each)):
            known = self._known(chosen, claim)
            remark = filled(said.counted, count=len(known)) if known else said.counted_none
            yield Sentence(remark, self.notes.cite(known) or self.notes.cite([claim]), "ledger")

    def _heirs(self, chosen: Chosen) -> list[Assertion]:
        """The promises of what took up something that slipped."""
        heirs = (each for each in chosen.thread.undertakings if each.id == chosen.owed.carried_over_to)
        told = (self.said[key] for heir in heirs for key in heir.assertions)
        return [each for each in told if family(each.status) == "intended"]

    def _known(self, claim_of: Chosen, claim: Assertion) -> list[Assertion]:
        """One assertion of each matter of the year that is of the kind which was counted, and done."""
        found = []
        for each in self.chosen:
            counted = each.half == RESULTS and each.thread.kind == claim.kind and each.owed.progress == DONE
            told = [one for one in each.told if family(one.status) == "done" and self._is_one(one)]
            if counted and each.thread.id != claim_of.thread.id and told:
                found.append(told[0])
        return found

    def _is_one(self, told: Assertion) -> bool:
        return not claimed(told) and not self.composer.grammar(told.document).is_several(told.matter)

    def _moments(self) -> Iterator[tuple[When, Moment]]:
        """What is to be in the next year; what ends with it too."""
        for each in self.chosen:
            ends = each.group == "expiring"
            if each.half != TASKS or each.group in ("aims", "asked") or not (ends or _is_scheduled(each)):
                continue
            when = When(f"{self.year + 1:04d}") if ends else _time_of(each)
            label = filled(self.words.calendar.ends, time=self.year + 1) if ends else self._label(when)
            if when:
                name = each.thread.name[:1].upper() + each.thread.name[1:]
                yield when, Moment(str(when), label, name, each.owed.place_planned, self.notes.cite(each.told))

    def _label(self, when: When) -> str:
        """A time of the calendar; of what is known to the year alone the row says it."""
        return "" if str(when) == f"{self.year + 1:04d}" else self.words.day(when)

    def _glance(self, halves: Sequence[Half]) -> Iterator[Count]:
        for domain, title in self.ground.domains.scheme.titles.items():
            groups = [
                (half.id, group)
                for half in halves
                for section in half.sections
                if section.domain == domain
                for group in section.groups
            ]
            numbers = {group.id: len(group.items) for half, group in groups if half == RESULTS}
            numbers[TASKS] = sum(len(group.items) for half, group in groups if half == TASKS)
            if groups:
                yield Count(domain, title, numbers)

    def _lives(self) -> Iterator[Life]:
        """Matters that came back: two undertakings at least that have times of their own."""
        order = list(self.ground.domains.scheme.titles)
        met = {each.thread.id: each.thread for each in self.chosen}
        several = [thread for thread in met.values() if len(_times(thread)) >= _FEWEST]
        for thread in sorted(several, key=lambda one: (order.index(self.domain[one.id]), one.name.casefold(), one.id)):
            yield Life(thread.id, thread.name, self.domain[thread.id])


def _head(name: str, sentence: str) -> str:
    """The name of a matter for the head of its item; empty where the sentence begins with it, or it has no own name."""
    begins = name.casefold() in sentence.casefold()[: len(name) + _NEAR].split(",")[0]
    return "" if begins or not name[:1].isupper() else name


def _merged(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items with those of equal words and time made one, which cites all."""
    by_words: dict[tuple[str, ...], Item] = {}
    for item in items:
        key = (item.when, item.head, *(sentence.text for sentence in item.sentences))
        by_words[key] = _joined(by_words[key], item) if key in by_words else item
    return tuple(by_words.values())


def _joined(one: Item, two: Item) -> Item:
    sentences = tuple(
        replace(each, cites=tuple(sorted({*each.cites, *other.cites})))
        for each, other in zip(one.sentences, two.sentences, strict=True)
    )
    return replace(one, sentences=sentences, also=(*one.also, two.undertaking))


def _is_scheduled(chosen: Chosen) -> bool:
    """Whether something is to happen, not merely to go on; what a text takes for done already is in no calendar."""
    kinds = table("briefing")["scheduled"]
    return chosen.thread.kind in kinds and any(family(each.status) != "done" for each in chosen.told)


def _by_status(chosen: Chosen) -> list[list[Assertion]]:
    """What is told, one list a status: that which stands first, then as the statuses were first told."""
    statuses = list(dict.fromkeys(each.status for each in chosen.told))
    statuses.sort(key=lambda status: (status != chosen.owed.status, family(status) == "intended"))
    return [[each for each in chosen.told if each.status == status] for status in statuses]


def _same_words(first: str, told: Iterable[Assertion]) -> bool:
    """Whether a matter is called by the words that the item began with, but for its article."""
    return any(_bare_name(each.matter.text) == _bare_name(first) for each in told)


def _bare_name(words: str) -> str:
    line = " ".join(words.casefold().split())
    return line.removeprefix("the ").removeprefix("a ").removeprefix("an ").strip("\"“”'")


def _time_of(chosen: Chosen) -> When:
    """The time beside an item: of a result that of the deed, of a task that which is set."""
    owed = chosen.owed
    if chosen.group in ("in force", "ended", "expiring"):
        return chosen.told[-1].period
    if chosen.half == RESULTS and chosen.group == "slipped" and owed.planned:
        return owed.planned
    told = [each.when for status in _by_status(chosen) for each in reversed(status) if each.when]
    if chosen.half == TASKS:
        return owed.due or owed.planned or (told[0] if told else When())
    return told[0] if told else owed.planned if chosen.group in ("slipped", "open") else When()


def _in_time(chosen: Chosen) -> tuple[object, ...]:
    when = _time_of(chosen)
    day = when.first or when.last or datetime.date.max
    first = chosen.told[0]
    return day, str(first.said), first.document, first.matter.start, chosen.owed.id


def _times(thread: Thread) -> set[str]:
    return {str(each.planned or each.actual) for each in thread.undertakings if each.planned or each.actual}


def _bare(halves: Iterable[Half]) -> int:
    every = (
        sentence
        for half in halves
        for section in half.sections
        for group in section.groups
        for item in group.items
        for sentence in item.sentences
    )
    return sum(sentence.voice == "quote" for sentence in every)


__all__ = ["Ground", "Span", "brief"]
