"""Who may write: accounts and their sessions, in a small database beside the ledger and never in it.

The ledger keeps the name of an author with each entry; passwords, sessions and the key that signs cookies lie here, so
that a ledger can be given away. An account has a role; there is one now, and nothing but this file needs to change for
more.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import (
    URL,
    Column,
    ColumnElement,
    Connection,
    Delete,
    Float,
    MetaData,
    Select,
    Table,
    Text,
    Update,
    create_engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from servanda.model import Problem

EDITOR = "editor"  # may correct, add, withdraw, judge and type in
SHORTEST, LONGEST = 12, 1000  # characters of a password
LONGEST_NAME = 60
IDLE = 8 * 3600.0  # seconds after which a session that nobody used is over
LONGEST_SESSION = 7 * 24 * 3600.0  # seconds after which every session is over
NOTED_EVERY = 300.0  # seconds between two notes that a session is in use

_TABLES = MetaData()
_ACCOUNTS = Table(
    "accounts",
    _TABLES,
    Column("name", Text, primary_key=True),
    Column("password", Text, nullable=False),  # the hash by argon2id, with its salt and cost
    Column("role", Text, nullable=False),
    Column("made", Float, nullable=False),
)
_SESSIONS = Table(
    "sessions",
    _TABLES,
    Column("id", Text, primary_key=True),  # SHA-256 of the token that the browser holds
    Column("account", Text, nullable=False),
    Column("began", Float, nullable=False),
    Column("seen", Float, nullable=False),
)
_SETTINGS = Table("settings", _TABLES, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))


class AccountError(Exception):
    """The accounts refused; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(str(problems[0]))
        self.problems = problems


class Account(NamedTuple):
    """Somebody who may write, under the name that entries bear."""

    name: str
    role: str


def beside(ledger: Path) -> Path:
    """Where the accounts of a ledger are kept: ``servanda.db.accounts`` for ``servanda.db``."""
    return ledger.with_name(f"{ledger.name}.accounts")


class Accounts:
    """The accounts at `path`, made at need and readable by their owner alone; `clock` gives seconds since 1970.

    `hasher` says what a guess costs; by default what its library holds fit for this year.
    Every method raises :class:`AccountError` with a sentence where the file cannot be used.
    """

    def __init__(
        self, path: Path, clock: Callable[[], float] = time.time, hasher: PasswordHasher | None = None
    ) -> None:
        self.path, self._clock = path, clock
        self._hasher = hasher or PasswordHasher()
        self._hashing = threading.Lock()  # a hash takes 64 MB, so one at a time
        self._engine = create_engine(URL.create("sqlite", database=str(path)))
        if not path.exists():
            path.touch(mode=0o600)
        with self._using() as connection:
            _TABLES.create_all(connection)
            self.key = _setting(connection, "key", secrets.token_hex(32))

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    # -- accounts

    def names(self) -> tuple[str, ...]:
        """The names of all accounts, sorted."""
        with self._using() as connection:
            return tuple(connection.scalars(select(_ACCOUNTS.c.name).order_by(_ACCOUNTS.c.name)))

    def add(self, name: str, password: str) -> Account:
        """Make an account; AccountError where the name is taken or unfit, or the password too short."""
        account = Account(_fit_name(name), EDITOR)
        hashed = self._hashed(password)
        with self._using() as connection:
            if connection.execute(_named(account.name)).first():
                raise AccountError(Problem(account.name, "this account exists", "give it another password instead"))
            values = {**account._asdict(), "password": hashed, "made": self._clock()}
            connection.execute(insert(_ACCOUNTS).values(values))
        return account

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; all its sessions are over."""
        hashed = self._hashed(password)
        changed = update(_ACCOUNTS).where(_ACCOUNTS.c.name == _folded(name)).values(password=hashed)
        self._on_one(name, changed)

    def remove(self, name: str) -> None:
        """Remove an account and its sessions; the entries that bear its name stay."""
        self._on_one(name, delete(_ACCOUNTS).where(_ACCOUNTS.c.name == _folded(name)))

    def verified(self, name: str, password: str) -> Account | None:
        """The account where name and password are right; an unknown name takes as long as a wrong password."""
        with self._using() as connection:
            row = connection.execute(_named(_folded(name))).first()
        right = self._matches(row.password if row else self._nobody, password)
        if row is None or not right:
            return None
        if self._hasher.check_needs_rehash(row.password):
            changed = update(_ACCOUNTS).where(_ACCOUNTS.c.name == row.name)
            with self._using() as connection:
                connection.execute(changed.values(password=self._hashed(password)))
        return Account(row.name, row.role)

    # -- sessions

    def begin(self, account: Account) -> str:
        """Begin a session, and forget those that are over; the token that the browser is to hold."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._using() as connection:
            connection.execute(delete(_SESSIONS).where(self._is_over()))
            values = {"id": _digest(token), "account": account.name, "began": now, "seen": now}
            connection.execute(insert(_SESSIONS).values(values))
        return token

    def of_session(self, token: str) -> Account | None:
        """Whose session this is; None where it is unknown, ended or over."""
        this = _SESSIONS.c.id == _digest(token)
        joined = select(_ACCOUNTS.c.name, _ACCOUNTS.c.role, _SESSIONS.c.seen).select_from(
            _SESSIONS.join(_ACCOUNTS, _SESSIONS.c.account == _ACCOUNTS.c.name)
        )
        with self._using() as connection:
            row = connection.execute(joined.where(this, ~self._is_over())).first()
            if row and row.seen < self._clock() - NOTED_EVERY:
                connection.execute(update(_SESSIONS).where(this).values(seen=self._clock()))
        return Account(row.name, row.role) if row else None

    def end(self, token: str) -> None:
        """End one session, wherever its token is kept."""
        with self._using() as connection:
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.id == _digest(token)))

    # -- inside

    @cached_property
    def _nobody(self) -> str:
        """A hash that no password fits, for names that are unknown."""
        return self._hasher.hash(secrets.token_hex(16))

    def _is_over(self) -> ColumnElement[bool]:
        now = self._clock()
        return (_SESSIONS.c.seen < now - IDLE) | (_SESSIONS.c.began < now - LONGEST_SESSION)

    def _on_one(self, name: str, statement: Update | Delete) -> None:
        with self._using() as connection:
            if not connection.execute(statement).rowcount:
                raise AccountError(Problem(name, "there is no such account", "`servanda account list` names all"))
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.account == _folded(name)))

    def _hashed(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            message = f"the password has {len(password)} characters"
            raise AccountError(Problem("", message, f"give at least {SHORTEST} and at most {LONGEST}"))
        with self._hashing:
            return self._hasher.hash(_normal(password))

    def _matches(self, hashed: str, password: str) -> bool:
        try:
            with self._hashing:
                return len(password) <= LONGEST and self._hasher.verify(hashed, _normal(password))
        except (VerificationError, InvalidHashError):
            return False

    @contextmanager
    def _using(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise AccountError(Problem(str(self.path), f"the accounts cannot be used: {error.orig}")) from error


def _named(name: str) -> Select[Any]:
    return select(_ACCOUNTS).where(_ACCOUNTS.c.name == name)


def _setting(connection: Connection, name: str, default: str) -> str:
    """A setting, written down with its default where it is not there yet."""
    found = connection.scalar(select(_SETTINGS.c.value).where(_SETTINGS.c.name == name))
    if found is None:
        connection.execute(insert(_SETTINGS).values(name=name, value=default))
    return str(found or default)


def _fit_name(name: str) -> str:
    folded = _folded(name)
    if not folded or len(folded) > LONGEST_NAME or not folded.isprintable():
        raise AccountError(Problem(name, "this is no name", f"give 1 to {LONGEST_NAME} letters, figures or signs"))
    return folded


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _normal(password: str) -> str:
    """One password however the keyboard composes its letters."""
    return unicodedata.normalize("NFC", password)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
