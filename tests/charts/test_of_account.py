"""Charts of what a database holds."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

import onduty
from onduty import charts
from tests.charts.drawing import texts, titled, titles
from tests.documents import JANE, LUNCH, NOBODY, NORA

TEAM = "ad42a09715814e6483b1c5debd6a2dbc"  # Jane's


@pytest.fixture
def day() -> tuple[datetime, datetime]:
    now = datetime.now(UTC)
    return now - timedelta(days=1), now + timedelta(hours=1)


def test_a_timeline_shows_everybody_or_a_team(acme: onduty.Account, day: tuple[datetime, datetime]) -> None:
    everybody = charts.team_timeline(acme, *day)
    assert {"Jane Doe", "Matteo Ricci", "Nora Lind", "Who was available when, acme"} <= set(texts(everybody))
    team = charts.team_timeline(acme, *day, team=TEAM, time_zone="Europe/Rome")
    assert "Who was available when, General" in texts(team)
    assert "Nora Lind" not in texts(team)
    assert any(each.startswith("now, ") for each in texts(team))


def test_it_shows_what_the_history_has(acme: onduty.Account, day: tuple[datetime, datetime]) -> None:
    acme.update_status(JANE, available=False, custom_status_uuid=LUNCH)
    chart = charts.team_timeline(acme, *day)
    assert titled(chart, "Jane Doe\nAvailable,")
    assert titled(chart, "Jane Doe\nAway: Lunch,")
    # Jane is as old as her import, Nora was created years ago and never set (U6).
    assert titled(chart, "Nora Lind\nAway, 24 h 0 min")
    assert len([title for title in titles(chart) if title.startswith("Nothing is known until ")]) == 2


def test_histories_are_read_to_their_end(
    acme: onduty.Account, day: tuple[datetime, datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onduty.charts.of_account._PAGE_SIZE", 2)
    for number in range(5):
        acme.update_status(JANE, custom_status_uuid=LUNCH if number % 2 == 0 else None)
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
    assert titled(chart, "Jane Doe\nAway: Lunch")
    assert titled(chart, "Nora Lind\nAway, 0 s")
    assert titled(chart, "Nora Lind\nAvailable, 0 s")
    assert not [title for title in titles(chart) if title.startswith("Nothing is known")]


def test_who_came_within_the_period_is_shown_since_then(db: onduty.Database, acme: onduty.Account) -> None:
    start = datetime.now(UTC) - timedelta(days=2)
    created_at = (start + timedelta(days=1)).isoformat(timespec="seconds").replace("+00:00", "Z")
    people = [{"email": f"{name}@example.com", "name": name, "createdAt": created_at} for name in ("Ada", "Bo", "Cy")]
    db.import_directory(json.dumps({"account": {"name": "acme"}, "users": people}))
    acme.update_status(acme.find_user("Bo@example.com").uuid, available=True)
    acme.update_status(acme.find_user("Cy@example.com").uuid, available=True, custom_status_uuid=LUNCH)
    chart = charts.team_timeline(acme, start, start + timedelta(days=3))
    assert titled(chart, "Ada\nAway, 24 h 0 min")
    assert titled(chart, "Bo\nAway, 24 h 0 min")
    assert titled(chart, "Cy\nAvailable: Lunch, 0 s")  # both clocks have moved: when Cy came is not known


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
    with pytest.raises(ValueError, match="not after"):
        charts.team_timeline(acme, later, later - timedelta(days=1))


def test_an_unknown_team_is_told(acme: onduty.Account, day: tuple[datetime, datetime]) -> None:
    with pytest.raises(onduty.Error):
        charts.team_timeline(acme, *day, team=NOBODY)
