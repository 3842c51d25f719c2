"""The shapes in which things leave the program, as JSON schemas: every field is there, and a time is its text."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from servanda.when import When

WHEN = Annotated[str, msgspec.Meta(description="An EDTF interval; empty where nothing is said.")]


@cache
def as_sent(form: Any) -> Any:  # noqa: ANN401  a type may be anything
    """The type as it leaves the program: every field is required, and a time is its text."""
    if form is When:
        return WHEN
    if get_args(form):
        parts = tuple(part if part is Ellipsis else as_sent(part) for part in get_args(form))
        return Union[parts] if isinstance(form, UnionType) else get_origin(form)[parts]  # noqa: UP007  from a list
    if not isinstance(form, type) or not issubclass(form, msgspec.Struct):
        return form
    fields = [(field.name, as_sent(field.type)) for field in msgspec.structs.fields(form)]
    return msgspec.defstruct(form.__name__, fields, namespace={"__doc__": form.__doc__}, module=form.__module__)


def components(forms: tuple[Any, ...], template: str) -> tuple[tuple[dict[str, Any], ...], dict[str, Any]]:
    """The schemas of `forms`, and those that they share, referred to by `template` (such as ``#/x/{name}``)."""
    schemas, shared = msgspec.json.schema_components(map(as_sent, forms), ref_template=template)
    return schemas, shared
