"""Full-text search: an FTS5 index in memory over quotes, matters, and the titles and texts of documents.

The index holds whatever any shown view held, and each view takes from the hits what is its own; so what is added later
changes no older view. It lies in memory, not in a file, so that no word outlives its redaction. Hits are ordered by
what they are and when they were said, never by statistics of the index, which grow with the ledger.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable

from servanda.model import Assertion, Document
from servanda.web.moments import Moment

_TABLES = """
CREATE VIRTUAL TABLE said USING fts5(matter, quote, content='', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE texts USING fts5(title, text, content='', tokenize="unicode61 remove_diacritics 2");
"""
_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


class Index:
    """The index of one server; may be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.executescript(_TABLES)
        self._said: list[Assertion] = []
        self._texts: list[Document] = []
        self._seen: set[int] = set()

    def take(self, moment: Moment) -> None:
        """Index what a moment holds and the index does not."""
        with self._lock, self._base:
            self._take_assertions(each for each in moment.view.assertions if id(each) not in self._seen)
            self._take_documents(each for each in moment.view.documents.values() if id(each) not in self._seen)

    def assertions(self, words: str, moment: Moment) -> frozenset[str]:
        """The ids of the moment's assertions whose matter or quote has all the words; a phrase stands in quotes."""
        hits = (self._said[number - 1] for number in self._numbers("said", words))
        return frozenset(each.id for each in hits if moment.said.get(each.id) == each)

    def documents(self, words: str, moment: Moment) -> list[Document]:
        """The moment's documents whose title or text has all the words, the last published first."""
        hits = (self._texts[number - 1] for number in self._numbers("texts", words))
        held = [each for each in hits if moment.view.documents.get(each.id) == each]
        unique = {each.id: each for each in held}.values()
        return sorted(unique, key=lambda each: (str(each.published.last or ""), each.id), reverse=True)

    def _numbers(self, table: str, words: str) -> list[int]:
        asked = query(words)
        if not asked:
            return []
        with self._lock:
            found = self._base.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (asked,))  # noqa: S608
            return [int(number) for (number,) in found]

    def _take_assertions(self, new: Iterable[Assertion]) -> None:
        for each in new:
            self._seen.add(id(each))
            self._said.append(each)
            row = (len(self._said), each.matter.text, each.quote.text)
            self._base.execute("INSERT INTO said(rowid, matter, quote) VALUES (?, ?, ?)", row)

    def _take_documents(self, new: Iterable[Document]) -> None:
        for each in new:
            self._seen.add(id(each))
            self._texts.append(each)
            row = (len(self._texts), f"{each.title} {each.symbol}", each.text)
            self._base.execute("INSERT INTO texts(rowid, title, text) VALUES (?, ?, ?)", row)


def query(words: str) -> str:
    """What FTS5 is asked: every word or quoted phrase has to stand there; the last word may be a beginning."""
    phrases = [" ".join(_WORD.findall(" ".join(match.groups(default="")))) for match in _PHRASE.finditer(words)]
    asked = [f'"{phrase}"' for phrase in phrases if phrase]
    if asked and words[-1:].isalnum() and len(phrases[-1]) > 2:
        asked[-1] += "*"
    return " AND ".join(asked)


def words_of(asked: str) -> tuple[str, ...]:
    """The words asked for, to mark them in what is shown."""
    return tuple(dict.fromkeys(word.casefold() for word in _WORD.findall(asked)))
