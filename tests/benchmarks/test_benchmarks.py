"""Each benchmark runs and finds its own answers right; its times are judged by nobody here."""

import shutil

import pytest

from benchmarks import put_over_http, update_many


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk sends the load; on Debian: apt-get install wrk")
def test_put_over_http_runs_and_answers_right() -> None:
    pairs = put_over_http.measure(pairs=1, seconds=1)
    assert "1 pairs" in put_over_http.report(pairs)
    assert pairs[0].onduty.requests > 0


@pytest.mark.slow
def test_update_many_runs_and_answers_right() -> None:
    rounds = update_many.measure(rounds=1, users=500, count=1500)
    assert "of 1500 updates, 1 rounds" in update_many.report(rounds, 1500)
