"""Load on an HTTP server by wrk (https://github.com/wg/wrk, a package of Debian), from a process of its own."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 64
THREADS = 1  # of wrk: one is quicker than any of the servers, and leaves them a processor
_UNITS_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw."""

    requests: int
    rate: float  # requests a second
    median_ms: float
    p99_ms: float


@contextmanager
def server(command: Sequence[str]) -> Iterator[str]:
    """The URL of a server that prints `listening on URL`; it is stopped at the end."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            if not line.startswith("listening on "):
                raise RuntimeError(f"{command} did not start: {line!r}")
            yield line.removeprefix("listening on ").strip()
        finally:
            process.terminate()
            process.wait(timeout=30)


def run(url: str, seconds: float, script: Path, arguments: Sequence[str]) -> Load:
    """Sends what `script` makes for some seconds. Raises RuntimeError when an answer was not 2xx or did not come."""
    if shutil.which("wrk") is None:
        raise RuntimeError("wrk is missing; on Debian: apt-get install wrk")
    command = ["wrk", "--latency", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", str(script), url, "--"]
    output = subprocess.run([*command, *arguments], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(output)
    return Load(
        requests=int(_find(r"(\d+) requests in", output)),
        rate=float(_find(r"Requests/sec:\s+([\d.]+)", output)),
        median_ms=_milliseconds(_find(r"50%\s+([\d.]+\w+)", output)),
        p99_ms=_milliseconds(_find(r"99%\s+([\d.]+\w+)", output)),
    )


def _find(pattern: str, output: str) -> str:
    found = re.search(pattern, output)
    if found is None:
        raise RuntimeError(f"wrk printed no {pattern}:\n{output}")
    return found[1]


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    return float(number) * _UNITS_MS[unit]
