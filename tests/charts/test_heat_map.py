"""How many are available by weekday and hour."""

from datetime import UTC, datetime, timedelta

import pytest

from onduty import charts
from tests.charts.drawing import MONDAY, SVG, hour, root, texts, titled, titles

HOUR_MS = 3_600_000
ROME = "Europe/Rome"


def fill(chart: charts.Chart, begin: str) -> str:
    return next(titled(chart, begin).iter(f"{SVG}rect")).attrib["fill"]


def test_each_hour_of_the_week_has_its_number() -> None:
    chart = charts.heat_map([(day, at, day + at / 10) for day in range(7) for at in range(24)])
    assert len(titles(chart)) == 7 * 24
    assert "Thursday, 07:00 to 08:00: 3.70 available" in titles(chart)
    assert "3.7" in texts(chart)
    assert {"Mon", "Sun", "00", "23", "8.3 available"} <= set(texts(chart))


def test_the_more_the_darker() -> None:
    chart = charts.heat_map([(0, 0, 0), (0, 1, 5), (0, 2, 10)])
    shades = [sum(bytes.fromhex(fill(chart, f"Monday, {at:02}")[1:])) for at in range(3)]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 3


def test_words_can_be_read_on_every_shade() -> None:
    chart = charts.heat_map([(day, at, day * 24 + at) for day in range(7) for at in range(24)])
    cells = [each for each in root(chart).iter(f"{SVG}g") if each.find(f"{SVG}rect") is not None]
    assert len(cells) == 168
    for cell in cells:
        ground, ink = next(cell.iter(f"{SVG}rect")).attrib["fill"], next(cell.iter(f"{SVG}text")).attrib["fill"]
        assert contrast(ground, "#000000" if ink == "#000" else "#ffffff") >= 4.5


def contrast(first: str, second: str) -> float:
    """As the Web Content Accessibility Guidelines count it."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [channel / 255 for channel in bytes.fromhex(colour[1:])]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_hours_without_a_number_are_blank() -> None:
    chart = charts.heat_map([(0, 9, 2)])
    assert titled(chart, "Monday, 10:00 to 11:00: not in the period").attrib["class"] == "blank"
    assert "Monday at 09:00 (2)" in chart.description


@pytest.mark.parametrize("cell", [(7, 0, 1), (-1, 0, 1), (0, 24, 1), (1.5, 0, 1)])
def test_what_is_no_hour_of_the_week_is_refused(cell: tuple[int, int, float]) -> None:
    with pytest.raises(ValueError, match="no hour of the week"):
        charts.heat_map([cell])


@pytest.mark.parametrize("available", [-1, float("inf"), float("nan")])
def test_a_number_of_people_is_finite_and_not_below_nothing(available: float) -> None:
    with pytest.raises(ValueError, match="available, on weekday 2 at hour 9, must be a finite number of at least 0"):
        charts.heat_map([(2, 9, available)])
    with pytest.raises(TypeError, match="must be a number, not str"):
        charts.heat_map([(2, 9, "3")])  # type: ignore[list-item]


def test_the_rows_of_hours_are_looked_at() -> None:
    without_zone = [(hour(9).replace(tzinfo=None), True, None, HOUR_MS)]
    with pytest.raises(ValueError, match="no time zone"):
        charts.availability_by_hour(without_zone, start=MONDAY, end=hour(24))
    with pytest.raises(ValueError, match="duration_ms must be"):
        charts.availability_by_hour([(hour(9), True, None, -1)], start=MONDAY, end=hour(24))


def test_averages_are_over_all_such_hours_of_the_period() -> None:
    rows = [(hour(9), True, None, HOUR_MS), (hour(9), True, "Focus", HOUR_MS), (hour(9), False, None, HOUR_MS)]
    cells = charts.availability_by_hour(rows, start=MONDAY, end=MONDAY + timedelta(days=14))
    assert len(cells) == 168
    assert [cell for cell in cells if cell.available] == [(0, 9, 1.0)]


def test_a_part_of_an_hour_counts_as_that_part() -> None:
    cells = charts.availability_by_hour([(hour(9), True, None, HOUR_MS // 4)], start=hour(9.5), end=hour(10))
    assert cells == [(0, 9, 0.5)]


def test_hours_skipped_and_repeated() -> None:
    skipped = datetime(2026, 3, 28, 23, tzinfo=UTC)  # midnight in Rome
    cells = charts.availability_by_hour([], start=skipped, end=skipped + timedelta(hours=23), time_zone=ROME)
    assert [cell.hour for cell in cells] == [0, 1, *range(3, 24)]
    repeated = datetime(2026, 10, 24, 22, tzinfo=UTC)
    rows = [(repeated + timedelta(hours=number), True, None, HOUR_MS) for number in range(25)]
    cells = charts.availability_by_hour(rows[:3], start=repeated, end=repeated + timedelta(hours=25), time_zone=ROME)
    assert [cell.available for cell in cells[:4]] == [1, 1, 0.5, 0]
    cells = charts.availability_by_hour(rows, start=repeated, end=repeated + timedelta(hours=25), time_zone=ROME)
    assert [cell.available for cell in cells] == [1] * 24
