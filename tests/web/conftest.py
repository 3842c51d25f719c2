"""The web over a ledger of the shipped examples, read once; a test that writes gets a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.made import BASE, DOCUMENT, READING, SEE_OTHER, login, with_account

from servanda.intake import take_in
from servanda.ledger import Ledger
from servanda.web.app import create
from servanda.web.settings import Settings

TODAY = "2025-12-31"  # of addresses that name no day


@pytest.fixture(scope="session")
def examples_ledger(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A ledger of all shipped examples; nobody writes into it."""
    path = tmp_path_factory.mktemp("web") / "examples.db"
    texts = sorted(str(each) for each in (root / "examples").rglob("*.md"))
    with Ledger(path) as ledger:
        take_in(ledger, texts, by="Tester", workers=2)
    return path


@pytest.fixture
def own_ledger(examples_ledger: Path, tmp_path: Path) -> Path:
    """A copy of the ledger of examples that the test may write into."""
    return Path(shutil.copy(examples_ledger, tmp_path / "own.db"))


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Settings under which pages do not change from day to day."""
    return Settings(today=TODAY)


@pytest.fixture(scope="session")
def client(examples_ledger: Path, settings: Settings) -> Iterator[TestClient]:
    """A browser without a window, looking at the examples; it may not write."""
    with TestClient(create(examples_ledger, settings), base_url=BASE) as browser:
        yield browser


@pytest.fixture
def own_client(own_ledger: Path, settings: Settings) -> Iterator[TestClient]:
    """The same over the test's own copy."""
    with TestClient(create(own_ledger, settings), base_url=BASE) as browser:
        yield browser


@pytest.fixture(scope="session")
def small_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one made-up document with three assertions, in two entries; nobody writes into it."""
    path = tmp_path_factory.mktemp("web") / "small.db"
    with Ledger(path) as ledger:
        ledger.record(DOCUMENT, READING, "Tester")
    return path


@pytest.fixture
def mara(small_ledger: Path, tmp_path: Path, settings: Settings) -> Iterator[TestClient]:
    """A browser over a copy of the small ledger, on which Mara has an account; she has not logged in."""
    path = Path(shutil.copy(small_ledger, tmp_path / "small.db"))
    app = create(path, settings)
    with TestClient(app, base_url=BASE) as browser:
        with_account(app, path)
        yield browser


@pytest.fixture
def editor(mara: TestClient) -> TestClient:
    """The same, logged in."""
    assert login(mara) == SEE_OTHER
    return mara
