"""`/metrics`: numbers for Prometheus."""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.routing import Mount

import onduty
from onduty import _core
from onduty.web import create_app
from tests.documents import IMPORTED_VERSION, JANE, WALLBOARD_KEY
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
    http.put(JANES, {"available": False})
    http.put(JANES, {"available": False, "tags": ["VIP"]})
    http.put(JANES, {"tags": ["VIP"]})
    http.patch(f"/contacts/{CONTACT}", {"name": "n"})
    http.patch(f"/contacts/{CONTACT}", {"name": "n"})
    http.delete(JANES)
    made = http.request("POST", "/custom_statuses", json={"name": "New"}).json()["customStatus"]["id"]
    http.put(f"/custom_statuses/{made}", {"name": "New"})
    http.delete(f"/custom_statuses/{made}")
    http.put(JANES, {"available": 1})
    http.put(JANES, {"available": True}, headers={"If-Match": '"9"'})
    http.delete(JANES, key=WALLBOARD_KEY)
    http.get(status_path("nobody"))
    http.request("BREW", JANES)
    found = {labels: number for (name, labels), number in samples(http).items() if name == "onduty_updates_total"}
    assert found == {
        frozenset({("outcome", "changed"), ("code", "")}): 5,
        frozenset({("outcome", "unchanged"), ("code", "")}): 5,
        frozenset({("outcome", "replayed"), ("code", "")}): 1,
        frozenset({("outcome", "refused"), ("code", "invalid_params")}): 1,
        frozenset({("outcome", "refused"), ("code", "precondition_failed")}): 1,
        frozenset({("outcome", "refused"), ("code", "forbidden")}): 1,
    }


def test_of_the_writer_and_the_files(db: onduty.Database, http: Client) -> None:
    http.put(JANES, {"available": False})
    found = samples(http)
    assert value(found, "onduty_writer_queue_length") == 0
    assert value(found, "onduty_database_size_bytes", file="database") == os.stat(db.path).st_size
    assert value(found, "onduty_database_size_bytes", file="log") == os.stat(f"{db.path}-wal").st_size > 0
    db.close()
    found = samples(http)  # a server that has lost its database is still to be looked at
    assert value(found, "onduty_database_size_bytes", file="log") == 0


def test_the_queue_is_what_waits_for_the_writer(db: onduty.Database, acme: onduty.Account, http: Client) -> None:
    def queue_length_is(length: int) -> bool:
        return value(samples(http), "onduty_writer_queue_length") == length

    port = _core.CompletionPort()
    with other_process_writes(db.path):
        submit = acme.submit_update_status  # type: ignore[attr-defined]
        submit(port, 0, JANE, available=False)
        wait_until(lambda: queue_length_is(0))  # the writer has taken it, and waits for the other process
        submit(port, 1, JANE, available=True)
        submit(port, 2, JANE, available=False)
        assert queue_length_is(2)
    wait_until(lambda: acme.status(JANE).version == IMPORTED_VERSION + 3)
    assert queue_length_is(0)


@contextlib.contextmanager
def other_process_writes(path: str) -> Iterator[None]:
    """As if it did: its lock is taken."""
    descriptor = os.open(f"{path}-lock", os.O_RDWR)
    fcntl.lockf(descriptor, fcntl.LOCK_EX, 2)
    try:
        yield
    finally:
        os.close(descriptor)


def wait_until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.001)


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
