"""Counting requests."""

from prometheus_client import CollectorRegistry, generate_latest

from onduty.web.tallies import Tallies


def shown(tallies: Tallies) -> list[str]:
    registry = CollectorRegistry()
    registry.register(tallies)
    return generate_latest(registry).decode().splitlines()


def test_a_duration_counts_in_each_bucket_that_is_long_enough() -> None:
    tallies = Tallies()
    for duration_seconds in (0.0001, 0.0005, 0.7, 60.0):
        tallies.count_request("/a", "GET", 200, duration_seconds)
    lines = shown(tallies)
    name = 'onduty_http_request_duration_seconds_bucket{le="%s",method="GET",route="/a"} %s'
    for bound, count in (("0.0005", 2), ("0.001", 2), ("0.5", 2), ("1.0", 3), ("10.0", 3), ("+Inf", 4)):
        assert name % (bound, float(count)) in lines
    assert 'onduty_http_request_duration_seconds_count{method="GET",route="/a"} 4.0' in lines
    assert 'onduty_http_request_duration_seconds_sum{method="GET",route="/a"} 60.7006' in lines


def test_requests_and_updates_are_told_apart_by_their_labels() -> None:
    tallies = Tallies()
    tallies.count_request("/a", "GET", 200, 0.1)
    tallies.count_request("/a", "PUT", 200, 0.1)
    tallies.count_request("/a", "PUT", 422, 0.1)
    tallies.count_update("changed", "")
    tallies.count_update("refused", "invalid_params")
    tallies.count_update("refused", "invalid_params")
    lines = shown(tallies)
    assert 'onduty_http_requests_total{method="PUT",route="/a",status="422"} 1.0' in lines
    assert 'onduty_http_requests_total{method="PUT",route="/a",status="200"} 1.0' in lines
    assert 'onduty_updates_total{code="invalid_params",outcome="refused"} 2.0' in lines
