"""Compiles what of the benchmarks is written in C, once a run."""

import atexit
import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.comparison import SkippedError

_SOURCES = Path(__file__).with_name("rivals")


def program(name: str) -> Path:
    """The program of rivals/<name>.c, linked with the system's SQLite, the one that onduty uses too."""
    return _compile(name, name, ("-lsqlite3",))


def shared_library(name: str) -> Path:
    return _compile(name, f"{name}.so", ("-shared", "-fPIC", "-ldl"))


@functools.cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="onduty-benchmarks-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@functools.cache
def _compile(name: str, output: str, flags: tuple[str, ...]) -> Path:
    if shutil.which("cc") is None:
        raise SkippedError("there is no C compiler")
    compiled = _folder() / output
    source = _SOURCES / f"{name}.c"
    subprocess.run(["cc", "-O2", "-std=gnu11", "-Wall", "-Wextra", source, "-o", compiled, *flags], check=True)
    return compiled
