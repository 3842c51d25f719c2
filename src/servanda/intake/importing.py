"""Registers that others keep go into the ledger version by version: only what changed is asserted anew."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from servanda.intake.refusals import unfit
from servanda.intake.taking import Given, Taken
from servanda.model import Document, Problem, Read
from servanda.reading import Reading
from servanda.sources.dates import dates_in_name
from servanda.sources.registers import Mapping, Register, documents_of, read_sheet

if TYPE_CHECKING:
    from servanda.ledger import Ledger


class Version(Struct, frozen=True):
    """One version of a register: the documents that make it up, in the order of its rows."""

    documents: tuple[Document, ...]

    @property
    def published(self) -> str:
        """Its date (EDTF)."""
        return str(self.documents[0].published)

    @property
    def original(self) -> str:
        """The SHA-256 of the file that it came from."""
        return self.documents[0].original


def import_register(
    ledger: Ledger,
    given: Iterable[Given | str | Path],
    mapping: Mapping,
    *,
    by: str,
    name: str = "",
    notice: Callable[[int, int], None] | None = None,
    **known: str,
) -> Taken:
    """Take versions of one register into `ledger`, in the order given; a version that it holds is left as it is.

    `name` tells this register from others (default: the mapping's). `known` is what is known of all versions:
    ``published`` (EDTF; else the date in the file's name), ``publisher``, ``address``, ``title``, ``language``,
    ``rights``. `notice` is told how many versions are done, of how many.
    """
    files = [each if isinstance(each, Given) else Given(Path(each)) for each in given]
    run = _Import(ledger, mapping, name or mapping.name, by)
    for number, each in enumerate(files, 1):
        run.take(each, known)
        if notice:
            notice(number, len(files))
    return Taken(tuple(run.documents), tuple(dict.fromkeys(run.problems)), run.entries)


def versions_of(ledger: Ledger, name: str) -> list[Version]:
    """The versions of a register that the ledger holds, by date, and on one day in the order of their entries."""
    read = (entry.act.document for entry in ledger.entries() if isinstance(entry.act, Read))
    held = [each for each in read if each.source_id == name or each.source_id.startswith(f"{name} part ")]
    grouped = groupby(held, key=lambda each: (each.published, each.original))
    return sorted((Version(tuple(members)) for _, members in grouped), key=lambda version: version.published)


class _Import:
    """One run: the register as it stands in the ledger, and what came of the files so far."""

    def __init__(self, ledger: Ledger, mapping: Mapping, name: str, by: str) -> None:
        self.ledger, self.mapping, self.name, self.by = ledger, mapping, name, by
        self.register = Register(mapping, name)
        self.versions = versions_of(ledger, name)
        for version in self.versions:
            self.register.take(version.documents)
        self.documents: list[str] = []
        self.problems: list[Problem] = []
        self.entries = 0

    def take(self, given: Given, known: dict[str, str]) -> None:
        """Take in one version, or say why not."""
        where = given.name or str(given.source)
        data = given.source.read_bytes() if isinstance(given.source, Path) else given.source
        published = known.get("published", "") or next((dating.value for dating in dates_in_name(where)), "")
        held = [each for each in self.versions if each.original == hashlib.sha256(data).hexdigest()]
        if any(published in ("", each.published) for each in held):
            self.documents += [document.id for each in held for document in each.documents]
            return
        try:
            sheet = read_sheet(data, self.mapping.rows)
            made = documents_of(sheet, data, self.name, **self._known(known), published=published)
        except ValueError as error:
            self.problems.append(Problem(where, str(error)))
            return
        refused = self._refusal(made[0], where)
        if refused is not None:
            self.problems.append(refused)
            return
        self._record(made, data)

    def _known(self, known: dict[str, str]) -> dict[str, str]:
        given = {name: value for name, value in known.items() if value and name != "published"}
        return {"title": self.mapping.title, "language": "en", **given}

    def _refusal(self, document: Document, where: str) -> Problem | None:
        today = datetime.datetime.now(tz=datetime.UTC).date()
        problem = unfit(document, today, where)
        if problem is not None:
            return replace(problem, where=where)
        last = self.versions[-1].published if self.versions else ""
        if last and str(document.published) < last:
            message = f"it is of {document.published}, and the ledger holds the version of {last}"
            return Problem(where, message, "import versions in the order of their dates, into a new ledger if need be")
        return None

    def _record(self, made: list[Document], data: bytes) -> None:
        first = self.versions[0].documents[0].id if self.versions else ""
        version = Version(tuple(replace(document, version_of=first) for document in made))
        told, problems = self.register.take(version.documents)
        self.problems += problems
        readings = [
            (
                document,
                Reading(tuple(assertions), tuple(problems) if not number else (), self.register.reader),
                original,
            )
            for number, (document, assertions, original) in enumerate(
                zip(version.documents, told, _first_only(data), strict=False)
            )
        ]
        self.entries += len(self.ledger.record_all(readings, self.by))
        self.versions.append(version)
        self.documents += [document.id for document in version.documents]


def _first_only(data: bytes) -> Iterator[bytes]:
    """The bytes with the first document of a version, nothing with the others: they are kept once."""
    yield data
    while True:
        yield b""
