"""Letters that are not words: pages whose fonts do not say which characters they show."""

from __future__ import annotations

import re
from functools import cache

from servanda.sources.pdf.glyphs import Glyph
from servanda.vocabulary import table

_TOKENS = 25  # tokens of letters below which nothing is said
_STRAY = 2  # doubtful characters that any page may have, a hyphen at the end of a line among them
_DOUBTFUL = 0.03  # share of characters that are none, from which a page is broken
_PLAUSIBLE = 0.55  # share of tokens that look like words, below which a page is broken
_FUNCTION = 0.04  # share of function words below which the shape of the words decides
_FIGURES = re.compile(r"[\d.,:;%$€£()/–—-]+|\W")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]+(?:['’-][Ѐ-ӿ]+)*")
_VOWELS = re.compile(r"[aeiouyà-åè-ïò-öù-ýæøœāēīōūąęіїєаеёиоуыэюяѣ]", re.IGNORECASE)
_CLUSTER = re.compile(r"[bcdfghjklmnpqrstvwxzбвгджзйклмнпрстфхцчшщ]{6,}", re.IGNORECASE)


def is_garbled(glyphs: list[Glyph]) -> bool:
    """Whether the letters of a page make no words, whatever the language."""
    doubtful = sum(glyph.doubtful for glyph in glyphs)
    if len(glyphs) >= _TOKENS and doubtful > max(_STRAY, _DOUBTFUL * len(glyphs)):
        return True
    return makes_no_words(words_by_gaps(glyphs))


def words_by_gaps(glyphs: list[Glyph]) -> str:
    """The letters in the order of the file, with a space wherever a gap or another line parts them."""
    parts: list[str] = []
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        parts.append(f" {glyph.text}" if before and _are_apart(before, glyph) else glyph.text)
    return "".join(parts)


def _are_apart(before: Glyph, glyph: Glyph) -> bool:
    other_line = abs(glyph.bottom - before.bottom) > 0.5 * before.height
    return other_line or glyph.left - before.right > 0.12 * before.height


def makes_no_words(text: str) -> bool:
    """Whether few of the tokens of `text` look like words and hardly any is a function word of a language.

    Only Latin and Cyrillic letters are judged, and only where there are tokens enough.
    """
    tokens = [_EDGES.sub("", token) for token in text.split() if not _FIGURES.fullmatch(token) and _is_judged(token)]
    if len(tokens) < _TOKENS:
        return False
    function = sum(token.lower() in _function_words() for token in tokens)
    plausible = sum(map(_is_plausible, tokens))
    return function < _FUNCTION * len(tokens) and plausible < _PLAUSIBLE * len(tokens)


def _is_judged(token: str) -> bool:
    """Whether a token has no letters of an alphabet that is not judged."""
    return all(char.isascii() or "À" <= char <= "ɏ" or "Ѐ" <= char <= "ӿ" for char in token if char.isalpha())


def _is_plausible(token: str) -> bool:
    """Whether a token is built like a word: one alphabet, a vowel, no heap of consonants, capitals in front only."""
    if not (_LATIN.fullmatch(token) or _CYRILLIC.fullmatch(token)):
        return False
    if token.isupper() and len(token) <= 6:
        return True
    shaped = token.islower() or token.isupper() or token[1:].islower() or "-" in token
    return shaped and (bool(_VOWELS.search(token)) or len(token) == 1) and not _CLUSTER.search(token)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for words in table("function_words").values() for word in words if len(word) > 1)
