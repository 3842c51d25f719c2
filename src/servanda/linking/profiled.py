"""What profiles know of a matter's words: the handles of their series and instruments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from servanda.linking.blocking import keys
from servanda.linking.comparing import compare
from servanda.linking.names import acronyms
from servanda.linking.naming import Naming, from_words
from servanda.linking.telling import renamed_from
from servanda.linking.verdicts import likeness
from servanda.linking.words import head_classes, plain, raw_words, stem, tokens
from servanda.model import Assertion
from servanda.profiles import Found, Named, Profile, Series
from servanda.vocabulary.organisations import known, named_in

Profiles = tuple[Profile, ...]
_TOLD_AROUND = ("exercise", "operation", "plan", "agreement", "rule")  # kinds whose name the quote may tell
_EDITION = re.compile(r"\"?\s?(?:-\s?)?(?:(?:19|20)\d\d|-\s?\d\d)(?!\d)")
_SECOND = re.compile(r"\s?-\s?[A-ZЀ-Я]\w{2,}")
_ANY_TEXT = "document"  # the class of a text of which nothing tells whether it is a treaty, a protocol, a statement
_FEW, _TWO = 3, 2
_CLOSE, _VERY_CLOSE = 0.65, 0.8  # likeness that suffices for a known name, with its organisation named and without


def as_profiles(profile: Profile | Profiles | None) -> Profiles:
    """None, one profile or several, as several."""
    if profile is None:
        return ()
    return (profile,) if isinstance(profile, Profile) else tuple(profile)


def handles_in(words: str, kind: str, profiles: Profiles) -> tuple[str, ...]:
    """The handles of what the profiles know `words` to name, as words of a matter of that kind."""
    return tuple(sorted({handle for profile in profiles for handle in _of_profile(words, kind, profile)}))


def handles_of(assertion: Assertion, words: str, profiles: Profiles) -> tuple[str, ...]:
    """The handles of what the profiles know the matter, called `words`, to be; empty where they know nothing of it."""
    told = named_in(plain(assertion.quote.text))
    own = tuple(profile for profile in profiles if _can_be_of(told, words, profile))
    found = handles_in(words, assertion.kind, own) or _chairs(assertion, profiles)
    if not found and assertion.kind in ("exercise", "operation"):
        found = _by_purpose(assertion, words, profiles)
    if not found and assertion.kind in _TOLD_AROUND and _says_little(words, assertion.kind):
        found = handles_in(assertion.quote.text, assertion.kind, profiles)
        return found if len(found) == 1 else ()
    return found


def own_words(*profiles: Profile) -> frozenset[str]:
    """The words for the organisations of these profiles, in lower case."""
    return frozenset(word.lower() for profile in profiles for word in profile.words)


def knowing(assertions: Iterable[Assertion], profiles: Profiles) -> Iterator[str]:
    """The organisations whose profiles know a matter that is named in a quote, by their acronyms in lower case.

    They are looked for as they are asked for, since it takes as long as all other naming.
    """
    told = [(plain(each.quote.text), each.kind) for each in assertions]
    for profile in profiles:
        own = profile.name.lower()
        if own in known() and any(handles_in(quote, kind, (profile,)) for quote, kind in told):
            yield own


def _can_be_of(told: frozenset[str], words: str, profile: Profile) -> bool:
    """Whether a matter may be of a profile: by its name, or where the sentence names (`told`) no others alone."""
    return not told or not told.isdisjoint(own_words(profile)) or bool(profile.find(plain(words)))


def _by_purpose(assertion: Assertion, words: str, profiles: Profiles) -> tuple[str, ...]:
    """The one series whose purpose is told instead of its name: "the exercise of the peacekeeping forces in…".

    Nothing else may be told but the organisation and the place, and the head has to be the kind's own word, since a
    muster or a rehearsal of the same forces is another thing.
    """
    naming = from_words(words, assertion.kind)
    if naming.names or naming.head != assertion.kind:
        return ()
    places = {word for place in assertion.places for word in tokens(place.text)}
    told = set(naming.words) - places
    met = [
        _handle(profile, series)
        for profile in profiles
        if not own_words(profile).isdisjoint(naming.owners)
        for series in profile.series
        if series.kind == assertion.kind and series.about and set(tokens(series.about)) == told
    ]
    return (met[0],) if len(met) == 1 else ()


def _chairs(assertion: Assertion, profiles: Profiles) -> tuple[str, ...]:
    """The chair of an organisation, where it is named, or where the member that holds it then is."""
    line = plain(assertion.quote.text)
    if assertion.kind != "designation" or not _speaks_of_chair(line):
        return ()
    return tuple(f"{profile.name}:chair" for profile in profiles if _is_chair_of(line, assertion, profile))


def _speaks_of_chair(line: str) -> bool:
    return any(head_classes().get(stem(word)) == "chair" for word in raw_words(line))


def _is_chair_of(line: str, assertion: Assertion, profile: Profile) -> bool:
    if any(_has(line, word) for word in profile.words):
        return True
    if acronyms(line):
        return False
    holders = {member.id for member in profile.members if any(_has(line, word) for word in member.words)}
    times = [time for time in (assertion.period, assertion.when, assertion.said) if time]
    return any(chair.member in holders and any(chair.when.overlaps(time) for time in times) for chair in profile.chairs)


def _says_little(words: str, kind: str) -> bool:
    """Whether the matter is a bare "the exercise", so that the quote may say which."""
    return len(raw_words(words)) <= _FEW and not from_words(words, kind).names_something


@lru_cache(maxsize=65536)
def _of_profile(words: str, kind: str, profile: Profile) -> frozenset[str]:
    """First what the words are called outright, then series named in them, then what their naming equals."""
    text = plain(words)
    naming = from_words(text, kind)
    if _of_others(naming, profile):
        return frozenset()
    whole = profile.named(text)
    if whole is not None:
        return frozenset({_handle(profile, _as_met(whole, profile) if kind == "meeting" else whole)})
    hits = [hit for hit in profile.find(text) if _tells(hit, text, kind)]
    if hits:
        return frozenset({_handle(profile, hits[0].named)})
    if kind == "meeting" and (organ := _organ(text, profile)):
        return frozenset({_handle(profile, organ)})
    return _by_naming(naming, profile) if kind != "activity" else frozenset()


def _handle(profile: Profile, named: Named) -> str:
    return f"{profile.name}:{named.id}"


def _of_others(naming: Naming, profile: Profile) -> bool:
    """Whether the words name organisations, and none of them is the profile's, one of its organs or of its matters."""
    matters = (*profile.organs, *profile.matters)
    own = own_words(profile) | {word.lower() for each in matters for word in each.words}
    return bool(naming.owners) and naming.klass not in ("", "meeting") and not set(naming.owners) & own


def _tells(hit: Found, text: str, kind: str) -> bool:
    """Whether a name met in the words is what they name, and not mentioned in passing."""
    if _is_most(hit, text) or (isinstance(hit.named, Series) and _is_edition(hit, text)):
        return True
    return _is_nameable(hit.named, kind, text, hit.start) and _kind_fits(hit.named, kind)


def _is_edition(hit: Found, text: str) -> bool:
    """Whether a series' name bears an edition or stands beside the word for its kind: Kedr-2021, the operation Kedr."""
    before = raw_words(text[: hit.start])[-1:]
    beside = bool(before) and head_classes().get(stem(before[0])) == _kind(hit.named)
    return beside or _EDITION.match(text[hit.end :]) is not None


def _is_nameable(named: Named, kind: str, text: str, start: int) -> bool:
    """A series names the deed in which it stands; anything else has to open the words, or is mentioned in passing."""
    return (isinstance(named, Series) and kind != "activity") or start <= len(text) // 3


def _is_most(hit: Found, text: str) -> bool:
    """Whether a name is most of the words, so that they can mean nothing else, whatever kind they were taken for."""
    second = _SECOND.match(text[hit.end :]) if isinstance(hit.named, Series) and hit.start == 0 else None
    return 5 * (hit.end - hit.start) >= 3 * len(text) or second is not None


def _organ(text: str, profile: Profile) -> Named | None:
    """The organ whose meeting the words name: as the series of its sessions where the profile has one."""
    text = re.sub(r"\b(?:at|in|by) the [A-Z].*", "", text)  # where it met, and who speaks, is not who met
    met = [organ for organ in profile.organs if any(_has(text, word) for word in organ.words)]
    if not met:
        return None
    organ = max(met, key=lambda each: max(len(word) for word in each.words if _has(text, word)))
    return _as_met(organ, profile)


def _as_met(named: Named, profile: Profile) -> Named:
    """The series of an organ's sessions, where the profile has one; else what is named itself."""
    series = (each for each in profile.series if each.kind == "meeting" and _has(each.name, named.name))
    return next(series, named) if named in profile.organs else named


def _has(text: str, word: str) -> bool:
    """Whether a text holds a word or name, whatever articles stand inside it."""
    bare, name = (re.sub(r"\bthe\s", "", plain(each)) for each in (text, word))
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", bare) is not None


def _kind_fits(named: Named, kind: str) -> bool:
    own = _kind(named)
    deeds, texts = (
        ("exercise", "operation", "event", "activity"),
        ("plan", "agreement", "statement", "rule", "activity"),
    )
    meets = ("meeting", "body", "event", "activity")
    return own == kind or any(own in group and kind in group for group in (deeds, texts, meets))


def _kind(named: Named) -> str:
    return str(getattr(named, "kind", "meeting")) if not hasattr(named, "opens") else "meeting"


@lru_cache(maxsize=64)
def _told(profile: Profile) -> tuple[tuple[Naming, str], ...]:
    """The namings of the profile's matters, with their handles."""
    return tuple(
        (from_words(word, _kind(matter)), _handle(profile, matter))
        for matter in profile.matters
        for word in matter.words
    )


@lru_cache(maxsize=64)
def _namings(profile: Profile) -> dict[str, tuple[tuple[Naming, str], ...]]:
    """Blocking key → namings of the profile's matters under it, with their handles."""
    index: dict[str, list[tuple[Naming, str]]] = {}
    for naming, handle in _told(profile):
        for key in keys(naming) if naming.names_something else ():
            index.setdefault(key, []).append((naming, handle))
    return {key: tuple(entries) for key, entries in index.items()}


def _by_naming(naming: Naming, profile: Profile) -> frozenset[str]:
    """The one matter of the profile whose name the general rules hold for the same; none where there are two."""
    index = _namings(profile)
    near = {entry for key in keys(naming) for entry in index.get(key, ())}
    same = {handle for other, handle in near if _is_known_as(naming, other)} or _short_for(naming, profile)
    return frozenset(same) if len(same) == 1 else frozenset()


def _short_for(naming: Naming, profile: Profile) -> set[str]:
    """The matters whose title the words cut short: its head, and two or more words of it, and nothing else.

    "The Protocol on amber", or "the document on amber", for the Protocol that amends the Agreement on amber; no
    organisation but its own is named.
    """
    told = set(naming.words) - _members(profile)
    if not naming.head or naming.names or naming.plural or len(told) < _TWO:
        return set()
    index = _titles(profile)
    classes = renamed_from(naming.klass) if naming.klass == _ANY_TEXT else (naming.klass,)
    met = set.intersection(*({each for klass in classes for each in index.get((klass, word), ())} for word in told))
    others = set(naming.owners) - own_words(profile)
    return {handle for known, handle in met if not others - set(known.owners)}


@lru_cache(maxsize=64)
def _titles(profile: Profile) -> dict[tuple[str, str], set[tuple[Naming, str]]]:
    """Class and word → namings of the profile's matters of that class that hold the word, with their handles."""
    index: dict[tuple[str, str], set[tuple[Naming, str]]] = {}
    for named, handle in _told(profile):
        for word in named.words:
            index.setdefault((named.klass, word), set()).add((named, handle))
    return index


@lru_cache(maxsize=64)
def _members(profile: Profile) -> frozenset[str]:
    return frozenset(stem(word) for member in profile.members for name in member.words for word in raw_words(name))


def _is_known_as(naming: Naming, known: Naming) -> bool:
    """Whether words are a name of the profile: by the rules, or nearly so where they name its organisation too."""
    verdict, alike = compare(naming, known), likeness(naming, known)
    nearly = alike >= (_CLOSE if set(naming.owners) & set(known.owners) else _VERY_CLOSE)
    return verdict.verdict == "same" or (verdict.verdict == "unsure" and nearly)
