"""`/healthz` and `/readyz`."""

import onduty
from tests.web.client import Client, assert_error


def test_e2_health_needs_no_key(http: Client) -> None:
    for key in (None, "wrong"):
        assert http.get("/healthz", key=key).json() == {"status": "ok"}
        assert http.get("/readyz", key=key).json() == {"status": "ready", "warnings": []}


def test_e11_a_server_without_its_database_lives_and_is_not_ready(db: onduty.Database, http: Client) -> None:
    db.close()
    assert http.get("/healthz").status_code == 200
    response = http.get("/readyz")
    assert_error(response, 503, "storage_unavailable")
    assert response.headers["retry-after"] == "1"
