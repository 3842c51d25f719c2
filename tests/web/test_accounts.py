"""Who may write: accounts, sessions, the token of a form, the limits."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.made import PASSWORD, QUICK, login, token_of

from servanda.cli.app import run
from servanda.web.accounts import AccountError, Accounts, beside
from servanda.web.accounts.door import WRITES
from servanda.web.accounts.entrance import onward
from servanda.web.accounts.limits import MOST_KEYS, Limit
from servanda.web.accounts.store import IDLE, LONGEST_SESSION


class Clock:
    """Seconds that a test moves on."""

    now = 1_000_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock for accounts."""
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    """Accounts with one, called Mara."""
    made = Accounts(tmp_path / "a.accounts", clock, QUICK)
    made.add("Mara", PASSWORD)
    return made


def test_a_password_is_not_kept(accounts: Accounts) -> None:
    """The file holds a hash by argon2id, is its owner's alone, and holds no token that a browser could bring."""
    account = accounts.verified("Mara", PASSWORD)
    assert account is not None
    token = accounts.begin(account)
    kept = accounts.path.read_bytes()
    assert b"$argon2id$" in kept
    assert PASSWORD.encode() not in kept
    assert token.encode() not in kept
    assert accounts.path.stat().st_mode & 0o077 == 0


def test_only_the_right_password_of_a_known_name_opens(accounts: Accounts) -> None:
    """A wrong password, an unknown name and an endless password are refused alike."""
    assert accounts.verified("Mara", PASSWORD + "!") is None
    assert accounts.verified("Nobody", PASSWORD) is None
    assert accounts.verified("Mara", PASSWORD * 1000) is None
    assert accounts.verified(" Mara ", PASSWORD) is not None


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x00b", "Ma\u202era"])
def test_a_name_is_one_that_can_be_read(accounts: Accounts, name: str) -> None:
    """No empty, endless or invisible author stands in the ledger."""
    with pytest.raises(AccountError, match="is no name"):
        accounts.add(name, PASSWORD)


def test_a_hash_made_cheaper_than_today_is_made_anew(accounts: Accounts) -> None:
    """The next login brings an old hash to the cost of today."""
    kept = accounts.path.read_bytes()
    assert b"m=8,t=1,p=1" in kept
    dear = Accounts(accounts.path)
    assert dear.verified("Mara", PASSWORD) is not None
    assert b"m=65536" in accounts.path.read_bytes()
    assert dear.verified("Mara", PASSWORD) is not None


def test_a_short_password_and_a_taken_name_are_refused(accounts: Accounts) -> None:
    """With a sentence each; the account that is there stays."""
    with pytest.raises(AccountError, match="12"):
        accounts.add("Ines", "short")
    with pytest.raises(AccountError, match="exists"):
        accounts.add("Mara", "another long password")
    assert accounts.verified("Mara", PASSWORD) is not None


def test_a_session_ends_by_rest_and_by_age(accounts: Accounts, clock: Clock) -> None:
    """Nobody used it for so long, or it began so long ago: it opens nothing any more."""
    mara = accounts.verified("Mara", PASSWORD)
    assert mara is not None
    token, began = accounts.begin(mara), clock.now
    clock.now += IDLE - 1
    assert accounts.of_session(token) == mara
    clock.now += IDLE - 1
    assert accounts.of_session(token) == mara
    clock.now += IDLE + 1
    assert accounts.of_session(token) is None
    token = accounts.begin(mara)
    began = clock.now
    while clock.now < began + LONGEST_SESSION:
        assert accounts.of_session(token) == mara
        clock.now += IDLE / 2
    clock.now = began + LONGEST_SESSION + 1
    assert accounts.of_session(token) is None


@pytest.mark.parametrize(
    "change", [lambda book: book.set_password("Mara", PASSWORD[::-1]), lambda book: book.remove("Mara")]
)
def test_another_password_and_removal_end_every_session(accounts: Accounts, change: Callable[[Accounts], None]) -> None:
    """Whoever took a session loses it."""
    mara = accounts.verified("Mara", PASSWORD)
    assert mara is not None
    tokens = [accounts.begin(mara) for _ in range(2)]
    change(accounts)
    assert [accounts.of_session(token) for token in tokens] == [None, None]


def test_a_limit_counts_within_its_window(clock: Clock) -> None:
    """Three in ten seconds for each key; then it says how long to wait; keys do not pile up without end."""
    limit = Limit(3, 10, clock)
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 11]
    assert limit.wait("b") == 0
    clock.now += 10
    assert limit.wait("a") == 0
    for number in range(MOST_KEYS + 5):
        limit.wait(str(number))
    assert limit.keys == MOST_KEYS


# -- through the web


def test_login_and_logout(mara: TestClient) -> None:
    """The page says who is in; after the logout it does not, and the old cookie opens nothing."""
    assert "Log out" not in mara.get("/login").text
    assert login(mara) == 303
    page = mara.get("/login").text
    assert "Log out" in page
    assert "Mara" in page
    kept = dict(mara.cookies)
    assert mara.post("/logout", data={"csrf_token": token_of(page)}).status_code == 200
    assert dict(mara.cookies) == {}
    mara.cookies.update(kept)
    assert "Log out" not in mara.get("/login").text


def test_a_cookie_is_out_of_reach(mara: TestClient) -> None:
    """HttpOnly and SameSite always; Secure and bound to the host where it came by https."""
    plain = mara.get("/login").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert "Secure" not in plain
    secure = TestClient(mara.app, base_url="https://127.0.0.1").get("/login").headers["set-cookie"]
    assert secure.startswith("__Host-servanda_")
    assert "; Secure" in secure


def test_what_is_for_one_person_is_in_no_shared_cache(mara: TestClient) -> None:
    """A page that bears a name is marked as private; a stranger's is not."""
    assert "cache-control" not in mara.get("/about").headers
    assert login(mara) == 303
    headers = mara.get("/about").headers
    assert headers["cache-control"] == "private, no-cache"
    assert "Cookie" in headers["vary"]


def test_a_planted_session_opens_nothing(mara: TestClient) -> None:
    """Each login gives another token: whoever planted the one before holds nothing (session fixation)."""
    mara.get("/login")
    planted = dict(mara.cookies)
    assert login(mara) == 303
    first = dict(mara.cookies)
    assert login(mara) == 303
    assert len({str(each) for each in (planted, first, dict(mara.cookies))}) == 3
    for old in (planted, first):
        other = TestClient(mara.app, base_url=str(mara.base_url), cookies=old)
        assert "Log out" not in other.get("/login").text


def test_a_cookie_that_we_did_not_sign_opens_nothing(mara: TestClient) -> None:
    """One letter changed, or a token without its signature."""
    assert login(mara) == 303
    ((name, value),) = mara.cookies.items()
    for forged in (
        value[:-2] + ("AA" if value[-2:] != "AA" else "BB"),
        value.rpartition(".")[0],
        value.split(".")[0],
        "",
        "é",
    ):
        other = TestClient(mara.app, base_url=str(mara.base_url))
        answer = other.get("/login", headers={"cookie": f"{name}={forged}".encode()})
        assert answer.status_code == 200
        assert "Log out" not in answer.text


def test_a_form_without_the_token_of_its_session_does_nothing(mara: TestClient) -> None:
    """Neither none, nor another's, nor one from before the login will do."""
    before = token_of(mara.get("/login").text)
    assert login(mara) == 303
    for wrong in ("", before, "x" * 27, "\u00e9"):
        assert mara.post("/logout", data={"csrf_token": wrong}).status_code == 403
    assert "Log out" in mara.get("/login").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": "null"},
        {"Origin": "http://[broken"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:8000"},
    ],
)
def test_another_site_writes_nothing_even_with_the_token(mara: TestClient, headers: dict[str, str]) -> None:
    """A browser says where a form comes from, and that has to be here."""
    assert login(mara) == 303
    form = {"csrf_token": token_of(mara.get("/login").text)}
    assert mara.post("/logout", data=form, headers=headers).status_code == 403
    assert "Log out" in mara.get("/login").text


def test_guessing_is_slowed_down(mara: TestClient) -> None:
    """After five wrong passwords even the right one waits; another account does not."""
    mara.app.state.accounts.add("Ines", PASSWORD)  # type: ignore[attr-defined]
    assert [login(mara, "wrong password here") for _ in range(6)] == [403] * 5 + [429]
    assert login(mara) == 429
    assert login(mara, name="Ines") == 303


def test_writing_without_end_is_slowed_down(mara: TestClient) -> None:
    """An account that writes more often than a person can is told to wait; what it typed is shown again."""
    assert login(mara) == 303
    form = {"csrf_token": token_of(mara.get("/login").text), "why": "a reason"}
    answers = [mara.post("/nowhere", data=form) for _ in range(WRITES[0] + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {404}
    assert answers[-1].status_code == 429
    assert "a reason" in answers[-1].text


def test_the_login_leads_on_within_this_server_only() -> None:
    """An address elsewhere, however it is written, is the front page."""
    assert onward("/document/1?as_of=2021") == "/document/1?as_of=2021"
    site = "elsewhere.example"
    elsewhere = (f"https://{site}", f"//{site}", f"/\\{site}", f"/\t/{site}", "javascript:1", "")
    assert {onward(address) for address in elsewhere} == {"/"}


# -- on the command line


def test_accounts_by_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Add reads the password from standard input; what is wrong is a sentence and exit status 1."""
    ledger = ["--ledger", str(tmp_path / "b.db")]

    def call(*words: str, typed: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return run(["account", *words, *ledger])

    assert call("add", "Mara", typed=f"{PASSWORD}\n") == 0
    assert call("add", "Mara", typed=f"{PASSWORD}\n") == 1
    assert call("add", "Ines", typed="short\n") == 1
    assert call("password", "Mara", typed=f"{PASSWORD[::-1]}\n") == 0
    assert call("remove", "Ines") == 1
    assert not (tmp_path / "b.db").exists()
    book = Accounts(beside(tmp_path / "b.db"))
    assert book.names() == ("Mara",)
    assert book.verified("Mara", PASSWORD[::-1]) is not None
    assert "no such account" in capsys.readouterr().err


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    """A sentence with the file's name, no traceback."""
    path = tmp_path / "c.accounts"
    path.write_text("not a database, but long enough to be read as one", encoding="utf-8")
    with pytest.raises(AccountError, match="cannot be used"):
        Accounts(path)
