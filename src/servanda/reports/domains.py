"""The domain of every matter, by a scheme that is data: what its words, its section and its paragraph speak for."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec import Struct

from servanda.ledger.views import View
from servanda.linking.words import plain
from servanda.model import Assertion, Block, Document, Problem, Thread
from servanda.profiles import Named, Profile

SHIPPED = {"security": "domains.toml", "general": "domains_general.toml"}
GENERAL = "general"

# What a piece of evidence weighs; each shares its weight among the domains that its words speak for. What the scheme
# names is decided thereby.
_NAMED, _MATTER, _HEADING, _QUOTE, _OPENING, _PARAGRAPH, _BEFORE, _KIND = 50.0, 4.0, 4.0, 2.0, 2.0, 1.0, 0.5, 0.5
_FAR_BACK = 4  # paragraphs before, of which the nearest that speaks for anything counts
_OPENING_WORDS = 12
_PARAGRAPHS = re.compile(r"\n\s*\n|\n(?=\s*[-–•*])")
Scores = Counter[str]


class SchemeError(ValueError):
    """A scheme that cannot be used; `problems` says what is wrong with it, where, and how to mend it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problems = (problem,)


class Domain(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A domain: its words, the kinds of matter that lean to it, and the matters of profiles that belong to it."""

    id: str
    title: str
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Scheme(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """Domains in the order in which a briefing has them; `rest` is the one of what nothing speaks for."""

    name: str
    title: str
    version: str
    rest: str
    domains: tuple[Domain, ...]

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of each domain by its id."""
        return {domain.id: domain.title for domain in self.domains}

    def spoken_for(self, words: str) -> Scores:
        """How strongly `words` speak for each domain; a phrase of n words counts 2n - 1, and hides the words in it."""
        found: Scores = Counter()
        pattern, owners = _pattern(self)
        for match in pattern.finditer(plain(words)):
            domain, strength = owners[match.lastindex or 0]
            found[domain] += strength
        return found


class Tagged(Struct, frozen=True, kw_only=True):
    """A thread with its domain, the share of the evidence that speaks for it (0 to 1), and the words that do."""

    thread: str
    name: str
    kind: str
    domain: str
    share: float
    words: tuple[str, ...]


def scheme(name_or_path: str | Path = GENERAL) -> Scheme:
    """The shipped scheme of that name, or the one in that TOML file; SchemeError where it cannot be used."""
    text = str(name_or_path)
    if text in SHIPPED:
        return _read(files("servanda.vocabulary").joinpath(SHIPPED[text]).read_text(encoding="utf-8"), text)
    path = Path(name_or_path)
    if not path.is_file():
        hint = f"take {', '.join(SHIPPED)}, or the path of a TOML file"
        raise SchemeError(Problem(text, "there is no such scheme of domains", hint))
    try:
        return _read(path.read_text(encoding="utf-8"), text)
    except UnicodeDecodeError as failure:
        raise SchemeError(Problem(text, f"cannot be read as text: {failure}", "save it as UTF-8")) from None


def scheme_for(profiles: Iterable[Profile]) -> Scheme:
    """The scheme that the first profile which names one names; the general one where none does."""
    return scheme(next((profile.domains for profile in profiles if profile.domains), GENERAL))


class Domains:
    """The domain of each assertion and thread of a view under one scheme."""

    def __init__(self, view: View, profiles: Iterable[Profile], chosen: Scheme) -> None:
        self.scheme = chosen
        self._documents = view.documents
        self._said = {each.id: each for each in view.assertions}
        self._profiles = tuple(profiles)
        self._named = {key: domain.id for domain in chosen.domains for key in domain.named}
        self._surroundings: dict[str, _Surroundings] = {}
        self._known: dict[str, Scores] = {}

    def of(self, thread: Thread) -> str:
        """The id of the domain that most of what is said of a thread speaks for; of equals the scheme's first."""
        return self._first(self._thread(thread))

    def of_assertion(self, assertion: Assertion) -> str:
        """The id of the domain that one assertion alone speaks for."""
        return self._first(self._assertion(assertion.id))

    def tagged(self, threads: Iterable[Thread]) -> tuple[Tagged, ...]:
        """Each thread with its domain and why, in the scheme's order, then by name."""
        order = list(self.scheme.titles)
        found = [self._tag(thread) for thread in threads]
        return tuple(sorted(found, key=lambda each: (order.index(each.domain), each.name.casefold(), each.thread)))

    def _tag(self, thread: Thread) -> Tagged:
        scores = self._thread(thread)
        domain = self._first(scores)
        told = [self._said[key] for owed in thread.undertakings for key in owed.assertions if key in self._said]
        words = self._words(domain, told)
        share = scores[domain] / total if (total := scores.total()) else 0.0
        return Tagged(
            thread=thread.id, name=thread.name, kind=thread.kind, domain=domain, share=round(share, 2), words=words
        )

    def _words(self, domain: str, told: list[Assertion]) -> tuple[str, ...]:
        """The names and words that speak for the domain, each once."""
        names = [name for each in told for name, owner in self._names(each) if owner == domain]
        words = (f"{each.matter.text} {each.quote.text}" for each in told)
        return tuple(dict.fromkeys((*names, *_met(self.scheme, domain, " ".join(words)))))

    def _first(self, scores: Scores) -> str:
        best = max(scores.values(), default=0)
        return next((key for key in self.scheme.titles if best and scores[key] == best), self.scheme.rest)

    def _thread(self, thread: Thread) -> Scores:
        total: Scores = Counter()
        for owed in thread.undertakings:
            for key in owed.assertions:
                if key in self._said:
                    total.update(self._assertion(key))
        return total

    def _assertion(self, key: str) -> Scores:
        if key not in self._known:
            self._known[key] = self._weighed(self._said[key])
        return self._known[key]

    def _weighed(self, assertion: Assertion) -> Scores:
        around = self._around(assertion.document)
        shares = [
            (_NAMED, self._of_names(assertion)),
            (_MATTER, self.scheme.spoken_for(assertion.matter.text)),
            (_QUOTE, self.scheme.spoken_for(assertion.quote.text)),
            *around.at(assertion.quote.start),
            (_KIND, Counter(domain.id for domain in self.scheme.domains if assertion.kind in domain.kinds)),
        ]
        total: Scores = Counter()
        for weight, scores in shares:
            for domain, strength in scores.items():
                total[domain] += round(weight * strength / scores.total() * 1000)  # whole numbers: sums in any order
        return total

    def _of_names(self, assertion: Assertion) -> Scores:
        return Counter(owner for _, owner in self._names(assertion))

    def _names(self, assertion: Assertion) -> list[tuple[str, str]]:
        """The matters that the scheme names among those that the profiles find: in the matter, else in the quote."""
        found = self._named_in(assertion.matter.text) or self._named_in(assertion.quote.text)
        owned = ((named.name, self._named.get(f"{organisation}:{named.id}", "")) for organisation, named in found)
        return [(name, owner) for name, owner in owned if owner]

    def _named_in(self, words: str) -> list[tuple[str, Named]]:
        return [(profile.name, hit.named) for profile in self._profiles for hit in profile.find(words)]

    def _around(self, document: str) -> _Surroundings:
        if document not in self._surroundings:
            self._surroundings[document] = _Surroundings(self._documents[document], self.scheme)
        return self._surroundings[document]


class _Surroundings:
    """What the headings and paragraphs of one document speak for."""

    def __init__(self, document: Document, chosen: Scheme) -> None:
        self._headings = [each for each in document.blocks if each.kind == "heading" and _is_section(each, document)]
        self._text, self._scheme = document.text, chosen
        edges = [match.end() for match in _PARAGRAPHS.finditer(document.text)]
        self._starts = [0, *edges]
        self._scores: dict[int, Scores] = {}

    def at(self, place: int) -> list[tuple[float, Scores]]:
        """The weights and scores of the section, the paragraph and its opening at a place of the text."""
        number = max(index for index, start in enumerate(self._starts) if start <= place)
        opening = self._scheme.spoken_for(self._opening(number))
        own = self._paragraph(number)
        found = [(_HEADING, self._section(place)), (_OPENING, opening), (_PARAGRAPH, own)]
        before = (self._paragraph(each) for each in range(number - 1, max(number - 1 - _FAR_BACK, -1), -1))
        return [*found, (_BEFORE, next((scores for scores in before if scores), Counter()))]

    def _section(self, place: int) -> Scores:
        """The nearest heading above that speaks for a domain, among those that the place lies under."""
        level = 9
        for block in reversed([each for each in self._headings if each.end <= place]):
            if block.level < level:
                level = block.level
                if scores := self._scheme.spoken_for(self._text[block.start : block.end]):
                    return scores
        return Counter()

    def _paragraph(self, number: int) -> Scores:
        if number not in self._scores:
            self._scores[number] = self._scheme.spoken_for(self._words(number))
        return self._scores[number]

    def _opening(self, number: int) -> str:
        """How a paragraph begins: up to its first comma, a dozen words at most."""
        return " ".join(self._words(number).split(",")[0].split()[:_OPENING_WORDS])

    def _words(self, number: int) -> str:
        after = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[number] : after]


def _is_section(heading: Block, document: Document) -> bool:
    """Whether a heading heads a part; one that stands over most of the text is its title, and tells no part apart."""
    later = (each for each in document.blocks if each.kind == "heading" and each.start > heading.start)
    after = next((each.start for each in later if each.level <= heading.level), len(document.text))
    return 2 * (after - heading.end) < len(document.text)


def _read(content: str, where: str) -> Scheme:
    hint = "servanda/vocabulary/domains.toml shows the form"
    try:
        chosen = msgspec.convert(tomllib.loads(content), Scheme)
    except tomllib.TOMLDecodeError as failure:
        raise SchemeError(Problem(where, f"is not TOML: {failure}", "mend that line")) from None
    except msgspec.ValidationError as failure:
        raise SchemeError(Problem(where, f"does not hold what a scheme holds: {failure}", hint)) from None
    if len(chosen.titles) != len(chosen.domains):
        raise SchemeError(Problem(where, "has two domains of one id", "give each its own"))
    if chosen.rest not in chosen.titles:
        raise SchemeError(Problem(where, f"has no domain {chosen.rest!r}, which `rest` names", "name one that it has"))
    return chosen


@lru_cache(maxsize=8)
def _pattern(chosen: Scheme) -> tuple[re.Pattern[str], Mapping[int, tuple[str, int]]]:
    """One expression for all words, the longest first, and whose each of its groups is, with its strength.

    The words are tried by their first letters, so that most places of a text are passed over at once.
    """
    listed = [(word, domain.id) for domain in chosen.domains for word in domain.words]
    listed.sort(key=lambda item: (item[0][0].lower(), -len(item[0].split()), -len(item[0]), item[0]))
    owners = {number: (domain, 2 * len(word.split()) - 1) for number, (word, domain) in enumerate(listed, 1)}
    by_letter = groupby((word for word, _ in listed), key=lambda word: word[0].lower())
    groups = "|".join(_alternatives(letter, words) for letter, words in by_letter) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)", re.IGNORECASE), owners


def _alternatives(letter: str, words: Iterable[str]) -> str:
    return f"(?={re.escape(letter)})(?:{'|'.join(f'({_expression(word)})' for word in words)})"


def _expression(word: str) -> str:
    parts = [rf"{re.escape(part[:-1])}\w*" if part.endswith("*") else rf"{re.escape(part)}s?" for part in word.split()]
    return r"[\s\-–]+".join(parts)


def _met(chosen: Scheme, domain: str, words: str) -> tuple[str, ...]:
    pattern, owners = _pattern(chosen)
    met = (match for match in pattern.finditer(plain(words)) if owners[match.lastindex or 0][0] == domain)
    return tuple(dict.fromkeys(match[0].lower() for match in met))


__all__ = ["Domain", "Domains", "Scheme", "SchemeError", "Tagged", "scheme", "scheme_for"]
