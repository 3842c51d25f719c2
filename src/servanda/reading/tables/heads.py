"""What the head of a column or row says: the year, and whether figures under it are planned, reached or a baseline."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from servanda import vocabulary

_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\s*[/–-]\s*(?P<end>(?:19|20)?\d\d))?(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
LONGEST = 80  # letters; longer cells are not heads
_MOST = 8  # words of a head


class Head(Struct, frozen=True):
    """A year (EDTF, "" where none is said) and a role: ``planned``, ``actual``, ``baseline`` or ""."""

    year: str = ""
    role: str = ""

    def __bool__(self) -> bool:
        return bool(self.year or self.role)

    def over(self, other: Head) -> Head:
        """The head, what it does not say taken from `other`."""
        return Head(self.year or other.year, self.role or other.role)


def head_of(words: str) -> Head:
    """What a head's words say; a long cell says nothing, it is no head."""
    short = len(words) <= LONGEST and len(words.split()) <= _MOST
    return Head(year_in(words), role_in(words)) if short else Head()


def year_in(words: str) -> str:
    """The one year or span of two years that `words` name; "" where they name none or several."""
    found = {_edtf(match) for match in _YEAR.finditer(words)}
    return found.pop() if len(found) == 1 else ""


def role_in(words: str) -> str:
    """The role that a head gives, by the first list that holds one of its words."""
    said = {word.casefold() for word in _WORD.findall(words)}
    return next((role for role, names in _roles() if said & names), "")


def is_year(words: str) -> bool:
    """Whether a cell is a year and nothing else."""
    return _YEAR.fullmatch(words.strip()) is not None


@cache
def _roles() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((each["role"], frozenset(each["words"])) for each in vocabulary.table("tables")["roles"])


def _edtf(match: re.Match[str]) -> str:
    year, end = match["year"], match["end"]
    if not end:
        return year
    last = end if len(end) == 4 else year[:2] + end
    return f"{year}/{last}" if int(last) > int(year) else year
