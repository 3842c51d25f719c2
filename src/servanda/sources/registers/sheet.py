"""A register's rows, from a file and from the Document that was made of it."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import openpyxl
from msgspec import Struct

from servanda.model import Block, Document
from servanda.model.documents import document_id
from servanda.sources.canon import tidy
from servanda.sources.encodings import decode
from servanda.sources.sheets import shown
from servanda.when import When

LARGEST = 500_000_000  # bytes of a register unpacked
PART = 1_500_000  # characters of one document; a longer register is kept as several
_TABLE = "register"


class Sheet(Struct, frozen=True):
    """The names of the columns and the rows below them, every cell as the words that are shown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_sheet(data: bytes, where: str = "") -> Sheet:
    """The rows of a CSV, XLSX, JSON or JSON Lines file (each also packed by gzip), told apart by their content.

    `where` names where the rows lie in a JSON document, such as ``result.actions``. ValueError says what is wrong.
    """
    data = _unpacked(data)
    if data[:2] == b"PK":
        return _of_book(data)
    text = decode(data)
    opening = text.lstrip()[:1]
    if opening == "{" and not _is_whole(text):
        return _of_objects(_decoded(line) for line in text.splitlines() if line.strip())
    if opening in ("{", "["):
        return _of_objects(_rows_in(_decoded(text), where))
    return _of_csv(text)


def _unpacked(data: bytes) -> bytes:
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            found = packed.read(LARGEST + 1)
    except (OSError, EOFError) as error:
        raise ValueError(f"it cannot be unpacked: {error}") from None
    if len(found) > LARGEST:
        raise ValueError(f"unpacked it has more than {LARGEST / 1e6:,.0f} MB")
    return found


def _is_whole(text: str) -> bool:
    """Whether a text that opens with a brace is one JSON document, not a line of many."""
    first, _, rest = text.strip().partition("\n")
    return not (first.rstrip().endswith("}") and rest.lstrip().startswith("{"))


def _decoded(text: str) -> Any:  # noqa: ANN401  JSON is anything
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(f"it is no JSON: {error}") from None


def _rows_in(content: Any, where: str) -> list[Any]:  # noqa: ANN401  JSON is anything
    """The list of rows: what `where` names, else the document itself, else the one list of objects in it."""
    for name in filter(None, where.split(".")):
        if not isinstance(content, dict) or name not in content:
            raise ValueError(f"there is nothing under {where!r} in it")
        content = content[name]
    if isinstance(content, dict):
        lists = [
            value for value in content.values() if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        if len(lists) != 1:
            raise ValueError("the mapping does not say where the rows lie: give `rows`")
        content = lists[0]
    rows = content if isinstance(content, list) else []
    if not rows:
        raise ValueError("there are no rows in it")
    return rows


def _of_objects(rows: Iterable[Any]) -> Sheet:
    objects = list(rows)
    if not all(map(_is_object, objects)):
        raise ValueError("its rows are no objects with names and values")
    columns = tuple(dict.fromkeys(name for row in objects for name in row))
    return Sheet(columns, tuple(tuple(_words(row.get(name)) for name in columns) for row in objects))


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _words(value: Any) -> str:  # noqa: ANN401  JSON is anything
    """A value as it is shown: lists with semicolons between their members."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_words, value)))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(each)}" for name, each in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return tidy(shown(value))


def _of_csv(text: str) -> Sheet:
    sample = text[:20_000]
    try:
        dialect: Any = csv.Sniffer().sniff(sample, ",;\t|")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(10_000_000)
    found = csv.reader(io.StringIO(text), delimiter=dialect.delimiter)
    try:
        return _of_table(list(found))
    except csv.Error as error:
        raise ValueError(f"it is no CSV: {error}") from None


def _of_book(data: bytes) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > LARGEST:
                raise ValueError(f"unpacked it has more than {LARGEST / 1e6:,.0f} MB")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        rows = [[shown(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, IndexError) as error:
        raise ValueError(f"it is no spreadsheet: {error}") from None
    return _of_table(rows)


def _of_table(rows: Sequence[Sequence[str]]) -> Sheet:
    """The first row that has two words or more holds the heads; blank rows fall out."""
    start = next((number for number, row in enumerate(rows) if sum(map(bool, map(str.strip, row))) > 1), None)
    if start is None:
        raise ValueError("there are no columns in it")
    columns = tuple(map(tidy, rows[start]))
    width = len(columns)
    body = (tuple(map(tidy, row)) for row in rows[start + 1 :] if any(map(str.strip, row)))
    return Sheet(columns, tuple((*row, *("",) * (width - len(row)))[:width] for row in body))


def documents_of(sheet: Sheet, data: bytes, register: str, **known: str) -> list[Document]:
    """The Documents whose canonical text is the register's cells: a row a line, cells parted by tabs, heads first.

    A long register is several documents, each a stretch of rows under the same heads. `known` are fields of the
    Document; `register` names it, the same for all of its versions.
    """
    digest = hashlib.sha256(data).hexdigest()
    parts = list(_parts(sheet))
    made = []
    for number, part in enumerate(parts, 1):
        text, blocks = _text(part)
        source = register if len(parts) == 1 else f"{register} part {number}"
        published = When(known.get("published", ""))
        fields = {name: value for name, value in known.items() if name != "published"}
        key = document_id(text, "", f"{source} {published} {digest}")  # the same cells in another file: another version
        made.append(
            Document(id=key, text=text, blocks=blocks, source_id=source, original=digest, published=published, **fields)
        )
    return made


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    rows: list[tuple[str, ...]] = []
    size = 0
    for row in sheet.rows:
        size += sum(map(len, row)) + len(row)
        rows.append(row)
        if size > PART:
            yield Sheet(sheet.columns, tuple(rows))
            rows, size = [], 0
    if rows or not sheet.rows:
        yield Sheet(sheet.columns, tuple(rows))


def _text(sheet: Sheet) -> tuple[str, tuple[Block, ...]]:
    lines: list[str] = []
    blocks: list[Block] = []
    position = 0
    for number, row in enumerate((sheet.columns, *sheet.rows), 1):
        start = position
        for column, words in enumerate(row, 1):
            if words:
                blocks.append(Block("cell", start, start + len(words), f"{_TABLE} r{number} c{column}"))
            start += len(words) + 1
        lines.append("\t".join(row))
        position += len(lines[-1]) + 1
    return "\n".join(lines), tuple(blocks)


def sheet_of(document: Document) -> Sheet:
    """The rows again of a Document that :func:`documents_of` made."""
    lines = [tuple(line.split("\t")) for line in document.text.split("\n")]
    return Sheet(lines[0], tuple(lines[1:]))
