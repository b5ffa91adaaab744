"""How many people are available, by weekday and hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from onduty._arguments import number_from_zero
from onduty.calendar import zone_named
from onduty.charts.calendar import WEEKDAYS, buckets, in_utc, milliseconds, period
from onduty.charts.chart import Chart
from onduty.charts.frame import FONT_SIZE, SIDE, Sheet
from onduty.charts.stacked_bars import StatusTime
from onduty.charts.states import ink
from onduty.charts.svg import element, text, text_width, titled

_ROW_HEIGHT = 30
_DAYS_WIDTH = 40
_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# From few to many: one hue, ever darker, which every eye orders alike. Its end is the blue of Okabe and Ito.
_FEWEST, _MOST = (232, 243, 250), (0, 94, 153)


class HourOfWeek(NamedTuple):
    """How many people were available, on average, in this hour of this day of the week."""

    weekday: int  # 0 is Monday
    hour: int  # 0 to 23
    available: float


def availability_by_hour(
    rows: Iterable[StatusTime | tuple[datetime, bool, str | None, int]],
    *,
    start: datetime,
    end: datetime,
    time_zone: str | ZoneInfo = "UTC",
) -> list[HourOfWeek]:
    """The average number of available people by hour of the week, from rows with a bucket an hour."""
    begin, finish = period(start, end)
    zone = zone_named(time_zone)
    spent: dict[tuple[int, int], int] = defaultdict(int)
    lasted: dict[tuple[int, int], int] = defaultdict(int)
    for each in (StatusTime(*row) for row in rows):
        if each.available:
            local = in_utc(each.bucket).astimezone(zone)
            spent[local.weekday(), local.hour] += number_from_zero("duration_ms", each.duration_ms)
    for at, following in buckets(begin, finish, "hour", zone):
        local = at.astimezone(zone)
        length = min(finish, following) - max(begin, at)
        lasted[local.weekday(), local.hour] += milliseconds(length)
    return [HourOfWeek(*slot, spent[slot] / length) for slot, length in sorted(lasted.items()) if length > 0]


def heat_map(
    cells: Iterable[HourOfWeek | tuple[int, int, float]],
    *,
    time_zone: str | ZoneInfo = "UTC",
    title: str = "How many are available",
    width: int = 960,
) -> Chart:
    """A field an hour of the week: the more people, the darker. The number stands in it; without one it is blank."""
    found = [HourOfWeek(*cell) for cell in cells]
    _refuse_what_is_no_hour(found)
    values = {(cell.weekday, cell.hour): cell.available for cell in found}
    sheet = Sheet(title, f"People on average, by weekday and hour, {zone_named(time_zone).key}", width)
    if not values:
        return sheet.nothing("No hour of the week has a number.")
    largest = max(values.values())
    _draw(sheet, values, largest)
    _scale(sheet, largest)
    return sheet.finished(_description(values), ())


def _refuse_what_is_no_hour(cells: Iterable[HourOfWeek]) -> None:
    for cell in cells:
        if not (cell.weekday in range(7) and cell.hour in range(24)):
            raise ValueError(f"{cell} is no hour of the week; weekdays are 0 (Monday) to 6, hours 0 to 23")
        number_from_zero(f"available, on weekday {cell.weekday} at hour {cell.hour},", cell.available)


def _draw(sheet: Sheet, values: Mapping[tuple[int, int], float], largest: float) -> None:
    left, top = SIDE + _DAYS_WIDTH, sheet.height + 24
    step = (sheet.width - left - SIDE) / 24
    for hour in range(24):
        sheet.add(text(left + (hour + 0.5) * step, top - 6, f"{hour:02}", "quiet", "middle"))
    for weekday, name in enumerate(WEEKDAYS):
        y = top + weekday * _ROW_HEIGHT
        sheet.add(text(left - 8, y + _ROW_HEIGHT / 2 + 4, name, anchor="end"))
        for hour in range(24):
            told = f"{_LONG_DAYS[weekday]}, {hour:02}:00 to {hour + 1:02}:00"
            sheet.add(*_cell(left + hour * step, y, step, values.get((weekday, hour)), largest, told))
    sheet.height = top + 7 * _ROW_HEIGHT + 4


def _cell(x: float, y: float, step: float, value: float | None, largest: float, told: str) -> list[str]:
    place = {"x": x + 1, "y": y + 1, "width": step - 2, "height": _ROW_HEIGHT - 2, "rx": 2.0}
    if value is None:
        return [titled("rect", f"{told}: not in the period", class_="blank", fill_opacity=0.4, **place)]
    colour = _colour(value / largest if largest else 0)
    middle = {"x": x + step / 2, "y": y + _ROW_HEIGHT / 2 + 4}
    label = element("text", _label(value), class_="cell", text_anchor="middle", fill=ink(colour), **middle)
    title = element("title", f"{told}: {value:,.2f} available")
    return [element("g", title, element("rect", fill=colour, **place), label)]


def _colour(part: float) -> str:
    mixed = (round(low + (high - low) * part) for low, high in zip(_FEWEST, _MOST, strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _label(value: float) -> str:
    return f"{value:,.0f}" if value >= 99.5 or value == round(value) else f"{value:.1f}"


def _scale(sheet: Sheet, largest: float) -> None:
    """The colours from none to the most."""
    top, steps, step = sheet.height + 10, 12, 14
    left = SIDE + _DAYS_WIDTH + 1
    sheet.add(text(left, top + 12, "0"))
    x = left + text_width("0", FONT_SIZE) + 6
    for place in range(steps):
        colour = _colour(place / (steps - 1))
        sheet.add(element("rect", x=x + place * step, y=top, width=step + 0.5, height=14, fill=colour))
    sheet.add(text(x + steps * step + 6, top + 12, f"{_label(largest)} available"))
    sheet.height = top + 20


def _description(values: Mapping[tuple[int, int], float]) -> str:
    most, fewest = max(values, key=lambda slot: values[slot]), min(values, key=lambda slot: values[slot])
    return f"Most are available on {_named(most, values)}, fewest on {_named(fewest, values)}."


def _named(slot: tuple[int, int], values: Mapping[tuple[int, int], float]) -> str:
    return f"{_LONG_DAYS[slot[0]]} at {slot[1]:02}:00 ({_label(values[slot])})"
