"""Where buckets begin: days of 23 and 25 hours, hours that come twice or not at all (Q3)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from onduty.calendar import bucket_starts
from onduty.periods import BUCKETS_MAX, read_period


def labels(start: str, end: str, bucket: str, zone: str) -> list[str]:
    period = read_period(start, end, bucket, zone)
    assert period.refused == {}
    return [label.replace(":00.000", "") for label in period.bucket_labels]


def test_q3_days_are_those_of_the_zone() -> None:
    assert labels("2026-03-28T12:00:00Z", "2026-03-31T00:00:00Z", "day", "Europe/Rome") == [
        "2026-03-28T00:00+01:00",
        "2026-03-29T00:00+01:00",
        "2026-03-30T00:00+02:00",
        "2026-03-31T00:00+02:00",
    ]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-10-26", 24)])
def test_q3_days_have_as_many_hours_as_the_clock_shows(day: str, hours: int) -> None:
    rome = ZoneInfo("Europe/Rome")
    start = datetime.fromisoformat(day).replace(tzinfo=rome)
    period = read_period(start, start + timedelta(days=1), "hour", "Europe/Rome")
    assert len(period.bucket_labels) == hours
    assert len(set(period.bucket_labels)) == hours
    assert period.end_ms - period.start_ms == hours * 3_600_000


def test_q3_an_hour_that_comes_twice_is_two_buckets() -> None:
    assert labels("2026-10-25T00:00:00Z", "2026-10-25T02:30:00Z", "hour", "Europe/Rome") == [
        "2026-10-25T02:00+02:00",
        "2026-10-25T02:00+01:00",
        "2026-10-25T03:00+01:00",
    ]


def test_q3_where_the_clock_moves_by_half_an_hour_a_bucket_begins() -> None:
    assert labels("2026-04-04T14:10:00Z", "2026-04-04T16:10:00Z", "hour", "Australia/Lord_Howe") == [
        "2026-04-05T01:00+11:00",
        "2026-04-05T01:30+10:30",
        "2026-04-05T02:00+10:30",
    ]
    assert labels("2026-10-03T15:40:00Z", "2026-10-03T16:10:00Z", "hour", "Australia/Lord_Howe") == [
        "2026-10-04T02:30+11:00",
        "2026-10-04T03:00+11:00",
    ]


def test_q3_hours_are_those_of_zones_between_them() -> None:
    assert labels("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", "hour", "Asia/Kathmandu") == [
        "2026-01-01T05:00+05:45",
        "2026-01-01T06:00+05:45",
    ]


def test_q3_a_day_without_midnight_begins_where_the_clock_goes_on() -> None:
    assert labels("2018-11-03T12:00:00-03:00", "2018-11-05T12:00:00-02:00", "day", "America/Sao_Paulo") == [
        "2018-11-03T00:00-03:00",
        "2018-11-04T01:00-02:00",
        "2018-11-05T00:00-02:00",
    ]


def test_q3_a_midnight_that_comes_twice_begins_one_day() -> None:
    assert labels("2025-11-02T03:00:00Z", "2025-11-03T05:00:01Z", "day", "America/Havana") == [
        "2025-11-01T00:00-04:00",
        "2025-11-02T00:00-04:00",
        "2025-11-03T00:00-05:00",
    ]
    assert labels("2010-11-07T03:00:00Z", "2010-11-07T03:30:00Z", "day", "America/St_Johns") == [
        "2010-11-07T00:00-02:30"
    ]


def test_q3_a_day_that_the_zone_left_out_is_no_bucket() -> None:
    assert labels("2011-12-29T12:00:00-10:00", "2012-01-01T00:00:00+14:00", "day", "Pacific/Apia") == [
        "2011-12-29T00:00-10:00",
        "2011-12-31T00:00+14:00",
    ]


def test_q3_weeks_begin_on_monday_and_months_on_the_first() -> None:
    assert labels("2026-03-01T00:00:00Z", "2026-03-10T00:00:00Z", "week", "UTC") == [
        "2026-02-23T00:00+00:00",
        "2026-03-02T00:00+00:00",
        "2026-03-09T00:00+00:00",
    ]
    assert labels("2025-12-31T23:30:00Z", "2026-03-01T00:00:00Z", "month", "Europe/Rome") == [
        "2026-01-01T00:00+01:00",
        "2026-02-01T00:00+01:00",
        "2026-03-01T00:00+01:00",
    ]


@pytest.mark.parametrize("bucket", ["hour", "day", "week", "month"])
@pytest.mark.parametrize("zone", ["Europe/Rome", "America/St_Johns", "Africa/Casablanca", "Australia/Lord_Howe", "UTC"])
def test_q3_buckets_rise_and_cover_the_period(zone: str, bucket: str) -> None:
    start = int(datetime(2010, 10, 20, 5, 7, 9, 123_000, tzinfo=UTC).timestamp() * 1000)
    for shift in range(0, 40 * 86_400_000, 7_919_000):
        starts = list(bucket_starts(start + shift, start + shift + 90 * 3_600_000, bucket, ZoneInfo(zone)))
        assert starts[0] <= start + shift
        assert starts == sorted(set(starts))
        assert all(begin > start + shift for begin in starts[1:])


def test_q3_an_offset_with_seconds_is_written_in_utc() -> None:
    assert read_period("1971-06-01T00:00:00Z", "1971-06-01T12:00:00Z", "day", "Africa/Monrovia").bucket_labels == [
        "1971-05-31T00:44:30.000+00:00",
        "1971-06-01T00:44:30.000+00:00",
    ]


def test_q3_every_fault_is_named() -> None:
    naive = datetime(2026, 1, 1)
    period = read_period(naive, "2026-01-01T00:00:00", "fortnight", "Rome")
    assert sorted(period.refused) == ["bucket", "end", "start", "time_zone"]
    assert "time zone" in period.refused["start"][0]
    assert read_period(None, None, None, None).refused == {"start": ["is missing"], "end": ["is missing"]}
    for zone in ("", "../etc/passwd", "/etc/passwd", "Europe", "a" * 300, "\0"):
        assert list(read_period("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "day", zone).refused) == ["time_zone"]


def test_q3_more_buckets_than_anybody_reads_are_refused() -> None:
    start = datetime(2000, 1, 1, tzinfo=UTC)
    last = start + timedelta(hours=BUCKETS_MAX)
    assert len(read_period(start, last, "hour", "UTC").bucket_starts_ms) == BUCKETS_MAX
    for end in (last + timedelta(milliseconds=1), datetime(9999, 1, 1, tzinfo=UTC)):
        assert read_period(start, end, "hour", "UTC").refused == {
            "bucket": [f"makes more than {BUCKETS_MAX} buckets of this period"]
        }


def test_what_is_beyond_the_calendar_is_refused() -> None:
    end = datetime.max.replace(tzinfo=UTC)
    assert list(read_period(end - timedelta(days=1), end, "day", "Asia/Tokyo").refused) == ["bucket"]


def test_what_is_no_instant_is_a_type_error() -> None:
    for arguments in ((1, "x", None, "UTC"), ("x", "x", 3, "UTC"), ("x", "x", None, 5)):
        with pytest.raises(TypeError):
            read_period(*arguments)
