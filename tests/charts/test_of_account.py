"""Charts of what a database holds."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import onduty
from onduty import charts, periods
from tests.charts.drawing import texts, titled, titles
from tests.documents import JANE, LUNCH, MATTEO, NOBODY, NORA
from tests.history_rows import Entry, Life, write_life

TEAM = "ad42a09715814e6483b1c5debd6a2dbc"  # Jane's
WEEK = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)


@pytest.fixture
def day() -> tuple[datetime, datetime]:
    now = datetime.now(UTC)
    return now - timedelta(days=1), now + timedelta(hours=1)


def day_of_week(number: float) -> datetime:
    return WEEK[0] + timedelta(days=number)


def draw_lives(db_path: Path, *lives: Life) -> tuple[charts.Chart, charts.Chart]:
    """The timeline and the bars of a week, of Jane, Matteo and Nora."""
    for user, life in zip((JANE, MATTEO, NORA), lives, strict=True):
        write_life(db_path, user, life)
    with onduty.open(str(db_path)) as db:
        acme = db.account("acme")
        return charts.team_timeline(acme, *WEEK), charts.team_bars(acme, *WEEK)


def shares(chart: charts.Chart) -> str:
    return chart.description.split(". ")[1]


def test_a_timeline_shows_everybody_or_a_team(acme: onduty.Account, day: tuple[datetime, datetime]) -> None:
    everybody = charts.team_timeline(acme, *day)
    assert {"Jane Doe", "Matteo Ricci", "Nora Lind", "Who was available when, acme"} <= set(texts(everybody))
    team = charts.team_timeline(acme, *day, team=TEAM, time_zone="Europe/Rome")
    assert "Who was available when, General" in texts(team)
    assert "Nora Lind" not in texts(team)
    assert any(each.startswith("now, ") for each in texts(team))


def test_it_shows_what_the_history_has(acme: onduty.Account, day: tuple[datetime, datetime]) -> None:
    acme.update_status(JANE, available=False, custom_status_uuid=LUNCH)
    time.sleep(0.002)  # entries tell thousandths
    chart = charts.team_timeline(acme, *day)
    assert titled(chart, "Jane Doe\nAvailable,") is not None
    assert titled(chart, "Jane Doe\nAway: Lunch,") is not None
    # Jane is as old as her import, Nora was created years ago and never set (U6).
    assert titled(chart, "Nora Lind\nAway, 24 h 0 min") is not None
    assert len([title for title in titles(chart) if title.startswith("Nothing is known until ")]) == 2


def test_histories_are_read_to_their_end(
    acme: onduty.Account, day: tuple[datetime, datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onduty.charts.of_account._PAGE_SIZE", 2)
    for number in range(5):
        acme.update_status(JANE, custom_status_uuid=LUNCH if number % 2 == 0 else None)
        time.sleep(0.002)  # entries tell thousandths
    chart = charts.team_timeline(acme, datetime.now(UTC) - timedelta(seconds=30), day[1])
    assert any(title.startswith("Jane Doe\nAvailable: Lunch") for title in titles(chart))


def test_what_began_before_the_period_is_known(acme: onduty.Account) -> None:
    acme.update_status(JANE, available=False, custom_status_uuid=LUNCH)
    time.sleep(0.002)  # entries tell thousandths
    start = datetime.now(UTC)
    time.sleep(0.002)
    acme.update_status(NORA, available=True)
    time.sleep(0.002)
    chart = charts.team_timeline(acme, start, datetime.now(UTC))
    assert titled(chart, "Jane Doe\nAway: Lunch") is not None
    assert titled(chart, "Nora Lind\nAway, 0 s") is not None
    assert titled(chart, "Nora Lind\nAvailable, 0 s") is not None
    assert not [title for title in titles(chart) if title.startswith("Nothing is known")]


def test_who_came_within_the_period_is_shown_since_then(db: onduty.Database, acme: onduty.Account) -> None:
    start = datetime.now(UTC) - timedelta(days=2)
    created_at = (start + timedelta(days=1)).isoformat(timespec="seconds").replace("+00:00", "Z")
    people = [{"email": f"{name}@example.com", "name": name, "createdAt": created_at} for name in ("Ada", "Bo", "Cy")]
    db.import_directory(json.dumps({"account": {"name": "acme"}, "users": people}))
    acme.update_status(acme.find_user("Bo@example.com").uuid, available=True)
    acme.update_status(acme.find_user("Cy@example.com").uuid, available=True, custom_status_uuid=LUNCH)
    time.sleep(0.002)  # entries tell thousandths
    chart = charts.team_timeline(acme, start, start + timedelta(days=3))
    assert titled(chart, "Ada\nAway, 24 h 0 min") is not None
    assert titled(chart, "Bo\nAway, 24 h 0 min") is not None
    assert titled(chart, "Cy\nAway, 24 h 0 min") is not None
    assert titled(chart, "Cy\nAvailable: Lunch, 0 s") is not None


def test_who_was_removed_within_the_period_is_shown_until_then(db_path: Path) -> None:
    long_ago = day_of_week(-90)
    timeline, bars = draw_lives(
        db_path,
        Life(long_ago, day_of_week(3), [Entry(day_of_week(-2), True)]),  # was removed on the third day
        Life(long_ago, day_of_week(2), [Entry(day_of_week(-2), True), Entry(day_of_week(1), False, LUNCH)]),
        Life(day_of_week(1), entries=[Entry(day_of_week(6), True)]),
    )
    assert titled(timeline, "Jane Doe\nAvailable, 3 d 0 h\nMon 2 Mar 2026 00:00 to Thu 5 Mar 2026 00:00") is not None
    assert titled(timeline, "Matteo Ricci\nAvailable, 24 h 0 min") is not None
    assert (
        titled(timeline, "Matteo Ricci\nAway: Lunch, 24 h 0 min\nTue 3 Mar 2026 00:00 to Wed 4 Mar 2026 00:00")
        is not None
    )
    assert shares(timeline) == shares(bars) == "Available 45 %, Away 45 %, Away: Lunch 9 %."


def test_what_happens_at_the_end_is_not_part_of_the_period(db_path: Path) -> None:
    timeline, bars = draw_lives(
        db_path,
        Life(day_of_week(-9), entries=[Entry(WEEK[1], True, LUNCH)]),
        Life(day_of_week(1), entries=[Entry(WEEK[1], True)]),
        Life(day_of_week(-9), entries=[Entry(day_of_week(-8), True), Entry(WEEK[0], False), Entry(WEEK[1], True)]),
    )
    assert titled(timeline, "Jane Doe\nAway, 7 d 0 h") is not None
    assert titled(timeline, "Matteo Ricci\nAway, 6 d 0 h") is not None
    assert titled(timeline, "Nora Lind\nAway, 7 d 0 h") is not None
    assert shares(timeline) == shares(bars) == "Away 100 %."


def test_who_came_and_went_within_the_period_is_shown_in_between(db_path: Path) -> None:
    timeline, bars = draw_lives(
        db_path,
        Life(day_of_week(1.25), day_of_week(1.5), [Entry(day_of_week(1.375), True)]),
        Life(day_of_week(4.1), day_of_week(4.6)),
        Life(day_of_week(-9)),
    )
    assert titled(timeline, "Jane Doe\nAway, 3 h 0 min\nTue 3 Mar 2026 06:00 to Tue 3 Mar 2026 09:00") is not None
    assert titled(timeline, "Jane Doe\nAvailable, 3 h 0 min\nTue 3 Mar 2026 09:00 to Tue 3 Mar 2026 12:00") is not None
    assert titled(timeline, "Matteo Ricci\nAway, 12 h 0 min\nFri 6 Mar 2026 02:24 to Fri 6 Mar 2026 14:24") is not None
    assert [name for name in texts(timeline) if " " in name and name.split()[0] in {"Nora", "Jane", "Matteo"}] == [
        "Nora Lind",  # in order of creation, those who came and went at the end
        "Jane Doe",
        "Matteo Ricci",
    ]
    assert shares(timeline) == shares(bars)


def test_bars_count_up_to_now(acme: onduty.Account) -> None:
    now = datetime.now(UTC)
    chart = charts.team_bars(acme, now - timedelta(hours=3), now + timedelta(days=3), bucket="hour")
    assert "Time in status, acme" in texts(chart)
    nora = sum(float(title.split("Away: ")[1].split(" h")[0]) for title in titles(chart) if "Away: " in title)
    assert nora == pytest.approx(3, abs=0.2)  # Jane and Matteo are available since a moment ago


def test_bars_of_a_team_have_its_people_only(acme: onduty.Account) -> None:
    now = datetime.now(UTC)
    acme.update_status(JANE, available=False)
    chart = charts.team_bars(acme, now - timedelta(hours=3), now + timedelta(days=3), team=TEAM)
    assert "Time in status, General" in texts(chart)
    assert all(": 0.0 h" in title for title in titles(chart))


def test_a_heat_map_averages_until_now(acme: onduty.Account) -> None:
    acme.update_status(NORA, available=True)
    now = datetime.now(UTC)
    chart = charts.team_heat_map(acme, now - timedelta(days=1), now + timedelta(days=30), title="Acme")
    assert chart.title == "Acme"
    assert len([title for title in titles(chart) if title.endswith(" available")]) in (24, 25)


def test_a_period_that_has_not_begun_is_empty(acme: onduty.Account) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    for draw in (charts.team_timeline, charts.team_bars, charts.team_heat_map):
        chart = draw(acme, later, later + timedelta(days=1))
        assert titles(chart) == []
    with pytest.raises(onduty.InvalidParamsError, match="not after"):
        charts.team_timeline(acme, later, later - timedelta(days=1))


CHARTS = [charts.team_timeline, charts.team_bars, charts.team_heat_map]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize(
    ("arguments", "params"),
    [
        ({"team": NOBODY}, {"team": ["is not a team of this account"]}),
        ({"team": "General"}, {"team": ["is not a team of this account"]}),
        ({"time_zone": "Rome"}, {"time_zone": ["is not the name of a time zone, such as Europe/Rome"]}),
        (
            {"start": WEEK[0].replace(tzinfo=None)},
            {"start": ["is a datetime without a time zone; give it one, as in datetime.now(timezone.utc)"]},
        ),
        ({"end": WEEK[0]}, {"end": ["is not after start"]}),
        ({"start": WEEK[1], "end": WEEK[0]}, {"end": ["is not after start"]}),
    ],
    ids=str,
)
def test_l2_wrong_arguments_are_told_by_all_in_the_same_way(
    acme: onduty.Account, chart: Any, arguments: Any, params: Any
) -> None:
    for title in (None, "A title"):
        with pytest.raises(onduty.InvalidParamsError) as refused:
            chart(acme, **{"start": WEEK[0], "end": WEEK[1], "title": title, **arguments})
        assert (refused.value.params, refused.value.code) == (params, "invalid_params")
        assert refused.value.message == str(refused.value)


def test_l2_arguments_of_one_chart(acme: onduty.Account) -> None:
    for bucket in ("none", None, "year"):
        with pytest.raises(onduty.InvalidParamsError, match="bucket must be hour, day, week or month"):
            charts.team_bars(acme, *WEEK, bucket=bucket)  # type: ignore[arg-type]
    with pytest.raises(onduty.InvalidParamsError, match="rows_max must be at least 1"):
        charts.team_timeline(acme, *WEEK, rows_max=0)


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("arguments", [{"team": 5}, {"time_zone": 5}, {"start": "2026-03-02T00:00:00Z"}], ids=str)
def test_l2_arguments_of_a_wrong_type(acme: onduty.Account, chart: Any, arguments: Any) -> None:
    with pytest.raises(TypeError):
        chart(acme, **{"start": WEEK[0], "end": WEEK[1], **arguments})


def test_buckets_are_those_of_reports() -> None:
    assert tuple(charts.BUCKETS) == tuple(each for each in periods.BUCKETS if each != "none")
