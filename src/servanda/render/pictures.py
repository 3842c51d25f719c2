"""The life line of a matter as a picture: what was set, what came of it, and when the documents spoke of it.

Each undertaking is a row. An outlined bar is the time that was set; a dark bar or dot is the deed where its days are
known, a grey bar the month or year in which it lies where they are not: no day is invented. A cross is what was
cancelled, put off or did not happen, a dashed outline what nothing is known of, a thin line leads to the edition that
took it up. Ticks under a row are the dates of the documents. The picture can be read without colours.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import altair as alt
import vl_convert
from msgspec import Struct

from servanda.model import Assertion, Thread, Undertaking
from servanda.when import When

INK, WITHIN, QUIET, FAINT, SLIP = "#22313f", "#9ba8b2", "#5f6b75", "#c9ced3", "#a3341f"
FONT = "Libertinus Serif, Georgia, Times New Roman, serif"
WIDTH, ROW = 460, 26  # pixels at 96 to the inch
_LABEL = 170  # pixels for the words before the rows, so that pictures stand under each other in line
_THIN = 140  # a bar narrower than this part of the picture is drawn as a mark
_DAY = datetime.timedelta(days=1)
_RESOLUTION = 3  # pixels of a PNG for each of the SVG: about 290 to the inch

Chart: TypeAlias = alt.LayerChart


class Span(Struct, frozen=True):
    """A stretch of a row: from its first day to the day after its last."""

    row: str
    start: datetime.date
    end: datetime.date
    exact: bool = True  # known to the day


def lifeline(thread: Thread, assertions: Mapping[str, Assertion] | Iterable[Assertion]) -> Chart:
    """The picture of one thread; `assertions`, by id or not, are those of the ledger; only its own are drawn."""
    said = dict(assertions) if isinstance(assertions, Mapping) else {each.id: each for each in assertions}
    labels = _labels(thread)
    spoken = [_day_span(labels[owed.id], day) for owed in thread.undertakings for day in _said(owed, said)]
    deeds = _actual(thread, labels)
    ends = _ends([*_everything(thread, labels), *spoken])
    layers = [
        *_carried(thread, labels),
        *_bars(_planned(thread, labels, missed=False), ends, fill="white", stroke=QUIET),
        *_bars(_planned(thread, labels, missed=True), ends, fill="white", stroke=QUIET, dashed=True),
        *_bars([each for each in deeds if not each.exact], ends, fill=WITHIN, stroke=WITHIN, height=8),
        *_bars([each for each in deeds if each.exact], ends, fill=INK, stroke=INK, height=8),
        _crosses(thread, labels),
        _ticks(spoken),
    ]
    frame = _frame(list(labels.values()), ends)
    height = ROW * max(len(labels), 1)
    chart = alt.layer(frame, *layers).properties(width=WIDTH, height=height, description=described(thread))
    styled: Chart = chart.configure(font=FONT, background="white").configure_view(stroke=None)
    return styled


def described(thread: Thread) -> str:
    """What the picture shows, in words, for those who do not see it: ``Heron: 2020 cancelled; 2021 done``."""
    return f"{thread.name}: " + "; ".join(_label(owed) for owed in thread.undertakings)


def svg(chart: Chart) -> str:
    """The picture as SVG: one element that a page can hold as it is; equal charts give equal text."""
    return str(vl_convert.vegalite_to_svg(_specification(chart)))


def png(chart: Chart) -> bytes:
    """The picture as PNG, at about 290 pixels to the inch of its SVG; equal charts give equal bytes."""
    return bytes(vl_convert.vegalite_to_png(_specification(chart), scale=_RESOLUTION))


def _specification(chart: Chart) -> str:
    """The chart without the names that altair numbers through, so that equal charts are equal texts."""
    return json.dumps(chart.to_dict(), sort_keys=True, ensure_ascii=False)


def _labels(thread: Thread) -> dict[str, str]:
    """What stands before each row, by undertaking; equal ones are told apart by blanks of no width."""
    labels: dict[str, str] = {}
    for owed in thread.undertakings:
        label = _label(owed)
        while label in labels.values():
            label += "\N{ZERO WIDTH SPACE}"
        labels[owed.id] = label
    return labels


def _label(owed: Undertaking) -> str:
    years = (owed.actual or owed.planned).years
    name = owed.edition or "–".join(dict.fromkeys(str(year) for year in (*years[:1], *years[-1:])))
    return " · ".join(part for part in (name, _state(owed)) if part)


def _state(owed: Undertaking) -> str:
    if owed.ended_by:
        return owed.ended_by
    return "no report found" if _is_missed(owed) else owed.status


def _is_missed(owed: Undertaking) -> bool:
    """Whether its time is over and nothing is known of it."""
    return (owed.overdue or owed.silent) and not owed.ended_by


def _everything(thread: Thread, labels: Mapping[str, str]) -> Iterator[Span]:
    yield from _planned(thread, labels, missed=False)
    yield from _planned(thread, labels, missed=True)
    yield from _actual(thread, labels)


def _planned(thread: Thread, labels: Mapping[str, str], *, missed: bool) -> list[Span]:
    owed = [each for each in thread.undertakings if _is_missed(each) is missed]
    return [span for each in owed if (span := _span(labels[each.id], each.planned or each.due))]


def _actual(thread: Thread, labels: Mapping[str, str]) -> list[Span]:
    return [span for each in thread.undertakings if (span := _span(labels[each.id], each.actual))]


def _span(row: str, when: When) -> Span | None:
    """The days that a time can touch; where one side is open, only the year, month or day of the other."""
    side = When(str(when).replace("..", "").strip("/")) if when else when
    if not side.first or not side.last:
        return None
    return Span(row, side.first, side.last + _DAY, side == when and side.precision == "day")


def _day_span(row: str, day: datetime.date) -> Span:
    return Span(row, day, day + _DAY)


def _said(owed: Undertaking, said: Mapping[str, Assertion]) -> list[datetime.date]:
    """The days on which documents spoke of it; a date that names no day is left out."""
    told = (said[key].said for key in owed.told if key in said)
    return sorted({when.first for when in told if when.first and when.precision == "day"})


def _ends(spans: list[Span]) -> tuple[datetime.date, datetime.date]:
    """The years that the picture spans, whole."""
    days = [day for each in spans for day in (each.start, each.end - _DAY)]
    first, last = (min(days), max(days)) if days else (datetime.date(2000, 1, 1), datetime.date(2000, 12, 31))
    return datetime.date(first.year, 1, 1), datetime.date(last.year + 1, 1, 1)


def _frame(rows: list[str], ends: tuple[datetime.date, datetime.date]) -> alt.Chart:
    """The rows with a hairline each, the years above."""
    first, after = ends
    years = range(first.year, after.year)
    step = max(1, len(years) // 12)
    values = [{"row": row, "start": first.isoformat(), "end": after.isoformat()} for row in rows]
    axis = alt.Axis(
        orient="top", format="%Y", title=None, domain=False, tickColor=FAINT, labelColor=QUIET, grid=True,
        gridColor="#e6e9eb", labelFontSize=11, labelAlign="left", labelOffset=2,
        values=[alt.DateTime(year=year, month=1, date=1, utc=True) for year in years[::step]],
    )  # fmt: skip
    scale = alt.Scale(type="utc", domain=[first.isoformat(), after.isoformat()], nice=False)
    hairlines = _drawn(values).mark_rule(color=FAINT, strokeWidth=0.6)
    chart: alt.Chart = hairlines.encode(x=alt.X("start:T", scale=scale, axis=axis), x2="end:T", y=_rows(rows))
    return chart


def _rows(rows: list[str] | None = None) -> alt.Y:
    axis = alt.Axis(
        title=None, domain=False, ticks=False, labelColor=INK, labelFontSize=12, labelLimit=200, minExtent=150
    )
    return alt.Y("row:N", sort=rows, axis=axis) if rows is not None else alt.Y("row:N")


def _bars(
    spans: list[Span], ends: tuple[datetime.date, datetime.date], *, fill: str, stroke: str, height: int = 12,
    dashed: bool = False,
) -> Iterator[alt.Chart]:  # fmt: skip
    """Bars for what is wide enough to be seen, round marks for what is not."""
    whole = (ends[1] - ends[0]).days
    look: dict[str, Any] = {"fill": fill, "stroke": stroke, "strokeWidth": 1.1, "opacity": 1}
    if dashed:
        look["strokeDash"] = [3, 2]
    wide = [each for each in spans if (each.end - each.start).days * _THIN > whole]
    thin = [each for each in spans if each not in wide]
    if wide:
        yield _chart(wide).mark_bar(height=height, **look).encode(x="start:T", x2="end:T", y=_rows())
    if thin:
        yield _chart(thin).mark_point(size=height * 6, **look).encode(x="start:T", y=_rows())


def _chart(spans: list[Span]) -> alt.Chart:
    values = [{"row": each.row, "start": each.start.isoformat(), "end": each.end.isoformat()} for each in spans]
    return _drawn(values)


def _drawn(values: list[dict[str, str]]) -> alt.Chart:
    return alt.Chart({"values": values})


def _crosses(thread: Thread, labels: Mapping[str, str]) -> alt.Chart:
    """A cross in the middle of the time that was set for what was cancelled or did not happen."""
    gone = [
        each
        for each in thread.undertakings
        if each.ended_by in ("cancelled", "postponed", "blocked") or each.progress == "not done"
    ]
    spans = [span for each in gone if (span := _span(labels[each.id], each.planned or each.due))]
    middles = [_day_span(each.row, each.start + (each.end - each.start) / 2) for each in spans]
    mark = _chart(middles).mark_point(
        shape="M-.5,-.5L.5,.5M.5,-.5L-.5,.5", size=110, stroke=SLIP, strokeWidth=2.2, opacity=1
    )
    chart: alt.Chart = mark.encode(x="start:T", y=_rows())
    return chart


def _carried(thread: Thread, labels: Mapping[str, str]) -> Iterator[alt.Chart]:
    """A line from what slipped to what took it up."""
    spans = {each.row: each for each in [*_everything(thread, labels)]}
    values = []
    for owed in thread.undertakings:
        heir = labels.get(owed.carried_over_to, "")
        if heir in spans and labels[owed.id] in spans:
            slip, taken = spans[labels[owed.id]], spans[heir]
            values += [
                {"pair": owed.id, "row": slip.row, "start": (slip.start + (slip.end - slip.start) / 2).isoformat()},
                {"pair": owed.id, "row": taken.row, "start": taken.start.isoformat()},
            ]
    if values:
        line = _drawn(values).mark_line(color=SLIP, strokeWidth=1)
        yield line.encode(x="start:T", y=_rows(), detail="pair:N")


def _ticks(spoken: list[Span]) -> alt.Chart:
    mark = _chart(spoken).mark_tick(orient="vertical", thickness=1, size=6, yOffset=11, color=QUIET)
    chart: alt.Chart = mark.encode(x="start:T", y=_rows())
    return chart
