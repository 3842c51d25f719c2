"""What linking and the register make of assertions: links, threads, undertakings and their standing."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from servanda.model.assertions import Assertion
from servanda.when import When


class Link(Struct, frozen=True, kw_only=True):
    """Whether two assertions speak of one matter, with the evidence: a pure function of the two and the rules."""

    a: str
    b: str
    verdict: str  # "same" | "different" | "unsure"
    why: str
    confidence: float
    by: str  # the rules' version, or "person:NAME"


class Undertaking(Struct, frozen=True, kw_only=True):
    """What is owed once: one edition, one instrument's next stage, one target for one period; and what came of it."""

    id: str
    edition: str = ""
    status: str = ""  # the status that stands
    planned: When = When()
    actual: When = When()
    place_planned: str = ""
    place_actual: str = ""
    due: When = When()
    progress: str = "none known"
    manner: tuple[str, ...] = ()
    ended_by: str = ""
    evidence: str = "not searched"
    reason: str = ""
    reason_class: str = "none stated"
    slipped: bool = False
    overdue: bool = False
    silent: bool = False
    carried_over_to: str = ""
    assertions: tuple[str, ...] = ()  # ids, sorted by said, then place in the text
    mentions: tuple[str, ...] = ()  # ids of assertions of other threads that speak of it in passing
    proven_by: tuple[str, ...] = ()  # those of the mentions that tell that it was held, where nothing else does

    @property
    def told(self) -> tuple[str, ...]:
        """Every assertion that speaks of it, those in passing last."""
        return (*self.assertions, *self.mentions)

    def deciding(self, said: Mapping[str, Assertion]) -> list[Assertion]:
        """What says where it stands: the mentions that prove it, else its own assertions of its status, else its own.

        `said` holds assertions by id; what it does not hold is left out.
        """
        proving = [said[key] for key in self.proven_by if key in said]
        own = [said[key] for key in self.assertions if key in said]
        return proving or [each for each in own if each.status == self.status] or own

    def words(self, assertion: Assertion) -> str:
        """The words by which an assertion speaks of it: of one in passing with those that name it."""
        return assertion.passage if assertion.id in self.mentions else assertion.quote.text


class Thread(Struct, frozen=True, kw_only=True):
    """One matter over the years: a series, an instrument, a body or a target, with its undertakings."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    part_of: str = ""  # id of the umbrella's thread
    undertakings: tuple[Undertaking, ...] = ()
    as_of: str = ""
    known: int = 0
    rules: str = ""


class Standing(Struct, frozen=True, kw_only=True):
    """All threads as they stand at a date of saying (`as_of`), an entry (`known`) and a version of the rules."""

    threads: tuple[Thread, ...]
    as_of: str
    known: int
    rules: str
