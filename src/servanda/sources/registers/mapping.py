"""A mapping: which columns of a register mean what, as data that anybody can write."""

from __future__ import annotations

import tomllib
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import msgspec
from msgspec import Struct

from servanda.model import Problem
from servanda.vocabulary import kinds, statuses

TYPES = ("text", "date", "list")
SENSES = ("", "by", "since")


class MappingError(ValueError):
    """A mapping that cannot be used; `problems` says what is wrong with it, where, and how to mend it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """One meaning, the names that its column has had (the first that says something counts), and how it is read."""

    columns: tuple[str, ...]
    type: str = "text"
    separators: str = ";\n"  # of a list


class Status(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a status comes from: a field and what each of its words means; a word that is not listed is a Problem."""

    field: str
    words: dict[str, str]
    empty: str = ""  # the status where the cell says nothing; "" gives no assertion


class Template(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One assertion that a row makes. Fields are named; `matter` and `quote` take the first that says something.

    `status` is fixed, or translated by `status_from`. `needs`: no assertion where this field says nothing.
    `same_words`: a time has moved only where the matter's words stayed the same; other words are another matter.
    """

    name: str
    matter: tuple[str, ...]
    kind: str
    quote: tuple[str, ...] = ()
    status: str = ""
    status_from: Status | None = None
    needs: str = ""
    same_words: bool = False
    when: str = ""
    sense: str = ""  # of the time: "" on that day, "by" until it, "since" from it
    period: tuple[str, str] | None = None  # fields of its first and last day
    actors: str = ""
    places: str = ""
    reason: str = ""
    amount: str = ""
    part_of: str = ""


class Dates(Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written, and what is no move of a date."""

    formats: tuple[str, ...] = ("iso", "year", "serial")
    nothing: tuple[str, ...] = ()  # what stands for no date: "9999-12-31"
    tolerance: int = 0  # days by which a date may flap between versions without having moved


class Mapping(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """How one sort of register is to be read; see docs/how-to/import-a-register.md."""

    name: str
    version: str
    title: str
    key: tuple[str, ...]
    fields: dict[str, Field]
    assertions: tuple[Template, ...]
    rows: str = ""  # where the rows lie in a JSON document: names joined by dots
    nothing: tuple[str, ...] = ("", "-", "–", "n/a", "N/A", "null", "none", "None")
    ignored: tuple[str, ...] = ()  # columns that are known and say nothing of what is promised or done
    dates: Dates = Dates()

    def reader(self, register: str) -> str:
        """The name under which assertions of a register that is read by this mapping are written down.

        What stands before the bracket names the register, whatever the mapping's version: linking goes by it.
        """
        return f"register {register} ({self.name} {self.version})"

    @cached_property
    def known(self) -> dict[str, str]:
        """Every column name that the mapping knows, folded, with the fields that it feeds."""
        named = {folded(column): name for name, field in self.fields.items() for column in field.columns}
        return {**{folded(column): "" for column in self.ignored}, **named}


def folded(column: str) -> str:
    """A column's name without case, spaces and marks: ``First Milestone`` and ``first_milestone`` are one."""
    return "".join(filter(str.isalnum, column.casefold()))


def available() -> tuple[str, ...]:
    """The names of the mappings that are shipped."""
    folder = files("servanda.sources").joinpath("mappings")
    return tuple(sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")))


def load_mapping(name_or_path: str) -> Mapping:
    """The shipped mapping of that name, or the one in a TOML file; MappingError says what is wrong with it."""
    path = Path(name_or_path)
    if name_or_path in available():
        text = files("servanda.sources").joinpath("mappings", f"{name_or_path}.toml").read_text(encoding="utf-8")
    elif path.is_file():
        text = path.read_text(encoding="utf-8")
    else:
        hint = f"name a TOML file, or one of: {', '.join(available())}"
        raise MappingError((Problem(name_or_path, "there is no such mapping", hint),))
    try:
        mapping = msgspec.convert(tomllib.loads(text), Mapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise MappingError((Problem(name_or_path, f"it is no mapping: {error}"),)) from None
    problems = tuple(Problem(name_or_path, message) for message in _mistakes(mapping))
    if problems:
        raise MappingError(problems)
    return mapping


def _mistakes(mapping: Mapping) -> list[str]:
    """What a mapping names and nobody knows."""
    wrong = [f"field {name!r} has the type {field.type!r}; there are: {', '.join(TYPES)}"
             for name, field in mapping.fields.items() if field.type not in TYPES]  # fmt: skip
    wrong += [f"the key names {name!r}, which is no field" for name in mapping.key if name not in mapping.fields]
    for template in mapping.assertions:
        wrong += [f"assertion {template.name!r}: {message}" for message in _template_mistakes(mapping, template)]
    return wrong


def _template_mistakes(mapping: Mapping, template: Template) -> list[str]:
    single = ("needs", "when", "actors", "places", "reason", "amount", "part_of")
    named = [*template.matter, *template.quote, *(template.period or ()), *(getattr(template, name) for name in single)]
    given = {template.status} if template.status_from is None else set(template.status_from.words.values())
    wrong = [f"{name!r} is no field" for name in named if name and name not in mapping.fields]
    if template.status_from is not None:
        given |= {template.status_from.empty} - {""}
        wrong += [f"{name!r} is no field" for name in (template.status_from.field,) if name not in mapping.fields]
    wrong += [f"{status!r} is no status" for status in sorted(given - set(statuses()) - {"none"})]
    wrong += [f"{template.kind!r} is no kind"] if template.kind not in kinds() else []
    return wrong + ([f"{template.sense!r} is no sense of a time"] if template.sense not in SENSES else [])
