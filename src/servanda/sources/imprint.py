"""The imprint of a publication: what is known of a text beside its words."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import asdict, replace

from servanda.vocabulary import table


class Imprint(Struct, frozen=True, kw_only=True):
    """Title, publisher, date and the rest, each as its source wrote it; empty where nothing is said."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    address: str = ""
    language: str = ""
    source_id: str = ""
    symbol: str = ""
    rights: str = ""
    note: str = ""
    about: str = ""

    def over(self, other: Imprint) -> Imprint:
        """The imprint with what it does not say taken from `other`."""
        said = {field: value for field, value in asdict(self).items() if value}
        return replace(other, **said)


def imprint_of(said: Mapping[str, object]) -> Imprint:
    """The imprint that a mapping of keys to texts holds, under any of the names in ``vocabulary/imprint.toml``."""
    known = {str(key).strip().lower().replace("-", "_"): value for key, value in said.items()}
    return Imprint(**{field: _first(known, names) for field, names in table("imprint")["keys"].items()})


def _first(known: Mapping[str, object], names: list[str]) -> str:
    values = (known[name] for name in names if isinstance(known.get(name), str | int | float))
    texts = (" ".join(str(value).split()) for value in values if not isinstance(value, bool))
    return next((text for text in texts if text), "")
