"""A language model as one reader among others: it proposes, and the laws of the text decide what of it is taken."""

from servanda.reading.llm.asking import Endpoint, Unanswered
from servanda.reading.llm.cache import Cache
from servanda.reading.llm.coder import Coder, ModelReading
from servanda.reading.llm.cost import Plan, Prices, Usage

__all__ = ["Cache", "Coder", "Endpoint", "ModelReading", "Plan", "Prices", "Unanswered", "Usage"]
