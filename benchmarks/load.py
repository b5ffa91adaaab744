"""Load on an HTTP server by wrk (https://github.com/wg/wrk, a package of Debian), from a process of its own."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import sides
from benchmarks.comparison import SkippedError

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


@dataclass(frozen=True)
class Server:
    """A server that runs, in a process of its own."""

    url: str
    process_id: int
    syncs: sides.SyncCounter

    @property
    def memory_mb(self) -> float:
        """The most memory that it has had so far."""
        status = Path(f"/proc/{self.process_id}/status").read_text(encoding="ascii")
        return int(_find(r"VmHWM:\s+(\d+) kB", status)) / 1024


@contextmanager
def server(command: Sequence[str | Path]) -> Iterator[Server]:
    """Starts a server that prints `listening on URL`; it is stopped at the end."""
    with (
        sides.counted_syncs() as syncs,
        subprocess.Popen(command, env=syncs.environment, stdout=subprocess.PIPE, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            if not line.startswith("listening on "):
                raise RuntimeError(f"{command} did not start: {line!r}")
            yield Server(line.removeprefix("listening on ").strip(), process.pid, syncs)
        finally:
            process.terminate()
            process.wait(timeout=30)


def run(url: str, seconds: float, script: str, arguments: Sequence[str]) -> Load:
    """Sends what the script makes for some seconds. Raises RuntimeError when an answer was not 2xx or did not come."""
    if shutil.which("wrk") is None:
        raise SkippedError("wrk is missing; on Debian: apt-get install wrk")
    path = Path(__file__).with_name(script)
    command = ["wrk", "--latency", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", str(path), url, "--"]
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
        raise RuntimeError(f"no {pattern} in:\n{output}")
    return found[1]


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    return float(number) * _UNITS_MS[unit]
