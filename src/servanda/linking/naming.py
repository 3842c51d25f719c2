"""What the words of one assertion say of its matter's identity; a function of it and a profile alone."""

from __future__ import annotations

import calendar
import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from servanda.linking.acting import PERSON, doers, speak, who_acts
from servanda.linking.figures import figure_of, forms_of, how_much, sums_told, unit_of
from servanda.linking.heads import body_classes, class_of, head_of, is_plural
from servanda.linking.lines import amends, proper_words, telling_words, without
from servanda.linking.names import (
    abbreviated,
    acronyms,
    coined,
    initials,
    is_name_alone,
    is_title,
    other_names,
    own_acronyms,
)
from servanda.linking.placing import tell_one_place, where
from servanda.linking.reports import report_name
from servanda.linking.trimming import possessed, trimmed
from servanda.linking.words import head_classes, letters, plain, raw_words, shortened, weight
from servanda.model import Assertion
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import nations
from servanda.vocabulary.organisations import known
from servanda.when import When

_MET = re.compile(  # no series of its own
    r"\b(?:met|meets?|spoke|speaks?|consult(?:s|ed)?)(?: \w+){0,2} with\b|^(?:met|meets?)\b"
    r"|\bhear[ds]?(?: \w+)? from\b",
    re.IGNORECASE,
)
_FORGONE = re.compile(r"^(?:not|never)\s|\b(?:will|shall|would) (?:not|never)\b")
_TRAVEL = re.compile(r"\b(?:visit(?:s|ed|ing)?|trip|travel(?:l?ed|s)?)\b", re.IGNORECASE)
_MONTHS = tuple(calendar.month_name)
_OF_DAY = re.compile(rf"\bof (\d{{1,2}}) ({'|'.join(_MONTHS[1:])}) ((?:19|20)\d\d)\b")
_OF_MONTH = re.compile(rf"\bof (?:\d{{1,2}} )?({'|'.join(_MONTHS[1:])}) ((?:19|20)\d\d)$")
_LONGEST = 100  # days of an exercise or operation that can be told by its days
DEEDS = ("exercise", "operation")
TEXTS = ("plan", "agreement", "statement")
INSTRUMENTS = (*TEXTS, "rule", "report")  # what is written
COMMON = ("activity", "delivery", "indicator", "target", "event")  # kinds of what many do alike
BONDS = ("agreement", "memorandum", "framework", "protocol", "partnership")  # what two parties have with each other
_BY_LETTERS = ("body", "designation", "operation", "agreement", "meeting")  # kinds of what may go by letters alone
_OWNED_ONCE = frozenset({"chair"})  # classes of which an organisation has one
_FEW = 2
_SHORT = 3
_MANY = 4  # ordinary words that together name a text or a body


class Naming(Struct, frozen=True, order=True):
    """How a matter is named, without its edition: everything that a link may look at.

    `handles`: entries of a profile; `names`: coined names as they sound; `klass`: the class of the head noun;
    `words`: the stems that carry meaning; `owners`: organisations named by their acronym; `short`: acronyms that
    the capitalised words would have; `called`: acronyms that stand beside the name as its own; `amends`: an
    amendment of an instrument, not the instrument; `unit`: what a figure counts; `figure`: how many, and without a
    unit all words that tell how much; `parties`: whose figure or deed it is; `known`: whether all of them are states or
    told by an acronym; `title`: whether it is written as a name, in capitals; `proper`: the words with a capital;
    `head`: the head noun, empty where the kind gives the class; `plural`: whether that noun is in the plural; `days`:
    of a deed the days on which it is, of a text the day from which it is or the month by which a statement is called;
    `dated`: whether a text is called by that day; `where`: the places of a deed; `voice`: of what few others say so
    the organisation that publishes it; `speakers`: of what no party is named for, but "we" do or agree, who may be
    "we"; `home`: of what is told among an organisation's own matters that organisation; `once`: other
    names under which it went, or is to go; `sentence`: of a deed told by few words the telling words of its sentence,
    and who publishes it; `phrase`: who publishes a long matter, and the stems of all its words in their order;
    `forgone`: whether it is not to be done.
    """

    kind: str
    klass: str = ""
    handles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    amends: bool = False
    unit: str = ""
    parties: tuple[str, ...] = ()
    title: bool = False
    proper: tuple[str, ...] = ()
    head: str = ""
    plural: bool = False
    days: str = ""
    dated: bool = False
    where: tuple[str, ...] = ()
    figure: str = ""
    voice: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    known: bool = False
    home: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    forgone: bool = False

    @property
    def strong(self) -> frozenset[str]:
        """The words that few matters share."""
        return frozenset(word for word in self.words if weight(word) == 1.0)

    @property
    def names_something(self) -> bool:
        """Whether a link may stand on it at all: "a meeting", "the Plan" and "its work" name nothing."""
        if self._is_any_resolution or self._is_of_parties_alone:
            return False
        if self.handles or self.names or self.once or self.called or self.strong or self.dated:
            return True
        if self.is_of_days and not self.plural:
            return True
        if self.is_called_summit or self.home or self._is_of_letters:
            return True
        is_body = self.klass in body_classes()
        is_titled = self.title and len(self.words) + is_body + (is_body and bool(self.owners and self.words)) > _FEW
        is_told = self.head and len(self.words) >= _MANY
        return bool(is_titled or is_told or self._is_theirs)

    @property
    def _is_of_letters(self) -> bool:
        """Whether it is a body, or its treaty, told by letters that are no organisation of states: the EACRF."""
        told = self.kind in _BY_LETTERS and (bool(self.head) or not self.words)
        return told and len(self.owners) == 1 and not set(self.owners) & {*known(), *_parties()}

    @property
    def _is_any_resolution(self) -> bool:
        """Whether it is a resolution of which only the organ is told."""
        told = self.handles or self.names or self.called
        return self.klass == "resolution" and not told and set(self.words) <= set(table("linking")["bodies"]["organs"])

    @property
    def _is_of_parties_alone(self) -> bool:
        """Whether nothing but who it is between is told: "the second LTU-CXX"."""
        told = self.head or self.handles or self.names or self.called
        single = len(self.words) == 1 and "-" in self.words[0] and self.proper == self.words
        return self.kind == "meeting" and single and not told

    @property
    def is_of_days(self) -> bool:
        """Whether it is a deed that its days and its place tell."""
        return bool(self.klass in DEEDS and self.days and self.where)

    @property
    def is_called_summit(self) -> bool:
        """Whether it is a summit that is known by its title, however ordinary its words: "the Summit for Democracy"."""
        told = table("linking")["occasions"]
        titled = self.kind == "meeting" and self.head in told["called"] and self.title and self.proper == self.words
        return titled and not set(self.words) <= set(told["anybodys"])

    @property
    def _is_theirs(self) -> bool:
        """Whether it is told by whose it is: the one chair or summit of an organisation, a bond of two parties."""
        between = self.klass in BONDS and len(self.owners) >= _FEW
        is_bond = between and bool(self.words or not known().isdisjoint(self.owners)) and self.kind == "agreement"
        is_bond = is_bond or (between and self.title and bool(self.words))
        own = self.klass in _OWNED_ONCE or (self.kind == "meeting" and bool(self.head))
        return is_bond or (bool(self.owners) and own)


def naming(assertion: Assertion, words: str = "", handles: tuple[str, ...] = (), ours: tuple[str, ...] = ()) -> Naming:
    """The naming of an assertion's matter by `words` (its own where empty); `handles` are what a profile found in it.

    Where the matter is a meeting "of" nobody, the body that meets is looked for among the actors; an exercise or
    operation without a name takes the one coined name of its quote. `ours` are the parties that "we" stands for.
    """
    found = occurring(from_words(words or assertion.matter.text, assertion.kind, handles), assertion)
    if assertion.kind in _REPORTING and not handles and (report := report_name(assertion)):
        return replace(found, names=(report,), klass="meeting", words=())
    if assertion.kind == "meeting" and (not found.names_something or _OWNED.match(assertion.matter.text)):
        return found if _MET.search(plain(assertion.matter.text)) else _met_by(assertion, found)
    if assertion.kind in DEEDS and not handles:
        found = found if found.names else _named_in_quote(assertion, found)
        return replace(found, once=tuple(sorted(other_names(behind(assertion)) - set(found.names))))
    if assertion.kind == "designation" and found.klass in _OWNED_ONCE and not found.owners:
        return replace(found, owners=tuple(sorted(acronyms(plain(assertion.quote.text)))))
    if assertion.kind in QUANTITIES:
        found = _counted(assertion, found, ours)
    if assertion.kind in TEXTS and not found.owners and _OWNED.match(plain(assertion.matter.text)):
        found = replace(found, owners=tuple(sorted(acronyms(who_acts(assertion)))))
    if found.parties or assertion.kind in _BY_NAME or assertion.status == "ratified":  # who ratifies is one of many
        return found
    return replace(found, parties=doers(assertion))


@cache
def _parties() -> frozenset[str]:
    """States by their letters, and seats."""
    return frozenset(table("linking")["figures"]["states"]) | {
        seat.lower() for seat in table("linking")["seats"]["names"]
    }


def occurring(found: Naming, assertion: Assertion) -> Naming:
    """The naming with the days and places of a deed, and the day of a text that is called by it or signed on it."""
    if found.klass in DEEDS and _is_of_days(assertion.when):
        there = tuple(sorted({plain(place.text) for place in assertion.places if where(plain(place.text))}))
        return replace(found, days=str(assertion.when), where=there)
    if assertion.kind == "statement" and (match := _OF_MONTH.search(plain(assertion.matter.text))):
        return replace(found, days=f"{match[2]}-{_MONTHS.index(match[1]):02d}")
    if assertion.kind != "agreement" or found.plural:
        return found
    if match := _OF_DAY.search(plain(assertion.matter.text)):
        day = f"{match[3]}-{_MONTHS.index(match[2]):02d}-{int(match[1]):02d}"
        return replace(found, days=day, dated=bool(found.head))
    signed = assertion.status in ("signed", "adopted") and assertion.when.precision == "day"
    return replace(found, days=str(assertion.when)) if signed and not assertion.when.is_interval else found


def behind(assertion: Assertion) -> str:
    """The words of the quote behind the matter."""
    return f" {plain(assertion.quote.text[assertion.matter.end - assertion.quote.start :])}"


def _is_of_days(when: When) -> bool:
    """Whether a time is of days, with a beginning and an end that lie at most a season apart."""
    ends = when.first and when.last
    return bool(ends) and when.precision == "day" and (when.last - when.first).days <= _LONGEST  # type: ignore[operator]


def _counted(assertion: Assertion, found: Naming, ours: tuple[str, ...]) -> Naming:
    """What a figure counts, and whose it is: the actors', else the speakers' (`ours`), else of whom the quote names."""
    unit = found.unit or (unit_of(plain(assertion.amount.text)) if assertion.amount else "")
    told = how_much(assertion, unit)
    if not unit or not re.search(r"\d", told):
        return replace(found, figure=sums_told(told))
    spoken = ours if not assertion.actors or speak(assertion) else ()
    whose = doers(assertion) or spoken or acronyms(shortened(plain(assertion.quote.text)))
    named = {*whose, *found.owners} - forms_of(unit)
    return replace(found, unit=unit, parties=tuple(sorted(named)), figure=figure_of(told, unit))


def from_words(text: str, kind: str, handles: tuple[str, ...] = ()) -> Naming:
    """The naming that the words `text` give to a matter of that kind."""
    line = trimmed(shortened(plain(text)), by_what=kind not in COMMON)
    whose, line = possessed(line) if kind != "meeting" else ("", line)  # a summit is named after where it is
    if kind == "meeting":  # whom somebody met is no series
        line = "" if _MET.search(line) else re.sub(rf"(?:\bwith )?(?:{PERSON.pattern})", "", line)
    named = coined(line, kind)
    by_acronym = kind in _BY_NAME or kind == "agreement" or is_name_alone(line)
    called = own_acronyms(line) if by_acronym else abbreviated(line)
    own = acronyms(without(line, named)) - called
    words = telling_words(line, kind, named, own)
    travels = kind == "meeting" and _TRAVEL.search(line) and head_of(line, kind) in ("", "visit")
    if travels and tell_one_place(word for word in words if not _TRAVEL.fullmatch(word)):
        words = ()  # visits to a state are many
    if kind == "meeting":  # where it is held is not whose it is
        own -= {seat.lower() for seat in table("linking")["seats"]["names"]}
    found = Naming(
        kind=kind,
        klass=class_of(line, kind),
        handles=handles,
        names=tuple(sorted(name.sound for name in named)),
        words=words,
        owners=tuple(sorted(own | (acronyms(whose) or {state.lower() for state in nations(whose)}))),
        short=tuple(sorted(initials(line))),
        called=tuple(sorted(set(map(letters, called)))),
        amends=amends(line),
        forgone=_FORGONE.search(line) is not None,
        unit=unit_of(line) if kind in QUANTITIES else "",
        figure=sums_told(line) if kind in QUANTITIES else "",
        title=is_title(line),
        proper=proper_words(line, words),
        head=head_of(line, kind),
        plural=is_plural(line, kind),
    )
    return as_summit(found)


def as_summit(found: Naming) -> Naming:
    """A meeting of an organisation's leaders, or of their council, of which nothing more is said, as its summit."""
    leaders = table("linking")["occasions"]["leaders"]
    bare = found.klass == "meeting" and found.head in ("", "meeting", "conference", "session")
    theirs = found.kind == "meeting" and bool(found.owners and found.words) and set(found.words) <= set(leaders)
    if theirs and (bare or found.klass == "council"):
        return replace(found, klass="meeting", head="summit", words=(), proper=(), plural=False)
    return found


_OWNED = re.compile(r"(?:its|their)\s", re.IGNORECASE)  # "its first meeting": whose, the actor tells
_REPORTING = ("meeting", "report", "statement")  # kinds under which a yearly briefing is told
_BY_NAME = ("exercise", "operation", "meeting", "statement", "plan", "body", "report", "designation")
QUANTITIES = ("target", "indicator", "delivery")


def _met_by(assertion: Assertion, found: Naming) -> Naming:
    """A meeting named by the body that met, where exactly one actor is a named body."""
    bodies = [from_words(actor.text, "body", ()) for actor in assertion.actors]
    named = [body for body in bodies if body.klass in body_classes() and body.names_something]
    if head_classes().get(found.head) != "meeting" or len(named) != 1:  # findings are made by a body, and no meeting
        return found
    body = named[0]
    fields = ("words", "klass", "owners", "short", "called", "title", "proper", "head")
    return as_summit(replace(found, **{name: getattr(body, name) for name in fields}))


def _named_in_quote(assertion: Assertion, found: Naming) -> Naming:
    """A deed by the one coined name of its quote, where it says nothing else or stands beside it: "Heron, a drill"."""
    quote = plain(assertion.quote.text)
    named = [name for name in coined(quote, assertion.kind) if " " in name.sound or len(name.sound) > _FEW]
    matter = plain(assertion.matter.text)
    bare = len(raw_words(matter)) <= _SHORT and not found.strong
    if len(named) != 1 or not (bare or _is_beside(named[0].written, matter, quote)):
        return found
    return replace(found, names=(named[0].sound,))


def _is_beside(name: str, matter: str, quote: str) -> bool:
    """Whether a name and a matter stand side by side: with a comma between."""
    named = rf"{re.escape(name)}(?:[\s-]+(?:19|20)\d\d)?[\"']?"
    either = rf"{named},\s{re.escape(matter)}|{re.escape(matter)},\s[\"']?{named}"
    return re.search(rf"(?:{either})(?:,|[.;]?$)", quote) is not None
