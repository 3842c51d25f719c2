"""What is known of one organisation, as data: its names, organs, members, chairs, series, instruments, reports.

A profile never decides anything. It says which words name the same thing, and every such word has its public source.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from servanda.model import Party
from servanda.when import When

_FOLDED = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})
_EDITION = re.compile(r"[\s\"'(-]*(?:\bfor\s+)?\b(?:19|20)\d\d(?:\s?-\s?(?:19|20)?\d\d)?\b[\"')]*$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


class Name(Struct, frozen=True, forbid_unknown_fields=True):
    """A further name: as it is written, in which language (ISO 639-1), and the public page that states it.

    `since` and `until` (a year, month or day) bound the time in which the name was in use; empty where it always was.
    """

    name: str
    source: str
    language: str = "en"
    since: When = When()
    until: When = When()


class Named(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A thing with a handle (`id`, stable, lower case with hyphens), a usual English name, and further names."""

    id: str
    name: str
    source: str
    names: tuple[Name, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every way in which it is written: the usual name first, each once."""
        return tuple(dict.fromkeys((self.name, *(name.name for name in self.names))))


class Organ(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An organ, office or force of the organisation; `kind` is ``organ``, ``office`` or ``force``."""

    kind: str = "organ"


class Member(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A member state, with the time of its membership."""

    since: When
    until: When = When()


class Affiliate(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who has a lesser status: `status` is ``observer`` or ``partner``, `at` the organ that gave it, if one did."""

    status: str
    at: str = ""
    since: When = When()
    until: When = When()


class Chair(Struct, frozen=True, forbid_unknown_fields=True):
    """Who held the chair, and when."""

    member: str  # id of a member
    when: When
    source: str


class Series(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What comes back: a series of exercises, operations or meetings, each edition an undertaking of its own."""

    kind: str
    recurrence: str = ""  # "yearly", "permanent", "several a year"; empty where no public page says
    umbrella: str = ""  # id of the series that usually contains it
    since: When = When()
    about: str = ""  # what it is for, in our own words


class Instrument(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A treaty, plan, strategy, programme or body that texts name in several ways."""

    kind: str
    period: When = When()


class Report(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A report that comes every year; silence can be told only of a report that was due.

    `opens` and `closes` are months counted from January of the year reported on: 12 is its December, 13 the January
    after it.
    """

    opens: int
    closes: int

    def due(self, year: int) -> When:
        """The window in which the report on `year` is usually given, as months."""
        return When.between(_month(year, self.opens), _month(year, self.closes))


class Found(Struct, frozen=True):
    """A name met in a text: ``text[start:end]`` in code points, and the thing that it names."""

    start: int
    end: int
    named: Named


class Profile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One organisation. `name` is what it is usually called; `publishers` how its texts are signed."""

    name: str
    title: str
    version: str
    source: str
    names: tuple[Name, ...] = ()
    publishers: tuple[str, ...] = ()
    organs: tuple[Organ, ...] = ()
    members: tuple[Member, ...] = ()
    affiliates: tuple[Affiliate, ...] = ()
    chairs: tuple[Chair, ...] = ()
    series: tuple[Series, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    reports: tuple[Report, ...] = ()
    domains: str = ""  # the scheme of domains that its matters are sorted by; the general one where empty

    @property
    def matters(self) -> tuple[Named, ...]:
        """Everything that can be a matter of its own: series, instruments, reports."""
        return (*self.series, *self.instruments, *self.reports)

    @property
    def words(self) -> tuple[str, ...]:
        """The names of the organisation itself."""
        return tuple(dict.fromkeys((self.name, self.title, *(name.name for name in self.names))))

    def named(self, words: str) -> Named | None:
        """The matter or organ that `words` name: case, quotation marks, article and edition year do not count."""
        return _by_words(self).get(folded(words))

    def find(self, text: str) -> tuple[Found, ...]:
        """The names of matters in `text`, longest first where they overlap, in the order of the text.

        A name of one ordinary word ("Search") is not taken where it merely opens a sentence.
        """
        hits = (Found(match.start(), match.end(), _named(self, match[0])) for match in _pattern(self).finditer(text))
        return tuple(hit for hit in hits if _is_a_name(text, hit))

    def chair(self, day: When) -> str:
        """The id of the member that held the chair at `day`; of two the later; ``""`` where it is not known."""
        holders = [chair.member for chair in self.chairs if chair.when.overlaps(day)]
        return holders[-1] if holders else ""

    def parties(self) -> tuple[Party, ...]:
        """The organisation, its members and its organs as parties under all their names."""
        own = tuple((word, "", "", "") for word in self.words)
        states = (_party(member, "state", "") for member in self.members)
        organs = (_party(organ, "office" if organ.kind == "office" else "organ", self.name) for organ in self.organs)
        return (Party(id=self.name, kind="organisation", names=own), *states, *organs)


def folded(words: str) -> str:
    """What spellings of a name share: lower case, plain marks, no article, no edition (``-2021``, ``2021-2025``)."""
    plain = " ".join(words.translate(_FOLDED).split()).strip(" \"'.,;:")
    return _ARTICLE.sub("", _EDITION.sub("", plain)).strip(" \"'.,;:-").casefold()


def _month(year: int, month: int) -> str:
    years, index = divmod(month - 1, 12)
    return f"{year + years}-{index + 1:02d}"


def _party(named: Named, kind: str, part_of: str) -> Party:
    names = ((named.name, "en", "", ""), *((n.name, n.language, str(n.since), str(n.until)) for n in named.names))
    return Party(id=named.id, kind=kind, names=names, part_of=part_of)


@lru_cache(maxsize=64)
def _by_words(profile: Profile) -> dict[str, Named]:
    """Folded name → thing; a matter goes before an organ of the same name."""
    return {folded(word): named for named in (*profile.organs, *profile.matters) for word in named.words}


@lru_cache(maxsize=64)
def _pattern(profile: Profile) -> re.Pattern[str]:
    words = sorted({word for matter in profile.matters for word in matter.words}, key=lambda word: (-len(word), word))
    if not words:
        return re.compile(r"(?!)")
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


def _named(profile: Profile, word: str) -> Named:
    return _by_words(profile)[folded(word)]


def _is_a_name(text: str, hit: Found) -> bool:
    """One ordinary word that opens a sentence names something only with a year, a list or a capital after it."""
    word = text[hit.start : hit.end]
    if not word.isalpha() or word.isupper():
        return True
    opens = not text[: hit.start].strip() or re.search(r"[.!?:;]\s+$|\n\s*$", text[: hit.start]) is not None
    return not opens or re.match(r"[-\s–]+(?:19|20)\d\d|\s*(?:,|and|–|-)\s*[A-Z]|[\"”»]", text[hit.end :]) is not None
