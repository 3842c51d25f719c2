"""What asking costs: estimated before, counted after. The prices are the user's."""

from __future__ import annotations

from msgspec import Struct

CHARACTERS = 4  # of English that make one token, roughly, whatever the model
ANSWERED = 2.0  # tokens of answer for each token of dense text; a guess, plain speeches need less
MILLION = 1_000_000


class Prices(Struct, frozen=True):
    """What a million tokens cost, in and out, in the user's currency; None where it was not given."""

    tokens_in: float | None = None
    tokens_out: float | None = None


class Usage(Struct, frozen=True):
    """Tokens in and out; `counted` is false where they are estimates."""

    tokens_in: int = 0
    tokens_out: int = 0
    counted: bool = True

    def __add__(self, other: Usage) -> Usage:
        tokens = self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out
        return Usage(*tokens, self.counted and other.counted)

    def cost(self, prices: Prices) -> float | None:
        """The price of these tokens; None where a price is not known."""
        if prices.tokens_in is None or prices.tokens_out is None:
            return None
        return (self.tokens_in * prices.tokens_in + self.tokens_out * prices.tokens_out) / MILLION

    def sentence(self, prices: Prices) -> str:
        """Tokens and cost in words: ``about 1,200 tokens in, 900 out: 0.0123``."""
        about = "" if self.counted else "about "
        cost = self.cost(prices)
        price = f": {about}{cost:.4f}" if cost is not None else "; give --price-in and --price-out for the cost"
        return f"{about}{self.tokens_in:,} tokens in, {self.tokens_out:,} out{price}"


class Plan(Struct, frozen=True):
    """What a run would ask: windows in all, those whose answer is kept already, and the tokens of the others."""

    windows: int
    kept: int
    usage: Usage

    @property
    def asked(self) -> int:
        """Windows that would be sent."""
        return self.windows - self.kept


def estimated(sent: int, text: int) -> Usage:
    """The tokens of a window: `sent` characters in all, `text` of them the document's."""
    return Usage(round(sent / CHARACTERS), round(text / CHARACTERS * ANSWERED), counted=False)
