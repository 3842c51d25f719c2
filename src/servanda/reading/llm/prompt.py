"""What a model is told, as data beside this file, and the mark by which a copied example is known."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from servanda import vocabulary
from servanda.model.documents import content_id
from servanda.reading.llm.folding import folded
from servanda.reading.llm.form import schema

if TYPE_CHECKING:
    from servanda.model import Document
    from servanda.reading.llm.asking import Messages
    from servanda.reading.llm.form import Said
    from servanda.reading.llm.windows import Window

_SHORT = 8  # digits of the hash that a reader's name carries
_TELLING = 5  # words that two texts do not share by chance


def messages(document: Document, window: Window) -> Messages:
    """The question about one window: the rules, the example with its answer, the stretch of text."""
    text = document.text[window.start : window.end]
    return [
        {"role": "system", "content": rules()},
        _user(_prompt()["example"]),
        {"role": "assistant", "content": json.dumps({"assertions": _prompt()["items"]}, ensure_ascii=False)},
        _user(text, str(document.published), document.publisher),
    ]


def once_more(content: str, error: str) -> Messages:
    """What follows on an answer that could not be read: the answer, and what was wrong with it."""
    asked = _prompt()["again"].format(error=error)
    return [{"role": "assistant", "content": content}, {"role": "user", "content": asked}]


@cache
def rules() -> str:
    """The codebook as a model is told it."""
    table = vocabulary.table("codebook")
    kinds = "\n".join(f"- {name}: {covers}" for name, covers in table["kinds"].items())
    statuses = "\n".join(f"- {name}: {status['said_of']}" for name, status in table["statuses"].items())
    return str(_prompt()["system"]).format(kinds=kinds, statuses=statuses).strip()


@cache
def prompt_hash() -> str:
    """A short hash of all that a model is told whatever the text, and of the form asked for."""
    return content_id(rules(), json.dumps(_prompt(), sort_keys=True), json.dumps(schema(), sort_keys=True))[:_SHORT]


def echoes(said: Said) -> bool:
    """Whether an item repeats the prompt's example, in its words or in its matter."""
    quote, example = _folded(said.quote), _folded(_prompt()["example"])
    matters = {_folded(item["matter"]) for item in _prompt()["items"]}
    return (len(quote.split()) >= _TELLING and quote in example) or _folded(said.matter) in matters


def _folded(words: str) -> str:
    return folded(words).casefold()


def _user(text: str, published: str = "", publisher: str = "") -> dict[str, str]:
    unknown = "not known"
    asked = _prompt()["window"].format(text=text, published=published or unknown, publisher=publisher or unknown)
    return {"role": "user", "content": asked}


@cache
def _prompt() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("prompt.toml").read_text(encoding="utf-8"))
