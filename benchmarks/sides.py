"""Runs one side of a benchmark in a process of its own, and counts what it syncs to disk meanwhile."""

import json
import mmap
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import compiler

FULL = 2  # what `PRAGMA synchronous` reads when each commit is synced


class SyncCounter:
    """How many fsync and fdatasync were called by the processes that run in `environment`."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(bytes(8))
        self.environment = {
            **os.environ,
            "LD_PRELOAD": str(compiler.shared_library("count_syncs")),
            "COUNT_SYNCS_IN": str(path),
        }
        with path.open("rb") as file:
            self._mapped = mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ)

    @property
    def count(self) -> int:
        return int.from_bytes(self._mapped[:8], sys.byteorder)

    def expect(self, least: int) -> None:
        """Raises AssertionError where fewer syncs were seen than durable answers need."""
        if self.count < least:
            raise AssertionError(f"{self.count} syncs were seen; what was acknowledged needs {least} at least")


@contextmanager
def counted_syncs() -> Iterator[SyncCounter]:
    with tempfile.TemporaryDirectory() as directory:
        yield SyncCounter(Path(directory) / "syncs")


@dataclass(frozen=True)
class Outcome:
    """What a side printed, and the syncs of its process."""

    printed: dict[str, Any]
    syncs: int

    @property
    def seconds(self) -> float:
        return float(self.printed["seconds"])


def run(command: Sequence[str | Path], syncs_least: int = 0) -> Outcome:
    """Runs a side, which prints one JSON object. `syncs_least`: what its answers need to be durable."""
    with counted_syncs() as syncs:
        process = subprocess.run(command, env=syncs.environment, stdout=subprocess.PIPE, text=True, check=True)
        syncs.expect(syncs_least)
        outcome = Outcome(json.loads(process.stdout), syncs.count)
    if outcome.printed.get("synchronous", FULL) != FULL:
        raise AssertionError(f"{command} ran with synchronous={outcome.printed['synchronous']}")
    return outcome


def python(module: str, *arguments: str | Path) -> list[str | Path]:
    return [sys.executable, "-m", f"benchmarks.{module}", *arguments]
