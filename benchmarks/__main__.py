"""Runs every benchmark and rewrites the table of RESULTS.md.

`python -m benchmarks [--quick] [--pairs N] [--only NAME …]`. With --quick, or with some of them only, nothing is
rewritten. What people wrote around the table stays.
"""

import argparse
import importlib
import os
import platform
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.comparison import Finding, Settings, SkippedError, describe

NAMES = (
    "put_over_http",
    "put_beside_framework",
    "get_over_http",
    "bulk_updates",
    "single_updates",
    "updates_by_threads",
    "updates_by_tasks",
    "read_status",
    "read_statuses",
    "read_past",
    "million_users",
    "bulk_beside_singles",
    "plans",
    "time_in_status",
)
RESULTS = Path(__file__).with_name("RESULTS.md")
BEGIN, END = "<!-- scripts/bench rewrites from here -->", "<!-- to here -->"
HEAD = "| task | against | wanted | found | spread | rates and notes | command |\n" + "| --- " * 7 + "|"


def run(name: str, settings: Settings) -> list[str]:
    """The lines of the table of one benchmark; prints what it finds."""
    command = f"`python -m benchmarks.{name}`"
    try:
        findings = importlib.import_module(f"benchmarks.{name}").measure(settings)
    except SkippedError as skipped:
        print(f"{name}: skipped, {skipped}", flush=True)
        return [f"| {name} | | | not measured: {skipped} | | | {command} |"]
    for finding in findings:
        print(describe(finding), flush=True)
    return [line(finding, command) for finding in findings]


def line(finding: Finding, command: str) -> str:
    cells = (
        finding.task,
        finding.rival,
        finding.wanted,
        f"**{finding.value}**",
        finding.spread,
        finding.detail,
        command,
    )
    return f"| {' | '.join(cells)} |"


def machine(folder: Path) -> str:
    """What the figures hang on, without the machine's name."""
    return (
        f"{os.cpu_count()} × {_processor()}, Linux {platform.release()}, {_file_system(folder)};"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _file_system(folder: Path) -> str:
    """The type of the mount that is the longest beginning of the folder's path; in a changed root there may be none."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    around = [(point, kind) for point, kind in mounts if folder.resolve().is_relative_to(point)]
    return max(around, key=lambda mount: len(mount[0]), default=("", "an unknown file system"))[1]


def rewritten(text: str, lines: Iterable[str], pairs: int) -> str:
    """The page with a new table."""
    before, found_begin, rest = text.partition(BEGIN)
    _, found_end, after = rest.partition(END)
    if not (found_begin and found_end):
        raise RuntimeError(f"{RESULTS.name} has lost the marks around its table")
    about = f"Of {pairs} pairs, on {machine(RESULTS.parent)}, by `scripts/bench`:"
    return f"{before}{BEGIN}\n{about}\n\n{HEAD}\n" + "\n".join(lines) + f"\n{END}{after}"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="tiny sizes: checks the answers, judges no time")
    arguments.add_argument("--pairs", type=int, help="how many pairs to measure, 5 unless told")
    arguments.add_argument("--only", choices=NAMES, nargs="+", help="these benchmarks")
    asked = arguments.parse_args()
    settings = Settings(asked.quick, asked.pairs)
    lines = []
    for name in asked.only or NAMES:
        print(f"-- {name}", file=sys.stderr, flush=True)
        lines += run(name, settings)
    if not asked.quick and not asked.only:
        RESULTS.write_text(rewritten(RESULTS.read_text(encoding="utf-8"), lines, settings.pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
