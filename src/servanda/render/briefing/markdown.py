"""The briefing as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from servanda.render import pictures
from servanda.render.briefing.sheet import Sheet, one_line, stretches
from servanda.reports.briefing import Half, Item, Sentence

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LIST_MARK = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def markdown(sheet: Sheet) -> bytes:
    """The briefing as UTF-8 text."""
    return ("\n".join(_lines(sheet)).rstrip() + "\n").encode()


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"# {_escaped(sheet.briefing.title)}"
    yield ""
    yield _escaped(sheet.briefing.subtitle)
    yield ""
    parts: dict[str, Callable[[Sheet], Iterator[str]]] = {
        "glance": _glance, "results": lambda held: _half(held, "results"), "tasks": lambda held: _half(held, "tasks"),
        "calendar": _calendar, "lives": _lives, "citations": _citations, "sources": _sources,
    }  # fmt: skip
    for part in sheet.parts:
        yield f"## {_escaped(sheet.title(part))}"
        yield ""
        yield from parts[part](sheet)
    if sheet.is_empty:
        yield _escaped(sheet.title("empty"))
        yield ""
    yield f"*{_escaped(sheet.footing)}*"


def _glance(sheet: Sheet) -> Iterator[str]:
    titles = [sheet.title("domain"), *(title for _, title in sheet.columns)]
    yield _row(titles)
    yield "|---|" + "--:|" * len(sheet.columns)
    for count in sheet.briefing.glance:
        yield _row([count.title, *(str(count.numbers.get(name) or "") for name, _ in sheet.columns)])
    yield ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _half(sheet: Sheet, part: str) -> Iterator[str]:
    half: Half = next(each for each in sheet.briefing.halves if each.id == part)
    for section in half.sections:
        yield f"### {_escaped(section.title)}"
        yield ""
        for group in section.groups:
            yield f"**{_escaped(group.title)}**"
            yield ""
            yield from (_item(item) for item in group.items)
            yield ""


def _item(item: Item) -> str:
    when = f"*{_escaped(item.when)}:* " if item.when else ""
    head = f"**{_escaped(item.head)}** " if item.head else ""
    return f"- {when}{head}{' '.join(map(_sentence, item.sentences))}"


def _sentence(sentence: Sentence) -> str:
    text = _escaped(sentence.text)
    shown = f"*{text}*" if sentence.voice == "ledger" else text
    return f"{shown} {_cites(sentence.cites)}"


def _cites(cites: tuple[int, ...]) -> str:
    return " ".join(f"[\\[{number}\\]](#q{number})" for number in cites)


def _calendar(sheet: Sheet) -> Iterator[str]:
    yield _escaped(sheet.title("calendar_note"))
    yield ""
    for span in sheet.briefing.calendar:
        yield f"**{_escaped(span.title)}**"
        yield ""
        for moment in span.moments:
            parts = [_escaped(part) for part in (moment.name, moment.place) if part]
            yield f"- *{_escaped(moment.label)}:* {', '.join(parts)} {_cites(moment.cites)}"
        yield ""


def _lives(sheet: Sheet) -> Iterator[str]:
    """The life lines in words, since Markdown holds no picture of its own."""
    for _, thread, _ in sheet.lives:
        yield f"- {_escaped(pictures.described(thread))}"
    yield ""


def _citations(sheet: Sheet) -> Iterator[str]:
    yield _escaped(sheet.title("citations_bold"))
    yield ""
    for each in sheet.briefing.citations:
        words = " … ".join("".join(_marked(text, quoted) for text, quoted in stretches(one)) for one in each.passages)
        links = [f"[{_escaped(sheet.title('where_said'))}](<{each.address}>)"] if each.address else []
        links += [f"[{_escaped(sheet.title('in_ledger'))}](<{link}>)"] if (link := sheet.ledger_link(each)) else []
        yield f'<a id="q{each.number}"></a>{each.number}. {words} — {"; ".join([_escaped(sheet.source(each)), *links])}'
        yield ""


def _marked(text: str, quoted: bool) -> str:  # noqa: FBT001  what a stretch is
    line = one_line(text)
    bare = line.strip()
    if not quoted or not bare:
        return _escaped(line)
    return f"{' ' * line.startswith(' ')}**{_escaped(bare)}**{' ' * line.endswith(' ')}"


def _sources(sheet: Sheet) -> Iterator[str]:
    for each in sheet.briefing.sources:
        title = _escaped(each.title or each.document)
        named = f"[{title}](<{each.address}>)" if each.address.startswith(("https://", "http://")) else title
        parts = [_escaped(part) for part in (each.publisher, sheet.when(each.published)) if part]
        yield f"- {', '.join([*parts, named, *([_escaped(each.note)] if each.note else [])])} ({each.cited})"
    yield ""


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    line = _LINE_ENDS.sub(" ", text)
    return _LIST_MARK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))
