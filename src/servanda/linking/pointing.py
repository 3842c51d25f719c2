"""What points back inside one document: "the next meeting" after a named series is of that series.

Only the document's own assertions are looked at, so what comes out is a function of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace

from servanda.linking.belonging import as_belonging
from servanda.linking.bonds import as_bond
from servanda.linking.comparing import compare
from servanda.linking.home import as_series, at_home, home_of
from servanda.linking.naming import Naming, naming, occurring
from servanda.linking.phrases import phrased
from servanda.linking.profiled import Profiles, handles_of, knowing, own_words
from servanda.linking.speaking import acts_most, circle, signatories, spoken, voice_of, voiced
from servanda.linking.wording import DAYS, wording
from servanda.linking.words import head_classes, is_manner, plain, raw_words, stem, tokens
from servanda.model import Assertion
from servanda.vocabulary import family, table

_Named = list[tuple[Assertion, Naming]]
PRONOUNS = ("it", "they")
_REACH = 700  # code points between a matter and what it points back to
_TWO = 2
_FEW = 3
_LONGEST = 6  # words of a matter that may point
_TIME_AND_PLACE = re.compile(rf"\s(?:(?:in|at|before|by|during|later)|on(?=\s(?:the\s)?(?:\d|{DAYS})))\s")
_BARE_BODY = re.compile(
    r"^(?:[Tt]he\s)?(?:(?:next|last|previous|following|regular|annual)\s)*(?:meeting|session) of [Tt]he [A-Z]?[a-z]+$"
)
# Bodies of which nothing is a session.
_FIELDED = ("force", "mission", "unit", "contingent", "brigade", "centre", "center")
_TEXTS = ("statement", "agreement", "plan", "report")  # kinds of which a document may speak of several
_POINTING = ("exercise", "operation", "meeting", "statement", "agreement", "plan", "body", "report")


def namings(
    assertions: Iterable[Assertion], profiles: Profiles, publishers: Mapping[str, str]
) -> Iterator[tuple[Assertion, Naming]]:
    """Each assertion with its naming, pointing ones with that of what they point to; documents must be whole."""
    ordered = sorted(assertions, key=lambda each: (each.document, each.matter.start, each.matter.end, each.id))
    for document, members in groupby(ordered, key=lambda each: each.document):
        yield from _of_document(list(members), profiles, publishers.get(document, ""))


def _of_document(members: list[Assertion], profiles: Profiles, publisher: str) -> Iterator[tuple[Assertion, Naming]]:
    known: _Named = []
    found: _Named = []
    ours = acts_most(members) or voice_of(publisher)
    group, signing = circle(members), signatories(members)
    home, profiled = home_of(members, publisher, knowing(members, profiles)), own_words(*profiles)
    for assertion in members:
        if own := _by_key(assertion):
            found.append((assertion, own))
            continue
        said = wording(assertion)
        told = replace(assertion, kind=said.kind)
        own = as_bond(naming(told, said.words, handles_of(told, said.words, profiles), ours), told)
        own = at_home(voiced(spoken(own, told, group, signing), publisher, assertion.quote.text), told, home)
        own = phrased(as_belonging(own, told, home), said.words, publisher)
        if own.names_something:
            known.append((assertion, own))
        elif _points(assertion, said.words) and (pointed := _pointed_at(assertion, said.words, own, known, found)):
            own = _on_its_days(pointed, told)
        else:
            own = as_series(own, told, home, profiled)
        found.append((assertion, own))
    yield from ((assertion, _reported(assertion, own, found, publisher)) for assertion, own in found)


def _reported(assertion: Assertion, own: Naming, others: _Named, publisher: str) -> Naming:
    """The naming of a meeting that reports on a year for what a document says less of: its own title, above all.

    It has the same head and day, and the words for it occur where the one is told of.
    """
    if own.kind != "meeting" or own.names or own.handles or assertion.when.precision != "day":
        return own
    words = set(own.words) - set(tokens(plain(publisher)))
    met = {
        named
        for other, named in others
        if named.names
        and named.kind == own.kind
        and named.head == own.head != ""
        and other.when == assertion.when
        and words <= set(tokens(plain(other.quote.text)))
    }
    return next(iter(met)) if len(met) == 1 else own


def _by_key(assertion: Assertion) -> Naming | None:
    """The naming of a register's row by its key: its words may change from version to version, its number does not."""
    key = [support.quote.text for support in assertion.supports if support.field == "key"]
    register = assertion.reader.split(" (", 1)[0]
    return Naming(kind=assertion.kind, handles=(f"{register}: {' '.join(key)}",)) if key else None


def _is_any_such(kind: str, named: str) -> bool:
    """Whether words are no more than "the treaty", "the two-week manoeuvres": any such matter may be called so."""
    words = raw_words(_TIME_AND_PLACE.split(named, maxsplit=1)[0])
    return (
        words[:1] in (["the"], ["The"])
        and words[-1] in table("linking")["generic"].get(kind, ())
        and all(map(is_manner, words[1:-1]))
    )


def _points(assertion: Assertion, named: str) -> bool:
    words = [word.lower() for word in raw_words(_TIME_AND_PLACE.split(named, maxsplit=1)[0])]
    if assertion.kind not in _POINTING or not words or words == ["their", "meeting"]:  # of those who act, now and then
        return False
    if _is_any_such(assertion.kind, named) or _BARE_BODY.search(named) or words[0] in PRONOUNS:
        return True
    if assertion.kind != "meeting" and (len(words) > _FEW or words[-1].endswith("s")):
        return False
    if words[:1] == ["the"]:
        return len(words) <= (_FEW if assertion.kind not in _TEXTS else _TWO) and not _is_somebody(named)
    pointing = (*table("linking")["words"]["pointing"], *table("linking")["ordinals"]["words"])
    return 1 < len(words) <= _LONGEST and not set(words).isdisjoint(pointing)


def _is_somebody(named: str) -> bool:
    """Whether words are a name without a head: "the Netherlands" given as whom somebody met."""
    words = raw_words(named)[1:]
    return all(word[:1].isupper() for word in words) and head_classes().keys().isdisjoint(map(stem, words))


def _pointed_at(assertion: Assertion, words: str, own: Naming, known: _Named, told: _Named) -> Naming | None:
    """The nearest matter before it, of its kind, and with its own head where it has one.

    `known` are those with a name before it, `told` all before it.
    """
    one = _only_named(assertion, known, told) if _is_any_such(assertion.kind, words) else None
    if own.kind in _TEXTS and words[:4].lower() == "the ":
        return _only_one(assertion, known) or one
    return one or _nearest(assertion, words, own, known)


def _nearest(assertion: Assertion, words: str, own: Naming, known: _Named) -> Naming | None:
    body = words.rsplit(maxsplit=1)[-1].lower() if _BARE_BODY.search(words) else ""
    for earlier, named in reversed(known):
        if assertion.matter.start - earlier.matter.end > _REACH:
            return None
        if named.kind == own.kind and assertion.matter.text.split()[0].lower() in PRONOUNS:
            return named
        if own.kind == "meeting" and (not _can_be_so(own, named) or body not in _named_words(earlier)):
            continue
        if _shares_head(assertion, earlier) or (
            assertion.kind == "meeting"
            and (body or own.klass == "meeting")
            and _meets(named)
            and not _is_over_before(assertion, earlier)
        ):
            return named
    return None


def _is_over_before(assertion: Assertion, earlier: Assertion) -> bool:
    """Whether what was held cannot be what is told before it as still to come: the talks, and the summit."""
    return assertion.status == "done" and family(earlier.status) == "intended"


def _named_words(assertion: Assertion) -> str:
    """The words of a matter and of who acts, in lower case: "the Council met" names the council."""
    return plain(" ; ".join((assertion.matter.text, *(actor.text for actor in assertion.actors)))).lower()


def _on_its_days(pointed: Naming, told: Assertion) -> Naming:
    """What is pointed at with the days that are told of it here, where they leave it the same matter."""
    dated = occurring(pointed, told)
    return dated if compare(dated, pointed).verdict == "same" else pointed


def _only_one(assertion: Assertion, known: _Named) -> Naming | None:
    """What "the Protocol" is where the document has named one protocol before and no other."""
    met = {named for earlier, named in known if named.kind == assertion.kind and _shares_head(assertion, earlier)}
    return next(iter(met)) if len(met) == 1 else None


def _only_named(assertion: Assertion, known: _Named, told: _Named) -> Naming | None:
    """What "the treaty" is where the document has named one agreement before, of whatever class, and told no other."""
    met = {named: earlier for earlier, named in known if named.kind == assertion.kind}
    unnamed = any(named.kind == assertion.kind and not named.names_something for _, named in told)
    near = any(assertion.matter.start - earlier.matter.end <= _REACH for earlier in met.values())
    return next(iter(met)) if len(met) == 1 and near and not unnamed else None


def _can_be_so(own: Naming, named: Naming) -> bool:
    """Whether "the meeting" may be of what is named: a summit is none of a forum of many meetings."""
    return _meets(named) and not (own.head == "summit" and named.klass in ("forum", "dialogue"))


def _meets(named: Naming) -> bool:
    """Whether a matter is something that meets: a meeting, or a body of any class but a force."""
    return named.kind in ("meeting", "body") and bool(named.klass) and named.head not in _FIELDED


def _shares_head(one: Assertion, two: Assertion) -> bool:
    heads = [{stem(word) for word in raw_words(plain(each.matter.text))} & set(head_classes()) for each in (one, two)]
    return bool(heads[0] & heads[1])
