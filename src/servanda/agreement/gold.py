"""Folders of coded texts: ``manifest.json`` lists them, ``codings/`` holds the codings, ``texts/`` the texts.

Where a text may not be shipped, the manifest says where it lies below a folder of shared texts (``path``), which code
points of it were coded (``start``, ``end``) and the SHA-256 of those; without that folder the text is left out, aloud.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
from msgspec import Struct

from servanda import sources
from servanda.agreement.codings import Coded, Item, from_offsets, from_verbatim
from servanda.agreement.excerpts import read_text, unwrapped, without_marks, word_paragraphs
from servanda.agreement.lines import are_lines, from_lines
from servanda.model import Document, Problem
from servanda.when import When

COLLECTION = dict[str, object]  # of a paragraph: the document from which it was taken


class Entry(Struct, frozen=True, kw_only=True):
    """A line of the manifest.

    `start` and `end`, or the numbers of `paragraphs` of a Word file, say what of the file at `path` was coded;
    `line_breaks` that the file is wrapped; `split` and `drawn_for` to what end. Where `paragraphs` are objects, the
    text is a collection, each paragraph from another document. Without a `genre` the text has that of its identifier's
    letters before the first hyphen.
    """

    id: str
    publisher: str = ""
    published: str = ""
    genre: str = ""
    coder: str = ""
    codebook: str = ""
    note: str = ""
    path: str = ""
    start: int = 0
    end: int | None = None
    sha256: str = ""
    paragraphs: list[int | COLLECTION] = []
    line_breaks: str = ""
    split: str = ""
    drawn_for: str = ""


class GoldText(Struct, frozen=True, kw_only=True):
    """A coded text.

    A `collection` holds paragraphs of several documents, so it has no date of its own. `sought` marks collections and
    excerpts drawn for what they hold, so that their rates say nothing of texts in general. `split` is ``test`` where
    training must not see the text.
    """

    id: str
    text: str
    items: tuple[Item, ...]
    publisher: str = ""
    published: When = When()
    genre: str = ""
    coder: str = ""
    codebook: str = ""
    collection: bool = False
    sought: bool = False
    split: str = ""

    @property
    def document(self) -> Document:
        """The text as a document, as a reader takes it."""
        return sources.plain_text(self.text, publisher=self.publisher, published=self.published, source_id=self.id)


class Gold(Struct, frozen=True):
    """The coded texts of a folder in the order of its manifest, and what could not be read."""

    texts: tuple[GoldText, ...]
    problems: tuple[Problem, ...] = ()


def load_gold(folder: str | Path, shared: str | Path | None = None) -> Gold:
    """Read a folder of coded texts; texts that lie elsewhere are looked for below `shared`.

    `shared` is by default the folder that SERVANDA_SHARED names, else ``../shared`` beside the checkout.
    """
    folder = Path(folder)
    elsewhere = Path(shared) if shared else _shared_folder(folder)
    try:
        entries = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=list[Entry])
    except (OSError, msgspec.DecodeError) as error:
        return Gold((), (Problem(str(folder / "manifest.json"), f"cannot be read: {error}", "it lists the texts"),))
    problems: list[Problem] = []
    texts = [_gold_text(entry, folder, elsewhere, problems) for entry in entries]
    return Gold(tuple(text for text in texts if text), tuple(problems))


def load_coding(path: str | Path, text: str) -> Coded:
    """Read one coding of `text`: offsets where the file's name ends in ``.json``, else verbatim lines or a reader's."""
    path = Path(path)
    try:
        written = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Coded((), (Problem(path.name, f"cannot be read: {error}"),), read=False)
    if path.suffix == ".json":
        return from_offsets(written, text, path.name)
    return (from_lines if are_lines(written) else from_verbatim)(written, text, path.name)


def _gold_text(entry: Entry, folder: Path, elsewhere: Path, problems: list[Problem]) -> GoldText | None:
    text = _text(entry, folder, elsewhere)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    coded = load_coding(_coding_path(entry, folder), text)
    problems.extend(coded.problems)
    if not coded.read:
        return None
    try:
        published = When(entry.published)
    except ValueError as error:
        problems.append(Problem(entry.id, f"published: {error}"))
        published = When()
    return GoldText(
        id=entry.id,
        text=text,
        items=coded.items,
        publisher=entry.publisher,
        published=published,
        genre=entry.genre or entry.id.split("-")[0],
        coder=entry.coder,
        codebook=entry.codebook,
        collection=_is_collection(entry),
        sought=_is_collection(entry) or bool(entry.drawn_for),
        split=entry.split,
    )


def _coding_path(entry: Entry, folder: Path) -> Path:
    verbatim = folder / "codings" / f"{entry.id}.jsonl"
    return verbatim if verbatim.exists() else verbatim.with_suffix(".offsets.json")


def _is_collection(entry: Entry) -> bool:
    return any(isinstance(paragraph, dict) for paragraph in entry.paragraphs)


def _text(entry: Entry, folder: Path, elsewhere: Path) -> str | Problem:
    """The coded text of an entry, or why it cannot be had."""
    own = folder / "texts" / f"{entry.id}.txt"
    path = own if own.exists() or not entry.path else elsewhere / entry.path
    try:
        text = read_text(path) if path == own else _excerpt(entry, path)
    except (OSError, UnicodeDecodeError, IndexError) as error:
        hint = "set SERVANDA_SHARED to the folder of shared texts"
        return Problem(entry.id, f"its text cannot be read: {error}", hint)
    if entry.sha256 and hashlib.sha256(text.encode("utf-8")).hexdigest() != entry.sha256:
        return Problem(entry.id, f"the text at {path.name} is not the one that was coded", "its SHA-256 differs")
    text = unwrapped(text) if entry.line_breaks else text
    return without_marks(text) if path.suffix == ".md" and path != own else text


def _excerpt(entry: Entry, path: Path) -> str:
    numbers = [paragraph for paragraph in entry.paragraphs if isinstance(paragraph, int)]
    return word_paragraphs(path, numbers) if numbers else read_text(path)[entry.start : entry.end]


def _shared_folder(folder: Path) -> Path:
    named = os.environ.get("SERVANDA_SHARED")
    if named:
        return Path(named)
    beside = (parent.parent / "shared" for parent in folder.resolve().parents if (parent / ".git").exists())
    return next(beside, Path("../shared"))
