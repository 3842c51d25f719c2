"""Answers that were paid for once: one small file each, in a folder beside the ledger."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from servanda.model.documents import content_id

_ENDING = ".answer"  # the folder may hold files of others


class Answer(Struct, frozen=True):
    """What a model answered: its words, which model the endpoint says it was, and the tokens counted by the endpoint.

    Tokens are -1 where the endpoint does not say.
    """

    content: str
    model: str = ""
    tokens_in: int = -1
    tokens_out: int = -1


class _Kept(Struct, frozen=True):
    document: str
    answer: Answer


def beside(ledger: Path) -> Path:
    """The folder of answers: the one that $SERVANDA_CACHE names, else one beside the ledger, called after it."""
    named = os.environ.get("SERVANDA_CACHE")
    return Path(named) if named else ledger.with_name(f"{ledger.name}.answers")


class Cache:
    """Answers by (text, prompt, model, version). Losing the folder costs money, never an entry of the ledger."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def key(text: str, prompt: str, model: str, version: str) -> str:
        """The name of an answer: a hash of all that it depends on."""
        return content_id("answer", text, prompt, model, version)

    def get(self, key: str) -> Answer | None:
        """The answer kept under `key`; None where there is none, or its file is damaged."""
        try:
            return msgspec.json.decode(self._path(key).read_bytes(), type=_Kept).answer
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, key: str, answer: Answer, document: str) -> None:
        """Keep an answer about a document, whole or not at all. It holds words of the document."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(key)
        new = path.with_suffix(f".{os.getpid()}")
        new.write_bytes(msgspec.json.encode(_Kept(document, answer)))
        new.replace(path)

    def forget(self, document: str) -> int:
        """Delete every answer about a document, and each that cannot be read; how many went."""
        gone = [path for path in sorted(self.folder.glob(f"*{_ENDING}")) if _document(path) in ("", document)]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_ENDING}"


def _document(path: Path) -> str:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Kept).document
    except (OSError, msgspec.DecodeError):
        return ""
