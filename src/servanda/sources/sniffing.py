"""Which format bytes are in, told by what they hold and never by the name of their file."""

from __future__ import annotations

import re

_HEAD = 4096
_SIGNS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
)  # fmt: skip
_PROLOGUE = r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,3000}?-->\s*)*"
_PAGE = re.compile(
    rf"{_PROLOGUE}<(?:!doctype\s+html|html|head|body|main|article|section|div|table|h1|p)\b", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(rf"{_PROLOGUE}<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL)
_XML = re.compile(r"\s*<\?xml\b")
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?(?P<value>.*)")
_MAIL = {"from", "date", "subject", "to", "received", "return-path", "mime-version", "message-id", "delivered-to"}

REFUSED = {
    "old office": ("this is a file of an old Office program", "save it as .docx or .xlsx, or print it to PDF"),
    "rtf": ("this is a Rich Text file", "save it as .docx, or print it to PDF"),
    "packed": ("this is a packed file of a kind that is not opened", "unpack it, or pack it as ZIP"),
    "picture": ("this is a picture", "print it to PDF, so that its words can be recognised"),
    "feed": ("this is a feed or a site map, not a document", "add it as a source: servanda source add"),
    "xml": ("this is XML of a kind that is not known", "give the page, the PDF or the text of it"),
}  # what it is, and how to mend it


def kind_of_bytes(data: bytes) -> str:
    """``pdf``, ``zip``, or a kind in ``REFUSED``; "" where the bytes may be text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return next((kind for sign, kind in _SIGNS if data.startswith(sign)), "")


def kind_of_text(text: str) -> str:
    """``page`` (HTML), ``mail``, ``feed``, ``xml`` or ``text``."""
    head = text[:_HEAD]
    for pattern, kind in ((_FEED, "feed"), (_PAGE, "page"), (_XML, "xml")):
        if pattern.match(head):
            return kind
    return "mail" if _is_mail(head) else "text"


def _is_mail(head: str) -> bool:
    """Whether the lines up to the first blank one are fields, three of them such as letters have."""
    names: set[str] = set()
    for line in head.split("\n"):
        field = _FIELD.match(line)
        if not line.strip():
            break
        if field is None and not line.startswith((" ", "\t")):
            return False
        if field:
            names.add(field["name"].lower())
    return len(names & _MAIL) >= 3 and bool(names & {"from", "date"})
