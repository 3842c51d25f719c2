"""The laws of a profile, each with its sentence: a handle once, a name for one thing, a source for every name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from servanda.model import Problem
from servanda.profiles.profile import Chair, Named, Profile, folded
from servanda.vocabulary import kinds

_SOURCE = re.compile(r"https?://\S+\.\S+|[A-Z]+/[\w./()-]+|[A-Z][\w.-]*/\d[\w./()-]*")
_LAST_MONTH = 24

Law = Callable[[Profile], Iterator[tuple[str, str]]]


def problems_of(profile: Profile, where: str) -> tuple[Problem, ...]:
    """Every law that `profile` breaks, as a problem that names the entry and says how to mend it."""
    return tuple(
        Problem(f"{where}, {place}", message, hint) for law, hint in _LAWS.items() for place, message in law(profile)
    )


def _sources(profile: Profile) -> Iterator[tuple[str, str]]:
    """Each entry and each further name has a public source of its own."""
    stated = [(profile.name, profile.source), *((name.name, name.source) for name in profile.names)]
    stated += [(f"chair {chair.member}", chair.source) for chair in profile.chairs]
    for named in _everything(profile):
        stated += [(named.id, named.source), *((name.name, name.source) for name in named.names)]
    for place, source in stated:
        if not _SOURCE.fullmatch(source):
            yield place, f"its source {source!r} is no address and no document symbol"


def _handles(profile: Profile) -> Iterator[tuple[str, str]]:
    """A handle is used once."""
    seen: set[str] = set()
    for named in _everything(profile):
        if named.id in seen:
            yield named.id, "this handle is used twice"
        seen.add(named.id)


def _one_thing_each(profile: Profile) -> Iterator[tuple[str, str]]:
    """A name leads to one matter."""
    owners: dict[str, str] = {}
    for matter in profile.matters:
        for word in matter.words:
            owner = owners.setdefault(folded(word), matter.id)
            if owner != matter.id:
                yield matter.id, f"the name {word!r} also belongs to {owner!r}"


def _known_kinds(profile: Profile) -> Iterator[tuple[str, str]]:
    """A series and an instrument are of a kind of the codebook."""
    labels = [*((series.id, series.kind) for series in profile.series)]
    labels += [(instrument.id, instrument.kind) for instrument in profile.instruments]
    yield from ((handle, f"{kind!r} is no kind of the codebook") for handle, kind in labels if kind not in kinds())


def _umbrellas(profile: Profile) -> Iterator[tuple[str, str]]:
    """An umbrella is another series of this profile."""
    handles = {series.id for series in profile.series}
    for series in profile.series:
        if series.umbrella and (series.umbrella not in handles or series.umbrella == series.id):
            yield series.id, f"its umbrella {series.umbrella!r} is no other series of this profile"


def _chairs(profile: Profile) -> Iterator[tuple[str, str]]:
    """A chair is a member, and says when."""
    handles = {member.id for member in profile.members}
    for chair in profile.chairs:
        if chair.member not in handles:
            yield _seat(chair), f"{chair.member!r} is no member of this profile"
        if not chair.when:
            yield _seat(chair), "it does not say when"


def _windows(profile: Profile) -> Iterator[tuple[str, str]]:
    """A report's window lies in the year reported on or the next, and opens before it closes."""
    for report in profile.reports:
        if not 1 <= report.opens <= report.closes <= _LAST_MONTH:
            yield report.id, f"its window from month {report.opens} to month {report.closes} cannot be"


_LAWS: dict[Law, str] = {
    _sources: "give the web address or the document symbol of a public page that states it",
    _handles: "give each entry an id of its own",
    _one_thing_each: "leave the name with one of the two",
    _known_kinds: f"take one of {', '.join(kinds())}",
    _umbrellas: "name the id of another series, or leave it out",
    _chairs: "write member = the id of a member and when = a year or an interval",
    _windows: "count months from January of the year reported on: 13 is the January after it",
}


def _seat(chair: Chair) -> str:
    return f"chair {chair.member} {chair.when}".strip()


def _everything(profile: Profile) -> tuple[Named, ...]:
    return (*profile.organs, *profile.members, *profile.affiliates, *profile.matters)
