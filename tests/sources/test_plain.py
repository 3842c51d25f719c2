"""Plain text: the canonical text is the file's own, and blocks only mark stretches in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model import Document
from servanda.sources import flow, load, plain_text

LINES = st.lists(
    st.sampled_from(
        [
            "",
            "- an item",
            "• other",
            "(a) first",
            "12. twelfth",
            "# Heading",
            "Plain words that go on",
            "and on.",
            "  deep",
            "----",
        ]
    )
    | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60),
    max_size=12,
).map("\n".join)


def shown(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


@given(LINES)
def test_a_utf8_nfc_text_is_kept_unchanged(text: str) -> None:
    """What is UTF-8, NFC and has LF line ends comes back code point for code point."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    if any(map(str.isalnum, text)):
        made = load(text.encode(), name="note.txt", published="2021-02-02")
        assert [document.text for document in made.documents] == [text]
        assert plain_text(text, published="2021-02-02").text == text


@given(LINES)
def test_blocks_are_apart_in_order_and_hold_all_words(text: str) -> None:
    """Blocks do not overlap, have no white space at their ends, and outside them stand marks and white space alone."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff")) + "\n\nThe end."
    blocks = plain_text(text, published="2021").blocks
    outside, end = "", 0
    for block in blocks:
        assert end <= block.start < block.end
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        outside, end = outside + text[end : block.start], block.end
    assert all(len(piece.strip("#[]()^:./ \t\xa0-–—•*·◦▪‣●○■□➢✓+")) <= 20 for piece in outside.split("\n"))


@given(st.text(max_size=80))
def test_flow_keeps_every_offset(text: str) -> None:
    """The reader's view of a block is as long as the block, and differs only in line ends."""
    assert len(flow(text)) == len(text)
    assert all(new == old or (old, new) == ("\n", " ") for old, new in zip(text, flow(text), strict=True))


WRAPPED = (
    "The Council met in Riverton and approved the programme of work for the coming\n"
    "year, which all four members had asked for."
)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\n\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
        (WRAPPED, [("paragraph", WRAPPED)]),
        ("One a line.\nSo is this.", [("paragraph", "One a line."), ("paragraph", "So is this.")]),
        ("We plan:\n- a drill;\n- a survey.", [("paragraph", "We plan:"), ("item", "a drill;"), ("item", "a survey.")]),
        ("(a) a drill\n(b) a survey", [("item", "a drill"), ("item", "a survey")]),
        ("# Next steps\nWe meet.", [("heading", "Next steps"), ("paragraph", "We meet.")]),
        ("NEXT STEPS\n\nWe meet.", [("heading", "NEXT STEPS"), ("paragraph", "We meet.")]),
        ("Riverton, 4 May 2021\n\nWe met.", [("paragraph", "Riverton, 4 May 2021"), ("paragraph", "We met.")]),
        ("We met.\n\n[1] Decision of 2020.", [("paragraph", "We met."), ("footnote", "Decision of 2020.")]),
        ("A note of COVID-\n19. It ended", [("paragraph", "A note of COVID-\n19. It ended")]),
    ],
)  # fmt: skip
def test_blocks_of_a_text(text: str, blocks: list[tuple[str, str]]) -> None:
    """Paragraphs, wrapped or one a line, items, headings and notes, without their marks."""
    assert shown(plain_text(text, published="2021")) == blocks


def test_items_have_their_depth() -> None:
    """An item that is indented more than the one before it is one deeper."""
    document = plain_text("- one\n  - in one\n    - in that\n- two", published="2021")
    assert [block.level for block in document.blocks] == [1, 2, 3, 1]


@pytest.mark.parametrize("text", ["", " \n ", "--- !!! ---"])
def test_no_words_are_refused(text: str) -> None:
    """A text without words is no document."""
    with pytest.raises(ValueError, match="no words"):
        plain_text(text)


def test_equal_texts_are_one_document_and_an_address_tells_them_apart() -> None:
    """The id is a function of the text and of where it stands."""
    assert plain_text("We met.").id == plain_text("We met.").id
    assert plain_text("We met.").id != plain_text("We met.", address="https://rivers.example/1").id
