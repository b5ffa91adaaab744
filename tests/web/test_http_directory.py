"""Users, teams and whose the key is, over HTTP: C4, C6, C7, C8."""

import pytest

import onduty
from tests.documents import (
    DESK_KEY,
    JANE,
    JANE_EMAIL,
    LUNCH,
    MATTEO,
    NORA,
    OTHER_KEY,
    VACATIONING,
    as_bytes,
)
from tests.web.client import Client, assert_error, assert_refused, status_path
from tests.web.routes import FOREIGN_CUSTOM_STATUS, TEAM, UNKNOWN

TEAM_PATH = f"/v1/teams/{TEAM}"
MEMBERS = f"{TEAM_PATH}/members"


def uuids(http: Client, query: str = "") -> list[str]:
    return [user["uuid"] for user in http.get(f"/v1/users{query}").json()["users"]]


def test_c7_users_stand_with_their_statuses(http: Client) -> None:
    http.put(status_path(JANE), {"custom_status_uuid": VACATIONING})
    answer = http.get("/v1/users").json()
    assert list(answer) == ["users", "meta"]
    assert answer["meta"] == {"page": 1, "pages": 1}
    jane = next(user for user in answer["users"] if user["uuid"] == JANE)
    assert list(jane) == ["uuid", "email", "name", "available", "lastUpdatedAt", "userCustomStatus"]
    assert list(jane["userCustomStatus"]) == ["updatedAt", "id", "name", "emoji"]
    assert jane["lastUpdatedAt"] == jane["userCustomStatus"]["updatedAt"]
    nora = next(user for user in answer["users"] if user["uuid"] == NORA)
    assert list(nora) == ["uuid", "email", "name", "available", "lastUpdatedAt"]
    assert nora["lastUpdatedAt"] == "2021-03-04T05:06:07Z"


def test_c7_users_by_what_they_are(http: Client) -> None:
    http.put(status_path(MATTEO), {"available": False, "custom_status_uuid": LUNCH})
    assert sorted(uuids(http)) == sorted([JANE, MATTEO, NORA])
    assert uuids(http, "?available=true") == [JANE]
    assert sorted(uuids(http, "?available=false")) == sorted([MATTEO, NORA])
    assert uuids(http, f"?custom_status={LUNCH}") == [MATTEO]
    assert uuids(http, f"?custom_status={VACATIONING}") == []
    assert uuids(http, f"?team={TEAM}") == [JANE]
    assert uuids(http, f"?team={TEAM}&available=false") == []


def test_c7_users_after_one_of_them(http: Client) -> None:
    everyone = uuids(http)
    assert uuids(http, f"?after={everyone[0]}") == everyone[1:]
    assert uuids(http, f"?after={everyone[-1]}") == []


@pytest.mark.parametrize("available", ["yes", "TRUE", "1", ""])
def test_c7_a_filter_that_is_none_is_refused(http: Client, available: str) -> None:
    assert_refused(http.get(f"/v1/users?available={available}"), "available")


@pytest.mark.parametrize("unknown", [UNKNOWN, "x", "", FOREIGN_CUSTOM_STATUS])
def test_c7_a_filter_by_what_is_unknown_or_foreign_is_refused(http: Client, unknown: str) -> None:
    query = f"?team={unknown}&custom_status={unknown}&after={unknown}"
    assert_refused(http.get(f"/v1/users{query}"), "team", "custom_status", "after")


def test_c7_everything_that_is_refused_is_in_one_answer(http: Client) -> None:
    response = http.get(f"/v1/users?available=maybe&team={UNKNOWN}&page=0&colour=red&after=1&after=2")
    assert_refused(response, "available", "team", "page", "colour", "after")


@pytest.mark.parametrize("path", ["/v1/users", "/v1/teams", "/v1/contacts", MEMBERS])
@pytest.mark.parametrize("page", ["0", "-1", "1000001", "x", "", "1.0", "+1"])
def test_c7_another_page_is_refused(http: Client, path: str, page: str) -> None:
    assert_refused(http.get(f"{path}?page={page}"), "page")


@pytest.mark.parametrize(("path", "key"), [("/v1/users", "users"), ("/v1/teams", "teams"), (MEMBERS, "users")])
def test_c7_a_page_beyond_the_last_is_empty(http: Client, path: str, key: str) -> None:
    for page in (2, 1_000_000):
        assert http.get(f"{path}?page={page}").json() == {key: [], "meta": {"page": page, "pages": 1}}


def test_c7_pages_hold_50(db: onduty.Database, http: Client) -> None:
    users = [{"email": f"user{number}@example.com", "name": f"User {number}"} for number in range(60)]
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": users}))
    pages = [http.get(f"/v1/users?page={page}").json() for page in (1, 2)]
    assert [page["meta"] for page in pages] == [{"page": 1, "pages": 2}, {"page": 2, "pages": 2}]
    assert [len(page["users"]) for page in pages] == [50, 13]
    assert len({user["uuid"] for page in pages for user in page["users"]}) == 63


def test_c4_teams(http: Client) -> None:
    answer = http.get("/v1/teams").json()
    assert list(answer) == ["teams", "meta"]
    assert [list(team) for team in answer["teams"]] == [["uuid", "name", "createdAt", "default", "members"]]
    team = answer["teams"][0]
    assert (team["uuid"], team["name"], team["default"], team["members"]) == (TEAM, "General", True, 1)
    assert http.get(TEAM_PATH).json() == {"team": team}


def test_c4_members_of_a_team(http: Client) -> None:
    answer = http.get(MEMBERS).json()
    assert answer["meta"] == {"page": 1, "pages": 1}
    assert [list(user) for user in answer["users"]] == [["email", "name", "available", "lastUpdatedAt"]]
    assert answer["users"][0]["email"] == JANE_EMAIL
    http.put(status_path(JANE), {"custom_status_uuid": LUNCH})
    member = http.get(MEMBERS).json()["users"][0]
    assert list(member["userCustomStatus"]) == ["updatedAt", "id", "name", "emoji"]
    assert (member["userCustomStatus"]["id"], member["userCustomStatus"]["emoji"]) == (LUNCH, None)


def test_c4_members_who_are_available_or_away(http: Client) -> None:
    http.put(status_path(JANE), {"available": False})
    assert http.get(f"{MEMBERS}?status=available").json()["users"] == []
    assert len(http.get(f"{MEMBERS}?status=away").json()["users"]) == 1
    for status in ("true", "", "Away"):
        assert_refused(http.get(f"{MEMBERS}?status={status}"), "status")


def test_c6_whose_the_key_is(http: Client) -> None:
    response = http.get("/v1/auth/me")
    assert list(response.json().items()) == [
        ("status", "ok"),
        ("user_email", JANE_EMAIL),
        ("user_name", "Jane Doe"),
        ("api_key", "desk"),
    ]
    assert DESK_KEY not in response.text
    assert http.get("/v1/auth/me", key=OTHER_KEY).json()["user_email"] == "hank@globex.example"
    assert_error(http.get("/v1/auth/me", key=None), 401, "unauthorized")
