"""The words by which an assertion names its matter, and its kind, where both are told around the matter.

A session is named by who met ("the council held its second session"), an adoption by what is adopted ("the adoption of
the Salt Strategy"), a stage by what it is a stage of. Only the assertion's own words are looked at.
"""

from __future__ import annotations

import calendar
import re
from functools import cache

from msgspec import Struct

from servanda.linking.heads import body_classes, head_of, kind_told
from servanda.linking.names import acronyms, coined, is_name_alone
from servanda.linking.naming import INSTRUMENTS, QUANTITIES, TEXTS, behind
from servanda.linking.trimming import trimmed
from servanda.linking.words import head_classes, ordinal, plain, raw_words, shortened, stem, tokens, weight
from servanda.model import Assertion
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import countries, nations
from servanda.vocabulary.organisations import named_in

_DEEDS = ("exercise", "operation")
_AIM = re.compile(  # to mend nets, aimed at mending nets; not to the parliament, nor at the conference
    r"\s(?:(?:that is |which is |designed |intended )?to\s"
    r"(?!(?:all|both|each|his|its|our|that|the|their|this)\b)[a-z]{3,}"
    r"|aimed at\s[a-z]+ing)\s(?:(?!\s(?:is|are|was|were|has|have|had|will|would|can|may|must)\s)[^,;.:()]){3,80}"
)
_THEIRS = re.compile(r"^(?:its|their|his|her)\s", re.IGNORECASE)
_MEETING_VERB = re.compile(
    r"^(?:(?:last|again)\s)?(?:met|meets?|convened?|gathered|gathers?)\b(?!\swith\b)", re.IGNORECASE
)
_ATTENDING = re.compile(
    r"^(?:(?:participat(?:e|ing|ion)|tak(?:e|ing) part) (?:in|at)|speak(?:ing)? at|attend(?:ing|ance (?:of|at))?"
    r"|(?:(?:co-)?chair|host|open|clos|address)(?:ed|ing))"
    r"\s(?=(?:the|an?)\s)",
    re.IGNORECASE,
)
_PLACED = r"(?:in|at|near|outside)\s(?:the\s)?"
DAYS = "|".join((*calendar.month_name[1:], *calendar.day_name))  # of a pattern: months and weekdays
_ON_DAY = rf"(?:\son\s(?=\d{{1,2}}(?:st|nd|rd|th)?\s(?:{DAYS})\b|(?:{DAYS})\b)[\w ,]*?)?"
_HEAD_IN = re.compile(rf"\b([Ss]ummit|[Mm]eeting|[Ss]ession|[Cc]onference){_ON_DAY}\s(?:in|at)\s(?:the\s)?[A-Z].*$")
_IN_TOWN = re.compile(r"\s(?:in|at)\s([A-Z][\w'-]*(?:\s(?:of\s)?[A-Z][\w'-]*)*)$")
_BEFORE_TITLE = re.compile(  # how a summit with a title is held or praised: "a successful", "the first-ever LTU-hosted"
    r"^(?:(?:the|an?|our|its)\s)?"
    r"(?:(?:(?!(?:of|for|to|at|on|in|by|with|ahead|before|after|meeting|event|forum|session)s?\b)[a-z][\w-]*"
    r"|[A-Z][\w.]*-(?:hosted|led)),?\s)+"
    r"(?=(?:[A-Z][\w-]*\s)*Summit\s(?:of|for|on)\s(?:the\s)?[A-Z])"
)
_NAME_BEHIND = re.compile(r"\s(?:[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,2}|\"[A-Z][^\"]{2,40}\")(?!\w)")
_NUMBERED = re.compile(r"(?:the\s)?COP\d{1,2}")  # a conference of parties, by its number alone
_PRONOUN = re.compile(r"^(?:it|they|we|he|she|who|which)$", re.IGNORECASE)
_ITEM = r"[\"A-ZЀ-Я][^\s,;]*(?:\s(?:-\s)?[\"A-ZЀ-Я0-9][^\s,;]*)*"
_LISTED = re.compile(rf"(?:{_ITEM}(?:\sin\s{_ITEM})?(?:,\sand\s|,\s|;\s|\sand\s))*$")  # names before one in a list
_BY_LETTERS = re.compile(r"(?:the\s)?[A-Z]{3,8}(?:\s(?:in|to)\s[A-Z]\w+)?")
_AIMING = ("plan", "agreement", "body")  # kinds that are set up to some end
_TWICE = 2


class Wording(Struct, frozen=True):
    """The words that name a matter, on one line, and the kind that they tell."""

    words: str
    kind: str


def wording(assertion: Assertion) -> Wording:
    """The words and the kind by which a matter is to be compared; its own where nothing else tells more."""
    words = _with_name(assertion, plain(assertion.matter.text))
    kind = "meeting" if _NUMBERED.fullmatch(words) else kind_told(words, _beside(assertion, words) or assertion.kind)
    if kind == "meeting":
        return Wording(_session(assertion, words), kind)
    if kind not in QUANTITIES and _counts(words):
        return Wording(words, "target")
    said = _without_lead(_unplaced(assertion, words) if _is_made_there(assertion) else words, kind)
    return Wording(said.words + _aim(assertion, said), said.kind)


def _aim(assertion: Assertion, said: Wording) -> str:
    """What a text or a body is for, as the quote goes on, where its own words tell nothing: "a plan | to mend it"."""
    told = [word for word in raw_words(shortened(said.words)) if not named_in(word)]
    named = _PRONOUN.match(said.words) or any(word[:1].isupper() for word in told[1:])
    bare = said.kind in _AIMING and not named and not any(weight(word) == 1.0 for word in tokens(" ".join(told)))
    match = _AIM.match(behind(assertion)) if bare and said.words == plain(assertion.matter.text) else None
    return match[0] if match else ""


def _with_name(assertion: Assertion, words: str) -> str:
    """The words with the name of a deed that stands right behind them: "the first phase of the operation | Lantern"."""
    bare = head_classes().get(stem(words.rpartition(" ")[2])) in _DEEDS and not coined(words, "exercise")
    match = _NAME_BEHIND.match(behind(assertion)) if bare else None
    return words + match[0] if match and _may_name(match[0]) else words


def _may_name(words: str) -> bool:
    """Whether words behind a deed may be its name: no state, no organisation, no day."""
    return not (nations(words) or named_in(words) or re.search(rf"\b(?:{DAYS})\b", words))


def _is_made_there(assertion: Assertion) -> bool:
    """Whether the places of a text are where it was made: a treaty was signed in Lima, a truce holds there."""
    made = assertion.kind in TEXTS and assertion.status in ("signed", "adopted")
    return made and head_classes().get(head_of(plain(assertion.matter.text), assertion.kind)) != "truce"


def _counts(words: str) -> bool:
    """Whether words promise so much of what is promised once at a time, whatever kind they were taken for."""
    figures = table("linking")["figures"]
    told = (form for unit in figures["telling"] for form in figures["units"][unit])
    return any(re.search(rf"\d[\w,. ]*\s{re.escape(form)}\b", words.lower()) for form in told)


def _beside(assertion: Assertion, words: str) -> str:
    """``exercise`` or ``operation`` where that word leads to the name in the quote: "the exercises Kedr and Sosna"."""
    if not words[:1].isupper() or assertion.kind in _DEEDS:
        return ""
    before = plain(words_before(assertion))
    word = raw_words(_LISTED.sub("", before + " ").rstrip())[-1:]
    klass = head_classes().get(stem(word[0]), "") if word and before else ""
    return klass if klass in _DEEDS else ""


def words_before(assertion: Assertion) -> str:
    """The quote's words before the matter."""
    length = assertion.matter.start - assertion.quote.start
    return assertion.quote.text[:length].rstrip() if length > 0 else ""


def _session(assertion: Assertion, words: str) -> str:
    """A meeting as that of the body that met, where the matter only says "its third meeting" or "met in …"."""
    words = _ATTENDING.sub("", words)
    own = _placeless(assertion, words)
    if not _THEIRS.search(words) and not _MEETING_VERB.search(words):
        return _BEFORE_TITLE.sub("", own)
    subject = _subject(assertion)
    if not subject:
        return own
    occasion = "meeting" if _MEETING_VERB.search(words) else _THEIRS.sub("", own)
    number = next((word for word in raw_words(subject)[: _TWICE + 1] if ordinal(word)), "")
    if number:
        subject = re.sub(rf"\b{re.escape(number)}\s", "", subject, count=1)
    return f"{number} {occasion} of {subject}".strip()


def _placeless(assertion: Assertion, words: str) -> str:
    """Without the places that the assertion names, and those right behind the word for the occasion.

    Where a body met is not who met.
    """
    words = _HEAD_IN.sub(lambda match: match[1], words)
    placed = _IN_TOWN.search(words)
    return _unplaced(assertion, words[: placed.start()] if placed and countries(placed[1]) else words, seas=True)


def _unplaced(assertion: Assertion, words: str, *, seas: bool = False) -> str:
    """Without the places that the assertion names; seas and regions, which stand in many titles, only where asked."""
    for place in (plain(each.text) for each in assertion.places):
        if seas or countries(place):
            words = re.sub(rf"\s{_PLACED}{re.escape(place)}(?:,\s[A-Z]\w+)*(?!\w)", "", words)
    return words


def _subject(assertion: Assertion) -> str:
    """The one body or organisation that acts; else what stands before the matter in the quote, without its verb."""
    told = [shortened(plain(actor.text)) for actor in assertion.actors]
    acting = [each for each in told if _can_meet(each)]
    if assertion.actors:
        return acting[0] if len(acting) == 1 else ""
    before = re.sub(
        r"\s(?:has\s|had\s|will\s)?(?:\w+ed|held|holds?|met)$", "", shortened(plain(words_before(assertion)))
    )
    return before if _can_meet(before) else ""


def _can_meet(words: str) -> bool:
    if not words or _PRONOUN.match(words):
        return False
    named = {head_classes().get(stem(word), "") for word in raw_words(words)}
    return bool(named & body_classes()) or bool(acronyms(words))


def _without_lead(words: str, kind: str) -> Wording:
    """Without "the preparation of", "the first stage of" before what has a name or a head of its own."""
    rest = words
    for _ in range(_TWICE):
        match = _lead().match(rest)
        if not match:
            break
        rest = rest[match.end() :]
        told = kind_named(rest, deeds_only=match["deed"] is not None)
        if told:  # else it may lead on: "the implementation of the provisions of the Salt Strategy"
            ratified = kind == "rule" and match["ratified"] is not None
            words, kind = rest, told if kind not in (*INSTRUMENTS, "body") or told in _DEEDS or ratified else kind
        elif match["text"] and _is_named_after_one(rest):
            words = rest
    return Wording(words, kind)


def _is_named_after_one(words: str) -> bool:
    """Whether words are a name that holds an organisation's, or letters: the SADC Four Point Consensus, the BWM."""
    line = shortened(plain(words))
    named = is_name_alone(line) and bool(named_in(line)) and len(raw_words(line)) > _TWICE
    return named or _BY_LETTERS.fullmatch(line) is not None


def kind_named(words: str, *, deeds_only: bool) -> str:
    """The kind of what stands behind a lead: a named deed, or a text or a body by its head; else empty."""
    deed = next((kind for kind in _DEEDS if kind_told(words, "activity") == kind), "")
    if deed or any(_HYPHEN_YEAR.search(word) for word in words.split()):
        named = coined(words, deed or "exercise")
        return (deed or "exercise") if named else ""
    if deeds_only:
        return ""
    kinds: dict[str, str] = table("linking")["leads"]["kinds"]
    return kinds.get(head_classes().get(head_of(trimmed(words, by_what=True), "activity"), ""), "")


_HYPHEN_YEAR = re.compile(r"[^\W\d]-(?:20)?\d\d$")  # Dawn-2021, not 2021-2025


@cache
def _lead() -> re.Pattern[str]:
    told = table("linking")["leads"]
    texts, deeds = ("|".join(map(re.escape, told[name])) for name in ("texts", "deeds"))
    about = r"(?:(?:the|a|an)\s)?(?:\w+\s)?(?:report|account|information)\son\s"
    beginning = r"(?:(?:the|an?|their|its|our|his|her)\s)?(?:[\w-]+\s)?"
    told_in = (
        r"(?:(?:outlined|contained|enshrined|described|reflected|presented|listed|stated|set\s(?:out|forth)|laid\sdown|agreed|made"
        r"|undertaken|assumed|entered\sinto|under\s?way|ongoing)\s)?"
    )
    before = r"(?:of|for|in|on|within|under|through|to|towards?|from|with)\s"
    doing = "|".join(map(re.escape, told["doing"]))
    return re.compile(
        rf"(?:(?:{about})?{beginning}(?P<ratified>(?:law|bill|act)\son\s(?:the\s)?(?=ratif))?(?:(?P<deed>{deeds})|(?P<text>{texts})(?:\sand\s[a-z]+ing)?)\s{told_in}{before}|(?:{doing})\s(?:all\s)?)"
        r"(?:the\s)?(?:(?:draft|proposed|(?:newly|recently)[\s-]\w+ed)\s)?(?:\w+-led\s)?",
        re.IGNORECASE,
    )
