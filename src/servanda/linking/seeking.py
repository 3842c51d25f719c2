"""How a naming finds all that the rules can hold for the same matter, and few others, however large the ledger.

Each naming is posted under some keys and looks under others; two meet where one is posted where the other looks. The
keys follow the rules' own demands: two titles of which each has a capitalised word that the other lacks are never one
matter, so a title is looked for by its rarest such word alone; two texts without such words must share most of their
words, so they share one of the rarest (:mod:`servanda.linking.rarity`). What the rules leave unsure need not meet here:
:mod:`servanda.linking.blocking` is wider.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from math import fsum
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from servanda.linking.blocking import months
from servanda.linking.bonds import is_bond
from servanda.linking.comparing import NEARLY, RATHER, compare
from servanda.linking.counting import is_of_all
from servanda.linking.figures import forms_of
from servanda.linking.heads import is_told_by_one
from servanda.linking.home import bare, is_thing
from servanda.linking.named import borne
from servanda.linking.naming import BONDS, DEEDS, Naming
from servanda.linking.phrases import rows, telling_rows
from servanda.linking.placing import words_of_all
from servanda.linking.rarity import first_of, rarest, shared_keys
from servanda.linking.series import is_of_a_region
from servanda.linking.speaking import SENTENCE, may_be_said_again
from servanda.linking.telling import can_be_told, coordinates, is_acronym_alone, is_any_deed, renamed_from
from servanda.linking.titles import CALLED, bear_one_title, can_be_cut, is_name, is_one_text, is_told_alike, whole_title
from servanda.linking.verdicts import ENOUGH, Verdict
from servanda.linking.words import letters, translated, weight
from servanda.vocabulary import table

T = TypeVar("T")
_TWO = 2


class Key(Struct, frozen=True):
    """One key; whoever is posted under it is met by those who look under it."""

    text: str
    posted: bool = True
    sought: bool = True

    def under(self, mark: Key) -> Key:
        """The key for those alone who meet under the mark as well."""
        return Key(f"{self.text} {mark.text}", self.posted and mark.posted, self.sought and mark.sought)


class Lookup(Struct, frozen=True):
    """The keys under which a naming is posted, and those under which it looks."""

    posted: frozenset[str]
    sought: frozenset[str]

    def meets(self, other: Lookup) -> bool:
        """Whether two namings are to be compared; the same whichever comes first."""
        return not (self.posted.isdisjoint(other.sought) and self.sought.isdisjoint(other.posted))


@lru_cache(maxsize=1024)
def lookup(naming: Naming) -> Lookup:
    """The keys of a naming; none where it names nothing. They are a function of the naming alone."""
    keys = list(_keys(naming)) if naming.names_something else []
    return Lookup(
        posted=frozenset(key.text for key in keys if key.posted),
        sought=frozenset(key.text for key in keys if key.sought),
    )


def held_for_one(naming: Naming, posted: Mapping[str, Collection[T]], named: Callable[[T], Naming]) -> dict[T, Verdict]:
    """What is posted where a naming looks, and the rules hold for the same matter, each with the verdict."""
    met = {each for key in lookup(naming).sought for each in posted.get(key, ())}
    verdicts = {each: compare(naming, named(each)) for each in met}
    return {each: verdict for each, verdict in verdicts.items() if verdict.verdict == "same"}


def _keys(naming: Naming) -> Iterator[Key]:
    yield from (Key(f"handle {handle}") for handle in naming.handles)
    yield from (Key(f"name {form}") for name in (*naming.names, *naming.once) for form in {name, translated(name)})
    for name in set(borne(naming)):  # those that are called by it meet those that bear it in other words
        yield Key(f"called so {name}", posted=bool(naming.names), sought=not naming.names)
        yield Key(f"bears {name}", posted=not naming.names, sought=bool(naming.names))
    yield from _of_days(naming)
    yield from _of_acronyms(naming)
    yield from _of_owners(naming)
    if naming.unit:
        yield from _of_figures(naming)
    yield from _of_words(naming)


def _of_days(naming: Naming) -> Iterator[Key]:
    """A deed by its months and places; a text by its day, where one of the two is called by it."""
    if naming.days and naming.klass in DEEDS:
        for month in months(naming.days):
            yield from (Key(f"in {month} {naming.klass} {word}") for word in words_of_all(naming.where))
    elif naming.days:
        yield Key(f"on {naming.days} {naming.klass}", posted=naming.dated)
        yield Key(f"of {naming.days} {naming.klass}", sought=naming.dated)


def _of_acronyms(naming: Naming) -> Iterator[Key]:
    """Both are called by it; or one is nothing but the initials of the other's name."""
    yield from (Key(f"called {short}") for short in naming.called)
    yield from (Key(f"full {short}", sought=False) for short in {*naming.short, *naming.called})
    yield from (Key(f"alone {short}", posted=False) for short in {*naming.short, *naming.called})
    if is_acronym_alone(naming):
        alone = {*map(letters, naming.owners), *naming.names, *naming.called}
        yield from (Key(f"full {short}", posted=False) for short in alone)
        yield from (Key(f"alone {short}", sought=False) for short in alone)


def _of_owners(naming: Naming) -> Iterator[Key]:
    """The chair of an organisation, its summit, the bond of two, in which order ever, or of those who speak."""
    if naming.klass == "chair":
        yield from (Key(f"chair {naming.kind} {owner}") for owner in naming.owners)
    if naming.klass in BONDS and len(naming.speakers) == _TWO:
        yield Key(f"our {naming.klass} {' '.join((*naming.speakers, *naming.words))}")
    if is_bond(naming):
        yield from (Key(f"bond {naming.klass} {' '.join(naming.owners)}{word}") for word in ("", *naming.words))
    if (naming.kind == "meeting" and naming.owners) or is_of_a_region(naming):
        yield Key(f"{naming.head} of {' '.join(naming.owners)}: {' '.join(naming.words)}")
        yield from (Key(f"{naming.head} of {owner}: on {word}") for owner in naming.owners for word in naming.words)


def _of_figures(naming: Naming) -> Iterator[Key]:
    """One unit of one party, or one number of one kind of thing."""
    told = sorted(naming.strong - forms_of(naming.unit))
    telling = naming.unit in table("linking")["figures"]["telling"]
    for party in naming.parties:
        yield from _named_within(f"{naming.unit} by {party}", naming, (*told, *(("any",) if telling else ())))
    if is_of_all(naming):
        yield Key(f"{naming.figure} {naming.unit}")
    if naming.figure:
        pairs = (f"{one} {two}" for one, two in combinations(told, 2))
        yield from _named_within(f"{naming.figure} {naming.unit}", naming, tuple(pairs))


def _of_words(naming: Naming) -> Iterator[Key]:
    if is_name(naming):
        yield from _of_nobody_else([Key(f"whole {' '.join(naming.words)}")], naming)
    if whole := whole_title(naming):
        yield from _of_nobody_else([Key(f"title {' '.join(sorted(whole))}")], naming)
    if naming.klass and naming.strong:
        alike = tuple(_of_class(naming))
        yield from _of_nobody_else(alike, naming)
        yield from alike if is_one_text(naming) else ()
        for other in renamed_from(naming.klass)[1:]:
            if _may_bear(naming, other):
                yield from _of_other_class(naming, other)
    elif naming.strong and (_tells_whole(naming) or (_may_be_told(naming) and _tells_much(naming))):
        yield from _of_nobody_else([Key(f"words {key}") for key in _nearly_all(naming)], naming)
    yield from _of_what_is_told(naming)
    yield from _of_cut_titles(naming)
    yield from _of_nobody_else(_of_rows(naming), naming)
    if naming.words and not naming.strong:
        yield Key(f"title {naming.klass} {' '.join(naming.words)}")
        yield from (Key(f"pair {naming.klass} {one} {two}") for one, two in combinations(naming.words, 2))


def _of_other_class(naming: Naming, other: str) -> Iterator[Key]:
    for key in _nearly_all(naming):
        yield Key(f"{naming.klass} not {other} {key}", sought=False)
        yield Key(f"{other} not {naming.klass} {key}", posted=False)


def _of_class(naming: Naming) -> Iterator[Key]:
    """By words that are alike; a deed of any kind only by words that are all the same, and tell much, or nearly."""
    if _tells_whole(naming) or (naming.title and is_told_by_one(naming.klass)):
        yield Key(f"{naming.klass} alike {' '.join(naming.words)}")
    likely = () if is_any_deed(naming) else tuple(_likely_all(naming))
    if _tells_much(naming) and (_may_be_told(naming) or not is_any_deed(naming)):
        likely = (*likely, *_nearly_all(naming))
    if likely:
        yield from _named_within(naming.klass, naming, likely)


def _tells_much(naming: Naming) -> bool:
    """Whether three words tell, or one organisation says so many that it may say them again with one more."""
    return len(naming.strong) > _TWO or may_be_said_again(naming)


def _may_be_told(naming: Naming) -> bool:
    """Whether words that are nearly the same may be enough: with those of anybody, or of the same organisation."""
    return can_be_told(naming) or bool(naming.voice)


def _of_cut_titles(naming: Naming) -> Iterator[Key]:
    """A title that may be cut short by its rarest word, which is one of those of the whole title."""
    for word in naming.proper if naming.klass and naming.title else ():
        yield Key(f"{naming.klass} whole {word}", sought=False)
        yield Key(f"{naming.klass} cut {word}", posted=False)
    for word in rarest(naming.proper)[:1] if can_be_cut(naming) else ():
        yield Key(f"{naming.klass} cut {word}", sought=False)
        yield Key(f"{naming.klass} whole {word}", posted=False)


def _of_what_is_told(naming: Naming) -> Iterator[Key]:
    """A plan or an agreement by all its words, what is said again by its sentence, an organisation's own by two."""
    if naming.words and naming.kind in CALLED:
        yield Key(f"called {naming.klass} {' '.join(naming.words)}")
    said = f"said {naming.kind} {' '.join(naming.words)}"
    yield from (Key(f"{said} {word}") for word in first_of(naming.sentence, SENTENCE))
    for home in naming.home:
        yield from (Key(f"home {home} {naming.klass} {each}") for each in _at_home(naming))
        if is_thing(naming):
            yield from (Key(f"thing of {home}: {each}") for each in _as_thing(bare(naming).strong))


def _of_rows(naming: Naming) -> Iterator[Key]:
    """What may hold all words of another by every row of its phrase, the other by those with its rarest word."""
    for row in rows(naming):
        yield Key(f"row of {row}", sought=False)
        yield Key(f"row in {row}", posted=False)
    for row in telling_rows(naming):
        yield Key(f"row in {row}", sought=False)
        yield Key(f"row of {row}", posted=False)


def _at_home(naming: Naming) -> Iterator[str]:
    """Keys of which two namings of one organisation share one whose words are the same, or two of them."""
    yield " ".join(naming.words)
    yield " ".join(bare(naming).words)
    yield from (f"{one} {two}" for one, two in combinations(bare(naming).words, 2))
    if naming.kind == "agreement":
        yield from sorted(bare(naming).strong)


def _as_thing(strong: Collection[str]) -> Iterator[str]:
    """Keys of which two things share one that have the same telling words, or two of them."""
    yield " ".join(sorted(strong))
    yield from (f"{one} {two}" for one, two in combinations(sorted(strong), 2))


def _tells_whole(naming: Naming) -> bool:
    """Whether the same words in another are enough, whatever else: then they are so for the naming and itself."""
    nobodys = replace(naming, owners=(), parties=(), speakers=())  # as it is told where it says of whom it is
    return any(is_told_alike(each, each) for each in (naming, nobodys)) or bear_one_title(naming, naming)


def _likely_all(naming: Naming) -> Iterator[str]:
    """Keys of which two share one whose words are alike; one telling word is enough for a title or a body alone."""
    by_one = bool(naming.head) and (naming.title or is_told_by_one(naming.klass))
    for key in shared_keys(naming.words, ENOUGH):
        telling = [word for word in key.split() if weight(word) == 1.0]
        if by_one or len(telling) > 1:
            yield key


def _may_bear(naming: Naming, other: str) -> bool:
    """Whether words tell enough for one matter under the head of another class."""
    is_document = "document" in (naming.klass, other) and len(naming.words) >= _TWO
    return naming.title or len(naming.strong) > _TWO or is_document or bool(coordinates(naming))


def _of_nobody_else(keys: Iterable[Key], naming: Naming) -> Iterator[Key]:
    """The keys for those whose parties and organisations are not others: what names none meets everybody."""
    marks = [one.under(two) for one in _of_parties("by", naming.parties) for two in _of_parties("of", naming.owners)]
    yield from (key.under(mark) for key in keys for mark in marks)


def _of_parties(manner: str, parties: tuple[str, ...]) -> tuple[Key, ...]:
    named = tuple(Key(f"{manner} {party}") for party in parties)
    anybody, nobody = f"{manner} anybody", f"{manner} nobody"
    if named:
        return (*named, Key(anybody, sought=False), Key(nobody, posted=False))
    return Key(anybody, posted=False), Key(nobody)


def _nearly_all(naming: Naming) -> Iterator[str]:
    """Keys of which two share one whose words are nearly all the same: a few words may lack no telling one."""
    yield " ".join(sorted(naming.strong))
    least = RATHER if naming.voice else NEARLY
    if fsum(map(weight, naming.words)) * (1 - least) >= least:
        yield from shared_keys(naming.words, least)


def _named_within(scope: str, naming: Naming, otherwise: Collection[str]) -> Iterator[Key]:
    """Keys within a scope for rules that hold two for one only where not each has a capitalised word of its own.

    Then all capitalised words of one, its rarest among them, are words of the other; or one has none, and the two meet
    under the keys `otherwise`.
    """
    own = rarest(naming.proper)[:1]
    for word in own:
        yield Key(f"{scope} named {word}", sought=False)
        yield Key(f"{scope} has {word}", posted=False)
    for word in naming.words:
        yield Key(f"{scope} has {word}", sought=False)
        yield Key(f"{scope} named {word}", posted=False)
    for key in otherwise:
        yield Key(f"{scope} plain {key}", posted=not own)
        yield Key(f"{scope} written {key}", posted=bool(own), sought=not own)
