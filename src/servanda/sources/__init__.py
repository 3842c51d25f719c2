"""Sources: official texts as they come become Documents whose words can be quoted for ever."""

from servanda.sources.loading import Sourced, load, plain_text
from servanda.sources.plain import flow

__all__ = ["Sourced", "flow", "load", "plain_text"]
