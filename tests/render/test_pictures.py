"""Life lines as pictures: equal bytes, no day invented, readable by those who do not see them."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from servanda.model import Thread, Undertaking
from servanda.render import pictures
from servanda.when import When

THREAD = Thread(
    id="t", name="Heron <&>", kind="exercise",
    undertakings=(
        Undertaking(
            id="a", edition="2020", status="cancelled", planned=When("2020"), ended_by="cancelled", carried_over_to="b"
        ),
        Undertaking(
            id="b", edition="2021", status="done", planned=When("2021"), actual=When("2021-05-03"), progress="done"
        ),
        Undertaking(id="c", edition="2021", status="planned", planned=When("2021-09"), overdue=True),
        Undertaking(id="d", edition="2022", status="done", actual=When("2022"), progress="done"),
    ),
)  # fmt: skip


def test_equal_threads_give_equal_bytes() -> None:
    """SVG and PNG of one thread are the same, however often it is drawn in between."""
    first = pictures.lifeline(THREAD, {})
    pictures.svg(pictures.lifeline(Thread(id="u", name="other"), ()))
    second = pictures.lifeline(THREAD, ())
    assert pictures.svg(first) == pictures.svg(second)
    assert pictures.png(first) == pictures.png(second)
    assert pictures.png(first).startswith(b"\x89PNG")


def test_the_picture_is_well_formed_and_says_what_it_shows() -> None:
    """The SVG is XML whatever the names hold, and holds each row's edition and state as text."""
    text = " ".join(ET.fromstring(pictures.svg(pictures.lifeline(THREAD, {}))).itertext())  # noqa: S314  our own
    for words in ("2020 · cancelled", "2021 · done", "2021 · no report found", "2022 · done"):
        assert words in text
    assert pictures.described(THREAD).startswith("Heron <&>: 2020 · cancelled; 2021 · done")


def test_a_year_is_as_wide_as_a_year() -> None:
    """What is known to the year alone is drawn over the whole of it, in grey; a day is drawn dark."""
    drawn = json.dumps(pictures.lifeline(THREAD, {}).to_dict())
    assert '{"row": "2022 \\u00b7 done", "start": "2022-01-01", "end": "2023-01-01"}' in drawn
    assert '"row": "2021 \\u00b7 done", "start": "2021-05-03", "end": "2021-05-04"' in drawn
    assert pictures.WITHIN in drawn


def test_a_thread_without_times_is_drawn() -> None:
    """Nothing known of any time is no error."""
    assert "<svg" in pictures.svg(pictures.lifeline(Thread(id="u", name="x", undertakings=(Undertaking(id="v"),)), ()))
