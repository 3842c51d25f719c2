"""Registers that others keep: their cells become a Document, and their columns, by a mapping, assertions."""

from servanda.sources.registers.changes import Register
from servanda.sources.registers.mapping import Mapping, MappingError, available, load_mapping
from servanda.sources.registers.sheet import Sheet, documents_of, read_sheet, sheet_of

__all__ = [
    "Mapping",
    "MappingError",
    "Register",
    "Sheet",
    "available",
    "documents_of",
    "load_mapping",
    "read_sheet",
    "sheet_of",
]
