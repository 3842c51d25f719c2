"""Updates from a server on loopback and from a folder: what is new, what changed, what still stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.sources.serving import Site, served

from servanda.cli.app import run as command
from servanda.intake.updating import Updated, update
from servanda.ledger import Ledger
from servanda.model import Problem
from servanda.sources.fetching import Fetcher
from servanda.sources.watching import Source, Watch

Run = Callable[..., tuple[list[Updated], list[Problem]]]


def page(*sentences: str) -> bytes:
    """A page with an article of these sentences."""
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<html><head><title>News</title></head><body><main><h1>News</h1>{body}</main></body></html>".encode()


def feed(*paths: str) -> bytes:
    """A feed of entries of March 2021."""
    items = "".join(
        f"<item><title>{path}</title><link>{path}</link><pubDate>Tue, 02 Mar 2021 09:30:00 GMT</pubDate></item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    """A running server."""
    with served() as running:
        yield running


@pytest.fixture
def run(tmp_path: Path, site: Site) -> Iterator[Run]:
    """Run an update of one ledger; the server is allowed by name."""
    with (
        Ledger(tmp_path / "book.db") as ledger,
        Watch(tmp_path / "book.db.sources") as watch,
        Fetcher([site.host], pause=0.0) as fetcher,
    ):

        def call(*sources: Source) -> tuple[list[Updated], list[Problem]]:
            for source in sources:
                watch.add(source)
            found = list(update(ledger, watch, fetcher, by="Tester"))
            return [one for one in found if isinstance(one, Updated)], [
                one for one in found if isinstance(one, Problem)
            ]

        call.ledger = ledger  # type: ignore[attr-defined]
        yield call


DRILL = "The rescue drill “Heron” will be held in Lower Ford in 2022."
PACT = "Ministers signed the Protocol on Shared Gauges on 4 May 2021."


def test_a_feed_is_followed_and_a_changed_page_is_a_new_version(site: Site, run: Run) -> None:
    """New entries come in with the feed's date, unchanged pages cost a 304, a change is shown and old quotes stand."""
    site.pages |= {"/feed": feed("/a", "/b"), "/a": page(DRILL, PACT), "/b": page("The Union met in Lower Ford.")}
    new, problems = run(Source(site.at("/feed"), publisher="River Union"))
    assert problems == []
    assert [one.address for one in new] == [site.at("/a"), site.at("/b")]
    ledger: Ledger = run.ledger  # type: ignore[attr-defined]
    first = ledger.view().documents[new[0].document]
    assert (first.publisher, first.published) == ("River Union", "2021-03-02")

    assert run() == ([], [])
    site.pages["/a"] = page("The rescue drill “Heron” was postponed to 2023.", PACT)
    (changed,), problems = run()
    assert problems == []
    assert changed.before == first.id
    assert [(one.before, one.after) for one in changed.changes] == [
        (DRILL, "The rescue drill “Heron” was postponed to 2023.")
    ]
    documents = ledger.view().documents
    assert documents[first.id].text == first.text
    assert documents[changed.document].version_of == first.id
    assert all(
        old.stands_in(first.text) and now.stands_in(documents[changed.document].text) for old, now in changed.standing
    )
    assert any("Protocol" in old.text for old, _ in changed.standing)
    assert all("held" in quote.text for quote in changed.gone)


def test_an_update_that_was_stopped_goes_on(site: Site, run: Run, tmp_path: Path) -> None:
    """What was taken in is not fetched again; the rest is."""
    site.pages |= {"/feed": feed("/a", "/b", "/c"), **{f"/{name}": page(f"The Union met in {name}.") for name in "abc"}}
    ledger: Ledger = run.ledger  # type: ignore[attr-defined]
    with Watch(tmp_path / "book.db.sources") as watch, Fetcher([site.host], pause=0.0) as fetcher:
        watch.add(Source(site.at("/feed"), publisher="River Union"))
        next(update(ledger, watch, fetcher, by="Tester"))
    site.asked.clear()
    new, _ = run()
    assert [one.address for one in new] == [site.at("/b"), site.at("/c")]


def test_one_bad_page_never_stops_the_rest(site: Site, run: Run) -> None:
    """A missing page and one without an article are Problems that name their address."""
    site.pages |= {"/feed": feed("/none", "/empty", "/a"), "/empty": b"<html><body></body></html>", "/a": page(DRILL)}
    new, problems = run(Source(site.at("/feed"), publisher="River Union"))
    assert [one.address for one in new] == [site.at("/a")]
    assert [problem.where for problem in problems] == [site.at("/none"), site.at("/empty")]


def test_a_folder_is_watched(run: Run, tmp_path: Path) -> None:
    """New files come in, changed ones as well, hidden ones never."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2021-05-05 note.txt").write_text(PACT, encoding="utf-8")
    (folder / ".hidden").write_text(PACT, encoding="utf-8")
    assert len(run(Source(str(folder), publisher="River Union"))[0]) == 1
    assert run()[0] == []
    (folder / "2021-06-05 note.txt").write_text(DRILL, encoding="utf-8")
    assert len(run()[0]) == 1


def test_a_private_host_that_is_not_named_is_a_problem(site: Site, tmp_path: Path) -> None:
    """The source is refused, and the update goes on."""
    with Ledger(tmp_path / "b.db") as ledger, Watch(tmp_path / "b.sources") as watch, Fetcher(pause=0.0) as fetcher:
        watch.add(Source(site.at("/feed")))
        (problem,) = update(ledger, watch, fetcher, by="Tester")
    assert isinstance(problem, Problem)
    assert "no public address" in problem.message
    assert site.asked == []


def test_the_commands(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A source is added, listed and removed; an update prints what came of each document."""
    monkeypatch.setenv("SERVANDA_LEDGER", str(tmp_path / "book.db"))
    site.pages["/a"] = page("Lower Ford, 2 March 2021", DRILL)
    assert command(["source", "add", site.at("/a"), "--publisher", "River Union", "--allow", site.host]) == 0
    assert command(["update", "--json"]) == 0
    out = capfd.readouterr().out
    assert json.loads(out)["address"] == site.at("/a")
    site.pages["/a"] = page("Lower Ford, 2 March 2021", "The rescue drill “Heron” was postponed to 2023.")
    assert command(["update"]) == 0
    assert "+ The rescue drill “Heron” was postponed to 2023." in capfd.readouterr().out
    assert command(["source", "list"]) == 0
    assert capfd.readouterr().out == f"{site.at('/a')}\n"
    assert command(["source", "remove", site.at("/a")]) == 0
    assert command(["source", "remove", site.at("/a")]) == 1
    assert command(["source", "add", str(tmp_path / "none")]) == 1
