"""Writes the generated parts of this folder: the published schemas, and the page of commands.

python docs/reference/write.py            # `make docs`; a test holds that nothing is out of date
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from typer.core import TyperArgument, TyperCommand, TyperOption
from typer.main import get_command

from servanda.cli.app import build
from servanda.ledger import FORMAT
from servanda.model import Link, Problem, Thread
from servanda.render.schemas import as_sent
from servanda.render.wire import AssertionLine, DocumentLine, EntryLine, TimeLine
from servanda.reports import Activity, Body, Chair, Claim, Designation, Instrument, Statement
from servanda.reports.asking import Answer
from servanda.web.api.parameters import Parameter
from servanda.web.api.table import ENDPOINTS

HERE = Path(__file__).resolve().parent
SCHEMAS = {
    "answer": Answer,
    "assertion": AssertionLine,
    "book-activity": Activity,
    "book-body": Body,
    "book-chair": Chair,
    "book-claim": Claim,
    "book-designation": Designation,
    "book-instrument": Instrument,
    "book-statement": Statement,
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
    api = (HERE / "api-head.md").read_text(encoding="utf-8") + "\n".join(_addresses()) + "\n"
    return {**schemas, HERE / "api.md": api, HERE / "commands.md": "\n".join(_commands()) + "\n"}


def _schema(name: str, form: type) -> str:
    schema = msgspec.json.schema(as_sent(form))
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **schema}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _addresses() -> Iterator[str]:
    """The addresses of the API with what they take; what all take stands above."""
    yield from ("## Addresses", "", "| address | gives |", "|---|---|")
    yield from (f"| `{each.path}` | {each.about} |" for each in ENDPOINTS)
    for each in (each for each in ENDPOINTS if each.own):
        yield from ("", f"`{each.path}` takes", "")
        yield from (f"- `{one.name}`{_how_often(one)} {one.about}" for one in each.own)


def _how_often(parameter: Parameter) -> str:
    return " (several)" if parameter.many else " (needed)" if parameter.needed else ""


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
