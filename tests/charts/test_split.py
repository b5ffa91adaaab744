"""Intervals cut at the bounds of buckets, and those bounds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onduty import charts
from onduty.calendar import zone_named
from onduty.charts.calendar import buckets
from tests.charts.drawing import MONDAY, hour

# Clocks of half an hour, days without midnight, a day that was left out, and offsets of seconds in the past.
ZONES = ["UTC", "Europe/Rome", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu"]
INSTANTS = st.datetimes(datetime(2010, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


def bucket_of(at: datetime, bucket: charts.Bucket, zone: ZoneInfo) -> tuple[datetime, datetime]:
    [whole] = buckets(at, at + timedelta(microseconds=1), bucket, zone)
    return whole


@given(INSTANTS, st.sampled_from(charts.BUCKETS), st.sampled_from(ZONES))
def test_an_instant_is_in_its_bucket(at: datetime, bucket: charts.Bucket, name: str) -> None:
    zone = zone_named(name)
    start, end = bucket_of(at, bucket, zone)
    assert start <= at < end
    assert bucket_of(start, bucket, zone) == (start, end)
    assert bucket_of(end - timedelta(microseconds=1), bucket, zone) == (start, end)
    assert bucket_of(end, bucket, zone)[0] == end
    local = start.astimezone(zone)
    assert (local.second, local.microsecond) == (0, 0)


@pytest.mark.parametrize(
    ("name", "start", "hours"),
    [
        ("Europe/Rome", datetime(2026, 3, 29), 23),
        ("Europe/Rome", datetime(2026, 10, 25), 25),
        ("Australia/Lord_Howe", datetime(2026, 4, 5), 24.5),
        ("America/Sao_Paulo", datetime(2018, 11, 4), 23),  # begins at 01:00
        ("Europe/Rome", datetime(2026, 3, 2), 24),
    ],
)
def test_days_are_as_long_as_clocks_have_them(name: str, start: datetime, hours: float) -> None:
    zone = zone_named(name)
    begin = start.replace(tzinfo=zone).astimezone(UTC)
    assert bucket_of(begin + timedelta(hours=12), "day", zone) == (begin, begin + timedelta(hours=hours))


def test_an_hour_that_clocks_cut_short_is_an_hour_of_its_own() -> None:
    zone = zone_named("Australia/Lord_Howe")  # at 02:00 clocks go back to 01:30
    start = datetime(2026, 4, 4, 14, tzinfo=UTC)
    starts = [begin for begin, _ in buckets(start, start + timedelta(hours=2), "hour", zone)]
    assert [f"{at.astimezone(zone):%H:%M}" for at in starts] == ["01:00", "01:30", "02:00"]


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    zone = zone_named("Europe/Rome")
    week, _ = bucket_of(datetime(2026, 3, 8, 22, 59, tzinfo=UTC), "week", zone)
    assert week == datetime(2026, 3, 1, 23, tzinfo=UTC)
    march = datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC)
    assert bucket_of(week, "month", zone) == march


def test_time_is_cut_at_midnight_in_the_zone() -> None:
    jane = [(hour(20), hour(26), True, None), (hour(26), None, False, "Lunch")]
    rows = charts.time_in_buckets([jane], MONDAY, hour(47), time_zone="Europe/Rome")
    assert rows == [
        (hour(-1), True, None, 3 * 3_600_000),
        (hour(23), True, None, 3 * 3_600_000),
        (hour(23), False, "Lunch", 21 * 3_600_000),
    ]


@given(
    st.lists(st.tuples(st.integers(1, 10**8), st.booleans(), st.sampled_from([None, "Lunch"])), min_size=1),
    st.sampled_from(charts.BUCKETS),
    st.sampled_from(ZONES),
)
def test_nothing_is_lost_to_the_millisecond(
    parts: list[tuple[int, bool, str | None]], bucket: charts.Bucket, name: str
) -> None:
    at, intervals = datetime(2026, 3, 27, tzinfo=UTC), []
    for length_ms, available, custom in parts:
        intervals.append((at, at + timedelta(milliseconds=length_ms), available, custom))
        at = intervals[-1][1]
    start = intervals[0][0]
    rows = charts.time_in_buckets([intervals], start, at, bucket=bucket, time_zone=name)
    assert sum(row.duration_ms for row in rows) == (at - start) // timedelta(milliseconds=1)
    assert sum(row.duration_ms for row in rows if row.available) == sum(part[0] for part in parts if part[1])
