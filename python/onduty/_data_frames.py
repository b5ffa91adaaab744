"""Columns as pandas has them. pandas needs NumPy, so both are there when this is imported."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import numpy
import pandas

from onduty import _core

_NO_INSTANT = numpy.iinfo(numpy.int64).min  # which is NumPy's too


def series_of(columns: _core.Columns, index: int, zone: ZoneInfo) -> Any:
    """One column."""
    memory = numpy.asarray(columns.memory(index))
    kind = columns.kinds[index]
    if kind == "instant":
        utc = memory.view("datetime64[ms]")
        return pandas.Series(utc).dt.tz_localize("UTC").dt.tz_convert(zone.key)
    if kind == "text":
        return pandas.Series(_texts(columns.texts(index), memory), dtype="str")
    return pandas.Series(memory.copy())  # the memory is read-only, which data frames need not be


def _texts(texts: list[str], places: Any) -> Any:
    # The last is what -1 takes, which is no text.
    return numpy.array([*texts, None], dtype=object)[places]
