"""The register: every thread with its undertakings and what came of them, at a date of saying and an entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from servanda.ledger.views import View
from servanda.linking import RULES, Linker, link, thread_id
from servanda.linking.heads import kind_told
from servanda.linking.names import coined, shown
from servanda.linking.naming import from_words
from servanda.linking.pointing import PRONOUNS
from servanda.linking.profiled import Profiles, as_profiles
from servanda.linking.words import plain
from servanda.model import Assertion, Standing, Thread, Undertaking
from servanda.model.documents import content_id
from servanda.profiles import Instrument, Named, Profile, Series
from servanda.register.carrying import carried
from servanda.register.ground import Ground, ground_of
from servanda.register.owing import undertakings
from servanda.register.passing import with_mentions
from servanda.register.silence import silences
from servanda.register.umbrellas import with_parts
from servanda.when import When

VERSION = "register-8"  # the version of this room's rules; a change of them or of vocabulary/register.toml changes it


def standing(
    view: View, profile: Profile | Profiles | None = None, today: str = "", linker: Linker | None = None
) -> Standing:
    """All threads of a view, sorted by name, as they stand on `today` (a date; the view's `as_of` where not given).

    `profile` is one, several or none; `linker` may be handed over where it is kept up to date elsewhere. Without a
    `today` and an `as_of` nothing can be overdue, since no day is today.
    """
    profiles = as_profiles(profile)
    linked = linker or link(view, profiles)
    day = When(today or view.as_of)
    ground = ground_of(view, profiles, day)
    return standing_of((thread_of(members, linked, ground) for members in linked.threads()), view, linked)


def standing_of(made: Iterable[Thread], view: View, linker: Linker) -> Standing:
    """The standing of a view from its threads as :func:`thread_of` makes them.

    What one thread tells of another is added: mentions in passing, parts, silence; then they are put in order.
    """
    dated = [replace(thread, as_of=view.as_of, known=view.known) for thread in made]
    threads = silences(with_parts(with_mentions(dated, linker, view.documents)), view)
    ordered = sorted(threads, key=lambda thread: (thread.name.casefold(), thread.id))
    return Standing(threads=tuple(ordered), as_of=view.as_of, known=view.known, rules=f"{RULES} {VERSION}")


def thread_of(members: tuple[str, ...], linker: Linker, ground: Ground) -> Thread:
    """One thread with its undertakings; everything but silence, which needs the other threads of a report."""
    assertions = [linker.assertions[key] for key in members]
    kind = _known_kind(assertions, linker) or kind_of(assertions)
    identifier = thread_id(assertions)
    names = _names(assertions, linker)
    owed = undertakings(assertions, kind, ground, names)
    named = [replace(each, id=content_id("undertaking", identifier, each.id)) for each in owed]
    return Thread(
        id=identifier, name=names[0], aliases=tuple(sorted(set(names[1:]))), kind=kind,
        part_of=umbrella_of(assertions, linker), undertakings=tuple(carried(named, linker)),
        rules=f"{RULES} {VERSION}",
    )  # fmt: skip


def kind_of(assertions: list[Assertion]) -> str:
    """The kind that most assertions give; of equals the first by the alphabet; a body with meetings is a body."""
    counts = Counter(kind_told(each.matter.text, each.kind) for each in assertions)
    if counts.get("body") and counts.get("meeting"):
        return "body"
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _known_kind(assertions: list[Assertion], linker: Linker) -> str:
    """The kind that a profile gives the series or the instrument; empty where none knows it."""
    return next((kind for named in _known(assertions, linker) if (kind := _kind_named(named))), "")


def _kind_named(named: Named) -> str:
    return named.kind if isinstance(named, Series | Instrument) else ""


def _names(assertions: list[Assertion], linker: Linker) -> tuple[str, ...]:
    """What a thread is called, the best name first: a profile's, a coined one, else its words as most write them."""
    known = [named.name for named in _known(assertions, linker)]
    written = Counter(name.written for each in assertions for name in coined(plain(each.matter.text), each.kind))
    whole = Counter(shown(each.matter.text) or each.matter.text for each in assertions)
    own = [name for name, _ in sorted(written.items(), key=lambda item: (-item[1], item[0]))]
    pointing = {name for name in whole if len(whole) > 1 and not _tells(name, assertions[0].kind)}
    long = sorted(whole, key=lambda name: (name in pointing, -whole[name], not name[:1].isupper(), len(name), name))
    names = dict.fromkeys(name for name in (*known, *own, *long) if name)
    return tuple(name for name in names if name.lower() not in PRONOUNS) or tuple(names)


def _tells(name: str, kind: str) -> bool:
    """Whether a name tells by itself what is meant: "It" and "the exercise" do not."""
    return from_words(name, kind).names_something


def _known(assertions: list[Assertion], linker: Linker) -> Iterator[Named]:
    """What the profiles know the matter to be, that which most assertions name first."""
    handles = Counter(handle for each in assertions for handle in linker.node_of[each.id].naming.handles)
    for handle, _ in sorted(handles.items(), key=lambda item: (-item[1], item[0])):
        organisation, _, key = handle.partition(":")
        yield from (
            named
            for profile in linker.profiles
            if profile.name == organisation
            for named in (*profile.matters, *profile.organs)
            if named.id == key
        )


def umbrella_of(assertions: list[Assertion], linker: Linker) -> str:
    """The id of the thread that unites these: as the quotes say (`part_of`), else as a profile knows of the series."""
    own = linker.thread(assertions[0].id)
    said: Counter[tuple[str, ...]] = Counter()
    for each in assertions:
        if each.part_of is not None:
            said.update(linker.find(from_words(each.part_of.text, each.kind), each.part_of.text))
    said.pop(own, None)
    if said:
        likeliest: list[tuple[str, ...]] = sorted(said, key=lambda thread: (-said[thread], thread))
        return linker.called(likeliest[0])
    return _known_umbrella(assertions, linker)


def _known_umbrella(assertions: list[Assertion], linker: Linker) -> str:
    handles = {handle for each in assertions for handle in linker.node_of[each.id].naming.handles}
    for profile in linker.profiles:
        for series in profile.series:
            if f"{profile.name}:{series.id}" in handles and series.umbrella:
                above = linker.by_handle(f"{profile.name}:{series.umbrella}")
                return linker.called(above) if above else ""
    return ""


__all__ = ["Undertaking", "kind_of", "standing", "standing_of", "thread_of", "umbrella_of"]
