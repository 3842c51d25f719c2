"""Reading by a language model on the way into the ledger: agreed to before it costs, and whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from servanda.intake.workers import Done

if TYPE_CHECKING:
    from servanda.model import Document
    from servanda.reading.llm import Coder, Plan


class Coding(NamedTuple):
    """A language model as the reader of a run; `agreed` is told what it would cost, and raises where it may not."""

    coder: Coder
    agreed: Callable[[Plan], None]

    @property
    def name(self) -> str:
        """The reader's name, as assertions bear it."""
        return self.coder.name

    def readings(self, documents: Sequence[Document]) -> Iterator[Done]:
        """Done each document, in the order given. One that was not read to its end gives no reading.

        So half a reading never takes the place of a whole one; its answers are kept for the next run.
        """
        self.agreed(self.coder.plan(documents))
        for document in documents:
            read = self.coder.read(document)
            yield Done(document, None, read.problems[0]) if read.unanswered else Done(document, read)
