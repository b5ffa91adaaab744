"""Charts of who was available when: SVG, without script, network or further packages.

    from datetime import datetime, timedelta, timezone
    from onduty import charts

    now = datetime.now(timezone.utc)
    chart = charts.team_timeline(account, now - timedelta(days=1), now, time_zone="Europe/Rome")
    chart.save("yesterday.svg")  # and in a notebook, `chart` alone shows it

`timeline`, `stacked_bars` and `heat_map` draw plain values, from wherever they come; `team_timeline`, `team_bars` and
`team_heat_map` read an account. Charts are readable in light and dark, and without seeing colours.
"""

from onduty.charts.calendar import BUCKETS, Bucket
from onduty.charts.chart import Chart
from onduty.charts.heat_map import HourOfWeek, availability_by_hour, heat_map
from onduty.charts.intervals import Interval
from onduty.charts.of_account import team_bars, team_heat_map, team_timeline
from onduty.charts.split import time_in_buckets
from onduty.charts.stacked_bars import StatusTime, stacked_bars
from onduty.charts.timeline import Person, timeline

__all__ = [
    "BUCKETS",
    "Bucket",
    "Chart",
    "HourOfWeek",
    "Interval",
    "Person",
    "StatusTime",
    "availability_by_hour",
    "heat_map",
    "stacked_bars",
    "team_bars",
    "team_heat_map",
    "team_timeline",
    "time_in_buckets",
    "timeline",
]
