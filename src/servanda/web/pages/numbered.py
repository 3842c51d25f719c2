"""Lists in pages: the part that an address asks for, and how many parts there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from msgspec import Struct
from starlette.requests import Request

T = TypeVar("T")


class Part(Struct, Generic[T], frozen=True):
    """One page of a list: what is on it, its number from 1, the number of pages, and the length of the whole."""

    shown: Sequence[T]
    number: int
    pages: int
    total: int


def part(request: Request, whole: Sequence[T], size: int) -> Part[T]:
    """The page that ``page`` in the address names; the first where it names none, the last where it goes too far."""
    pages = max(1, -(-len(whole) // size))
    number = min(max(_number(request.query_params.get("page", "")), 1), pages)
    return Part(whole[(number - 1) * size : number * size], number, pages, len(whole))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
