"""Each benchmark runs and finds both sides' answers right; its times are judged by nobody here."""

import importlib

import pytest

from benchmarks import __main__ as runner
from benchmarks.comparison import Settings, SkippedError, describe


@pytest.mark.slow
@pytest.mark.parametrize("name", runner.NAMES)
def test_benchmark_runs_and_answers_right(name: str) -> None:
    try:
        findings = importlib.import_module(f"benchmarks.{name}").measure(Settings(quick=True))
    except SkippedError as skipped:
        pytest.skip(str(skipped))
    assert findings
    assert all(describe(finding) for finding in findings)
