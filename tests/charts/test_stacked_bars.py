"""Time in status by bucket."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from onduty import charts
from onduty.calendar import bucket_starts, zone_named
from onduty.charts.calendar import buckets
from onduty.charts.value_axis import value_label, value_ticks
from tests.charts.drawing import MONDAY, labels, number, texts, titled, titles

HOUR_MS = 3_600_000


def day(number: int) -> datetime:
    return MONDAY + timedelta(days=number)


def test_a_part_is_as_high_as_its_time_and_stands_on_those_before() -> None:
    chart = charts.stacked_bars([(day(0), True, None, 8 * HOUR_MS), (day(0), False, "Lunch", 4 * HOUR_MS)])
    available, lunch = titled(chart, "Mon 2 Mar 2026\nAvailable"), titled(chart, "Mon 2 Mar 2026\nAway: Lunch")
    assert number(available, "height") == pytest.approx(2 * number(lunch, "height"))
    assert number(lunch, "y") + number(lunch, "height") == pytest.approx(number(available, "y"))


def test_a_part_tells_its_hours_and_share() -> None:
    chart = charts.stacked_bars([(day(0), True, None, 9 * HOUR_MS), (day(0), False, None, 3 * HOUR_MS)])
    assert titles(chart) == ["Mon 2 Mar 2026\nAvailable: 9.0 h, 75 %", "Mon 2 Mar 2026\nAway: 3.0 h, 25 %"]


def test_rows_of_one_bucket_and_state_are_added_up() -> None:
    rows = [(day(0), True, None, HOUR_MS), (day(0), True, None, 2 * HOUR_MS)]
    assert titles(charts.stacked_bars(rows)) == ["Mon 2 Mar 2026\nAvailable: 3.0 h, 100 %"]


def test_days_without_rows_keep_their_place() -> None:
    chart = charts.stacked_bars(
        [(day(0), True, None, HOUR_MS), (day(1), True, None, HOUR_MS), (day(5), True, None, HOUR_MS)]
    )
    first, second, last = (number(titled(chart, name), "x") for name in ("Mon 2", "Tue 3", "Sat 7"))
    assert last - first == pytest.approx(5 * (second - first), abs=0.05)
    assert {"Wed 4", "Mar 2026"} <= set(labels(chart))


@pytest.mark.parametrize(
    ("bucket", "names"),
    [
        ("hour", ["Sun 25 Oct 2026 01:00 CEST", "Sun 25 Oct 2026 02:00 CEST", "Sun 25 Oct 2026 02:00 CET"]),
        ("day", ["Sun 25 Oct 2026", "Mon 26 Oct 2026", "Tue 27 Oct 2026"]),
        ("week", ["The week of Mon 19 Oct 2026", "The week of Mon 26 Oct 2026", "The week of Mon 2 Nov 2026"]),
        ("month", ["Oct 2026", "Nov 2026", "Dec 2026"]),
    ],
)
def test_buckets_begin_in_the_zone(bucket: charts.Bucket, names: list[str]) -> None:
    start = datetime(2026, 10, 24, 23, tzinfo=UTC)  # 01:00 in Rome, on the day of 25 hours
    cut = buckets(start, start + timedelta(days=90), bucket, zone_named("Europe/Rome"))
    rows = [(next(cut)[0], True, None, HOUR_MS) for _ in range(3)]
    chart = charts.stacked_bars(rows, bucket=bucket, time_zone="Europe/Rome")
    assert [title.splitlines()[0] for title in titles(chart)] == names


def test_buckets_of_another_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="no day begins at 2026-03-02 00:00"):
        charts.stacked_bars([(day(0), True, None, HOUR_MS)], time_zone="Europe/Rome")


@pytest.mark.parametrize("bucket", ["fortnight", "none", None])
def test_what_is_no_bucket_is_refused(bucket: Any) -> None:
    message = "bucket must be one of hour, day, week, month, not "
    with pytest.raises(ValueError, match=message):
        charts.stacked_bars([], bucket=bucket)
    with pytest.raises(ValueError, match=message):
        charts.time_in_buckets([], day(0), day(1), bucket=bucket)
    with pytest.raises(ValueError, match=message):
        bucket_starts(0, 1, bucket, zone_named("UTC"))


@pytest.mark.parametrize("duration_ms", [-1, float("inf"), float("nan")])
def test_what_is_no_duration_is_refused(duration_ms: Any) -> None:
    with pytest.raises(ValueError, match="duration_ms must be a finite number of at least 0"):
        charts.stacked_bars([(day(0), True, None, duration_ms)])


def test_of_very_many_bars_the_latest_are_shown() -> None:
    chart = charts.stacked_bars([(day(number), True, None, HOUR_MS * (number + 1)) for number in range(250)])
    assert len(titles(chart)) == 200
    assert titles(chart)[0].endswith("Available: 51.0 h, 100 %")
    assert "The latest 200 of 250 bars." in texts(chart)


@pytest.mark.parametrize("count", [1, 2, 7, 31, 60, 199])
def test_labels_do_not_touch(count: int) -> None:
    chart = charts.stacked_bars([(day(number), True, None, HOUR_MS) for number in range(count)])
    places = sorted(x for name, x in labels(chart).items() if name[:3] in charts.calendar.WEEKDAYS)
    assert len(places) >= 1
    assert all(after - before >= 46 for before, after in pairwise(places))


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (10, [0, 2, 4, 6, 8, 10]),
        (0.3, [0, 0.1, 0.2, 0.3]),
        (23, [0, 5, 10, 15, 20, 25]),
        (1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (1201, [0, 250, 500, 750, 1000, 1250]),
    ],
)
def test_the_axis_of_hours_is_round(largest: float, ticks: list[float]) -> None:
    assert value_ticks(largest) == pytest.approx(ticks)


def test_values_have_no_needless_digits() -> None:
    assert [value_label(value) for value in (0, 0.30000000000000004, 1250.0, 2e6)] == ["0", "0.3", "1,250", "2,000,000"]
