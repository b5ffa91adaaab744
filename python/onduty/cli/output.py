"""What the commands print: tables for people, JSON for scripts."""

from __future__ import annotations

import json
import sys
import unicodedata
from datetime import datetime
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onduty import CustomStatus

NOTHING = "–"


def console() -> Console:
    """Where tables go: as wide as the terminal, without colour where there is none."""
    return Console(file=sys.stdout, highlight=False)


def print_json(value: Any) -> None:
    """Prints one JSON value, on one line."""
    click.echo(json.dumps(value, ensure_ascii=False))


def plain(text: str) -> str:
    """The text with control characters shown instead of sent: names and reasons come from others, terminals obey."""
    return "".join(f"\\x{ord(each):02x}" if unicodedata.category(each) == "Cc" else each for each in text)


def one_line(text: str) -> str:
    """The text with line breaks made spaces, and otherwise `plain`."""
    return plain(" ".join(text.splitlines()))


def cell(text: str | None) -> Text:
    """A table's cell. Text rather than a string, in which square brackets would be markup."""
    return Text(plain(text) if text else NOTHING, overflow="fold")


def table(*headings: str) -> Table:
    """A table whose cells are folded rather than cut where the terminal is narrow."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def readable(at: datetime) -> str:
    """The instant in the local time zone, to the second."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S %Z")


def exact(at: datetime) -> str:
    """The instant for scripts: RFC 3339 in UTC, to the thousandth, as the HTTP API writes it."""
    return at.isoformat(timespec="milliseconds")


def availability(available: bool) -> str:
    """The word for a person's availability."""
    return "available" if available else "away"


def custom_status_label(custom_status: CustomStatus | None) -> str:
    """The custom status as people know it."""
    if custom_status is None:
        return NOTHING
    return f"{custom_status.emoji} {custom_status.name}" if custom_status.emoji else custom_status.name
