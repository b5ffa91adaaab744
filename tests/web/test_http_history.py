"""The history over HTTP: Q1."""

from typing import Any

import pytest

import onduty
from tests.documents import JANE, LUNCH, MATTEO, NORA, OTHER_KEY
from tests.web.client import Client
from tests.web.routes import FOREIGN_TEAM, FOREIGN_USER, TEAM, UNKNOWN, add_foreign_entries

OF_JANE = f"/v1/users/{JANE}/status/history"


def entries(http: Client, path: str, **query: Any) -> list[Any]:
    response = http.get(path, params=query)
    assert response.status_code == 200, response.text
    found: list[Any] = response.json()["entries"]
    return found


@pytest.fixture
def changed(http: Client) -> Client:
    """Jane goes to lunch and comes back, Nora begins to work."""
    for user, body in (
        (JANE, {"available": False, "custom_status_uuid": LUNCH, "reason": "soup"}),
        (NORA, {"available": True}),
        (JANE, {"available": True, "custom_status_uuid": None}),
    ):
        headers = {"X-Onduty-Actor": "zoe"}
        assert http.put(f"/v1/users/{user}/status", body, headers=headers).status_code == 200
    return http


def test_q1_an_entry_has_the_documented_keys(changed: Client) -> None:
    _, entry, _ = entries(changed, OF_JANE)
    lunch = {"id": LUNCH, "name": "Lunch", "emoji": None}
    assert list(entry.items()) == [
        ("seq", entry["seq"]),
        ("at", entry["at"]),
        ("user_uuid", JANE),
        ("before", {"available": True, "custom_status": None}),
        ("after", {"available": False, "custom_status": lunch}),
        ("version", 2),
        ("actor", "zoe"),
        ("api_key", "desk"),
        ("way", "api"),
        ("reason", "soup"),
        ("change_set", entry["change_set"]),
    ]
    status = changed.get(f"/v1/users/{JANE}/status").json()["user_status"]
    assert entries(changed, OF_JANE)[-1]["at"] == status["appearance"]["last_updated_at"]


def test_q1_a_feed_is_followed_by_its_last_seq(changed: Client) -> None:
    everything = entries(changed, "/v1/history")
    assert [entry["user_uuid"] for entry in everything] == [JANE, MATTEO, JANE, NORA, JANE]
    seen: list[Any] = []
    after = 0
    while True:
        answer = changed.get("/v1/history", params={"after": after, "limit": 2}).json()
        seen += answer["entries"]
        if answer["meta"]["next"] is None:
            break
        after = answer["meta"]["next"]
        assert after == answer["entries"][-1]["seq"]
    assert seen == everything
    assert changed.get("/v1/history", params={"after": seen[-1]["seq"]}).json() == {
        "entries": [],
        "meta": {"next": None},
    }
    changed.put(f"/v1/users/{MATTEO}/status", {"available": False})
    (new,) = entries(changed, "/v1/history", after=seen[-1]["seq"])
    assert new["user_uuid"] == MATTEO


def test_q1_filters(changed: Client) -> None:
    of_jane = entries(changed, OF_JANE)
    assert entries(changed, "/v1/history", team=TEAM) == of_jane
    assert entries(changed, f"/v1/users/{NORA}/status/history", team=TEAM) == []
    assert entries(changed, OF_JANE, since=of_jane[1]["at"]) == of_jane[1:]
    first = [entry for entry in of_jane if entry["at"] < of_jane[1]["at"]]
    assert entries(changed, OF_JANE, until=of_jane[1]["at"].replace("+00:00", "Z")) == first
    assert entries(changed, OF_JANE, after=of_jane[0]["seq"], limit=1) == [of_jane[1]]


def test_q1_a_hundred_entries_where_no_limit_is_given(db: onduty.Database, http: Client) -> None:
    acme = db.account("acme")
    acme.update_many({"uuid": JANE, "available": bool(number % 2)} for number in range(1100))
    assert len(entries(http, OF_JANE)) == len(entries(http, "/v1/history")) == 100
    assert len(entries(http, OF_JANE, limit=1000)) == 1000


@pytest.mark.parametrize("path", ["/v1/history", OF_JANE])
@pytest.mark.parametrize(
    ("query", "params"),
    [
        ("since=2026-03-29T09:00:00", ["since"]),
        ("since=1960-01-01T00:00:00Z", ["since"]),
        ("until=yesterday&since=", ["since", "until"]),
        ("since=2026-03-29T09:00:00Z&until=2026-03-29T10:00:00%2B02:00", ["until"]),
        ("limit=0", ["limit"]),
        ("limit=1001", ["limit"]),
        ("after=-1&limit=x", ["after", "limit"]),
        ("after=99999999999999999999", ["after"]),
        ("team=General", ["team"]),
        (f"team={UNKNOWN}", ["team"]),
        (f"team={FOREIGN_TEAM}", ["team"]),
        ("colour=red", ["colour"]),
        ("limit=5&limit=6", ["limit"]),
    ],
)
def test_q1_what_is_wrong_is_named(db: onduty.Database, http: Client, path: str, query: str, params: list[str]) -> None:
    add_foreign_entries(db)
    response = http.get(f"{path}?{query}")
    assert response.status_code == 422
    assert sorted(response.json()["error"]) == params


def test_e4_of_another_account_there_is_nothing(changed: Client) -> None:
    response = changed.get(f"/v1/users/{FOREIGN_USER}/status/history", params={"limit": 0})
    assert (response.status_code, response.json()["code"]) == (404, "user_not_found")
    theirs = changed.get("/v1/history", key=OTHER_KEY)
    assert theirs.json() == {"entries": [], "meta": {"next": None}}
    assert entries(changed, "/v1/history")
