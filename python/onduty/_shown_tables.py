"""How tables are shown to people: in a terminal and in a notebook."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onduty.tables import Table

_ROWS_MAX = 12
_TEXT_WIDTH_MAX = 36
_NOTHING = "–"
_RIGHT = frozenset({"integer", "real"})
# Controls and their like, which terminals obey or hide, and lone surrogates.
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")


def as_text(table: Table) -> str:
    """The first and last rows in columns, and how many there are."""
    names = table.shown_columns
    head, tail = _shown(table)
    cells = [[_text(name, row[name]) for name in names] for row in [*head, *tail]]
    widths = [max(_width(text) for text in column) for column in zip(list(names), *cells, strict=True)]
    rights = [table.kind(name) in _RIGHT for name in names]
    lines = [_line(row, widths, rights) for row in [list(names), ["─" * width for width in widths], *cells]]
    if tail:
        lines.insert(2 + len(head), "…")
    return "\n".join([*lines, summary(table)])


def as_html(table: Table) -> str:
    """The same as HTML, everything in it escaped, in the notebook's own colours."""
    names = table.shown_columns
    head, tail = _shown(table)
    headings = "".join(f"<th style='{_style(table, name)}'>{escape(name)}</th>" for name in names)
    gap = [f"<tr><td colspan='{len(names)}' style='text-align:center;opacity:.6'>…</td></tr>"] if tail else []
    rows = [*(_html_row(table, row) for row in head), *gap, *(_html_row(table, row) for row in tail)]
    return (
        "<div style='overflow-x:auto;color:inherit'>"
        "<table style='border-collapse:collapse;font-variant-numeric:tabular-nums'>"
        f"<thead><tr>{headings}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        f"<p style='opacity:.7;margin:.4em 0'>{escape(summary(table))}</p></div>"
    )


def summary(table: Table) -> str:
    """How many rows there are, how many of them are shown, and which columns are not."""
    parts = [f"{len(table):,} row{'' if len(table) == 1 else 's'}"]
    if len(table) > _ROWS_MAX:
        parts[0] += f", {_ROWS_MAX} of them shown"
    if unshown := [name for name in table.columns if name not in table.shown_columns]:
        parts.append(f"not shown: {', '.join(unshown)}")
    return "; ".join(parts)


def duration_text(ms: int) -> str:
    """A duration as people read it, such as 7:30:00 or 2 days, 0:00:00."""
    whole = timedelta(seconds=ms // 1000)
    rest = ms % 1000
    return f"{whole}.{rest:03d}" if rest else str(whole)


def _shown(table: Table) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The first rows, and the last where some between them are left out."""
    if len(table) <= _ROWS_MAX:
        return list(table.rows()), []
    half = _ROWS_MAX // 2
    return list(table.rows(0, half)), list(table.rows(len(table) - half))


def _text(name: str, value: Any) -> str:
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="milliseconds" if value.microsecond else "minutes")
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, int):
        return f"{value:,}" if name != "duration_ms" else f"{value:,} ({duration_text(value)})"
    return _cut(_plain(str(value)))


def _plain(text: str) -> str:
    """The text with what would steer a terminal shown instead of sent."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"\\u{ord(each):04x}" if unicodedata.category(each) in _UNSHOWN and each not in _JOINERS else each
        for each in text
    )


def _cut(text: str) -> str:
    return text if len(text) <= _TEXT_WIDTH_MAX else text[: _TEXT_WIDTH_MAX - 1] + "…"


def _width(text: str) -> int:
    """Columns of a terminal."""
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line(cells: list[str], widths: list[int], rights: list[bool]) -> str:
    padded = []
    for text, width, right in zip(cells, widths, rights, strict=True):
        blanks = " " * (width - _width(text))
        padded.append(blanks + text if right else text + blanks)
    return "  ".join(padded).rstrip()


def _style(table: Table, name: str) -> str:
    side = "right" if table.kind(name) in _RIGHT else "left"
    return f"text-align:{side};padding:.2em .8em;border-bottom:1px solid rgba(128,128,128,.4);color:inherit"


def _html_row(table: Table, row: dict[str, Any]) -> str:
    cells = (f"<td style='{_style(table, name)}'>{escape(_text(name, row[name]))}</td>" for name in table.shown_columns)
    return f"<tr style='background:transparent'>{''.join(cells)}</tr>"
