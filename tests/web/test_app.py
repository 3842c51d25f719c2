"""What holds for every page."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_an_address_without_a_view_is_sent_to_one_that_carries_it(client: TestClient) -> None:
    """Any address that a reader copies names its day and its entry."""
    query = client.get("/").url.query.decode()
    assert "as_of=2025-12-31" in query
    assert "known=" in query


def test_what_cannot_be_is_said_in_a_sentence(client: TestClient) -> None:
    """A wrong date, a number that is none, an entry that is not there and an unknown page each say what is wrong."""
    assert "is not a date" in client.get("/?as_of=yesterday&known=1").text
    assert "is not the number of an entry" in client.get("/?as_of=2021&known=x").text
    assert "there is no entry 999999" in client.get("/?as_of=2021&known=999999").text
    missing = client.get("/nowhere")
    assert missing.status_code == 404
    assert "There is no such page" in missing.text
