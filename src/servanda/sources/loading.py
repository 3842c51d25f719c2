"""From bytes to Documents: the one way in for every format."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from servanda.model import Document, Problem
from servanda.model.documents import document_id
from servanda.sources import confinement, jsonlines, sniffing, texts
from servanda.sources.dates import Settled, datelines, in_future, settle
from servanda.sources.draft import Draft
from servanda.sources.encodings import decode, normal
from servanda.sources.imprint import Imprint
from servanda.sources.languages import detect
from servanda.sources.plain import blocks_of
from servanda.when import When

MAX_BYTES = 64_000_000  # of one file; official texts are far smaller
_ASK = "give it with --published, such as --published 2021-02-02"


class Sourced(Struct, frozen=True):
    """What came of a source: the documents it holds and what could not be read of it."""

    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()


def load(source: bytes | str | Path, *, name: str = "", today: datetime.date | None = None, **known: str) -> Sourced:
    """The documents of a file (a path) or of its bytes; never raises, every obstacle is a Problem.

    `known` is what the caller knows of it and outweighs what the source says: ``title``, ``publisher``, ``published``
    (EDTF), ``address``, ``language``, ``source_id``, ``symbol``, ``rights``, ``note``, ``about``. `name` is the file's
    name where only bytes are given; it can carry a date and says how to read a text. `today` (default: the clock's)
    bounds dates of publication. TypeError for a name that is none of these.
    """
    imprint = Imprint(**{field: str(value) for field, value in known.items()})
    where = name or (str(source) if isinstance(source, str | Path) else "")
    try:
        data = source if isinstance(source, bytes) else _bytes_of(Path(source))
        _refuse_unfit(data)
        drafts = _drafts(data, where)
    except (ValueError, OSError) as error:
        return Sourced(problems=(Problem(where, _sentence(error)),))
    return _finished(drafts, imprint, where, today or _today())


def plain_text(text: str, *, today: datetime.date | None = None, **known: str) -> Document:
    """The Document of a text that is at hand; it is kept as it is but for NFC and LF line ends.

    `known` as in :func:`load`; a date near its head is taken where none is given. ValueError where there are no words
    or the date is none or lies in the future.
    """
    body = normal(text)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    draft = Draft(text=body, blocks=blocks_of(body), datings=datelines(body), original=digest)
    imprint = Imprint(**{field: str(value) for field, value in known.items()})
    made = _document(draft, imprint, "", today or _today())
    if not made.documents:
        raise ValueError(str(made.problems[0]))
    return made.documents[0]


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise ValueError("this is a folder, not a file; name its files, or add the folder as a source")
    if not path.exists():
        raise ValueError("there is no such file")
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(_too_large(path.stat().st_size))
    return path.read_bytes()


def _refuse_unfit(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise ValueError(_too_large(len(data)))
    if not data.strip():
        raise ValueError("the file is empty")


def _too_large(size: int) -> str:
    return f"the file has {size / 1e6:,.0f} MB; more than {MAX_BYTES / 1e6:,.0f} MB is not read as one document"


def _sentence(error: Exception) -> str:
    return f"it cannot be opened: {error.strerror}" if isinstance(error, OSError) and error.strerror else str(error)


def _drafts(data: bytes, where: str) -> Iterable[Draft | Problem]:
    """The drafts of a file: a text is read here, everything else by the worker that may die of it."""
    kind = sniffing.kind_of_bytes(data)
    if kind in sniffing.REFUSED:
        return (Problem(where, *sniffing.REFUSED[kind]),)
    text = "" if kind else decode(data)
    kind = kind or sniffing.kind_of_text(text)
    if kind in sniffing.REFUSED:
        return (Problem(where, *sniffing.REFUSED[kind]),)
    if kind == "text" and jsonlines.is_json_lines(text):
        return jsonlines.drafts_of(text, where)
    if kind == "text" and not texts.is_markdown(where, text):
        return (texts.draft_of(text, where),)
    return confinement.parse(data, where)


def _finished(drafts: Iterable[Draft | Problem], known: Imprint, where: str, today: datetime.date) -> Sourced:
    documents: list[Document] = []
    problems: list[Problem] = []
    for draft in drafts:
        if isinstance(draft, Problem):
            problems.append(replace(draft, where=draft.where or where))
            continue
        made = _document(draft, known, draft.name or where, today)
        documents += made.documents
        problems += made.problems
    return Sourced(tuple(documents), tuple(problems))


def _document(draft: Draft, known: Imprint, where: str, today: datetime.date) -> Sourced:
    """The document of one draft, or the Problem that it has no words or a date that cannot be."""
    if not any(map(str.isalnum, draft.text)):
        return Sourced(problems=(*draft.problems, Problem(where, "there are no words in it")))
    imprint = known.over(draft.imprint)
    try:
        settled = _given(known.published, today) or settle(draft.datings, today)
        _refuse_future(draft, today)
    except ValueError as error:
        return Sourced(problems=(Problem(where, str(error), _ASK),))
    asked = (Problem(where, settled.question, _ASK),) if settled.question else ()
    fields = {field: getattr(imprint, field) for field in _COPIED}
    document = Document(
        id=document_id(draft.text, imprint.address, imprint.source_id),
        text=draft.text,
        blocks=draft.blocks,
        published=settled.published,
        evidence=settled.evidence,
        language=imprint.language[:2].lower() or detect(draft.text) or draft.language[:2].lower(),
        original=draft.original,
        **fields,
    )
    return Sourced((document,), (*draft.problems, *asked))


_COPIED = ("title", "publisher", "address", "source_id", "symbol", "rights", "note", "about")


def _given(published: str, today: datetime.date) -> Settled | None:
    """The date that the caller gives; ValueError where it is none or lies in the future."""
    if not published:
        return None
    try:
        when = When(published)
    except ValueError as error:
        raise ValueError(f"its date of publication: {error}") from None
    if in_future(when, today):
        raise ValueError(f"its date of publication, {published}, lies in the future")
    return Settled(when, "high: given by hand")


def _refuse_future(draft: Draft, today: datetime.date) -> None:
    """A date that the source itself states and that has not come is an error of the source, not to be passed over."""
    late = [dating for dating in draft.datings if dating.trust == 4 and in_future(When(dating.value), today)]
    if late:
        raise ValueError(f"its date of publication lies in the future: {late[0].seen}")
