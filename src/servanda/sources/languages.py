"""Which language a text is in."""

from __future__ import annotations

import logging
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 6000  # code points that are looked at
ENOUGH = 40  # letters below which a guess would be worth nothing
_SURE = 0.5  # probability below which the language is left open: then it is less likely than all others together


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of `text`; "" where it is too short or too mixed to tell."""
    sample = " ".join(text[:SAMPLE].split())
    if sum(char.isalpha() for char in sample) < ENOUGH:
        return ""
    language, probability = _identifier().classify(sample)
    return str(language) if float(probability) >= _SURE else ""


@cache
def _identifier() -> LanguageIdentifier:
    logging.getLogger("py3langid").setLevel(logging.ERROR)
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
