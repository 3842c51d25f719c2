"""What a feed, a site map or a page of links lists. Foreign bytes are parsed by the worker."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from servanda.sources.confinement import ask


class Listed(Struct, frozen=True):
    """One document that is listed: its address, with the title and date of publication that the list gives it."""

    address: str
    title: str = ""
    published: str = ""  # EDTF, "" where the list gives none
    listing: bool = False  # it is a further list, as of a site map of site maps


def listed(body: bytes, address: str) -> tuple[Listed, ...]:
    """What the list at `address` holds, in its order, each address once.

    Feeds (RSS, Atom), site maps, and pages: of a page every link to the same host that does not stand in its
    navigation. ValueError with a sentence where it is none of these.
    """
    answer = ask("listing", body, address=address)
    if not answer.body:
        raise ValueError(answer.problems[0].message if answer.problems else "it lists nothing")
    return msgspec.msgpack.decode(answer.body, type=tuple[Listed, ...])
