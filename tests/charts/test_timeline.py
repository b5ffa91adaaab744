"""The timeline of a team."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from onduty import charts
from onduty.charts.frame import AWAY_HEIGHT, BAR_HEIGHT
from onduty.charts.intervals import pieces, thinned
from onduty.charts.states import State, styles
from tests.charts.drawing import SVG, classes, hour, labels, number, root, texts, titled, titles

ROME = "Europe/Rome"
People = Sequence[tuple[str, Sequence[tuple[object, ...]]]]


def day_of(people: People, now: datetime | None = None, time_zone: str | ZoneInfo = "UTC") -> charts.Chart:
    """The timeline of the Monday."""
    return charts.timeline(people, start=hour(0), end=hour(24), now=now, time_zone=time_zone)


def test_a_bar_is_as_long_as_its_interval() -> None:
    chart = day_of([("Jane", [(hour(0), hour(6), False), (hour(6), hour(18), True)])])
    away, available = titled(chart, "Jane\nAway"), titled(chart, "Jane\nAvailable")
    assert number(available, "width") == pytest.approx(2 * number(away, "width"), abs=0.02)
    assert number(available, "x") == pytest.approx(number(away, "x") + number(away, "width"), abs=0.02)


def test_availability_can_be_told_by_the_height() -> None:
    chart = day_of([("Jane", [(hour(0), hour(6), False, "Lunch"), (hour(6), hour(18), True, "Focus")])])
    away, available = titled(chart, "Jane\nAway: Lunch"), titled(chart, "Jane\nAvailable: Focus")
    assert (number(away, "height"), number(available, "height")) == (AWAY_HEIGHT, BAR_HEIGHT)
    assert away.attrib["class"] != available.attrib["class"]


def test_a_part_tells_who_what_and_when_in_the_zone() -> None:
    chart = day_of([("Jane", [(hour(8), hour(11.25), False, "Lunch")])], time_zone="Europe/Rome")
    assert "Jane\nAway: Lunch, 3 h 15 min\nMon 2 Mar 2026 09:00 to Mon 2 Mar 2026 12:15" in titles(chart)
    assert "Mon 2 Mar 2026 01:00 to Tue 3 Mar 2026 01:00, Europe/Rome" in texts(chart)


def test_a_zone_may_be_given_itself() -> None:
    by_name, itself = (
        day_of([("Jane", [(hour(8), hour(9), True)])], time_zone=zone) for zone in (ROME, ZoneInfo(ROME))
    )
    assert str(by_name) == str(itself)


def test_what_lies_outside_of_the_period_is_left_out() -> None:
    intervals = [(hour(-5), hour(-1), True), (hour(-1), hour(1), False), (hour(23), hour(30), True)]
    chart = day_of([("Jane", intervals), ("Nora", intervals[:1])])
    assert [title for title in titles(chart) if title.startswith("Jane")] == [
        "Jane\nAway, 1 h 0 min\nMon 2 Mar 2026 00:00 to Mon 2 Mar 2026 01:00",
        "Jane\nAvailable, 1 h 0 min\nMon 2 Mar 2026 23:00 to Tue 3 Mar 2026 00:00",
    ]
    assert "Nora" not in texts(chart)


def test_before_somebody_existed_there_are_dots() -> None:
    chart = day_of([("Jane", [(hour(6), hour(24), True)])])
    gap, bar = titled(chart, "Nothing is known until Mon 2 Mar 2026 06:00"), titled(chart, "Jane")
    assert gap.attrib["class"] == "gap"
    assert number(gap, "x2") == number(bar, "x")
    assert "gap" not in classes(day_of([("Jane", [(hour(0), hour(24), True)])]))


def test_the_present_is_marked_and_nothing_drawn_beyond_it() -> None:
    chart = day_of([("Jane", [(hour(6), None, True)])], now=hour(12))
    bar = titled(chart, "Jane\nAvailable, 6 h 0 min")
    line = next(each for each in root(chart).iter(f"{SVG}line") if each.attrib["class"] == "now")
    assert number(line, "x1") == pytest.approx(number(bar, "x") + number(bar, "width"), abs=0.02)
    assert "now, 12:00" in texts(chart)


def test_a_present_outside_of_the_period_is_not_marked() -> None:
    chart = day_of([("Jane", [(hour(6), None, True)])], now=hour(36))
    assert "now" not in classes(chart)
    assert titled(chart, "Jane\nAvailable, 18 h 0 min") is not None
    assert "Nobody has a status in this period." in texts(day_of([("J", [(hour(1), None, True)])], now=hour(-2)))


def test_the_period_is_by_default_that_of_all_intervals() -> None:
    chart = charts.timeline([("Jane", [(hour(1), hour(2), True)]), ("Nora", [(hour(5), None, True)])], now=hour(7))
    assert "Mon 2 Mar 2026 01:00 to Mon 2 Mar 2026 07:00, UTC" in texts(chart)


def test_the_legend_names_each_state_with_its_share() -> None:
    intervals = [(hour(0), hour(12), True), (hour(12), hour(18), False, "Lunch"), (hour(18), hour(24), False)]
    chart = day_of([("Jane", intervals)])
    assert {"Available 50 %", "Away 25 %", "Away: Lunch 25 %"} <= set(texts(chart))
    assert chart.description == "1 person. Available 50 %, Away 25 %, Away: Lunch 25 %."


def test_many_custom_statuses_share_a_style() -> None:
    intervals = [(hour(n), hour(n + 1 - n / 100), False, f"Status {n:02}") for n in range(14)]
    chart = charts.timeline([("Jane", intervals)])
    assert len(list(root(chart).iter(f"{SVG}pattern"))) == 11
    assert "Away: others 27 %" in texts(chart)
    assert titled(chart, "Jane\nAway: Status 13") is not None


def test_hundreds_of_people_are_cut_with_a_note() -> None:
    people = [(f"Person {number:03}", [(hour(0), hour(24), number < 100)]) for number in range(300)]
    chart = charts.timeline(people, rows_max=40)
    assert len([each for each in texts(chart) if each.startswith("Person")]) == 40
    assert "The first 40 of 300 people; the shares are those of all." in texts(chart)
    assert "Available 33 %" in texts(chart)


@pytest.mark.parametrize(("rows_max", "error"), [(0, ValueError), (-1, ValueError), ("9", TypeError), (1.5, TypeError)])
def test_a_number_of_rows_is_at_least_one(rows_max: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="rows_max must be"):
        charts.timeline([("Jane", [(hour(0), hour(1), True)])], rows_max=rows_max)
    assert "Jane" in texts(charts.timeline([("Jane", [(hour(0), hour(1), True)])], rows_max=1))


def test_intervals_of_the_same_bounds_keep_their_order() -> None:
    intervals = [(hour(0), hour(8), False, "Lunch"), (hour(0), hour(8), False), (hour(0), hour(8), False, "Focus")]
    shown = [title.split(",")[0] for title in titles(day_of([("Jane", intervals)]))]
    assert shown[:3] == ["Jane\nAway: Lunch", "Jane\nAway", "Jane\nAway: Focus"]


def test_a_year_of_changes_is_drawn_in_steps() -> None:
    shifts = [(hour(24 * day + 8), hour(24 * day + 16), True) for day in range(365)]
    nights = [(hour(24 * day + 16), hour(24 * day + 32), False) for day in range(365)]
    chart = charts.timeline([("Jane", shifts + nights)])
    assert len(titles(chart)) < 400
    assert any(each.startswith("Each step of ") for each in texts(chart))
    assert "Available 33 %" in texts(chart)


def test_in_a_step_plain_away_yields_to_an_eighth_of_anything() -> None:
    parts = pieces(
        [
            (hour(0), hour(7), False),
            (hour(7), hour(8), True),
            (hour(8), hour(15.5), False),
            (hour(15.5), hour(16), True),
        ],
        hour(0),
        hour(24),
    )
    drawn = thinned(parts, hour(0), hour(24), 3)
    assert drawn == [(hour(0), hour(8), State(True)), (hour(8), hour(16), State(False))]


def test_neighbours_of_one_state_are_one() -> None:
    parts = pieces([(hour(1), hour(2), True), (hour(0), hour(1), True), (hour(3), hour(4), True)], hour(0), hour(9))
    assert [(part.start, part.end) for part in parts] == [(hour(0), hour(2)), (hour(3), hour(4))]


@pytest.mark.parametrize("hours", [0.1, 1, 5, 24, 24 * 3, 24 * 14, 24 * 60, 24 * 365, 24 * 3000])
def test_the_axis_has_some_ticks_and_not_too_many(hours: float) -> None:
    chart = charts.timeline([("Jane", [(hour(0), hour(hours), True)])], time_zone="Europe/Rome")
    lines = [each for each in root(chart).iter(f"{SVG}line") if each.attrib["class"] == "grid"]
    assert 3 <= len(lines) <= 18


def test_hours_that_clocks_skip_are_not_on_the_axis() -> None:
    start = datetime(2026, 3, 28, 23, tzinfo=UTC)  # midnight in Rome; clocks go from 02:00 to 03:00
    chart = charts.timeline([("Jane", [(start, start + timedelta(hours=8), True)])], time_zone="Europe/Rome")
    shown = [name for name in labels(chart) if name.endswith(":00")]
    assert shown == ["00:00", "01:00", "03:00", "04:00", "05:00", "06:00", "07:00", "08:00", "09:00"]
    distances = [labels(chart)["03:00"] - labels(chart)["01:00"], labels(chart)["04:00"] - labels(chart)["03:00"]]
    assert distances[0] == pytest.approx(distances[1], abs=0.02)


def test_days_are_marked_where_they_begin_in_the_zone() -> None:
    start = datetime(2026, 10, 23, 22, tzinfo=UTC)  # midnight in Rome; the 25th has 25 hours
    chart = charts.timeline([("Jane", [(start, start + timedelta(hours=24 * 4 + 1), True)])], time_zone="Europe/Rome")
    bar, places = titled(chart, "Jane"), [labels(chart)[name] for name in ("Sat 24 Oct", "Sun 25 Oct", "Mon 26 Oct")]
    hour_width = number(bar, "width") / 97
    assert places[1] - places[0] == pytest.approx(24 * hour_width, abs=0.05)
    assert places[2] - places[1] == pytest.approx(25 * hour_width, abs=0.05)


def test_no_two_states_have_the_same_texture() -> None:
    states = [State(True), State(False), *(State(number % 2 == 0, f"Status {number}") for number in range(10))]
    looks = styles(dict.fromkeys(states, 1))
    assert len({style.texture for style in looks.values()}) == 12
    assert len({style.label for style in looks.values()}) == 12


def test_the_order_is_available_first_and_what_has_no_custom_status() -> None:
    states = [State(False, "Lunch"), State(False), State(True, "Focus"), State(True)]
    assert list(styles(dict.fromkeys(states, 1))) == states[::-1]
