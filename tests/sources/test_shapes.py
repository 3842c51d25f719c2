"""One article in the shapes that sites give their pages: its words come out, and nothing of the rest."""

from __future__ import annotations

import pytest

from servanda.sources import load

TITLE = "Council ends the autumn season"
DATE = "14 November 2021"
PARAGRAPHS = (
    "The Council of the Compact has ended the autumn season in Riverton, with three of four exercises held.",
    "The following exercises were held or put off:",
)
ITEMS = (
    "Exercise “Low Water”, held in September;",
    "Exercise “Night Ferry”, held with the guild;",
    "Exercise “Ladder”, postponed to 2022.",
)
LAST = "The secretariat will publish its evaluation by 31 January 2022, and members will name their observers."
BODY = (
    f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><ul>{''.join(f'<li>{item}</li>' for item in ITEMS)}</ul><p>{LAST}</p>"
)
WORDS = (*PARAGRAPHS, *ITEMS, LAST)


def cards(tag: str, inner: str) -> str:
    """Four newer items, each in an element of that tag; `inner` has places for its number."""
    return "".join(f"<{tag}>{inner.format(n=n)}</{tag.split(maxsplit=1)[0]}>" for n in (9, 8, 7, 6))


LINK = '<a href="/n{n}">Newer item number {n} of the members</a>'
DATED = f"<span>{{n}} May 2024</span> {LINK}"
TEASER = f"<h3>{LINK}</h3><p>Newer words {{n}} that sum up what the secretariat says at length on another page.</p>"
MENU = '<ul><li><a href="/a">About us</a></li><li><a href="/b">Documents</a></li><li><a href="/c">Contact</a></li></ul>'
NAMES = f"<title>{TITLE} | Northern Rivers Compact</title>"

SHAPES = {
    "blog": f"""<body class="single single-post"><div id="page" class="site">
        <header id="masthead" class="site-header">
        <h1 class="site-title">Northern Rivers Compact</h1><nav>{MENU}</nav></header><main>
        <article class="post tag-drill category-news">
        <header class="entry-header"><h1>{TITLE}</h1><time datetime="2021-11-14">{DATE}</time></header>
        <div class="entry-content">{BODY}</div><footer class="entry-footer">Filed under <a href="/t">Drills</a>
        </footer></article></main>
        <aside id="secondary" class="widget-area">{cards("section", DATED)}</aside></div>""",
    "title in a page header": f"""<body><header><div>{MENU}</div><h1>{TITLE}</h1><p>{DATE}</p></header>
        <div class="content">{BODY}</div><div class="footer">© Compact</div>""",
    "logo of the first rank": f"""<body><div class="top"><h1>Northern Rivers Compact</h1>{MENU}</div>
        <div class="mid"><h2>{TITLE}</h2>
        <p>{DATE}</p>{BODY}</div>""",
    "newer items in the same box": f"""<body><div id="wrap"><div>{cards("div", DATED)}</div><h1>{TITLE}</h1>
        <p>{DATE}</p>{BODY}</div>""",
    "newer teasers with more words than the article": f"""<body><div class="row">
        <div class="col">{cards("div class=it", TEASER) * 3}</div>
        <div class="col"><h1>{TITLE}</h1><p>{DATE}</p>{BODY}</div></div>""",
    "newer items without links": f"""<body>
        <div>{cards("p", "{n} May 2024: newer item number {n}.")}<h1>{TITLE}</h1><p>{DATE}</p>{BODY}</div>""",
    "cards that are links": f"""<body>
        <section>{cards("a href=/x class=card", "<b>{n} May 2024</b> Newer item number {n}")}</section>
        <article><h1>{TITLE}</h1><p>{DATE}</p>{BODY}</article>""",
    "teasers that are articles": f"""<body><main><article><h1>{TITLE}</h1><p>{DATE}</p>{BODY}</article>
        <section>{cards("article", TEASER)}</section></main>""",
    "old tables": f"""<body><table><tr><td colspan=2><img src="logo.gif">{MENU}</td></tr><tr>
        <td width=200>{cards("p", DATED)}</td>
        <td><h1>{TITLE}</h1><p>{DATE}</p>{BODY}</td></tr><tr><td colspan=2>© Compact</td></tr></table>""",
    "date above the title": f"""<body><main><div class="crumbs-x"><a href="/">Home</a> / <a href="/n">News</a>
        </div><div>{DATE}</div><h1>{TITLE}</h1>
        {BODY}<div>Tags: <a href="/1">drills and exercises</a>, <a href="/2">drought and water</a></div></main>""",
    "a form around the page": f"""<body><form id="aspnetForm"><input type="hidden">
        <div class="menu">{MENU}</div><div id="content">
        <h1>{TITLE}</h1><p>{DATE}</p>{BODY}</div></form>""",
    "words in boxes": f"""<body><div class="layout with-sidebar"><div class="sidebar-left">{MENU}</div>
        <div role="main"><h1>{TITLE}</h1>
        <div>{DATE}</div><div class="text">{BODY.replace("<p>", "<div>").replace("</p>", "</div>")}</div></div>
        </div>""",
    "consent over all": f"""<body><div style="position:fixed">
        <div>We use cookies to improve your visit, see our cookie policy.</div>
        <button>Yes</button></div><div id="root"><div><h1>{TITLE}</h1><p>{DATE}</p>{BODY}</div></div>
        <div role="dialog">Subscribe to our newsletter and never miss a thing that the Compact does.</div>""",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_article_in_the_shape_of_a_site(shape: str) -> None:
    """All paragraphs and items in order, the title, the article's own date, and no word more."""
    page = f"<!DOCTYPE html><html><head>{NAMES}</head>{SHAPES[shape]}</body></html>"
    made = load(page.encode(), name="page.html")
    (document,) = made.documents
    assert [document.text[one.start : one.end] for one in document.blocks if one.kind in ("paragraph", "item")] in (
        [DATE, *WORDS],
        list(WORDS),
    )
    assert [document.text[one.start : one.end] for one in document.blocks if one.kind == "heading"] == [TITLE]
    assert {one.kind for one in document.blocks} == {"heading", "paragraph", "item"}
    assert (document.title, document.published) == (TITLE, "2021-11-14")
    assert made.problems == ()
