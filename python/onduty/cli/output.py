"""What the commands print: tables for people, JSON for scripts."""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onduty import CustomStatus, RecordedStatus

NOTHING = "–"


_ENDLESS_WIDTH = 100_000  # columns, more than any table takes


def console() -> Console:
    """Where tables go: as wide as the terminal, without colour where there is none.

    In a pipe or a file nothing is folded, unless COLUMNS says how wide it is: programs look for whole words.
    """
    is_on_terminal = sys.stdout is not None and sys.stdout.isatty()  # None where the descriptor was closed
    is_endless = not (is_on_terminal or os.environ.get("COLUMNS"))
    return Console(file=sys.stdout, highlight=False, width=_ENDLESS_WIDTH if is_endless else None)


# Controls and their like, which terminals obey or hide, and lone surrogates, which cannot be written.
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Emoji are made with these, and in some scripts words.
_JOINERS = frozenset("\u200c\u200d")
_FLAG_OF_A_REGION = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)")


def print_json(value: Any) -> None:
    """Prints one JSON value, on one line."""
    click.echo(json_line(value))


def json_line(value: Any) -> str:
    """One JSON value, in which what a terminal might obey is escaped."""
    return _shown(json.dumps(value, ensure_ascii=False), lambda character: json.dumps(character)[1:-1])


def plain(text: str) -> str:
    """The text with what would steer a terminal shown instead of sent: names and reasons come from others."""
    return _shown(text, _escape)


def _shown(text: str, escape: Callable[[str], str]) -> str:
    if text.isascii() and text.isprintable():
        return text
    parts = _FLAG_OF_A_REGION.split(text)  # every second one is a flag
    return "".join(part if index % 2 else _escaped(part, escape) for index, part in enumerate(parts))


def _escaped(text: str, escape: Callable[[str], str]) -> str:
    return "".join(
        escape(each) if unicodedata.category(each) in _UNSHOWN and each not in _JOINERS else each for each in text
    )


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


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


def custom_status_as_json(custom_status: CustomStatus | None) -> dict[str, Any] | None:
    """The custom status for scripts."""
    if custom_status is None:
        return None
    return {"id": custom_status.id, "name": custom_status.name, "emoji": custom_status.emoji}


def status_as_json(status: RecordedStatus) -> dict[str, Any]:
    """The status for scripts, as the HTTP API writes it in histories and plans."""
    return {"available": status.available, "custom_status": custom_status_as_json(status.custom_status)}
