"""Text for people: headings, aligned tables, check marks; colour on terminals only."""

import os
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Sequence

INDENT = "   "
WIDTH_MAX = 110  # columns; longer lines are hard to read
ESCAPE = re.compile(r"\033\[[0-9;]*m")


def prepare_output() -> None:
    """Makes the output UTF-8, whatever the locale, and each line appear at once."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)


def block_width() -> int:
    """The columns that a line of a block may take."""
    return width() - 2 * len(INDENT)


def width() -> int:
    """The columns that a line may take."""
    return min(shutil.get_terminal_size((WIDTH_MAX, 24)).columns, WIDTH_MAX)


def paint(text: str, code: str) -> str:
    """Colours `text` on a terminal that wants colour."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\033[{code}m{text}\033[0m"


def bold(text: str) -> str:
    """Marks what matters most."""
    return paint(text, "1")


def mark(good: bool) -> str:
    """A check mark or a cross."""
    return paint("✓", "32") if good else paint("✗", "31")


def title(text: str) -> None:
    """Opens the page."""
    print(bold(text))
    print(bold("=" * columns_of(text)))


def section(text: str) -> None:
    """Opens a section."""
    print()
    print(bold(text))


def line(text: str = "") -> None:
    """One indented line."""
    print(f"{INDENT}{text}" if text else "")


def block(text: str) -> None:
    """Several lines, indented further than the rest, without blank ones around them."""
    lines = [each.rstrip() for each in text.splitlines()]
    print(textwrap.indent("\n".join(lines).strip("\n"), INDENT * 2))


def table(rows: Sequence[Sequence[str]]) -> None:
    """Rows of equally many cells, the columns aligned."""
    widths = [max(columns_of(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (size - columns_of(cell)) for cell, size in zip(row, widths, strict=True)]
        line("  ".join(cells).rstrip())


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes: colours none, combining marks none, wide characters two."""
    plain = ESCAPE.sub("", text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in plain)


def shorten(text: str, columns: int) -> str:
    """Cuts the middle out of a text of more than `columns` characters, which are at least 3."""
    if len(text) <= columns:
        return text
    head = columns // 2
    return f"{text[:head]}…{text[len(text) - (columns - head - 1) :]}"
