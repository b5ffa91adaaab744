"""What a database holds, read by another process.

Another process, because two copies of SQLite in one process drop each other's locks on the file: `python <this file>`
answers each path on a line of its standard input with the tables as JSON on a line of its standard output.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

Tables = dict[str, list[list[Any]]]


class DatabaseReader:
    """A process that reads databases. One thread at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tables(self, path: Path) -> Tables:
        """Every row of every table as it is committed now."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        tables: Tables = json.loads(self._process.stdout.readline())
        return tables

    @contextmanager
    def unchanged(self, path: Path) -> Iterator[None]:
        """Fails when what is done within leaves the database other than it was."""
        before = self.tables(path)
        yield
        assert self.tables(path) == before

    def close(self) -> None:
        self._process.communicate()


def read_tables(path: str) -> Tables:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        names = [
            name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        ]
        database.execute("BEGIN")
        return {
            name: [list(map(printable, row)) for row in database.execute(f'SELECT * FROM "{name}"')] for name in names
        }


def printable(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def change(path: Path, statements: str) -> None:
    """Alters a database that nobody has open, to what the library itself does not bring about."""
    program = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"
    subprocess.run([sys.executable, "-I", "-c", program, str(path), statements], check=True)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(read_tables(line.rstrip("\n"))), flush=True)
