"""Intake: the whole way from bytes to entries, for one document or for thousands over the cores of the machine."""

from servanda.intake.importing import import_register, versions_of
from servanda.intake.refusals import unfit
from servanda.intake.taking import Given, Taken, take_in
from servanda.intake.workers import Done, profile_of, readings

__all__ = ["Done", "Given", "Taken", "import_register", "profile_of", "readings", "take_in", "unfit", "versions_of"]
