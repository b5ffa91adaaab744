"""Time in status, one bar a bucket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from onduty._arguments import number_from_zero, one_of
from onduty.calendar import zone_named
from onduty.charts import words
from onduty.charts.calendar import BUCKETS, MONTHS, WEEKDAYS, Bucket, buckets, in_utc
from onduty.charts.chart import Chart
from onduty.charts.frame import FONT_SIZE, SIDE, Sheet
from onduty.charts.shares import description, with_shares
from onduty.charts.states import State, Style, styles
from onduty.charts.svg import element, text, text_width, titled
from onduty.charts.value_axis import value_label, value_ticks

_PLOT_HEIGHT = 240
_LABEL_DISTANCE = 48
_BARS_MAX = 200
_BAR_WIDTH_MAX = 80
_HOUR_MS = 3_600_000
_MOMENT = timedelta(microseconds=1)


class StatusTime(NamedTuple):
    """How long a state lasted within the bucket that begins at `bucket`, over all people."""

    bucket: datetime
    available: bool
    custom_status: str | None
    duration_ms: int

    @property
    def state(self) -> State:
        """The state that lasted so long."""
        return State(self.available, self.custom_status)


def stacked_bars(
    rows: Iterable[StatusTime | tuple[datetime, bool, str | None, int]],
    *,
    bucket: Bucket = "day",
    time_zone: str | ZoneInfo = "UTC",
    title: str = "Time in status",
    width: int = 960,
) -> Chart:
    """A bar a bucket, from the first to the last that rows name, one part of it a state; hours are those of all people.

    Rows of the same bucket and state are added up. Of more than 200 buckets it shows the latest.
    """
    one_of("bucket", bucket, BUCKETS)
    zone = zone_named(time_zone)
    heaps = _heaps(StatusTime(*row) for row in rows)
    sheet = Sheet(title, f"Hours of all people, by {bucket}, {time_zone}", width)
    if not heaps:
        return sheet.nothing("No time in any status.")
    starts = [start for start, _ in buckets(min(heaps), max(heaps) + _MOMENT, bucket, zone)]
    _refuse_what_begins_elsewhere(heaps, starts, bucket, time_zone)
    return _Bars(sheet, zone, bucket, starts[-_BARS_MAX:], heaps).chart(left_out=len(starts) - _BARS_MAX)


def _heaps(rows: Iterable[StatusTime]) -> dict[datetime, Counter[State]]:
    heaps: dict[datetime, Counter[State]] = {}
    for row in rows:
        if number_from_zero("duration_ms", row.duration_ms) > 0:
            heaps.setdefault(in_utc(row.bucket), Counter())[row.state] += row.duration_ms
    return heaps


def _refuse_what_begins_elsewhere(
    heaps: Iterable[datetime], starts: list[datetime], bucket: Bucket, time_zone: str | ZoneInfo
) -> None:
    wrong = sorted(set(heaps).difference(starts))
    if wrong:
        raise ValueError(f"no {bucket} begins at {wrong[0]} in {time_zone}; give the bucket and the zone of the rows")


@dataclass
class _Bars:
    sheet: Sheet
    zone: ZoneInfo
    bucket: Bucket
    starts: list[datetime]
    heaps: Mapping[datetime, Counter[State]]

    def chart(self, left_out: int) -> Chart:
        times = sum((self.heaps.get(start, Counter()) for start in self.starts), Counter[State]())
        looks = styles(times)
        largest = max(self.heaps[start].total() for start in self.starts if start in self.heaps)
        ticks = value_ticks(largest / _HOUR_MS)
        self.left = SIDE + 10 + max(text_width(f"{value_label(value)} h", FONT_SIZE) for value in ticks)
        self.top, self.scale = self.sheet.height + 12, _PLOT_HEIGHT / ticks[-1] / _HOUR_MS
        self.slot = (self.sheet.width - self.left - SIDE) / len(self.starts)
        self._grid(ticks)
        for place, start in enumerate(self.starts):
            self._bar(place, start, looks)
        self._labels()
        self.sheet.legend(with_shares(looks, times))
        if left_out > 0:
            self.sheet.note(f"The latest {_BARS_MAX} of {_BARS_MAX + left_out} bars.")
        return self.sheet.finished(f"{len(self.starts)} bars. {description(looks, times)}", looks.values())

    def _grid(self, ticks: list[float]) -> None:
        for value in ticks:
            y = self.top + _PLOT_HEIGHT - value * _HOUR_MS * self.scale
            line = element("line", x1=self.left, x2=self.sheet.width - SIDE, y1=y, y2=y, class_="grid")
            self.sheet.add(line, text(self.left - 6, y + 4, f"{value_label(value)} h", "quiet", "end"))

    def _bar(self, place: int, start: datetime, looks: Mapping[State, Style]) -> None:
        heap = self.heaps.get(start, Counter[State]())
        y = self.top + _PLOT_HEIGHT
        for state, style in looks.items():
            if heap[state] > 0:
                height = heap[state] * self.scale
                y -= height
                self.sheet.add(self._part(place, y, height, style, self._told(start, state, heap)))

    def _part(self, place: int, y: float, height: float, style: Style, told: str) -> str:
        bar_width = min(max(self.slot * 0.8, self.slot - 8), _BAR_WIDTH_MAX)
        return titled(
            "rect",
            told,
            x=self.left + (place + 0.5) * self.slot - bar_width / 2,
            y=y,
            width=bar_width,
            height=height,
            class_=f"piece {style.name}",
        )

    def _told(self, start: datetime, state: State, heap: Counter[State]) -> str:
        time = words.hours(timedelta(milliseconds=heap[state]))
        return f"{self._name(start)}\n{state.label}: {time}, {words.share(heap[state], heap.total())}"

    def _name(self, start: datetime) -> str:
        local = start.astimezone(self.zone)
        if self.bucket == "month":
            return f"{MONTHS[local.month - 1]} {local.year}"
        if self.bucket == "hour":
            return f"{words.moment(start, self.zone)} {local:%Z}"
        return words.day(local) if self.bucket == "day" else f"The week of {words.day(local)}"

    def _labels(self) -> None:
        """Below every so many-th bar, and where a month, day or year begins, its name below that."""
        base = self.top + _PLOT_HEIGHT + 16
        each = -(-_LABEL_DISTANCE // max(1, int(self.slot)))
        context, free_from = None, 0.0
        for place in range(0, len(self.starts), each):
            x = self.left + (place + 0.5) * self.slot
            label, below = _bar_label(self.starts[place].astimezone(self.zone), self.bucket)
            self.sheet.add(text(x, base, label, "quiet", "middle"))
            half = text_width(below, FONT_SIZE) / 2
            if below != context and x - half >= free_from:
                self.sheet.add(text(x, base + 16, below, "quiet", "middle"))
                context, free_from = below, x + half + 6
        self.sheet.height = base + 22


def _bar_label(local: datetime, bucket: Bucket) -> tuple[str, str]:
    month = MONTHS[local.month - 1]
    if bucket == "hour":
        return f"{local:%H:%M}", f"{WEEKDAYS[local.weekday()]} {local.day} {month}"
    if bucket == "day":
        return f"{WEEKDAYS[local.weekday()]} {local.day}", f"{month} {local.year}"
    return (f"{local.day} {month}", str(local.year)) if bucket == "week" else (month, str(local.year))
