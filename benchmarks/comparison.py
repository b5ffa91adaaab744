"""What a benchmark finds: onduty beside a rival as a ratio, or a figure below a limit."""

import argparse
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


class SkippedError(Exception):
    """This cannot be measured here; the message says why."""


@dataclass(frozen=True)
class Settings:
    """How much a benchmark does: `quick` sizes are for looking whether it runs and answers right."""

    quick: bool = False
    pairs_asked: int | None = None

    @property
    def pairs(self) -> int:
        return self.pairs_asked or self.pick(1, 5)

    def pick(self, quick: int, full: int) -> int:
        return quick if self.quick else full


@dataclass(frozen=True)
class Pair:
    """Two rates, measured one right after the other."""

    onduty: float
    rival: float

    @property
    def ratio(self) -> float:
        return self.onduty / self.rival


@dataclass(frozen=True)
class Comparison:
    """One line of the table: how quick onduty is, with the rival's speed as 1."""

    task: str
    rival: str
    bound: float | None  # the least ratio that will do; None for what is only there to compare with
    unit: str  # what is counted in a second
    pairs: Sequence[Pair]
    note: str = ""

    @property
    def ratio(self) -> float:
        return statistics.median(pair.ratio for pair in self.pairs)

    @property
    def value(self) -> str:
        return f"{self.ratio:.2f}"

    @property
    def wanted(self) -> str:
        return "" if self.bound is None else f"≥ {self.bound:g}"

    @property
    def spread(self) -> str:
        ratios = sorted(pair.ratio for pair in self.pairs)
        return f"{ratios[0]:.2f} to {ratios[-1]:.2f}"

    @property
    def detail(self) -> str:
        onduty = statistics.median(pair.onduty for pair in self.pairs)
        rival = statistics.median(pair.rival for pair in self.pairs)
        return f"{onduty:,.0f} : {rival:,.0f} {self.unit}" + (f"; {self.note}" if self.note else "")


@dataclass(frozen=True)
class Limit:
    """One line of the table: a figure of onduty's that has to stay below a bound."""

    task: str
    bound: float
    unit: str
    figures: Sequence[float]
    note: str = ""
    rival: str = "none: a limit"

    @property
    def value(self) -> str:
        return f"{statistics.median(self.figures):.3g} {self.unit}"

    @property
    def wanted(self) -> str:
        return f"< {self.bound:g} {self.unit}"

    @property
    def spread(self) -> str:
        return f"{min(self.figures):.3g} to {max(self.figures):.3g}"

    @property
    def detail(self) -> str:
        return self.note


Finding = Comparison | Limit
Measure = Callable[[Settings], list[Finding]]


def alternate(onduty: Callable[[], float], rival: Callable[[], float], pairs: int) -> list[Pair]:
    """Measures the two by turns, each pair in the other order, so that neither has the quieter moments."""
    measured = []
    for number in range(pairs):
        if number % 2 == 0:
            ours = onduty()
            theirs = rival()
        else:
            theirs = rival()
            ours = onduty()
        measured.append(Pair(ours, theirs))
    return measured


def describe(finding: Finding) -> str:
    parts = [f"{finding.task}, against {finding.rival}: {finding.value} ({finding.spread})"]
    if finding.wanted:
        parts[0] += f", wanted {finding.wanted}"
    return "; ".join([*parts, *filter(None, [finding.detail])])


def read_settings(description: str | None) -> Settings:
    arguments = argparse.ArgumentParser(description=description)
    arguments.add_argument("--quick", action="store_true", help="tiny sizes: checks the answers, judges no time")
    arguments.add_argument("--pairs", type=int, help="how many pairs to measure, 5 unless told")
    parsed = arguments.parse_args()
    return Settings(parsed.quick, parsed.pairs)


def main(measure: Measure, description: str | None) -> None:
    """The main program of one benchmark's file."""
    settings = read_settings(description)
    try:
        findings = measure(settings)
    except SkippedError as skipped:
        print(f"skipped: {skipped}")
        return
    for finding in findings:
        print(describe(finding))
