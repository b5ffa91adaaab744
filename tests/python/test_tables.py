"""Tables: columns, data frames, files, and how they look."""

import builtins
import copy
import csv
import io
import json
import pickle
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import nanoarrow
import pandas
import polars
import pyarrow
import pytest

import onduty
from tests.documents import JANE, LUNCH, VACATIONING, as_bytes
from tests.history_rows import Entry, Life, write_life

ROME = ZoneInfo("Europe/Rome")
BEGIN = datetime(2026, 10, 24, tzinfo=ROME)  # the day before one of 25 hours
MARKUP = "<b>&'\"</b>"
COLUMNS = ["bucket", "user_uuid", "user_email", "user_name", "available", "custom_status_id", "custom_status_name",
           "custom_status_emoji", "duration_ms", "share"]  # fmt: skip


@pytest.fixture
def report(db_path: Path) -> onduty.TimeInStatus:
    """A day away; one at lunch up to six, of which there were seven hours, then on vacation; a day on vacation."""
    entries = [
        Entry(BEGIN + timedelta(days=1), False, LUNCH),
        Entry(BEGIN + timedelta(days=1, hours=6), True, VACATIONING),
    ]
    write_life(db_path, JANE, Life(BEGIN - timedelta(days=1), entries=entries))
    return read(db_path, bucket="day", user=JANE)


def read(path: Path, days: int = 3, **more: Any) -> onduty.TimeInStatus:
    with onduty.open(str(path)) as db:
        by = ("user", "available", "custom_status")
        acme = db.account("acme")
        acme.update_custom_status(VACATIONING, name=MARKUP)
        return acme.time_in_status(BEGIN, BEGIN + timedelta(days=days), by=by, time_zone="Europe/Rome", **more)


def expected() -> list[dict[str, Any]]:
    jane = {"user_uuid": JANE, "user_email": "jane.doe@email.com", "user_name": "Jane Doe"}
    hour_ms = 3_600_000
    states = [
        (0, False, None, None, None, 24 * hour_ms, 1.0),
        (1, False, LUNCH, "Lunch", None, 7 * hour_ms, 7 / 25),
        (1, True, VACATIONING, MARKUP, "🌴", 18 * hour_ms, 18 / 25),
        (2, True, VACATIONING, MARKUP, "🌴", 24 * hour_ms, 1.0),
    ]
    return [
        dict(zip(COLUMNS, (BEGIN + timedelta(days=day), *jane.values(), *rest), strict=True)) for day, *rest in states
    ]


def test_rows_and_columns(report: onduty.TimeInStatus) -> None:
    assert list(report.columns) == COLUMNS
    assert len(report) == 4
    assert list(report.rows()) == expected()
    assert list(report.rows(1, 3)) == expected()[1:3]
    for name in COLUMNS:
        assert report[name] == [row[name] for row in expected()]
    with pytest.raises(KeyError, match="colour"):
        report["colour"]


def test_it_is_iterated_by_its_rows(report: onduty.TimeInStatus) -> None:
    assert list(report) == expected()
    assert pandas.DataFrame(report).equals(pandas.DataFrame(expected()))
    with pytest.raises(TypeError):
        assert "user_name" in report  # type: ignore[operator]


def test_it_is_equal_by_what_it_holds(report: onduty.TimeInStatus, db_path: Path) -> None:
    same = read(db_path, bucket="day", user=JANE)
    assert report == same
    assert hash(report) == hash(same)
    assert len({report, same, read(db_path, bucket="day")}) == 2
    assert report != read(db_path, days=2, bucket="day", user=JANE)
    assert report != list(report)


def test_a_table_is_equal_to_what_has_the_same_columns_only() -> None:
    def table(name: str = "a", kind: str = "integer", values: Any = (1, 2), zone: str = "UTC") -> onduty.Table:
        return onduty.Table.of({name: (kind, values)}, zone)

    tables = [
        table(),
        table("b"),
        table(kind="real"),
        table(values=[1]),
        table(values=[1, 3]),
        table(zone="Europe/Rome"),
        table(kind="text", values=["a", None]),
        table(kind="text", values=[None, "a"]),
        table(kind="real", values=[float("nan"), 1]),
        table(kind="instant", values=[BEGIN, None]),
    ]
    for place, each in enumerate(tables):
        assert [other == each for other in tables] == [number == place for number in range(len(tables))]
        assert pickle.loads(pickle.dumps(each)) == each


def test_copies_and_pickles_are_equal(report: onduty.TimeInStatus) -> None:
    assert copy.copy(report) == copy.deepcopy([report])[0] == report
    assert repr(report)  # what was worked out by then is not part of it
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        loaded = pickle.loads(pickle.dumps(report, protocol))
        assert (loaded, hash(loaded), repr(loaded)) == (report, hash(report), repr(report))
        assert (loaded.start, loaded.end, loaded.by, loaded.bucket) == (report.start, report.end, report.by, "day")
        assert list(loaded) == expected()
        assert pyarrow.table(loaded).equals(pyarrow.table(report))


@pytest.mark.parametrize(
    ("bounds", "failure", "message"),
    [
        ((-2,), ValueError, "start must be at least 0, not -2"),
        ((0, -1), ValueError, "stop must be at least 0, not -1"),
        (("1",), TypeError, "start must be a whole number, not str"),
        ((0, 1.5), TypeError, "stop must be a whole number, not float"),
    ],
)
def test_rows_are_counted_from_the_beginning(
    report: onduty.TimeInStatus, bounds: Any, failure: type[Exception], message: str
) -> None:
    with pytest.raises(failure, match=message):
        report.rows(*bounds)
    assert list(report.rows(3, 10**12)) == expected()[3:]
    assert list(report.rows(3, 1)) == list(report.rows(10**12)) == []


def test_instants_are_those_of_the_zone(report: onduty.TimeInStatus) -> None:
    assert [at.utcoffset() for at in report["bucket"]] == [timedelta(hours=hours) for hours in (2, 2, 2, 1)]


def test_pandas(report: onduty.TimeInStatus) -> None:
    frame = report.to_pandas()
    assert list(frame.columns) == COLUMNS
    assert str(frame.dtypes["bucket"]) == "datetime64[ms, Europe/Rome]"
    assert str(frame.dtypes["duration_ms"]) == "int64"
    assert str(frame.dtypes["available"]) == "bool"
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert records == expected()
    frame.loc[0, "duration_ms"] = 1  # is the frame's own
    assert report["duration_ms"][0] != 1


def test_polars(report: onduty.TimeInStatus) -> None:
    frame = report.to_polars()
    assert frame.to_dicts() == expected()
    assert frame.schema["bucket"] == polars.Datetime("ms", "Europe/Rome")
    assert frame.equals(polars.DataFrame(report))


def test_arrow(report: onduty.TimeInStatus) -> None:
    table = pyarrow.table(report)
    table.validate(full=True)
    assert table.to_pylist() == expected()
    assert table.schema.field("bucket").type == pyarrow.timestamp("ms", "Europe/Rome")
    stream = nanoarrow.ArrayStream(report)
    assert [field.name for field in stream.schema.fields] == COLUMNS
    assert table.equals(pyarrow.table(report))  # it can be read again


def test_arrow_gives_a_bulk_its_users(db_path: Path, report: onduty.TimeInStatus) -> None:
    frame = report.to_polars().select(uuid="user_uuid", available=polars.lit(True)).unique()
    with onduty.open(str(db_path)) as db:
        assert [result.outcome for result in db.account("acme").update_many(frame)] == ["unchanged"]


def test_without_rows(db_path: Path) -> None:
    empty = read(db_path, days=0)
    assert len(empty) == 0
    assert list(empty.rows()) == []
    assert list(empty.to_pandas().columns) == COLUMNS
    assert empty.to_polars().height == 0
    assert pyarrow.table(empty).num_rows == 0
    assert json.loads(empty.to_json() or "") == []
    assert (empty.to_csv() or "").splitlines() == [",".join(COLUMNS)]
    assert "0 rows" in repr(empty)
    assert "0 rows" in empty._repr_html_()


def test_batches_hold_all_rows(db_path: Path) -> None:
    """More rows than a batch has, with nulls at its end and beyond."""
    with closing(sqlite3.connect(db_path)) as connection, connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 70000)"
            " INSERT INTO user(account_id, uuid, email, email_folded, name, created_at)"
            " SELECT 1, randomblob(16), i || '@x', i || '@x', 'Ünser ' || i, 0 FROM n"
        )
    with onduty.open(str(db_path)) as db:
        report = db.account("acme").time_in_status(BEGIN, BEGIN + timedelta(hours=1), by=("team", "user"))
    table = pyarrow.table(report)
    table.validate(full=True)
    assert table.column("user_name").num_chunks == 2
    assert table.column("bucket").null_count == len(report)
    for name in report.columns:
        assert table.column(name).to_pylist() == report[name]
    assert report.to_pandas()["user_name"].tolist() == report["user_name"]


def test_csv(report: onduty.TimeInStatus, tmp_path: Path) -> None:
    text = report.to_csv()
    assert text is not None
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["bucket"] == "2026-10-24T00:00:00.000+02:00"
    assert [row["available"] for row in rows] == ["false", "false", "true", "true"]
    assert [row["custom_status_name"] for row in rows] == ["", "Lunch", MARKUP, MARKUP]
    assert report.to_csv(tmp_path / "report.csv") is None
    assert (tmp_path / "report.csv").read_text(encoding="utf-8") == text


def test_csv_is_exact_and_on_demand_without_formulas(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a=1", "'=1", " =1", "", None]
    numbers = [-1] * len(texts)
    table = onduty.Table.of({"=text": ("text", texts), "number": ("integer", numbers)})

    def read(text: str | None) -> list[list[str]]:
        return list(csv.reader(io.StringIO(text, newline="")))

    assert read(table.to_csv()) == [["=text", "number"], *([text or "", "-1"] for text in texts)]
    escaped = ["'=text", "'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'\r=1", "a=1", "'=1", " =1", "", ""]
    found = table.to_csv(escape_formulas=True)
    assert read(found) == list(map(list, zip(escaped, ["number", *map(str, numbers)], strict=True)))
    table.to_csv(tmp_path / "table.csv", escape_formulas=True)
    assert (tmp_path / "table.csv").read_bytes().decode() == found


def test_json(report: onduty.TimeInStatus, tmp_path: Path) -> None:
    text = report.to_json()
    assert text is not None
    rows = [{**row, "bucket": row["bucket"].isoformat(timespec="milliseconds")} for row in expected()]
    assert json.loads(text) == rows
    assert report.to_json(tmp_path / "report.json") is None
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == text


def test_a_terminal_shows_what_people_read(report: onduty.TimeInStatus) -> None:
    lines = repr(report).splitlines()
    assert lines[0].split() == ["bucket", "user_name", "available", "custom_status_name", "duration_ms", "share"]
    assert "86,400,000 (1 day, 0:00:00)" in lines[2]
    assert MARKUP in lines[4]
    assert lines[-1].startswith("4 rows; not shown: user_uuid, user_email")
    assert max(map(len, lines[:-1])) < 120


def test_a_notebook_shows_text_and_no_markup_of_others(report: onduty.TimeInStatus) -> None:
    html = report._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;&amp;&#x27;&quot;&lt;/b&gt;" in html
    assert "4 rows" in html
    assert "#" not in html.replace("&#", "")  # no colour of its own, be the page light or dark
    assert html.count("<tr") == 5


def test_of_many_rows_the_first_and_last_are_shown(db_path: Path) -> None:
    many = read(db_path, days=30, bucket="day")
    assert len(many) == 30
    lines = repr(many).splitlines()
    assert len(lines) == 2 + 6 + 1 + 6 + 1
    assert lines[8] == "…"
    assert f"{len(many)} rows, 12 of them shown" in lines[-1]
    assert many._repr_html_().count("<tr") == 1 + 12 + 1


def test_what_would_steer_a_terminal_is_shown_instead(db: onduty.Database) -> None:
    user = {"uuid": JANE, "name": "Jane\u202e " + "x" * 60}
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": [user]}))
    shown = repr(db.account("acme").time_in_status(BEGIN, datetime.now(UTC) + timedelta(days=1), user=JANE))
    assert "\u202e" not in shown
    assert "Jane\\u202e xxx" in shown
    assert "x" * 50 not in shown


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_what_is_not_installed_is_named(
    report: onduty.TimeInStatus, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    imported = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:
        if name == library:
            raise ImportError(name)
        return imported(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(ImportError, match=f"pip install {library}"):
        getattr(report, f"to_{library}")()


def test_a_table_of_values() -> None:
    values: dict[str, tuple[str, list[Any]]] = {
        "at": ("instant", [BEGIN, None]),
        "count": ("integer", [-1, 2**40]),
        "share": ("real", [0.5, 1]),
        "is_on": ("flag", [True, False]),
        "name": ("text", [None, "π"]),
    }
    table = onduty.Table.of(values, "Europe/Rome")
    assert {name: table[name] for name in table.columns} == {name: cells for name, (_, cells) in values.items()}
    assert [table.kind(name) for name in table.columns] == [kind for kind, _ in values.values()]
    assert table.to_polars().to_dicts() == list(table.rows())
    assert table["at"][0].tzinfo == ROME
    assert len(onduty.Table.of({})) == 0


@pytest.mark.parametrize(
    ("columns", "failure", "message"),
    [
        ({"a": ("integer", [1]), "b": ("text", [])}, ValueError, "lengths"),
        ({"a": ("colour", [1])}, ValueError, "colour"),
        ({"a": ("integer", ["1"])}, TypeError, "column a"),
        ({"a": ("integer", [None])}, TypeError, "column a"),
        ({"a": ("text", [1])}, TypeError, "column a"),
        ({"a": ("text", ["\ud800"])}, ValueError, "column a holds half of a surrogate pair"),
        ({"a": ("instant", [datetime(2026, 3, 2)])}, ValueError, "column a holds .* no time zone; give a datetime"),
        ({"a": ("instant", ["2026-03-02"])}, TypeError, "column a holds a str; instants are datetimes"),
        ({"a": "integer"}, TypeError, "column a must be a pair"),
        ({"a": ("integer", 1)}, TypeError, "column a must be a pair"),
        ({"a": (["integer"], [1])}, TypeError, "column a must be a pair"),
        ({1: ("integer", [1])}, TypeError, "name must be a text, not 1"),
    ],
)
def test_values_of_another_kind_make_no_table(columns: Any, failure: type[Exception], message: str) -> None:
    with pytest.raises(failure, match=message):
        onduty.Table.of(columns)


def test_a_table_has_a_zone_that_there_is() -> None:
    with pytest.raises(ValueError, match="time_zone must be an IANA name"):
        onduty.Table.of({}, "Rome")
    assert onduty.Table.of({"at": ("instant", [BEGIN])}, ROME)["at"][0].tzinfo == ROME


def test_memory_stays_while_it_is_looked_at(report: onduty.TimeInStatus) -> None:
    memory = memoryview(report._columns.memory(COLUMNS.index("duration_ms")))
    wanted = report["duration_ms"]
    del report
    assert memory.readonly
    assert memory.tolist() == wanted
    assert pandas.Series(memory.tolist()).sum() == sum(wanted)
