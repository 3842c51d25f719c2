"""Writes the generated parts of this folder: the published schemas, and the page of commands.

python docs/reference/write.py            # `make docs`; a test holds that nothing is out of date
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from typer.core import TyperArgument, TyperCommand, TyperOption
from typer.main import get_command

from servanda.cli.app import build
from servanda.ledger import FORMAT
from servanda.model import Link, Problem, Thread
from servanda.render.wire import AssertionLine, DocumentLine, EntryLine, TimeLine
from servanda.when import When

HERE = Path(__file__).resolve().parent
SCHEMAS = {
    "assertion": AssertionLine,
    "document": DocumentLine,
    "entry": EntryLine,
    "link": Link,
    "problem": Problem,
    "thread": Thread,
    "time": TimeLine,
}


def written() -> dict[Path, str]:
    """What every generated file is to hold, by its path."""
    schemas = {HERE / "schemas" / f"{name}.json": _schema(name, form) for name, form in SCHEMAS.items()}
    return {**schemas, HERE / "commands.md": "\n".join(_commands()) + "\n"}


def _schema(name: str, form: type) -> str:
    schema = msgspec.json.schema(_as_sent(form))
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **schema}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


@cache
def _as_sent(form: Any) -> Any:  # noqa: ANN401  a type may be anything
    """The type as it leaves the program: every field is there, and a time is its text."""
    if form is When:
        return Annotated[str, msgspec.Meta(description="An EDTF interval; empty where nothing is said.")]
    if get_args(form):
        parts = tuple(part if part is Ellipsis else _as_sent(part) for part in get_args(form))
        return Union[parts] if isinstance(form, UnionType) else get_origin(form)[parts]  # noqa: UP007  from a list
    if not isinstance(form, type) or not issubclass(form, msgspec.Struct):
        return form
    fields = [(field.name, _as_sent(field.type)) for field in msgspec.structs.fields(form)]
    return msgspec.defstruct(form.__name__, fields, namespace={"__doc__": form.__doc__})


def _commands() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "Written by `make docs` from the commands themselves. `servanda COMMAND --help` says the same."
    yield ""
    yield from (HERE / "conventions.md").read_text(encoding="utf-8").replace("FORMAT", str(FORMAT)).splitlines()
    group: Any = get_command(build())
    for name, command in group.commands.items():
        yield from _command(name, command)


def _command(name: str, command: TyperCommand) -> Iterator[str]:
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    options = [each for each in command.params if isinstance(each, TyperOption) and each.name != "help"]
    usage = " ".join(["servanda", name, *(each.metavar or each.name.upper() for each in arguments), "[OPTIONS]"])
    yield from ("", f"## {name}", "", inspect.cleandoc(command.help or ""), "", f"    {usage}", "")
    yield from (f"- `{each.metavar or each.name.upper()}` {each.help or ''}".rstrip() for each in arguments)
    yield from (f"- `{', '.join(each.opts)}{_value(each)}` {each.help or ''}".rstrip() for each in options)


def _value(option: TyperOption) -> str:
    return "" if option.is_flag else f" {option.metavar or 'VALUE'}"


def main() -> None:
    """Write every file that is not as it is to be."""
    for path, content in written().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
