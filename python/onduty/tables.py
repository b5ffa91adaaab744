"""Tables: what reports come in, for notebooks, data frames, files and terminals.

table.to_pandas()              # a pandas.DataFrame
table.to_polars()              # a polars.DataFrame; other libraries read tables by Arrow's C stream interface
table.to_csv("report.csv")
table["duration_ms"]           # a column, as a list
for row in table: ...          # a dict each, as many as len(table); table.rows(start, stop) gives some of them
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Any, Self, TextIO
from zoneinfo import ZoneInfo

from onduty import _core
from onduty._arguments import whole_number
from onduty._shown_tables import as_html, as_text
from onduty.calendar import to_datetime, to_ms, zone_named

if TYPE_CHECKING:
    import pandas
    import polars

_CHUNK_ROWS = 10_000  # that are Python's objects at once
_REMEMBERED = frozenset({"_columns", "_instants", "columns", "shown_columns"})  # what is made of the columns
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")  # for spreadsheets


class Table:
    """Columns of equal length. A value: it never changes, does not follow the database, and is equal by what it holds.

    Instants are datetimes in the table's time zone. It is iterated by its rows, whose number is `len`, and not by its
    columns as data frames are; their names are `columns`.
    """

    __contains__ = None  # of a row or of a column? Ask table.columns for names

    # What people need not see: it is there, and left out where a table is shown.
    _unshown: frozenset[str] = frozenset()

    def __init__(self, columns: _core.Columns, time_zone: str = "UTC") -> None:
        self._columns = columns
        self._zone = ZoneInfo(time_zone)
        self._instants: dict[int, datetime] = {}

    @classmethod
    def of(cls, columns: Mapping[str, tuple[str, Iterable[Any]]], time_zone: str | ZoneInfo = "UTC") -> Table:
        """A table of values: by the columns' names their kinds (see `kind`) and values.

        Texts and instants may be None; instants are datetimes with a zone. Values of another kind are a TypeError, what
        is none at all, such as an instant without a zone, a ValueError; both name the column.
        """
        zone = zone_named(time_zone).key
        parts = [_part(name, *_kind_and_values(name, column)) for name, column in columns.items()]
        return Table(_core.Columns(parts, time_zone=zone), zone)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self._columns.names)

    def __len__(self) -> int:
        return len(self._columns)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.rows()

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same: the names, kinds and values of all columns, in order, and the time zone."""
        if not isinstance(other, Table):
            return NotImplemented
        return self._identity() == other._identity() and all(
            self._has_same_values(other, index) for index in range(len(self.columns))
        )

    def __hash__(self) -> int:
        return hash(self._identity())

    def __copy__(self) -> Self:
        return self  # which never changes

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __getstate__(self) -> dict[str, Any]:
        kept = {name: value for name, value in self.__dict__.items() if name not in _REMEMBERED}
        parts = zip(self._columns.names, self._columns.kinds, self._values(), strict=True)
        return {**kept, "_columns": list(parts)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__ |= state
        self._columns = _core.Columns(state["_columns"], time_zone=self._zone.key)
        self._instants = {}

    def __getitem__(self, column: str) -> list[Any]:
        """One column's values."""
        return self._cells(self._index(column), 0, len(self))

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[dict[str, Any]]:
        """The rows, or those from `start` to before `stop`, each as a dict by the names of the columns.

        Rows are counted from 0, and only from the beginning; beyond the last there are none.
        """
        first = whole_number("start", start, 0)
        last = len(self) if stop is None else min(whole_number("stop", stop, 0), len(self))
        return (dict(zip(self.columns, values, strict=True)) for values in self._tuples(first, last))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows by Arrow's C stream interface, which polars, PyArrow, DuckDB and others read."""
        return self._columns.__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas.DataFrame. Raises ImportError where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise ImportError("to_pandas needs pandas: pip install pandas") from error
        from onduty._data_frames import series_of

        series = {name: series_of(self._columns, index, self._zone) for index, name in enumerate(self.columns)}
        return pandas.DataFrame(series, columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """A polars.DataFrame. Raises ImportError where polars is not installed."""
        try:
            import polars
        except ImportError as error:
            raise ImportError("to_polars needs polars: pip install polars") from error
        return polars.DataFrame(self)

    def to_csv(self, path: str | PathLike[str] | None = None, *, escape_formulas: bool = False) -> str | None:
        """The table as CSV with a line of headings: written to a file, or given back where there is no path.

        Instants are RFC 3339, flags `true` and `false`; what is not there is empty.

        Texts are exact, as programs want them. A spreadsheet takes one that begins with `=`, `+`, `-` or `@` for a
        formula, and names come from others: for people who open the file in one, `escape_formulas=True` puts a `'`
        before such texts, and before those that begin with a tab or a carriage return.
        """
        if path is None:
            text = io.StringIO()
            self._write_csv(text, escape_formulas)
            return text.getvalue()
        with open(path, "w", encoding="utf-8", newline="") as file:
            self._write_csv(file, escape_formulas)
        return None

    def to_json(self, path: str | PathLike[str] | None = None) -> str | None:
        """The rows as a JSON list of objects: written to a file, or given back where there is no path."""
        if path is None:
            return "".join(self._json_parts())
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(self._json_parts())
        return None

    def __repr__(self) -> str:
        return as_text(self)

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        return as_html(self)

    @cached_property
    def shown_columns(self) -> tuple[str, ...]:
        """The names of the columns that are shown to people: those in which there is anything, but for ids."""
        return tuple(
            name
            for index, name in enumerate(self.columns)
            if name not in self._unshown and not (len(self) and self._columns.is_empty(index))
        )

    def kind(self, column: str) -> str:
        """What a column holds: "integer", "real", "flag", "text" or "instant"."""
        return self._columns.kinds[self._index(column)]

    def _identity(self) -> tuple[object, ...]:
        """All that it holds but for the values of the columns."""
        return type(self), self._zone.key, len(self), self.columns, tuple(self._columns.kinds)

    def _has_same_values(self, other: Table, index: int) -> bool:
        if self._columns.kinds[index] != "text":  # reals by their bytes: what is no number equals itself here
            return (
                memoryview(self._columns.memory(index)).tobytes() == memoryview(other._columns.memory(index)).tobytes()
            )
        return all(
            self._columns.cells(index, begin, begin + _CHUNK_ROWS)
            == other._columns.cells(index, begin, begin + _CHUNK_ROWS)
            for begin in range(0, len(self), _CHUNK_ROWS)
        )

    def _values(self) -> Iterator[list[Any]]:
        return (self._columns.cells(index, 0, len(self)) for index in range(len(self._columns.names)))

    def _index(self, column: str) -> int:
        try:
            return self.columns.index(column)
        except ValueError:
            raise KeyError(f"there is no column {column!r}, but {', '.join(self.columns)}") from None

    def _cells(self, index: int, start: int, stop: int) -> list[Any]:
        cells = self._columns.cells(index, start, stop)
        if self._columns.kinds[index] != "instant":
            return cells
        return [None if ms is None else self._instant(ms) for ms in cells]

    def _instant(self, ms: int) -> datetime:
        if (known := self._instants.get(ms)) is not None:
            return known
        made = to_datetime(ms).astimezone(self._zone)
        if len(self._instants) < _CHUNK_ROWS:  # buckets are few, and repeated
            self._instants[ms] = made
        return made

    def _tuples(self, start: int, stop: int) -> Iterator[tuple[Any, ...]]:
        for begin in range(start, stop, _CHUNK_ROWS):
            end = min(begin + _CHUNK_ROWS, stop)
            yield from zip(*(self._cells(index, begin, end) for index in range(len(self.columns))), strict=True)

    def _write_csv(self, file: TextIO, escape_formulas: bool) -> None:
        writer = csv.writer(_LinesOfCsv(file), lineterminator="\r\n")
        cell = _spreadsheet_cell if escape_formulas else _csv_cell
        writer.writerow(map(cell, self.columns))
        for values in self._tuples(0, len(self)):
            writer.writerow(map(cell, values))

    def _json_parts(self) -> Iterator[str]:
        separator = "["
        for row in self.rows():
            yield separator + json.dumps(row, ensure_ascii=False, default=_rfc_3339)
            separator = ",\n "
        yield "[]\n" if separator == "[" else "]\n"


class _LinesOfCsv:
    """Ends rows with a line feed. A writer that is told to do so leaves texts with carriage returns without quotes."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> int:
        return self._file.write(row.removesuffix("\r\n") + "\n")


def _kind_and_values(name: object, column: tuple[object, object]) -> tuple[str, list[Any]]:
    if not (isinstance(name, str) and _is_text(name)):
        raise TypeError(f"a column's name must be a text, not {name!r}")
    try:
        kind, values = column
    except (TypeError, ValueError):
        kind, values = None, None
    if not (isinstance(kind, str) and isinstance(values, Iterable)):
        raise TypeError(f"the column {name} must be a pair, of its kind and of its values")
    return kind, list(values)


def _part(name: str, kind: str, values: list[Any]) -> tuple[str, str, list[Any]]:
    """The column as the core takes it."""
    if kind == "instant":
        return name, kind, [None if value is None else _instant_ms(name, value) for value in values]
    if kind == "text" and not all(_is_text(value) for value in values if isinstance(value, str)):
        raise ValueError(f"the column {name} holds half of a surrogate pair, which is no text")
    return name, kind, values


def _instant_ms(name: str, at: object) -> int:
    if not isinstance(at, datetime):
        raise TypeError(f"the column {name} holds a {type(at).__name__}; instants are datetimes with a time zone")
    if at.utcoffset() is None:
        raise ValueError(f"the column {name} holds {at!r}, which has no time zone; give a datetime with tzinfo")
    return to_ms(at)


def _is_text(text: str) -> bool:
    """Whether it is without lone surrogates, which no encoding has."""
    return text.isascii() or text == text.encode("utf-8", "replace").decode()


def _rfc_3339(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _csv_cell(value: object) -> object:
    if isinstance(value, datetime):
        return _rfc_3339(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _spreadsheet_cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_BEGINS):
        return f"'{value}"
    return _csv_cell(value)
