"""`/metrics`: numbers for Prometheus."""

from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.routing import Mount

import onduty
from onduty.web import create_app
from tests.documents import JANE, WALLBOARD_KEY
from tests.web.client import Client, status_path
from tests.web.routes import CONTACT

JANES = status_path(JANE)
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def samples(http: Client) -> Samples:
    response = http.get("/metrics", key=None)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def value(found: Samples, name: str, **labels: str) -> float:
    return found.get((name, frozenset(labels.items())), 0)


def requests(found: Samples, route: str, method: str, status: int) -> float:
    return value(found, "onduty_http_requests_total", route=route, method=method, status=str(status))


def test_requests_are_counted_by_route_method_and_status(http: Client) -> None:
    for user in (JANE, "f" * 32, "nobody"):
        http.get(status_path(user))
    http.get(f"/users/{JANE}/status/")
    http.put(JANES, {"available": 1})
    found = samples(http)
    assert requests(found, "/users/{user}/status", "GET", 200) == 2
    assert requests(found, "/users/{user}/status", "GET", 404) == 2
    assert requests(found, "/users/{user}/status", "PUT", 422) == 1
    durations = {"route": "/users/{user}/status", "method": "GET"}
    assert value(found, "onduty_http_request_duration_seconds_count", **durations) == 4
    assert 0 < value(found, "onduty_http_request_duration_seconds_sum", **durations) < 60


def test_what_is_no_route_and_no_method_makes_no_number_of_its_own(http: Client) -> None:
    for number in range(3):
        http.get(f"/nowhere/{number}")
        http.request(f"BREW{number}", JANES)
    found = samples(http)
    assert requests(found, "none", "GET", 404) == 3
    assert requests(found, "/users/{user}/status", "other", 405) == 3


def test_one_is_in_flight_while_it_is_asked(http: Client) -> None:
    for _ in range(2):
        assert value(samples(http), "onduty_http_requests_in_flight") == 1


def test_updates_are_counted_by_what_came_of_them(http: Client) -> None:
    key = {"Idempotency-Key": "k"}
    http.put(JANES, {"available": False}, headers=key)
    http.put(JANES, {"available": False}, headers=key)
    http.patch(f"/contacts/{CONTACT}", {"name": "n"})
    http.put(JANES, {"available": 1})
    http.put(JANES, {"available": True}, headers={"If-Match": '"9"'})
    http.delete(JANES, key=WALLBOARD_KEY)
    http.get(status_path("nobody"))
    http.request("BREW", JANES)
    found = {labels: number for (name, labels), number in samples(http).items() if name == "onduty_updates_total"}
    assert found == {
        frozenset({("outcome", "done"), ("code", "")}): 2,
        frozenset({("outcome", "replayed"), ("code", "")}): 1,
        frozenset({("outcome", "refused"), ("code", "invalid_params")}): 1,
        frozenset({("outcome", "refused"), ("code", "precondition_failed")}): 1,
        frozenset({("outcome", "refused"), ("code", "forbidden")}): 1,
    }


def test_of_the_process_and_the_build(http: Client) -> None:
    found = samples(http)
    assert value(found, "process_resident_memory_bytes") > 1_000_000
    assert value(found, "process_open_fds") > 1
    builds = [dict(labels) for name, labels in found if name == "onduty_build_info"]
    assert [build["onduty"] for build in builds] == [onduty.__version__]


def test_e2_nothing_of_an_account_is_in_it(http: Client) -> None:
    http.put(JANES, {"available": False, "reason": "private"})
    text = http.get("/metrics", key=None).text
    assert not any(word in text for word in (JANE, "acme", "desk", "private"))


@pytest.fixture
def other_http(db: onduty.Database) -> Iterator[Client]:
    client = Client(create_app(db))
    yield client
    client.close()


def test_each_application_counts_for_itself(http: Client, other_http: Client) -> None:
    http.get(JANES)
    assert requests(samples(http), "/users/{user}/status", "GET", 200) == 1
    assert requests(samples(other_http), "/users/{user}/status", "GET", 200) == 0


def test_openmetrics_for_whoever_prefers_it(http: Client) -> None:
    response = http.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert response.headers["content-type"].startswith("application/openmetrics-text")
    assert response.text.endswith("# EOF\n")


def test_e5_head_and_options(http: Client) -> None:
    head = http.request("HEAD", "/metrics", key=None)
    assert (head.status_code, head.content) == (200, b"")
    assert http.request("OPTIONS", "/metrics", key=None).headers["allow"] == "GET, HEAD, OPTIONS"


def test_where_it_is_mounted_the_routes_are_the_same(db: onduty.Database) -> None:
    client = Client(Starlette(routes=[Mount("/presence", app=create_app(db))]))
    client.get(f"/presence{JANES}")
    client.get("/presence/nowhere")
    text = client.get("/presence/metrics").text
    client.close()
    assert 'onduty_http_requests_total{method="GET",route="/users/{user}/status",status="200"} 1.0' in text
    assert 'onduty_http_requests_total{method="GET",route="none",status="404"} 1.0' in text
