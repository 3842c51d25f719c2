"""A list is decided once: where one of its names is kept, the others are kept with it."""

from __future__ import annotations

from servanda.reading.names import Name, names
from servanda.reading.parsing import Sentence


def named_heads(sentence: Sentence, kept: set[int]) -> set[int]:
    """The last words of names that stand in one list with a kept one, where no kept phrase holds them already."""
    listed = names(sentence.text)
    groups: dict[int, list[Name]] = {}
    for name in listed:
        groups.setdefault(name.group, []).append(name)
    found: set[int] = set()
    for group in groups.values():
        heads = [head for name in group if (head := _head(sentence, name)) is not None]
        if len(group) > 1 and any(_holds(sentence, head, kept) for head in heads):
            found.update(heads)
    return found


def _head(sentence: Sentence, name: Name) -> int | None:
    """The word of a name that the rest of it hangs on; the last where the parser sees none."""
    base = sentence.piece.start
    inside = [word for word, start in enumerate(sentence.starts) if base + name.start <= start < base + name.end]
    return next((word for word in inside if sentence.heads[word] not in inside), inside[-1] if inside else None)


def _holds(sentence: Sentence, head: int, kept: set[int]) -> bool:
    return head in kept or any(above in kept for above in sentence.ancestors(head))
