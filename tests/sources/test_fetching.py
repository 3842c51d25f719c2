"""Fetching from a server on loopback: politely, within limits, and never where it must not."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.serving import Site, served

from servanda.sources.fetching import Fetcher, Refused, listed
from servanda.sources.fetching.addresses import is_public


@pytest.fixture
def site() -> Iterator[Site]:
    """A running server."""
    with served() as running:
        yield running


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    """A client to which the server is allowed by name, without pauses."""
    with Fetcher([site.host], pause=0.0, seconds=2.0, largest=100_000) as client:
        yield client


def test_a_page_comes_with_its_marks_and_is_not_fetched_twice(site: Site, fetcher: Fetcher) -> None:
    """The second request is conditional and answered by 304."""
    site.pages["/a"] = b"The Council met."
    first = fetcher.get(site.at("/a"))
    assert (first.status, first.body) == (200, b"The Council met.")
    assert fetcher.get(site.at("/a"), etag=first.etag).status == 304
    site.pages["/a"] = b"The Council rose."
    assert fetcher.get(site.at("/a"), etag=first.etag).body == b"The Council rose."


def test_loopback_is_refused_unless_it_is_allowed_by_name(site: Site) -> None:
    """Nothing at all is asked of the server."""
    with Fetcher(pause=0.0) as client, pytest.raises(Refused, match="no public address"):
        client.get(site.at("/a"))
    assert site.asked == []


@pytest.mark.parametrize(
    "host", ["localhost:1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "0.0.0.0:80", "2130706433"]
)
def test_redirects_to_private_addresses_are_refused(site: Site, fetcher: Fetcher, host: str) -> None:
    """A redirect is checked like any address; that one host is allowed opens no other."""
    site.pages["/go"] = lambda _: (302, {"Location": f"http://{host}/secret"}, b"")
    with pytest.raises(Refused, match="no public address"):
        fetcher.get(site.at("/go"))


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "ftp://rivers.example/a", "gopher://x", "http://", "http://me:pass@rivers.example/"],
)
def test_only_the_web_is_fetched(fetcher: Fetcher, address: str) -> None:
    """Other schemes and addresses with passwords are refused, also behind a redirect."""
    with pytest.raises(Refused):
        fetcher.get(address)


def test_a_redirect_to_a_file_is_refused(site: Site, fetcher: Fetcher) -> None:
    """The scheme is checked at every step."""
    site.pages["/go"] = lambda _: (302, {"Location": "file:///etc/hostname"}, b"")
    with pytest.raises(Refused, match="no address of the web"):
        fetcher.get(site.at("/go"))


def test_redirects_are_followed_but_not_for_ever(site: Site, fetcher: Fetcher) -> None:
    """A moved page is found; a circle is refused."""
    site.pages |= {"/old": lambda _: (301, {"Location": "/new"}, b""), "/new": b"The Council met."}
    found = fetcher.get(site.at("/old"))
    assert (found.address, found.body) == (site.at("/new"), b"The Council met.")
    site.pages["/circle"] = lambda _: (302, {"Location": "/circle"}, b"")
    with pytest.raises(Refused, match="redirect to redirect"):
        fetcher.get(site.at("/circle"))


def test_robots_are_heard(site: Site, fetcher: Fetcher) -> None:
    """What they forbid is not asked for; where they cannot be had because the server fails, nothing is."""
    site.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /inner", "/inner/a": b"x", "/a": b"y"}
    assert fetcher.get(site.at("/a")).body == b"y"
    with pytest.raises(Refused, match="not to fetch /inner/a"):
        fetcher.get(site.at("/inner/a"))
    assert site.paths == ["/a"]


def test_a_server_whose_robots_fail_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    """A failing answer may hide a prohibition."""
    site.pages |= {"/robots.txt": lambda _: (503, {}, b""), "/a": b"y"}
    with pytest.raises(Refused, match="not to fetch"):
        fetcher.get(site.at("/a"))


def test_requests_to_one_host_have_a_pause_between_them(site: Site) -> None:
    """Also where the robots ask for a longer one."""
    site.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 1", "/a": b"x"}
    with Fetcher([site.host], pause=0.1) as client:
        client.get(site.at("/a"))
        started = time.monotonic()
        client.get(site.at("/a"))
    assert time.monotonic() - started > 0.9


def test_too_large_and_too_slow_are_given_up(site: Site, fetcher: Fetcher) -> None:
    """A body over the limit, and one that drips in byte by byte."""
    site.pages |= {"/large": b"x" * 200_000, "/slow": b"x" * 1000}
    site.drip["/slow"] = 0.05
    with pytest.raises(Refused, match=r"larger than 0\.1 MB"):
        fetcher.get(site.at("/large"))
    started = time.monotonic()
    with pytest.raises(Refused, match="did not answer in time"):
        fetcher.get(site.at("/slow"))
    assert time.monotonic() - started < 4


def test_failures_are_sentences(site: Site, fetcher: Fetcher) -> None:
    """A missing page, a failing one, a host that is not there."""
    site.pages["/broken"] = lambda _: (500, {}, b"")
    for address, words in (
        (site.at("/none"), "status 404"),
        (site.at("/broken"), "status 500"),
        ("http://rivers.invalid/", "not known"),
    ):
        with pytest.raises(Refused, match=words):
            fetcher.get(address)


@given(
    st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="127.0.0.0/8") | st.ip_addresses(network="fc00::/7")
)
def test_no_private_address_is_public(address: object) -> None:
    """Neither as it is nor wrapped into another kind of address."""
    text = str(address)
    assert not is_public(text)
    if "." in text:
        assert not is_public(f"::ffff:{text}")
        assert not is_public(f"64:ff9b::{text}")


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Second</title><link>/2</link><pubDate>Tue, 02 Mar 2021 09:30:00 GMT</pubDate></item>
<item><title>First</title><link>http://rivers.example/1#top</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link href="http://rivers.example/a"/>
<updated>2021-03-02T00:00:00Z</updated></entry></feed>"""
MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://rivers.example/a</loc>
<lastmod>2024-01-01</lastmod></url></urlset>"""
LINKS = """<html><body><nav><a href="/home">Home</a></nav><main><a href="/news/1">One</a>
<a href="/news/1#x">One again</a>
<a href="http://elsewhere.example/2">Elsewhere</a></main></body></html>"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (FEED, [("http://rivers.example/2", "Second", "2021-03-02"), ("http://rivers.example/1", "First", "")]),
        (ATOM, [("http://rivers.example/a", "A", "2021-03-02")]),
        (MAP, [("http://rivers.example/a", "", "")]),
        (LINKS, [("http://rivers.example/news/1", "One", "")]),
    ],
)
def test_lists_of_documents(body: str, expected: list[tuple[str, str, str]]) -> None:
    """Feeds with the dates of their entries, site maps, and links of a page to its own host, each once."""
    found = listed(body.encode(), "http://rivers.example/list")
    assert [(one.address, one.title, one.published) for one in found] == expected


def test_what_is_no_list_is_a_sentence() -> None:
    """And so is a feed made to break parsers."""
    with pytest.raises(ValueError, match="neither a feed"):
        listed(b"The Council met.", "http://rivers.example/")
    with pytest.raises(ValueError, match="entities"):
        listed(b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "x">]><urlset/>', "http://rivers.example/")
