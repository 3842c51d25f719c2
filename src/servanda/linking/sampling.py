"""Links to look at: a sample of those made, of alike pairs not made, and the queue of unsure ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

from servanda.linking.linker import Linker, Node
from servanda.linking.verdicts import likeness
from servanda.model import Link

_ALIKE = 0.3


def sample_links(linker: Linker, size: int, seed: int) -> list[Link]:
    """`size` links made, drawn by `seed`: an assertion by chance, then one of its sure links by chance.

    Each assertion has the same chance, so that a thread of hundreds does not fill the sample; equal seed and equal
    content give equal links. Fewer come where fewer exist.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    order = sorted(key for key in linker.assertions if len(linker.thread(key)) > 1)
    chance.shuffle(order)
    drawn: dict[frozenset[str], Link] = {}
    for key in order:
        if len(drawn) >= size:
            break
        thread = set(linker.thread(key))
        made = [link for link in linker.links(key) if link.verdict == "same" and link.b in thread]
        elsewhere = [link for link in made if linker.assertions[link.b].document != linker.assertions[key].document]
        if made:
            link = chance.choice(elsewhere or made)
            drawn.setdefault(frozenset((link.a, link.b)), link)
    return list(drawn.values())


def alike_pairs(linker: Linker, size: int, seed: int) -> list[Link]:
    """`size` pairs that are alike and stand in two threads, drawn by `seed`: unsure ones, and those held for two."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    nodes = sorted(linker.members)
    chance.shuffle(nodes)
    drawn: dict[frozenset[Node], Link] = {}
    for node in nodes:
        if len(drawn) >= size:
            break
        apart = [other for other in sorted(linker.around(node)) if _is_apart(linker, node, other)]
        if apart:
            other = chance.choice(apart)
            drawn.setdefault(
                frozenset((node, other)), linker.link(min(linker.members[node]), min(linker.members[other]))
            )
    return list(drawn.values())


def review(linker: Linker) -> list[Link]:
    """The queue: unsure pairs of two threads, the likeliest first, each pair of namings once, judged ones left out."""
    return sorted(_unsure(linker), key=lambda link: (-link.confidence, link.a, link.b))


def _unsure(linker: Linker) -> Iterator[Link]:
    for node in linker.members:
        for other, verdict in linker.near(node).items():
            if verdict.verdict == "unsure" and node < other:
                link = linker.link(min(linker.members[node]), min(linker.members[other]))
                if (
                    link.verdict == "unsure"
                    and not link.by.startswith("person:")
                    and link.b not in linker.thread(link.a)
                ):
                    yield link


def _is_apart(linker: Linker, one: Node, two: Node) -> bool:
    a, b = min(linker.members[one]), min(linker.members[two])
    return likeness(one.naming, two.naming) >= _ALIKE and b not in linker.thread(a)
