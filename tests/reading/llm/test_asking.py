"""An endpoint that stumbles: each trouble is tried again a bounded number of times, or said, and counted."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tests.reading.llm.conftest import patient
from tests.reading.llm.serving import Reply, Served, item, says, speaks

from servanda import sources
from servanda.model import Document
from servanda.reading.llm import Coder, Endpoint, ModelReading, Unanswered

HERON = item("The rescue drill “Heron” was held", "rescue drill “Heron”")
BROKEN = '{"assertions": [{"quote": "The rescue'


def _read(model: Served, document: Document, **settings: object) -> tuple[ModelReading, Coder]:
    with Coder(patient(model, **settings)) as coder:
        return coder.read(document), coder


def test_broken_json_is_asked_for_once_more(model: Served, document: Document) -> None:
    """The second question carries the broken answer and the error; its answer counts."""
    model.replies = [speaks(BROKEN), says(HERON)]
    reading, coder = _read(model, document)
    assert len(reading.assertions) == 1
    assert coder.tally == {"asked again: answer was no JSON of the form": 1}
    broken, complaint = model.asked[1]["messages"][-2:]
    assert (broken["role"], broken["content"]) == ("assistant", BROKEN)
    assert "could not be read" in complaint["content"]
    assert (coder.usage.tokens_in, coder.usage.tokens_out) == (2000, 100)


@pytest.mark.parametrize("content", [BROKEN, "I cannot help with that.", "[]", '{"assertions": 3}', ""])
def test_json_broken_twice_is_a_problem(content: str, model: Served, document: Document) -> None:
    """After one more try the window is given up, with a sentence that says what was not read."""
    model.replies = [speaks(content)]
    reading, coder = _read(model, document)
    assert (len(model.asked), reading.assertions, reading.unanswered) == (2, (), 1)
    assert "Report: characters 0 to" in str(reading.problems[0])
    assert coder.tally["given up: answer was no JSON of the form"] == 1


def test_a_code_fence_is_no_fault(model: Served, document: Document) -> None:
    """Models put JSON into a fence where no schema holds them."""
    model.replies = [speaks('```json\n{"assertions": []}\n```')]
    reading, coder = _read(model, document)
    assert (reading.unanswered, coder.tally, len(model.asked)) == (0, {}, 1)


def test_a_time_out_is_tried_again(model: Served, document: Document) -> None:
    """An answer that does not come in time is not waited for, and asked for again."""
    model.replies = [speaks("{}", delay=1.0), says(HERON)]
    reading, coder = _read(model, document, timeout=0.3)
    assert (len(reading.assertions), len(model.asked)) == (1, 2)
    assert coder.tally == {"tried again: took longer than 0.3 seconds": 1}


def test_an_answer_that_drips_is_a_time_out(model: Served, document: Document) -> None:
    """Each byte comes in time, the whole does not: the time is that of the whole answer."""
    model.replies = [says(HERON)._replace(drip=0.05), says(HERON)]
    reading, coder = _read(model, document, timeout=0.4)
    assert (len(reading.assertions), len(model.asked)) == (1, 2)
    assert coder.tally == {"tried again: took longer than 0.4 seconds": 1}


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(status: int, model: Served, document: Document) -> None:
    """A rate limit or a fault of the server passes."""
    model.replies = [Reply(b"busy", status), Reply(b"busy", status), says(HERON)]
    reading, coder = _read(model, document)
    assert (len(reading.assertions), len(model.asked)) == (1, 3)
    assert coder.tally == {f"tried again: answered {status}": 2}


def test_retry_after_is_kept(model: Served, document: Document) -> None:
    """The next question comes not before the server wishes, whether it says seconds or a date."""
    model.replies = [Reply(b"", 429, (("Retry-After", "1"),)), says(HERON)]
    reading, _ = _read(model, document)
    assert len(reading.assertions) == 1
    assert model.times[1] - model.times[0] >= 1.0
    past = format_datetime(datetime.now(tz=UTC) - timedelta(hours=1), usegmt=True)
    model.replies = [Reply(b"", 429, (("Retry-After", past),)), says(HERON)]
    before = time.monotonic()
    assert len(_read(model, document, pause=30.0)[0].assertions) == 1
    assert time.monotonic() - before < 10


def test_a_wish_to_wait_for_long_ends_the_run(model: Served, document: Document) -> None:
    """Nobody waits an hour unasked: the endpoint is left alone, and the sentence says for how long."""
    model.replies = [Reply(b"", 429, (("Retry-After", "3600"),))]
    reading, _ = _read(model, document)
    assert (len(model.asked), reading.unanswered) == (1, 1)
    assert "asks to wait 3600 seconds" in str(reading.problems[0])


def test_tries_are_bounded_for_a_whole_run(model: Served, long: Document) -> None:
    """Two windows without an answer, three tries each; then no question is sent, whatever is left to read."""
    model.replies = [Reply(b"", 503)]
    with Coder(patient(model), size=400) as coder:
        reading = coder.read(long)
        again = coder.read(long)
    assert len(model.asked) == 6
    assert coder.tally == {"tried again: answered 503": 4, "given up: answered 503": 2}
    assert "gave no answer in 3 tries" in str(reading.problems[-1])
    assert f"to {len(long.text)} were not read" in str(reading.problems[-1])
    assert again.unanswered == 1


def test_a_refusal_is_not_tried_again_and_keeps_the_key(model: Served, document: Document) -> None:
    """A wrong key is said at once, with the server's words but never with the key."""
    model.replies = [Reply(b'{"error": "no such key: s3cret-key"}', 401)]
    reading, coder = _read(model, document, key="s3cret-key")
    assert len(model.asked) == 1
    assert model.headers[0]["authorization"] == "Bearer s3cret-key"
    assert "answered 401" in str(reading.problems[0])
    assert "s3cret-key" not in f"{reading.problems} {coder.endpoint!r}"


def test_an_endpoint_without_schemas_is_asked_without(model: Served, document: Document) -> None:
    """Where the endpoint names a part of the question that it does not take, that part is left out from then on."""
    model.replies = [
        Reply(b'{"error": "unknown parameter response_format"}', 400),
        Reply(b'{"error": "temperature must be 1"}', 400),
        says(HERON),
    ]
    reading, coder = _read(model, document)
    assert len(reading.assertions) == 1
    assert "response_format" in model.asked[0]
    assert not {"response_format", "temperature"} & set(model.asked[2])
    assert sum(coder.tally.values()) == 2


def test_a_dead_address_is_said(document: Document) -> None:
    """An endpoint that is not there gives a sentence, no traceback."""
    nowhere = Endpoint(url="http://127.0.0.1:9/v1", model="heron", tries=2, pause=0.01)
    with Coder(nowhere) as coder:
        reading = coder.read(document)
    assert "could not be reached" in str(reading.problems[0])
    assert reading.unanswered == 1


@pytest.mark.parametrize(
    ("url", "key", "why"),
    [
        ("localhost:80", "", "no address"),
        ("ftp://a.example/v1", "", "no address"),
        ("http://a.example/v1", "k", "encryption"),
    ],
)
def test_an_endpoint_that_cannot_be_asked_is_refused(url: str, key: str, why: str) -> None:
    """Before anything is sent; a key never leaves the machine in the clear."""
    with pytest.raises(Unanswered, match=why):
        Coder(Endpoint(url=url, model="heron", key=key))


@pytest.fixture
def long() -> Document:
    """Twenty paragraphs."""
    paragraphs = [
        f"In {2000 + number} the Union opened office number {number} in Ford {number}." for number in range(20)
    ]
    return sources.plain_text("\n\n".join(paragraphs), published="2021-01-20", title="Offices")
