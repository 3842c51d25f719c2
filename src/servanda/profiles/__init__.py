"""Profiles: what is known of an organisation, as data that anybody can add to. Every command works without one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from servanda.model import Document, Problem
from servanda.profiles.checks import problems_of
from servanda.profiles.profile import (
    Affiliate,
    Chair,
    Found,
    Instrument,
    Member,
    Name,
    Named,
    Organ,
    Profile,
    Report,
    Series,
    folded,
)
from servanda.when import When

__all__ = [
    "Affiliate",
    "Chair",
    "Found",
    "Instrument",
    "Member",
    "Name",
    "Named",
    "Organ",
    "Profile",
    "ProfileError",
    "Report",
    "Series",
    "available",
    "folded",
    "for_document",
    "for_publisher",
    "load",
    "read_profile",
]

_FAR = 1 << 62  # later than any place in a text


class ProfileError(ValueError):
    """A profile that cannot be used; `problems` says what is wrong with it, where, and how to mend it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def available() -> tuple[str, ...]:
    """The names of the profiles that come with the package, sorted."""
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in _shipped() if entry.name.endswith(".toml")))


def load(name_or_path: str | Path) -> Profile:
    """The profile of that name (``csto``, whatever its case) or in that TOML file; ProfileError where it is broken."""
    text = str(name_or_path)
    if text.casefold() in available():
        return _built_in(text.casefold())
    path = Path(name_or_path)
    if not path.is_file():
        message = f"there is no profile {text!r}"
        raise ProfileError((Problem(text, message, f"take {', '.join(available())}, or the path of a TOML file"),))
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise ProfileError((Problem(text, f"cannot be read as text: {failure}", "save it as UTF-8"),)) from None
    return read_profile(content, text)


def read_profile(content: str, where: str = "profile") -> Profile:
    """The profile that the TOML text `content` holds; ProfileError, with every fault found, where it is broken."""
    try:
        table: dict[str, Any] = tomllib.loads(content)
        profile = msgspec.convert(table, Profile, dec_hook=_when)
    except tomllib.TOMLDecodeError as failure:
        raise ProfileError((Problem(where, f"is not TOML: {failure}", "mend that line"),)) from None
    except (msgspec.ValidationError, ValueError) as failure:
        hint = "docs/how-to/write-a-profile.md lists the keys"
        raise ProfileError((Problem(where, f"does not hold what a profile holds: {failure}", hint),)) from None
    if found := problems_of(profile, where):
        raise ProfileError(found)
    return profile


def for_publisher(publisher: str) -> Profile | None:
    """The shipped profile of the organisation, or organ, that signs as `publisher`; None where there is none."""
    return _by_publisher().get(folded(publisher))


def for_document(document: Document) -> Profile | None:
    """The profile of a document: by its publisher; of a note about others' pages, by the organisation it names.

    A note in our own words has a publisher of its own. Its title says whose page it is about by naming that
    organisation first; where no title does, the text must name one organisation and no other.
    """
    found = for_publisher(document.publisher)
    if found is not None or not document.note:
        return found
    titled, told = _named_in(document.title), _named_in(document.text)
    return titled[0] if titled else told[0] if len(told) == 1 else None


def _named_in(text: str) -> tuple[Profile, ...]:
    """The shipped organisations that `text` names by name or title, in the order in which it first does."""
    first: dict[str, int] = {}
    for match in _organisations().finditer(text):
        first.setdefault(match[0], match.start())
    met = {profile.name: min(first.get(word, _FAR) for word in (profile.name, profile.title)) for profile in _all()}
    return tuple(sorted((p for p in _all() if met[p.name] < _FAR), key=lambda profile: met[profile.name]))


def _when(kind: type, value: object) -> When:
    if kind is not When:
        raise NotImplementedError(kind)
    return When(str(value))


def _shipped() -> list[Any]:
    return list(files(__name__).iterdir())


@cache
def _built_in(name: str) -> Profile:
    where = f"{name}.toml"
    return read_profile(files(__name__).joinpath(where).read_text(encoding="utf-8"), where)


@cache
def _all() -> tuple[Profile, ...]:
    return tuple(_built_in(name) for name in available())


@cache
def _organisations() -> re.Pattern[str]:
    words = sorted({word for profile in _all() for word in (profile.name, profile.title)}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")


@cache
def _by_publisher() -> dict[str, Profile]:
    table: dict[str, Profile] = {}
    for profile in _all():
        for word in (*profile.words, *profile.publishers):
            table.setdefault(folded(word), profile)
    return table
