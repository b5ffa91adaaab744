"""Everybody's status at an instant, over HTTP: Q2."""

import time
from datetime import UTC, datetime

import pytest

import onduty
from tests.documents import JANE, JANE_EMAIL, LUNCH, NORA, NORA_CREATED_AT, OTHER_KEY, as_bytes
from tests.web.client import Client
from tests.web.routes import FOREIGN_TEAM, TEAM, add_foreign_entries


def test_q2_the_answer_has_the_documented_keys(http: Client) -> None:
    http.put(f"/v1/users/{JANE}/status", {"available": False, "custom_status_uuid": LUNCH})
    status = http.get(f"/v1/users/{JANE}/status").json()["user_status"]
    at = status["appearance"]["last_updated_at"]
    time.sleep(0.002)  # instants are told to the millisecond
    http.put(f"/v1/users/{JANE}/status", {"available": True})
    answer = http.get("/v1/status", params={"at": at, "team": TEAM}).json()
    assert list(answer) == ["at", "users", "meta"]
    assert (answer["at"], answer["meta"]) == (at, {"page": 1, "pages": 1})
    assert [list(user.items()) for user in answer["users"]] == [
        [
            ("uuid", JANE),
            ("email", JANE_EMAIL),
            ("name", "Jane Doe"),
            ("available", False),
            ("custom_status", {"id": LUNCH, "name": "Lunch", "emoji": None}),
            ("since", at),
        ]
    ]


def test_q2_who_did_not_exist_yet_is_absent(http: Client) -> None:
    (nora,) = http.get("/v1/status", params={"at": NORA_CREATED_AT}).json()["users"]
    assert (nora["uuid"], nora["available"], nora["custom_status"]) == (NORA, False, None)
    assert nora["since"] == "2021-03-04T05:06:07.000+00:00"
    assert http.get("/v1/status", params={"at": "2021-03-04T06:06:06.999+01:00"}).json()["users"] == []


def test_q2_without_an_instant_it_is_now(http: Client) -> None:
    begun = datetime.now(UTC)
    answer = http.get("/v1/status").json()
    assert begun.timestamp() - 1 <= datetime.fromisoformat(answer["at"]).timestamp() <= time.time()
    users = http.get("/v1/users").json()["users"]
    assert [user["uuid"] for user in answer["users"]] == [user["uuid"] for user in users]
    assert [user["available"] for user in answer["users"]] == [user["available"] for user in users]


def test_q2_pages_are_those_of_lists(db: onduty.Database, http: Client) -> None:
    people = [{"uuid": f"{number:032x}", "email": f"{number}@example.com", "name": "N"} for number in range(1, 101)]
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": people}))
    pages = [http.get("/v1/status", params={"page": page}).json() for page in (1, 2, 3, 4)]
    assert [len(page["users"]) for page in pages] == [50, 50, 3, 0]
    assert [page["meta"] for page in pages] == [{"page": number, "pages": 3} for number in (1, 2, 3, 4)]
    assert len({user["uuid"] for page in pages for user in page["users"]}) == 103


@pytest.mark.parametrize(
    ("query", "params"),
    [
        ("at=2026-03-29T09:00:00", ["at"]),
        ("at=&page=0", ["at", "page"]),
        (f"team={FOREIGN_TEAM}", ["team"]),
        ("after=1&team=General", ["after", "team"]),
    ],
)
def test_q2_what_is_wrong_is_named(db: onduty.Database, http: Client, query: str, params: list[str]) -> None:
    add_foreign_entries(db)
    response = http.get(f"/v1/status?{query}")
    assert response.status_code == 422
    assert sorted(response.json()["error"]) == params


def test_e4_of_another_account_there_is_nothing(http: Client) -> None:
    users = http.get("/v1/status", key=OTHER_KEY).json()["users"]
    assert [user["email"] for user in users] == ["hank@globex.example"]
