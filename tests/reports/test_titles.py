"""Titles: the whole name of a text, from the words that a reader quoted and the sentence around them."""

from __future__ import annotations

import pytest

from servanda.model import Assertion
from servanda.reports.titles import Title, title, title_of
from servanda.sources import plain_text

WHOLE = [  # the sentence, with the quoted words in brackets, and the title that it writes
    ("Avalia ratified [the Protocol] amending the Treaty on the Lower River in May.",
     "Protocol amending the Treaty on the Lower River"),
    ("Avalia ratified [the Protocol] that amends the Treaty on the Lower River.",
     "Protocol that amends the Treaty on the Lower River"),
    ("The Council approved the amendments to [the Treaty on the Lower River] on 3 May 2021.",
     "Amendments to the Treaty on the Lower River"),
    ("The Council approved [the amendments] to the Treaty on the Lower River on 3 May 2021.",
     "Amendments to the Treaty on the Lower River"),
    ("[The Agreement on ferries] was signed in Orva.", "Agreement on ferries"),
    ("[The Agreement] on ferries and on landing fees was signed in Orva.", "Agreement on ferries and on landing fees"),
    ("They adopted [the Plan] for Clean Water for 2021-2025 and the Strategy on Floods.",
     "Plan for Clean Water for 2021-2025"),
    ("[The Plan] to dredge the Upper Channel will be completed in 2022.", "Plan to dredge the Upper Channel"),
    ("The measures of [the Plan for Clean Water] are being carried out.", "Plan for Clean Water"),
    ("[The bill] on the Protocol amending the Treaty on the Lower River was passed.",
     "Protocol amending the Treaty on the Lower River"),
    ("They submitted [the draft Strategy] on Floods to the Council in June.", "Strategy on Floods"),
    ("[A statement] in support of the river towns was adopted.", "Statement in support of the river towns"),
]  # fmt: skip


def _said(sentence: str, heading: str = "") -> tuple[Assertion, object]:
    before, _, rest = sentence.partition("[")
    matter, _, after = rest.partition("]")
    text = f"It rained. {before}{matter}{after} Nobody minded."
    document = plain_text(text, published="2021-06-01", title=heading)
    start = len("It rained. ") + len(before)
    quote = document.quote(start, start + len(matter))
    made = Assertion(document=document.id, quote=quote, matter=quote, kind="agreement", status="adopted")
    return made, document


@pytest.mark.parametrize(("sentence", "whole"), WHOLE, ids=[whole for _, whole in WHOLE])
def test_a_title_is_taken_whole(sentence: str, whole: str) -> None:
    """Head and tail of a title are found around the quoted words; time, place and verb are left."""
    made, document = _said(sentence)
    assert title_of(made, document).text == whole  # type: ignore[arg-type]


def test_a_text_speaks_of_itself_by_its_title() -> None:
    """Inside a protocol "this Protocol" is that protocol."""
    made, document = _said("[This Protocol] shall enter into force on signature.", "Protocol on Shared Gauges")
    assert title_of(made, document).text == "Protocol on Shared Gauges"  # type: ignore[arg-type]


def test_spellings_of_one_title_share_a_key() -> None:
    """Article, case of the head, period and day do not tell titles apart; the subject does."""
    keys = {title(words).key for words in ("the Plan for Clean Water for 2021-2025", "Plan for Clean Water 2026-2030")}
    assert len(keys) == 1
    assert title("Plan for Clean Air for 2021-2025").key not in keys


def test_a_head_alone_names_nothing() -> None:
    """A bare head, as in "the Plan", has no key, so that no two plans become one by it."""
    assert (title("the Plan").key, title("The Agreement").key) == ("", "")


def test_what_a_title_says_beside_its_name() -> None:
    """The period, the day, the type, and what it changes are read from the words."""
    assert title("the Strategy on Floods for 2021-2025").period == "2021/2025"
    assert title("Agreement of 3 May 2021").dated == "2021-05-03"
    found = title("Protocol on amendments to the Treaty on the Lower River")
    assert found == Title(
        text="Protocol on amendments to the Treaty on the Lower River",
        type="protocol",
        key="amending  treaty lower river",
        amends="Treaty on the Lower River",
    )
