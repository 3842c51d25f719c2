"""What the words of a question name: threads, an organisation, parties, places; else a topic that quotes speak of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct
from rapidfuzz import fuzz, process

from servanda.linking.words import ordinal, plain, sound, stem, tokens
from servanda.model import Thread
from servanda.profiles import folded
from servanda.reports.asking.marks import Mark, cues, is_filler, is_kind, words_of
from servanda.reports.asking.record import Record

LONGEST_NAME = 14  # words of a name that is looked for in a question
ALIKE = 82  # of 100: how much the letters of a misspelt name must agree
MEANT = 60  # how much for a name that is offered
OFFERED = 5
_SPLIT = re.compile(
    r"\s+(?:(in|at|by|for|of|from|to|with|within|on|about|against|among|between|regarding"
    r"|did|does|do|is|are|was|were|has|have|had|will|would|can|could)\s+)",
    re.IGNORECASE,
)
_DOING = ("by", "did", "does", "do", "has", "have", "had", "will", "would", "can", "could")  # before who acts
_AT = ("in", "at", "from", "to", "within")  # before where
_AND = re.compile(r"\s*(?:,|\band\b|\bor\b|&)\s*(?:(?:and|or|of|in|to|with)\b)?", re.IGNORECASE)
_YEAR_LAST = re.compile(r"\d{4}\W*$")  # an edition is a time, not a part of the name
_MARKS = "\"'“”‘’«»„"


class Meaning(Struct, frozen=True, kw_only=True):
    """What a stretch of words means; one of the fields is filled."""

    threads: tuple[str, ...] = ()
    matter: str = ""
    edition: str = ""
    organisation: str = ""
    party: str = ""
    place: str = ""
    kinds: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()


def spotted(text: str, record: Record) -> list[tuple[Mark, Meaning]]:
    """Whole names of threads in a question, the longest first: at least two words, one of which means nothing else."""
    places = [match.span() for match in re.finditer(r"\S+", text)]
    found: list[tuple[Mark, Meaning]] = []
    for size in range(min(LONGEST_NAME, len(places)), 1, -1):
        for first in range(len(places) - size + 1):
            start, end = places[first][0], places[first + size - 1][1]
            if any(mark.start < end and start < mark.end for mark, _ in found):
                continue
            if meaning := _whole_name(text[start:end], record):
                found.append((Mark(start, end, "name", meaning.matter), meaning))
    return found


def quoted(text: str, record: Record) -> list[tuple[Mark, Meaning]]:
    """Names in quotation marks; what stands between them is a name whatever else the words mean."""
    found = []
    for match in re.finditer(r'"([^"]+)"', text):
        meaning = _matter(match[1], record) or Meaning(matter=match[1])
        found.append((Mark(match.start(), match.end(), "name", match[1]), meaning))
    return found


def meanings(run: str, record: Record) -> tuple[Meaning, ...] | None:
    """What a run of words means, a name before what is said with in, by, of; None where a part of it means nothing."""
    return _phrased(run, record) or _listed(run, record)


def _listed(run: str, record: Record) -> tuple[Meaning, ...] | None:
    """What a list of names means, each for itself: "the border programme and Cobalt"."""
    each = [_phrased(part, record) for part in _AND.split(run.strip(" ?!.,;:"))]
    if len(each) < 2 or any(found is None for found in each):
        return None
    return tuple(meaning for found in each for meaning in found or ())


def _phrased(run: str, record: Record) -> tuple[Meaning, ...] | None:
    phrases = _phrases(run)
    whole = next((at for at, (lead, words) in enumerate(phrases) if at and _stands_apart(lead, words, record)), 0)
    for size in range(whole or len(phrases), 0, -1):
        head = _joined([("", phrases[0][1]), *phrases[1:size]])
        first = _named(head, phrases[0][0], record, whole=size == len(phrases))
        rest = [_named(words, lead, record, whole=True) for lead, words in phrases[size:]]
        if first is not None and all(meaning is not None for meaning in rest):
            return (first, *(meaning for meaning in rest if meaning is not None))
    return None if phrases else ()


def _phrases(run: str) -> list[tuple[str, str]]:
    """A run as phrases, each with the word that leads it in; one that tells nothing belongs to that before it."""
    parts = ["", *_SPLIT.split(f" {run.strip()}".rstrip(" ?!.,;:"))]
    found: list[tuple[str, str]] = []
    for lead, words in zip(parts[::2], parts[1::2], strict=True):
        if _telling(words):
            found.append((lead.lower(), words.strip()))
        elif found and lead:
            found[-1] = (found[-1][0], f"{found[-1][1]} {lead} {words.strip()}")
    return found


def near(words: str, record: Record) -> tuple[str, ...]:
    """Names that somebody may have meant by `words`, the likeliest first."""
    names = {thread.name: folded(thread.name) for thread in record.threads}
    likely = process.extract(folded(plain(words)), names, scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=MEANT)
    return tuple(name for _, _, name in sorted(likely, key=lambda each: (-each[1], each[2])))


def _stands_apart(lead: str, words: str, record: Record) -> bool:
    """Whether a phrase cannot be a part of the name before it: a place, or what an auxiliary verb is said of."""
    return (lead in _AT and _place(bare(words), record) is not None) or lead in _DOING[1:]


def _joined(phrases: list[tuple[str, str]]) -> str:
    return " ".join(word for lead, words in phrases for word in (lead, words) if word).strip()


def _telling(words: str) -> bool:
    return any(not is_filler(word) for word in words_of(words))


def _named(words: str, lead: str, record: Record, *, whole: bool) -> Meaning | None:
    """The first of the ways in which words can mean something; after "in" a place goes before a name."""
    inner = bare(words)
    if not _telling(inner):
        return None
    ways: list[Callable[[str, Record], Meaning | None]] = [_kinds, _organisation, _party, _matter, _kinds_of]
    ways.insert(1 if lead in _AT else 3, _place)
    ways.insert(3 if lead in _DOING else len(ways), lambda _, record: _acting(words, record))
    if whole:
        ways += [_misspelt, _topic]
    return next((meaning for way in ways if (meaning := way(inner, record)) is not None), None)


def bare(words: str) -> str:
    """Without articles and other fillers at the ends, and without marks around it."""
    found = words.strip(f" .,;:?!{_MARKS}").split()
    while found and is_filler(found[0].strip(_MARKS)):
        found = found[1:]
    while found and is_filler(found[-1].strip(_MARKS)):
        found = found[:-1]
    return " ".join(found)


def _kinds(words: str, _: Record) -> Meaning | None:
    found = [mark for mark in cues(words) if mark.group == "kind"]
    rest = "".join(_outside(words, found))
    if not found or _telling(rest):
        return None
    return Meaning(kinds=tuple(dict.fromkeys(mark.value for mark in found)), matter=words)


def _outside(words: str, marks: list[Mark]) -> Iterator[str]:
    end = 0
    for mark in marks:
        yield words[end : mark.start]
        end = mark.end
    yield words[end:]


def _organisation(words: str, record: Record) -> Meaning | None:
    name = record.organisations.get(folded(words.removesuffix("'s")))
    return Meaning(organisation=name) if name else None


def _kinds_of(words: str, record: Record) -> Meaning | None:
    """A noun for a kind with the organisation whose it is: the CSTO summits."""
    own = _without_kind(words)
    name = record.organisations.get(folded(own.removesuffix("'s"))) if own else None
    kinds = [mark.value for mark in cues(words) if mark.group == "kind"]
    return Meaning(organisation=name, kinds=tuple(dict.fromkeys(kinds)), matter=words) if name and kinds else None


def _party(words: str, record: Record) -> Meaning | None:
    name = record.parties.get(folded(words.removesuffix("'s")))
    return Meaning(party=name) if name else None


def _acting(words: str, record: Record) -> Meaning | None:
    """Who acts in the words of the quotes: the heads of state, the ministers."""
    return Meaning(party=words) if folded(words) in record.acting else None


def _place(words: str, record: Record) -> Meaning | None:
    return Meaning(place=words) if words.casefold() in record.places else None


def _whole_name(words: str, record: Record) -> Meaning | None:
    if _YEAR_LAST.search(words) or folded(words) in record.acting:  # who acts is no matter, even where read as one
        return None
    threads = record.names.get(folded(words.strip(f" .,;:?!{_MARKS}")), ())
    marks = cues(words)
    rest = " ".join(_outside(words, marks))
    return Meaning(threads=_ids(threads), matter=bare(words)) if threads and _says_more(rest, record) else None


def _says_more(rest: str, record: Record) -> bool:
    own = [word for word in words_of(rest) if not is_filler(word) and not is_kind(word)]
    return any(folded(word) not in record.organisations for word in own)


def _matter(words: str, record: Record) -> Meaning | None:
    """The threads that words name; nouns for the kind before or after a name may go."""
    for tried in dict.fromkeys((words, _without_kind(words))):
        if tried and (threads := _called(tried, record)):
            return Meaning(threads=_ids(threads), matter=words, edition=_edition(tried, threads))
    return None


def _called(words: str, record: Record) -> tuple[Thread, ...]:
    """By id, by a whole name or alias, by a name that a profile knows, else by every telling word as it sounds."""
    tries: tuple[Callable[[], tuple[Thread, ...]], ...] = (
        lambda: record.by_id(words),
        lambda: record.names.get(folded(plain(words)), ()),
        lambda: _profiled(words, record),
        lambda: _sounding(words, record),
    )
    return next((found for attempt in tries if (found := attempt())), ())


def _profiled(words: str, record: Record) -> tuple[Thread, ...]:
    named = (profile.named(words) for profile in record.profiles)
    own = {folded(plain(word)) for each in named if each is not None for word in each.words}
    return tuple({thread.id: thread for name in sorted(own) for thread in record.names.get(name, ())}.values())


def _sounding(words: str, record: Record) -> tuple[Thread, ...]:
    wanted = {sound(word) for word in tokens(words) if folded(word) not in record.organisations}
    if not wanted:
        return ()
    return tuple(thread for thread in record.threads if any(wanted <= own for own in record.sounds[thread.id]))


def _without_kind(words: str) -> str:
    """A name without the nouns for its kind: the Cobalt drill, operation Channel."""
    kept = [word for word in words.split() if not is_kind(word.strip(_MARKS))]
    return bare(" ".join(kept))


def _edition(words: str, threads: tuple[Thread, ...]) -> str:
    """The edition that words name: Arax of Channel-Arax, the fifth meeting; where an undertaking is called so."""
    parts = [part for word in words_of(plain(words)) for part in re.split(r"[-–]", word)]
    asked = {stem(part) for part in parts if part.isalpha()}
    numbers = {str(ordinal(part)) for part in parts if ordinal(part)}
    for undertaking in (each for thread in threads for each in thread.undertakings):
        own = {stem(part) for part in words_of(undertaking.edition) if part.isalpha()}
        if (own and own <= asked) or undertaking.edition in numbers:
            return undertaking.edition
    return ""


def _misspelt(words: str, record: Record) -> Meaning | None:
    """The thread whose name has nearly these letters."""
    own = _without_kind(words) or words
    best = process.extractOne(folded(plain(own)), record.names.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    if best is None or not _telling(best[0]):
        return None
    threads = record.names[best[0]]
    return Meaning(threads=_ids(threads), matter=threads[0].name)


def _topic(words: str, record: Record) -> Meaning | None:
    """Words of which a quote speaks, all of them."""
    wanted = tuple(dict.fromkeys(tokens(words)))
    if not wanted:
        return None
    spoken = any(set(wanted) <= set(tokens(each.quote.text)) for each in record.view.assertions)
    return Meaning(topic=wanted, matter=words) if spoken else None


def _ids(threads: tuple[Thread, ...]) -> tuple[str, ...]:
    return tuple(thread.id for thread in threads)
