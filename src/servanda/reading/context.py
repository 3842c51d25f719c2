"""What the sentences around one tell of it: the one before, and in which tenses the document speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from servanda.reading.grammar import clause, is_verb
from servanda.reading.parsing import Sentence

_LEVELS = 8  # shares are told in steps of an eighth, up to a half


def surroundings(sentences: Sequence[Sentence], number: int) -> list[str]:
    """Named features of the sentence `number` of a document, for the judgement of a status."""
    found = list(_document(sentences))
    if number > 0:
        before = sentences[number - 1]
        root = before.root
        found.append(f"prt={before.lemmas[root]}|{before.tags[root]}")
        found.append(f"prtt={clause(before, root).tense if is_verb(before, root) else '-'}")
    return found


def _document(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The tenses of the document's main verbs, and how many of its sentences have one."""
    kept = sentences[0].__dict__
    if "tenses" not in kept:
        tenses = Counter(clause(one, one.root).tense for one in sentences if is_verb(one, one.root))
        verbs = max(1, tenses.total())
        shares = {name: min(_LEVELS // 2, _LEVELS * count // verbs) for name, count in tenses.items()}
        kept["tenses"] = (
            *(f"doct={name}|{share}" for name, share in shares.items()),
            f"docverb={4 * tenses.total() // len(sentences)}",
        )
    told: tuple[str, ...] = kept["tenses"]
    return told
