"""`onduty report`: how long people were in which status.

With `--json`: what `GET /v1/reports/time_in_status` answers. With `--csv`: a line of headings and a line a row, with a
`'` before texts that a spreadsheet would take for formulas.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from rich.text import Text

import onduty
from onduty.cli.errors import WrongUse
from onduty.cli.names import team_uuid
from onduty.cli.options import account_option, db_option, existing_database, find_account, find_user, json_option
from onduty.cli.output import availability, cell, console, print_json, table
from onduty.periods import BUCKETS

_SHOWN_MAX = 1000  # rows; more are for --csv
_UUID = re.compile("[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


@click.command()
@click.option("--start", required=True, metavar="WHEN", help="Begin of the period: 2026-03-01, or with a time.")
@click.option("--end", metavar="WHEN", help="End of the period, which is not part of it. Now, when left out.")
@click.option(
    "--by",
    default="user,available",
    show_default=True,
    metavar="KEYS",
    help="What has rows of its own: user, team, available, custom_status, with commas between them.",
)
@click.option("--bucket", type=click.Choice(BUCKETS), default="none", show_default=True, help="Cut the period.")
@click.option(
    "--time-zone", default="UTC", show_default=True, metavar="NAME", help="Of WHEN and of the buckets: Europe/Rome."
)
@click.option("--user", metavar="USER", help="Only this user: a uuid or an e-mail address.")
@click.option("--team", metavar="NAME", help="Only members of this team.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for spreadsheets.")
@db_option
@account_option
@json_option
def report(
    start: str,
    end: str | None,
    by: str,
    bucket: str,
    time_zone: str,
    user: str | None,
    team: str | None,
    as_csv: bool,
    db_path: str,
    account_name: str | None,
    as_json: bool,
) -> None:
    """Show how long people were in which status."""
    if as_csv and as_json:
        raise WrongUse("--csv and --json exclude each other")
    period = _period(start, end, _zone(time_zone))
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        user = None if user is None else _user_uuid(account, user)
        team = None if team is None else team_uuid(account, team)
        if as_json:
            texts = [each.isoformat() for each in period]
            answer = account.time_in_status_json(
                start=texts[0], end=texts[1], by=by, bucket=bucket, time_zone=time_zone, user=user, team=team
            )
            print_json(json.loads(answer.body))
            return
        found = account.time_in_status(*period, by=by, bucket=bucket, time_zone=time_zone, user=user, team=team)
    if as_csv:
        click.echo(found.to_csv(escape_formulas=True), nl=False)
    else:
        _show(found)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongUse(f"--time-zone: {name} is not the name of a time zone, such as Europe/Rome") from None


def _period(start: str, end: str | None, zone: ZoneInfo) -> tuple[datetime, datetime]:
    begin, now = _instant("--start", start, zone), datetime.now(zone)
    if end is not None:
        return begin, _instant("--end", end, zone)
    if begin > now:
        raise WrongUse(f"--start: {start} lies in the future, of which nothing is known; give an earlier one")
    return begin, now


def _instant(option: str, text: str, zone: ZoneInfo) -> datetime:
    """A date is its first instant in the zone, and so is a time without an offset."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"{option}: {text} is neither a date nor a time, such as 2026-03-01T08:00") from None
    return at if at.tzinfo is not None else at.replace(tzinfo=zone)


def _user_uuid(account: onduty.Account, user: str) -> str:
    """A uuid as it is: it may be of somebody who was removed, whom nothing else names."""
    return user if _UUID.fullmatch(user) else find_user(account, user).uuid


def _show(found: onduty.TimeInStatus) -> None:
    if not found:
        click.echo(_why_empty(found))
        return
    columns = [each for each in _COLUMNS if each[1] in found.columns and (each[1] != "bucket" or found.bucket)]
    rows = table(*(heading for heading, _ in columns), "time", "share")
    for number in (-1, -2):
        rows.columns[number].justify = "right"
    shown = list(found.rows(0, _SHOWN_MAX))
    times = _times([row["duration_ms"] for row in shown])
    for row, time in zip(shown, times, strict=True):
        cells = [_cell(row[name], found.bucket) for _, name in columns]
        rows.add_row(*cells, time, f"{row['share']:.1%}")
    console().print(rows)
    if len(found) > _SHOWN_MAX:
        click.echo(f"{len(found):,} rows, the first {_SHOWN_MAX:,} of them shown; --csv prints them all.")


def _why_empty(found: onduty.TimeInStatus) -> str:
    if found.start == found.end:
        return "The period is empty: it ends where it begins."
    if found.start > datetime.now(found.start.tzinfo):
        return "The period lies in the future, of which nothing is known."
    return "Nobody was there in this period."


_COLUMNS = (
    ("from", "bucket"),
    ("name", "user_name"),
    ("team", "team_name"),
    ("availability", "available"),
    ("custom status", "custom_status_name"),
)


def _cell(value: object, bucket: str | None) -> Text:
    if isinstance(value, datetime):  # of an hour that comes twice, the offset tells which
        return cell(value.isoformat(" ", "minutes") if bucket == "hour" else value.date().isoformat())
    if isinstance(value, bool):
        return cell(availability(value))
    return cell(value if isinstance(value, str) else None)


def _times(durations_ms: list[int]) -> list[str]:
    """The times, with thousandths where any of them has some: cut ones would not add up to what is told of all."""
    is_exact = any(ms % 1000 for ms in durations_ms)
    return [_hours(ms) + (f".{ms % 1000:03d}" if is_exact else "") for ms in durations_ms]


def _hours(ms: int) -> str:
    """Hours, minutes and seconds, as many hours as there are."""
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes // 60:,}:{minutes % 60:02d}:{seconds:02d}"
