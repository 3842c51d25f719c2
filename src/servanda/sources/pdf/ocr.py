"""Pages whose words must be recognised from their picture, by tesseract where it is installed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

import pypdfium2 as pdfium

from servanda.sources.canon import tidy
from servanda.sources.pdf.glyphs import Glyph, Page

DOTS = 300  # to an inch
_SIDE = 4200  # dots of the longer side at most
_SECONDS = 22.0  # for one page
_SURE = 30.0  # confidence in per cent from which a word is taken
_WANTED = ("eng", "rus", "fra", "spa", "ukr")  # languages that are recognised where their data are installed


def at_hand() -> bool:
    """Whether tesseract and data of a language are installed."""
    return shutil.which("tesseract") is not None and bool(_languages())


def recognised(document: pdfium.PdfDocument, page: Page) -> Page:
    """The page with the letters that are recognised in its picture; as it was where that fails."""
    scale = min(DOTS / 72, _SIDE / max(page.width, page.height))
    opened = document.get_page(page.number - 1)
    picture = io.BytesIO()
    opened.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    opened.close()
    command = ["tesseract", "stdin", "stdout", "-l", "+".join(_languages()), "--dpi", str(round(72 * scale)), "tsv"]
    try:
        run = subprocess.run(command, input=picture.getvalue(), capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return page
    return page._replace(glyphs=list(_glyphs(run.stdout.decode("utf-8", "replace"), page.number, scale)))


def _glyphs(rows: str, page: int, scale: float) -> Iterator[Glyph]:
    """The letters of the recognised words: each word's box shared out, the height that of its line."""
    read = list(csv.DictReader(io.StringIO(rows), delimiter="\t", quoting=csv.QUOTE_NONE))
    lines: dict[tuple[str, ...], tuple[float, float]] = {}
    for row in read:
        if row["level"] == "4":
            top = float(row["top"])
            lines[_line(row)] = (top, top + float(row["height"]))
    for row in read:
        words = tidy(row.get("text") or "")
        if row["level"] != "5" or not words or float(row["conf"]) < _SURE:
            continue
        top, bottom = lines.get(_line(row), (float(row["top"]), float(row["top"]) + float(row["height"])))
        left, step = float(row["left"]), float(row["width"]) / len(words)
        for place, letter in enumerate(words):
            start = (left + place * step) / scale
            yield Glyph(letter, page, start, top / scale, start + step / scale, bottom / scale)


def _line(row: dict[str, str]) -> tuple[str, ...]:
    return row["block_num"], row["par_num"], row["line_num"]


@cache
def _languages() -> tuple[str, ...]:
    try:
        listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=10, check=True)  # noqa: S607
    except (subprocess.SubprocessError, OSError):
        return ()
    installed = set(listed.stdout.split())
    return tuple(language for language in _WANTED if language in installed)
