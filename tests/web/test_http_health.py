"""`/healthz` and `/readyz`."""

import time
from pathlib import Path

import onduty
from onduty.web import create_app
from tests.database_dump import change
from tests.web.client import Client, assert_error


def test_e2_health_needs_no_key(http: Client) -> None:
    for key in (None, "wrong"):
        assert http.get("/healthz", key=key).json() == {"status": "ok"}
        assert http.get("/readyz", key=key).json() == {"status": "ready", "warnings": []}


def test_u11_a_history_ahead_of_the_clock_is_a_warning(db_path: Path) -> None:
    in_an_hour_ms = round((time.time() + 3600) * 1000)
    change(
        db_path,
        f"UPDATE status_history SET at = {in_an_hour_ms}; UPDATE user_status SET available_at = {in_an_hour_ms}",
    )
    with onduty.open(str(db_path)) as db:
        client = Client(create_app(db))
        answer = client.get("/readyz").json()
        client.close()
    assert answer["status"] == "ready"
    assert len(answer["warnings"]) == 1


def test_e11_a_server_without_its_database_lives_and_is_not_ready(db: onduty.Database, http: Client) -> None:
    db.close()
    assert http.get("/healthz").status_code == 200
    response = http.get("/readyz")
    assert_error(response, 503, "storage_unavailable")
    assert "restart the server" in response.json()["error"]
