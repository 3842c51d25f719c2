"""Contradictions: what sources say differently of one undertaking, side by side, which stands, and why."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from servanda.ledger.views import View
from servanda.linking.profiled import Profiles, as_profiles
from servanda.model import Assertion, Document, Standing, Thread, Undertaking
from servanda.profiles import Profile
from servanda.register.evidence import is_own, voice_of
from servanda.register.outcomes import deciding, outcomes_of
from servanda.vocabulary import family


class Side(Struct, frozen=True):
    """What one source says: its assertion, who speaks, when it was said, and the value in question."""

    assertion: str
    publisher: str
    said: str
    value: str


class Contradiction(Struct, frozen=True, kw_only=True):
    """One thing on which sources differ: ``outcome``, ``actual`` or ``place``; the first side stands, for `why`."""

    thread: str
    name: str
    undertaking: str
    edition: str
    about: str
    why: str
    sides: tuple[Side, ...]


def contradictions(
    standing: Standing, view: View, profile: Profile | Profiles | None = None
) -> tuple[Contradiction, ...]:
    """Every contradiction of a standing, in its order; what only adds precision contradicts nothing."""
    said = {each.id: each for each in view.assertions}
    profiles = as_profiles(profile)
    return tuple(
        found
        for thread in standing.threads
        for owed in thread.undertakings
        for found in _of(thread, owed, [said[key] for key in owed.assertions if key in said], view.documents, profiles)
    )


def _of(
    thread: Thread, owed: Undertaking, members: list[Assertion], documents: dict[str, Document], profiles: Profiles
) -> Iterator[Contradiction]:
    outcomes = [each for each in outcomes_of(members) if family(each.status) in ("done", "slipped")]
    winner = deciding(outcomes, documents, profiles)
    if winner is None:
        return
    for about, against in (
        ("outcome", [each for each in outcomes if family(each.status) != family(winner.status)]),
        ("actual", [each for each in outcomes if _is_other_time(each, winner)]),
        ("place", [each for each in outcomes if _is_other_place(each, winner)]),
    ):
        if against:
            sides = tuple(_side(each, about, documents) for each in (winner, *against))
            why = why_it_stands(winner, against, documents, profiles)
            yield Contradiction(
                thread=thread.id,
                name=thread.name,
                undertaking=owed.id,
                edition=owed.edition,
                about=about,
                why=why,
                sides=sides,
            )


def why_it_stands(
    winner: Assertion, against: list[Assertion], documents: dict[str, Document], profiles: Profiles
) -> str:
    """The reason in words: stated over inferred, later over earlier, the organisation's own record over a report."""
    if any("status" in each.inferred for each in against) and "status" not in winner.inferred:
        return "it is stated, the other is inferred"
    if all(each.said.before(winner.said) for each in against):
        return "it was said later"
    document = documents.get(winner.document)
    if document is not None and is_own(voice_of(document), profiles):
        return "of one day the organisation's own record stands"
    return "of one day what is done and told more finely stands"


def _is_other_time(one: Assertion, winner: Assertion) -> bool:
    """Whether two days of one deed cannot both be right."""
    fine = one.when.precision == winner.when.precision == "day" and family(one.status) == family(winner.status)
    return fine and not one.when.overlaps(winner.when)


def _is_other_place(one: Assertion, winner: Assertion) -> bool:
    """Whether two deeds are placed apart: no word of one place stands in the other."""
    places = [
        {word for quote in each.places for word in quote.text.split() if word[:1].isupper()} for each in (one, winner)
    ]
    return all(places) and not places[0] & places[1] and family(one.status) == family(winner.status)


def _side(assertion: Assertion, about: str, documents: dict[str, Document]) -> Side:
    values = {
        "outcome": assertion.status,
        "actual": str(assertion.when),
        "place": "; ".join(quote.text for quote in assertion.places),
    }
    document = documents.get(assertion.document)
    return Side(assertion.id, document.publisher if document else "", str(assertion.said), values[about])
