"""The order law on many documents: five random orders, and one by one against all at once, give the same.

Usage: order.py [GOLD] [NUMBER]. Takes the coded texts beside the checkout (codings by a large language model), links
them in each order and prints whether threads and standings are identical to the byte.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import msgspec
from coded import coded_documents

from servanda.ledger.views import View
from servanda.linking import Linker
from servanda.model import Document
from servanda.register import standing

ORDERS = 5


def main(gold: str = "../shared/gold", number: str = "300") -> None:
    """Print one line per order."""
    documents, assertions = coded_documents(Path(gold))
    chosen = sorted({each.document for each in assertions})[: int(number)]
    held = {key: documents[key] for key in chosen}
    texts = {key: [each for each in assertions if each.document == key] for key in chosen}
    view = View(documents=held, assertions=tuple(each for key in chosen for each in texts[key]), as_of="")
    linker = Linker()
    linker.add(view.assertions, _publishers(held))
    wanted = _bytes(view, linker)
    print(f"{len(chosen)} documents, {len(view.assertions)} assertions, {len(list(linker.threads()))} threads")
    for seed in range(ORDERS):
        begun = time.perf_counter()
        order = list(chosen)
        random.Random(seed).shuffle(order)
        one_by_one = Linker()
        for key in order:
            one_by_one.add(texts[key], _publishers(held))
        same = _bytes(view, one_by_one) == wanted
        print(
            f"order {seed}: one by one {'the same' if same else 'DIFFERENT'}, {time.perf_counter() - begun:.0f} s",
            flush=True,
        )


def _publishers(documents: dict[str, Document]) -> dict[str, str]:
    return {key: each.publisher for key, each in documents.items()}


def _bytes(view: View, linker: Linker) -> bytes:
    """Threads and standings as they are written."""
    return msgspec.json.encode(
        (list(linker.threads()), standing(view, today="2026-01-01", linker=linker)), enc_hook=str
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
