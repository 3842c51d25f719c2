"""Intake: the whole way from bytes to entries, for one document or for thousands over the cores of the machine."""

from servanda.intake.importing import import_register, versions_of
from servanda.intake.refusals import unfit
from servanda.intake.taking import Given, Taken, take_in
from servanda.intake.typed import Coded, Typed, typed_all, typed_in, typed_sheet
from servanda.intake.workers import Done, profile_of, readings

__all__ = [
    "Coded",
    "Done",
    "Given",
    "Taken",
    "Typed",
    "import_register",
    "profile_of",
    "readings",
    "take_in",
    "typed_all",
    "typed_in",
    "typed_sheet",
    "unfit",
    "versions_of",
]
