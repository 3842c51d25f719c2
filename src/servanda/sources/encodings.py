"""From bytes to text: which encoding they are in."""

from __future__ import annotations

import codecs
import unicodedata

from charset_normalizer import from_bytes

SAMPLE = 200_000  # bytes that are looked at to tell an encoding that does not say its name
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# Pages of old systems that official texts are not written in, but that look like those they are written in.
_RARE = [
    "mac_cyrillic",
    "mac_greek",
    "mac_iceland",
    "mac_latin2",
    "mac_roman",
    "mac_turkish",
    "ptcp154",
    "kz1048",
    "cp855",
]
_LAYOUT = frozenset("\t\n\r\f\v\x1b\x85")
_TOLERATED = 0.01  # share of control characters above which bytes are no text


def decode(data: bytes) -> str:
    """The text that `data` holds, in NFC with LF line ends; ValueError with a sentence where it is no text."""
    return normal(_decoded(data))


def normal(text: str) -> str:
    """`text` in NFC with LF line ends and without a byte order mark; a text that is so already comes back unchanged."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def looks_binary(text: str) -> bool:
    """Whether control characters say that the bytes were no text at all."""
    sample = text[:SAMPLE]
    controls = sum(unicodedata.category(char) == "Cc" and char not in _LAYOUT for char in sample)
    return "\x00" in sample or controls > _TOLERATED * len(sample)


def _decoded(data: bytes) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    try:
        text = data.decode(marked or "utf-8")
    except UnicodeDecodeError:
        if marked:
            raise ValueError(f"the file says it is {marked.upper()}, but it is not: {_where(data, marked)}") from None
        text = _guessed(data)
    else:
        text = text if marked or "\x00" not in text[:SAMPLE] else _guessed(data)
    if looks_binary(text):
        raise ValueError("the file is no text: it is full of control characters")
    return text


def _guessed(data: bytes) -> str:
    """The text in the encoding that its bytes speak for: of UTF-16 without a mark, and of the old one-byte pages."""
    if data[:SAMPLE].count(0) > len(data[:SAMPLE]) // 5:
        return _wide(data)
    best = from_bytes(data[:SAMPLE], cp_exclusion=_RARE).best()
    if best is None:
        raise ValueError("the file is no text, or in an encoding that cannot be told")
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        raise ValueError(f"the file looks like {best.encoding}, but is not: {_where(data, best.encoding)}") from None


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark: the half of the bytes that is mostly zero tells which end comes first."""
    sample = data[:SAMPLE]
    encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ValueError("the file is no text: it holds bytes that no encoding explains") from None


def _where(data: bytes, encoding: str) -> str:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return f"byte {error.start} cannot be read"
    return "it cannot be read"
