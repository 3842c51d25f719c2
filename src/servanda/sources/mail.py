"""Letters (EML, MHTML): the body as a document, its date and sender, and what is attached to it."""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from msgspec.structs import replace

from servanda.model import Problem
from servanda.sources import webpage
from servanda.sources.draft import Dating, Draft
from servanda.sources.encodings import decode, normal
from servanda.sources.imprint import Imprint
from servanda.sources.plain import blocks_of

PARTS = 200  # parts of one letter
_ENOUGH = 80  # letters of a plain body beside which the page of the same letter is not needed

Parsed = Iterator[Draft | Problem | None]


def drafts_of(data: bytes, name: str, inner: Callable[[bytes, str], Parsed]) -> Parsed:
    """The letter's body, then each attachment as `inner` parses it."""
    letter = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
    parts = [part for _, part in zip(range(PARTS), letter.walk(), strict=False) if not part.is_multipart()]
    attached = [part for part in parts if part.is_attachment()]
    for made in _body([part for part in parts if part not in attached], name):
        yield _dated(made, letter) if isinstance(made, Draft) else made
    for number, part in enumerate(attached, 1):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            yield from inner(content, f"{name}/{part.get_filename() or f'attachment {number}'}")


def _body(parts: list[EmailMessage], name: str) -> Iterator[Draft | Problem]:
    """The plain body where there is one; else the page."""
    plain = "\n\n".join(_text(part) for part in parts if part.get_content_type() == "text/plain").strip("\n")
    pages = [_text(part) for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if pages and sum(map(str.isalpha, plain)) < _ENOUGH:
        yield from webpage.drafts_of(pages[0], name)
    elif plain.strip():
        text = normal(plain + "\n")
        yield Draft(text=text, blocks=blocks_of(text))
    else:
        yield Problem(name, "the letter has no words of its own")


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return normal(content.decode(part.get_content_charset() or "utf-8"))
    except (UnicodeDecodeError, LookupError):
        return decode(content) if content.strip() else ""


def _dated(draft: Draft, letter: EmailMessage) -> Draft:
    """The draft with what the letter's head says of it."""
    sent = _field(letter, "date")
    name, address = email.utils.parseaddr(_field(letter, "from"))
    imprint = Imprint(title=_field(letter, "subject"), publisher=name or address)
    return replace(draft, imprint=draft.imprint.over(imprint), datings=(*_sent(sent), *draft.datings))


def _field(letter: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(letter.get(name, "")).split())
    except (ValueError, IndexError, AttributeError):  # the standard library's parser breaks on some broken fields
        return ""


def _sent(sent: str) -> tuple[Dating, ...]:
    try:
        when = email.utils.parsedate_to_datetime(sent)
    except (ValueError, TypeError, IndexError):
        return ()
    return (Dating(when.date().isoformat(), f"the letter's date, “{sent}”", 3),)
