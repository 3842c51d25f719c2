"""The rows of the book: one a text, with its life in dates, its parties, and its entry into force."""

from __future__ import annotations

from msgspec import Struct

from servanda.reports.cells import EMPTY, Cell

IN_FORCE, BY_CLAUSE, NOT_YET, UNKNOWN = "in force", "in force by its clause", "not in force", "not known to be in force"


class PartyActs(Struct, frozen=True, kw_only=True):
    """How one party stands to an instrument; each act with its date and quotes."""

    party: str
    signature: Cell = EMPTY
    ratification: Cell = EMPTY
    acceptance: Cell = EMPTY
    approval: Cell = EMPTY
    accession: Cell = EMPTY
    notification: Cell = EMPTY  # of completed domestic procedures
    reservation: Cell = EMPTY
    withdrawal: Cell = EMPTY
    in_force: Cell = EMPTY
    domestic: Cell = EMPTY  # a step inside the party that binds it not yet

    @property
    def is_bound(self) -> bool:
        """Whether it has expressed its consent to be bound, as far as is known."""
        acts = (self.ratification, self.acceptance, self.approval, self.accession, self.notification)
        return any(act and not act.planned for act in acts)


class Force(Struct, frozen=True, kw_only=True):
    """Entry into force: what is claimed, what the written clause gives, and whether the two agree.

    `stands` is ``in force`` (claimed), ``in force by its clause`` (nobody claims it), ``not in force`` (the clause is
    not fulfilled, or a text denies it) or ``not known to be in force``. `agrees` is None where there is nothing to set
    against a claim.
    """

    stands: str = UNKNOWN
    claimed: Cell = EMPTY
    denied: Cell = EMPTY
    clause: Cell = EMPTY  # the sentence
    computed: Cell = EMPTY
    provisionally: Cell = EMPTY
    why: str = ""
    agrees: bool | None = None


class Instrument(Struct, frozen=True, kw_only=True):
    """One text: a treaty, an amendment of one, a plan or strategy for a period. Dates as EDTF, each on its quotes.

    `missing` names who has not expressed consent to be bound as far as is known. `successor` is the title of the next
    edition; a plan whose `period` is over and that has none has `lapsed`.
    """

    row: str = "instrument"
    id: str
    title: str
    type: str
    aliases: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()
    amends: Cell = EMPTY
    amended_by: tuple[Cell, ...] = ()
    adopted_by: Cell = EMPTY
    adopted_at: Cell = EMPTY
    period: Cell = EMPTY
    depositary: Cell = EMPTY
    planned: Cell = EMPTY
    drafted: Cell = EMPTY
    approved: Cell = EMPTY
    signed: Cell = EMPTY
    ratified: Cell = EMPTY
    carried_out: Cell = EMPTY
    expired: Cell = EMPTY
    superseded: Cell = EMPTY
    successor: Cell = EMPTY
    lapsed: bool = False
    parties: tuple[PartyActs, ...] = ()
    missing: tuple[str, ...] = ()
    force: Force = Force()
    assertions: tuple[str, ...] = ()
