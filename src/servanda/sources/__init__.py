"""Sources: official texts as they come become Documents whose words can be quoted for ever."""

from servanda.sources.loading import Sourced, load, plain_text
from servanda.sources.originals import areas, picture, place_of
from servanda.sources.places import Area, Cell, areas_at, cell_at, cell_place
from servanda.sources.plain import flow

__all__ = [
    "Area",
    "Cell",
    "Sourced",
    "areas",
    "areas_at",
    "cell_at",
    "cell_place",
    "flow",
    "load",
    "picture",
    "place_of",
    "plain_text",
]
