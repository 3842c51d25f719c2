"""ZIP files: Word and OpenDocument texts, spreadsheets, and archives of documents. Nothing is unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from servanda.model import Problem
from servanda.sources import opendocument, sheets, word
from servanda.sources.draft import Draft
from servanda.sources.packages import Package, unpacked

MEMBERS = 5000  # files in one archive
UNPACKED_IN_ALL = 400_000_000  # bytes of all files of one archive, once unpacked
RATIO = 200  # how many times larger than packed a file of more than a megabyte may be
_PASSED_OVER = ("__MACOSX/", ".DS_Store", "Thumbs.db")

Parsed = Iterator[Draft | Problem | None]


def drafts_of(data: bytes, name: str, inner: Callable[[bytes, str], Parsed], may_open: bool) -> Parsed:  # noqa: FBT001
    """The drafts of a ZIP file, by what is in it; `inner` parses a file of an archive, unless it lies too deep."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        names = {member.filename for member in members}
        _refuse_bomb(members)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        return iter(
            (Problem(name, f"the archive cannot be opened: {error}", "it is damaged or not safe; get it again"),)
        )
    parts = {part: parser for part, parser in _OFFICE.items() if part in names}
    if parts:
        return next(iter(parts.values()))(Package(archive, data), name)
    if not may_open:
        return iter((Problem(name, "this is an archive in an archive in an archive", "unpack it first"),))
    return _all(archive, members, name, inner)


_OFFICE: dict[str, Callable[[Package, str], Parsed]] = {
    "word/document.xml": word.drafts_of,
    "xl/workbook.xml": sheets.drafts_of,
    "content.xml": opendocument.drafts_of,
}


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise ValueError(f"it holds {len(members):,} files; more than {MEMBERS:,} are not read at once")
    whole = sum(member.file_size for member in members)
    if whole > UNPACKED_IN_ALL:
        raise ValueError(f"it would unpack to {whole / 1e6:,.0f} MB")
    swollen = next((one for one in members if one.file_size > max(1_000_000, RATIO * one.compress_size)), None)
    if swollen:
        raise ValueError(f"{swollen.filename[:80]} would unpack to more than {RATIO} times its size")


def _all(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, inner: Callable[[bytes, str], Parsed]
) -> Parsed:
    """Every file of an archive in the order of names; one that cannot be read does not stop the rest."""
    files = sorted(
        (one for one in members if not one.is_dir() and not _is_passed_over(one)), key=lambda one: one.filename
    )
    if not files:
        yield Problem(name, "there is no file in the archive")
    for member in files:
        where = f"{name}/{member.filename}"
        yield None
        try:
            data = unpacked(archive, member)
        except (ValueError, zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
            yield Problem(where, f"this file of the archive cannot be read: {error}", "get the archive again")
            continue
        yield from _parsed(data, where, inner) if data.strip() else iter((Problem(where, "the file is empty"),))


def _parsed(data: bytes, where: str, inner: Callable[[bytes, str], Parsed]) -> Parsed:
    """What `inner` makes of one file; whatever breaks its parser is that file's Problem alone."""
    try:
        for made in inner(data, where):
            yield replace(made, name=made.name or where) if isinstance(made, Draft) else made
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a parser of foreign files may raise anything
        yield Problem(where, f"it cannot be read: {str(error)[:200]}", "the file is damaged; get it again")


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    return any(mark in member.filename for mark in _PASSED_OVER)
