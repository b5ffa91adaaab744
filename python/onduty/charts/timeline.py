"""The timeline of a team: a row a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from onduty._arguments import whole_number
from onduty.calendar import zone_named
from onduty.charts import words
from onduty.charts.calendar import in_utc, period
from onduty.charts.chart import Chart
from onduty.charts.frame import AWAY_HEIGHT, BAR_HEIGHT, FONT_SIZE, SIDE, Sheet
from onduty.charts.intervals import Interval, Piece, first_and_last, pieces, thinned
from onduty.charts.shares import description, time_by_state, with_shares
from onduty.charts.states import State, Style, styles
from onduty.charts.svg import element, escaped, fitted, text, text_width, titled
from onduty.charts.time_axis import AXIS_HEIGHT, TimeAxis

_ROW_HEIGHT = 22
_NAMES_WIDTH_MAX = 190
_NOW_HEIGHT = 18


class Person(NamedTuple):
    """A row of a timeline; an interval may be a plain tuple (start, end, available, custom status)."""

    name: str
    intervals: Sequence[Interval | tuple[object, ...]]


def timeline(
    people: Iterable[Person | tuple[str, Sequence[tuple[object, ...]]]],
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    now: datetime | None = None,
    time_zone: str | ZoneInfo = "UTC",
    title: str = "Who was available when",
    width: int = 960,
    rows_max: int = 60,
) -> Chart:
    """A row a person: full bars while available, low ones while away, dots where nothing is known.

    Without `start` and `end` it shows all intervals. `now` is marked where it is in the period, and intervals that last
    still end there.
    """
    whole_number("rows_max", rows_max, 1)
    zone, moment = zone_named(time_zone), None if now is None else in_utc(now)
    everybody = [Person(*each) for each in people]
    first, last = first_and_last((each.intervals for each in everybody), moment)
    begin, finish = period(first if start is None else start, last if end is None else end)
    known_until = finish if moment is None else min(finish, moment)
    rows = [(each.name, pieces(each.intervals, begin, known_until)) for each in everybody]
    rows = [(name, found) for name, found in rows if found]
    subtitle = f"{words.moment(begin, zone)} to {words.moment(finish, zone)}, {time_zone}"
    sheet = Sheet(title, subtitle, width)
    if not rows:
        return sheet.nothing("Nobody has a status in this period.")
    left = SIDE + 8 + min(_NAMES_WIDTH_MAX, max(text_width(name, FONT_SIZE) for name, _ in rows[:rows_max]))
    axis = TimeAxis(begin, finish, zone, left, width - left - SIDE - 8)
    return _Timeline(sheet, axis, rows, moment).chart(rows_max)


@dataclass
class _Timeline:
    sheet: Sheet
    axis: TimeAxis
    rows: list[tuple[str, list[Piece]]]
    now: datetime | None

    def chart(self, rows_max: int) -> Chart:
        shown = self.rows[:rows_max]
        times = time_by_state(found for _, found in self.rows)
        looks = styles(times)
        top = self.sheet.height + _NOW_HEIGHT
        bottom = top + len(shown) * _ROW_HEIGHT
        self.sheet.add(*self.axis.drawn(top, bottom))
        is_thinned = [self._row(place, top, looks) for place in range(len(shown))]
        self._present(top, bottom)
        self.sheet.height = bottom + AXIS_HEIGHT
        self.sheet.legend(with_shares(looks, times))
        self._notes(len(shown), any(is_thinned))
        return self.sheet.finished(_description(len(self.rows), description(looks, times)), looks.values())

    def _row(self, place: int, top: float, looks: dict[State, Style]) -> bool:
        """Draws a person's row; whether changes had to be left out."""
        name, found = self.rows[place]
        middle = top + (place + 0.5) * _ROW_HEIGHT
        self.sheet.add(_name(name, self.axis.left - 8, middle))
        self.sheet.add(*self._gaps(found, middle))
        pixels = int(self.axis.width)
        is_dense = len(found) > pixels // 3
        drawn = thinned(found, self.axis.start, self.axis.end, pixels // 2) if is_dense else found
        self.sheet.add(*(self._piece(name, piece, looks[piece.state], middle, is_dense) for piece in drawn))
        return is_dense

    def _piece(self, name: str, piece: Piece, style: Style, middle: float, is_dense: bool) -> str:
        x, height = self.axis.x(piece.start), BAR_HEIGHT if style.available else AWAY_HEIGHT
        zone = self.axis.zone
        span = f"{words.moment(piece.start, zone)} to {words.moment(piece.end, zone)}"
        told = "mostly" if is_dense else words.duration(piece.length)
        return titled(
            "rect",
            f"{name}\n{piece.state.label}, {told}\n{span}",
            x=x,
            y=middle + BAR_HEIGHT / 2 - height,
            width=max(self.axis.x(piece.end) - x, 0.5),
            height=height,
            class_=style.name,
        )

    def _gaps(self, found: list[Piece], middle: float) -> Iterator[str]:
        at = self.axis.start
        for piece in found:
            if piece.start > at:
                yield self._gap(at, piece.start, middle)
            at = max(at, piece.end)

    def _gap(self, start: datetime, end: datetime, middle: float) -> str:
        place = {"x1": self.axis.x(start), "x2": self.axis.x(end), "y1": middle, "y2": middle}
        return titled("line", f"Nothing is known until {words.moment(end, self.axis.zone)}", class_="gap", **place)

    def _present(self, top: float, bottom: float) -> None:
        if self.now is None or not self.axis.start <= self.now <= self.axis.end:
            return
        x, label = self.axis.x(self.now), f"now, {self.now.astimezone(self.axis.zone):%H:%M}"
        half = text_width(label, FONT_SIZE) / 2
        self.sheet.add(
            element("line", x1=x, x2=x, y1=top - 4, y2=bottom + 3, class_="now"),
            text(min(max(x, self.axis.left + half), self.axis.right + SIDE - half), top - 8, label, anchor="middle"),
        )

    def _notes(self, shown: int, is_thinned: bool) -> None:
        if shown < len(self.rows):
            self.sheet.note(f"The first {shown} of {len(self.rows)} people; the shares are those of all.")
        if is_thinned:
            step = (self.axis.end - self.axis.start) / (int(self.axis.width) // 2)
            self.sheet.note(
                f"Each step of {words.duration(step)} is drawn in one state; plain away yields to any of an eighth."
            )


def _name(name: str, right: float, middle: float) -> str:
    label = fitted(name, _NAMES_WIDTH_MAX, FONT_SIZE)
    drawn = text(right, middle + 4, label, anchor="end")
    return drawn if label == name else element("g", element("title", escaped(name)), drawn)


def _description(people: int, shares: str) -> str:
    return f"{people} {'person' if people == 1 else 'people'}. {shares}"
