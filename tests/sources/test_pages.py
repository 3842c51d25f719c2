"""Web pages: the article, not the page."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.sources.making import ARTICLE, PAGE

from servanda.model import Document
from servanda.sources import cell_at, load


def read(page: str) -> Document:
    """The one document of a page."""
    (document,) = load(page.encode(), name="page.html").documents
    return document


def shown(document: Document) -> tuple[tuple[str, str], ...]:
    """Kind and words of each block."""
    return tuple((block.kind, document.text[block.start : block.end]) for block in document.blocks)


def around(article: str) -> str:
    """A page without any names that help, an older article below three newer items."""
    cards = "".join(
        f'<div class="x"><a href="/{n}"><b>Newer item number {n} of the season</b></a> <i>{n} May 2024</i></div>'
        for n in (3, 4, 5)
    )
    return f"<html><body><div><div>{cards}</div><div>{article}</div></div></body></html>"


def test_all_of_the_article_and_nothing_of_the_rest() -> None:
    """Every paragraph, item, heading and cell, in order; no ticker, card, consent, sidebar or foot."""
    assert shown(read(PAGE)) == ARTICLE


def test_the_imprint_is_the_articles_own() -> None:
    """The date is that below the title, not the first on the page nor one of newer items in linked data."""
    document = read(PAGE)
    assert (document.published, document.evidence) == ("2021-11-14", "high: the line “Riverton, 14 November 2021”")
    assert (document.title, document.publisher) == ("Autumn season of exercises ends", "Northern Rivers Compact")
    assert (document.address, document.language) == ("https://rivers.example/news/autumn-season-ends", "en")


def test_each_place_leads_back_to_the_words() -> None:
    """The CSS path of a block selects the element that holds its words."""
    tree, document = LexborHTMLParser(PAGE), read(PAGE)
    for block in document.blocks:
        path = block.place.partition("body")
        found = tree.css_first(path[1] + path[2])
        assert found is not None
        assert document.text[block.start : block.end] in " ".join(found.text().split())


def test_newer_items_without_names_are_no_part_of_an_older_article() -> None:
    """Neither their words nor their dates."""
    words = (
        "<p>The Council of the Compact met in Riverton and approved the programme of work for the year 2022.</p>" * 2
    )
    document = read(around(f"<h1>Council meets</h1><p>14 November 2021</p>{words}"))
    assert "Newer" not in document.text
    assert document.published == "2021-11-14"


LINKED = '{"@type": "NewsArticle", "headline": "Council meets", "datePublished": "2021-11-14"}'


@pytest.mark.parametrize(
    ("head", "published", "trust"),
    [
        ('<meta property="article:published_time" content="2021-11-14T09:00:00+03:00">', "2021-11-14", "high"),
        ('<meta name="DC.date.issued" content="14 November 2021">', "2021-11-14", "high"),
        (f'<script type="application/ld+json">{LINKED}</script>', "2021-11-14", "high"),
        ('<meta name="date" content="2024-05-05"><meta name="pubdate" content="2021-11-14">', "2021-11-14", "low"),
        ('<link rel="canonical" href="https://rivers.example/2021/11/14/council">', "2021-11-14", "high"),
        ('<meta property="article:modified_time" content="2024-05-05">', "", ""),
    ],
)  # fmt: skip
def test_fields_that_state_a_date(head: str, published: str, trust: str) -> None:
    """Published counts, modified does not; two fields that disagree make it unsure."""
    body = "<h1>Council meets</h1><p>The Council approved its programme.</p>"
    document = read(f"<html><head>{head}</head><body>{body}</body></html>")
    assert (document.published, document.evidence.partition(":")[0]) == (published, trust)


def test_lists_of_links_in_prose_stay_and_bullets_by_hand_are_items() -> None:
    """A list that a sentence leads into is the article's; two line breaks part paragraphs."""
    links = "".join(f'<li><a href="/{n}">Exercise number {n}, 3 May 2021</a></li>' for n in range(4))
    lead = "The Council had planned the following exercises for the whole of the year 2021, all of them on the river:"
    document = read(
        f"<main><h1>Plan</h1><p>{lead}</p><ul>{links}</ul><p>One.<br><br>Two.<br>- three<br>- four</p></main>"
    )
    assert [kind for kind, _ in shown(document)] == [
        "heading",
        "paragraph",
        *["item"] * 4,
        "paragraph",
        "paragraph",
        "item",
        "item",
    ]
    assert document.text.endswith("One.\n\nTwo.\n\n• three\n• four")


def test_merged_cells_say_what_they_span() -> None:
    """Rows and columns are counted over the grid, and heads are marked."""
    page = (
        "<main><p>Results of the year, station by station.</p><table>"
        "<tr><th rowspan=2>Member</th><th colspan=2>2021</th></tr><tr><th>Planned</th><th>Actual</th></tr>"
        "<tr><td>Alder</td><td></td><td>3</td></tr></table></main>"
    )
    document = read(page)
    cells = [
        (cell_at(block.place), document.text[block.start : block.end], block.level) for block in document.blocks[1:]
    ]
    places = [
        (cell.row, cell.row_end, cell.column, cell.column_end, words, level) for cell, words, level in cells if cell
    ]
    assert places == [
        (1, 2, 1, 1, "Member", 1),
        (1, 1, 2, 3, "2021", 1),
        (2, 2, 2, 2, "Planned", 1),
        (2, 2, 3, 3, "Actual", 1),
        (3, 3, 1, 1, "Alder", 0),
        (3, 3, 3, 3, "3", 0),
    ]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    """Its cells are the frame of an article, and the article's paragraphs stay paragraphs."""
    article = f"<h1>Old page</h1><p>{'The Council met. ' * 9}</p><p>It rose.</p>"
    page = f"<body><table><tr><td><a href='/'>Home</a></td><td>{article}</td></tr></table>"
    assert [kind for kind, _ in shown(read(page))] == ["heading", "paragraph", "paragraph"]


def test_notes_stand_apart_and_their_numbers_are_gone() -> None:
    """A number that points to a note is no word of the sentence; the note is a footnote."""
    page = (
        "<main><h1>Report</h1><p>The Council met in Riverton and approved its programme."
        '<sup><a href="#fn1">1</a></sup></p>'
        '<div class="footnotes"><p id="fn1">Decision of 2 March 2020.</p></div></main>'
    )
    assert shown(read(page))[1:] == (
        ("paragraph", "The Council met in Riverton and approved its programme."),
        ("footnote", "Decision of 2 March 2020."),
    )


def test_a_page_of_links_alone_holds_no_article() -> None:
    """A Problem says so."""
    made = load(b"<html><body><nav><a href='/a'>One</a> <a href='/b'>Two</a></nav></body></html>")
    assert made.documents == ()
    assert "no article" in made.problems[0].message
