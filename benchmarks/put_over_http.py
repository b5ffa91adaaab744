"""Durable PUT over HTTP at 64 connections, against a handler of the same stack that answers a constant.

`python -m benchmarks.put_over_http [--quick]`. Each pair of runs begins with a new copy of the database. Checks that
every answered update is in the database, on disk, with one history entry each.
"""

import argparse
import json
import shutil
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

import onduty
from benchmarks import load

USERS = 10_000
SECRET = "benchmark_key"
SCRIPT = Path(__file__).with_name("put.lua")


@dataclass(frozen=True)
class Pair:
    onduty: load.Load
    constant: load.Load

    @property
    def ratio(self) -> float:
        return self.onduty.rate / self.constant.rate


def make_database(path: Path) -> None:
    """A database of USERS users whose uuids count up, and one key."""
    users = [{"uuid": f"{i + 1:032x}", "email": f"user{i}@example.com", "name": f"User {i}"} for i in range(USERS)]
    keys = [{"name": "benchmark", "key": SECRET}]
    with onduty.open(str(path)) as db:
        db.import_directory(json.dumps({"account": {"name": "acme"}, "users": users, "api_keys": keys}))


def check_database(path: Path, answered: int) -> None:
    """Every answered update moved one version and left one entry; those in flight at the end may have, too."""
    with onduty.open(str(path)) as db:
        account = db.account()
        versions = [account.status(f"{i + 1:032x}").version for i in range(USERS)]
        entries = sum(len(account.history(f"{i + 1:032x}")) for i in range(0, USERS, 100))
    if not answered <= sum(versions) <= answered + load.CONNECTIONS:
        raise AssertionError(f"{answered} updates were answered, {sum(versions)} are in the database")
    if entries != sum(versions[::100]):
        raise AssertionError(f"{sum(versions[::100])} changes left {entries} history entries")


def measure_onduty(template: Path, seconds: float) -> load.Load:
    with tempfile.TemporaryDirectory(dir=template.parent) as directory:
        path = Path(directory) / "onduty.db"
        shutil.copy(template, path)
        with load.server(["-m", "onduty.cli", "serve", "--db", str(path), "--port", "0"]) as url:
            measured = load.run(url, seconds, SCRIPT, [SECRET, str(USERS), str(load.THREADS)])
        check_database(path, measured.requests)
    return measured


def measure_constant(size: int, seconds: float) -> load.Load:
    with load.server(["-m", "benchmarks.constant_app", str(size)]) as url:
        return load.run(url, seconds, SCRIPT, [SECRET, str(USERS), str(load.THREADS)])


def answer_size(template: Path) -> int:
    with onduty.open(str(template)) as db:
        return len(db.account().update_status_json(f"{1:032x}", b'{"available": false}').body)


def measure(pairs: int, seconds: float) -> list[Pair]:
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as directory:
        template = Path(directory) / "template.db"
        make_database(template)
        size = answer_size(template)
        return [Pair(measure_onduty(template, seconds), measure_constant(size, seconds)) for _ in range(pairs)]


def report(pairs: list[Pair]) -> str:
    ratios = sorted(pair.ratio for pair in pairs)
    rate = statistics.median(pair.onduty.rate for pair in pairs)
    constant = statistics.median(pair.constant.rate for pair in pairs)
    median_ms = statistics.median(pair.onduty.median_ms for pair in pairs)
    p99_ms = statistics.median(pair.onduty.p99_ms for pair in pairs)
    return (
        f"durable PUT over HTTP, {load.CONNECTIONS} connections, against a constant answer: "
        f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}, {len(pairs)} pairs); "
        f"{rate:.0f} against {constant:.0f} requests a second; "
        f"an update's time {median_ms:.1f} ms in the median, {p99_ms:.1f} ms at the 99th percentile"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="one short pair: checks the answers, judges no time")
    quick = arguments.parse_args().quick
    print(report(measure(pairs=1 if quick else 5, seconds=1 if quick else 5)))


if __name__ == "__main__":
    main()
