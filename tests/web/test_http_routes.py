"""What holds for every route: keys and scopes (E2, E3), accounts (E4), queries (C7), and both spellings (S13)."""

import re

import httpx
import pytest

import onduty
from onduty import aio
from onduty.web.app import routes
from onduty.web.metrics import Metrics
from tests.database_fixtures import Unchanged
from tests.documents import JANE, JANE_EMAIL, MATTEO, OTHER_KEY, WALLBOARD_KEY
from tests.web.client import Client, assert_error, assert_refused
from tests.web.routes import (
    ALL,
    FOREIGN_CONTACT_NAME,
    FOREIGN_TEAM_NAME,
    READS,
    UNKNOWN,
    WITH_ID,
    WITH_KEY,
    WITHOUT_KEY,
    WRITES,
    RouteRequest,
    add_foreign_entries,
)

# What only "acme" has, and what only "globex" has.
ACME_TEXTS = (JANE, JANE_EMAIL, MATTEO, "Jane Doe", "General", "Contact 3", "Lunch")
GLOBEX_TEXTS = ("hank@globex.example", "Hank", "2" * 32, FOREIGN_TEAM_NAME, FOREIGN_CONTACT_NAME)


def without_now(response: httpx.Response) -> str:
    """The answer without the instant of which it tells, where that is now (Q2)."""
    return re.sub(r'^{"at":"[^"]*"', "{", response.text)


@pytest.fixture(autouse=True)
def foreign_entries(db: onduty.Database) -> None:
    add_foreign_entries(db)


def test_every_route_is_tried_here(db: onduty.Database) -> None:
    tried = {route.template for route in ALL}
    assert tried == {route.path for route in routes(aio.Database(db), Metrics(aio.Database(db)))}


@pytest.mark.parametrize("route", WITH_KEY, ids=str)
def test_e2_every_other_route_needs_a_key(http: Client, route: RouteRequest, unchanged: Unchanged) -> None:
    with unchanged():
        assert_error(route.send(http, key=None), 401, "unauthorized")
        assert_error(route.send(http, key="wrong"), 401, "unauthorized")


@pytest.mark.parametrize("route", WITHOUT_KEY, ids=str)
def test_e2_some_need_none_and_show_nothing_of_an_account(http: Client, route: RouteRequest) -> None:
    for request in WITH_KEY:
        request.send(http)
    for key in (None, "wrong"):
        response = route.send(http, key=key)
        assert response.status_code == 200
        for text in (*ACME_TEXTS, *GLOBEX_TEXTS, "acme", "globex", "desk", "wallboard"):
            assert text not in response.text


@pytest.mark.parametrize("route", WRITES, ids=str)
def test_e3_a_key_that_only_reads_does_not_write(http: Client, route: RouteRequest, unchanged: Unchanged) -> None:
    with unchanged():
        assert_error(route.send(http, key=WALLBOARD_KEY), 403, "forbidden")
    assert route.send(http).is_success


@pytest.mark.parametrize("route", READS, ids=str)
def test_e3_a_key_that_only_reads_reads(http: Client, route: RouteRequest, unchanged: Unchanged) -> None:
    with unchanged():
        response = route.send(http, key=WALLBOARD_KEY)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize("route", WITH_ID, ids=str)
def test_e4_a_foreign_id_is_answered_exactly_like_an_unknown_one(
    http: Client, route: RouteRequest, unchanged: Unchanged
) -> None:
    assert_owned_by_globex(http, route)
    with unchanged():
        answers = [route.send(http, identity) for identity in (route.foreign, UNKNOWN, "no-uuid")]
        answers += [route.send(http, identity, key=OTHER_KEY) for identity in (route.own, UNKNOWN)]
    for answer in answers:
        assert_error(answer, 404, route.not_found)
    assert len({answer.content for answer in answers}) == 1


def assert_owned_by_globex(http: Client, route: RouteRequest) -> None:
    if route.method == "GET":
        assert route.send(http, route.foreign, key=OTHER_KEY).status_code == 200


@pytest.mark.parametrize("route", READS, ids=str)
def test_nothing_of_another_account_is_visible(http: Client, route: RouteRequest) -> None:
    ours = route.send(http).text
    theirs = route.send(http, route.foreign, key=OTHER_KEY).text
    assert not any(text in ours for text in GLOBEX_TEXTS)
    assert not any(text in theirs for text in ACME_TEXTS)


@pytest.mark.parametrize("route", WRITES, ids=str)
def test_each_account_writes_for_itself(http: Client, route: RouteRequest) -> None:
    before = [without_now(request.send(http)) for request in READS]
    assert route.send(http, route.foreign, key=OTHER_KEY).is_success
    assert [without_now(request.send(http)) for request in READS] == before


@pytest.mark.parametrize("route", WITH_KEY, ids=str)
def test_c7_unknown_and_repeated_query_parameters_are_named_together(
    http: Client, route: RouteRequest, unchanged: Unchanged
) -> None:
    path = route.with_query("colour=red&page=1&page=1&Page=1")
    with unchanged():
        response = http.request(route.method, path, json=route.body)
    assert_refused(response, "colour", "page", "Page")


@pytest.mark.parametrize("route", WITH_ID, ids=str)
def test_e4_comes_before_what_is_refused(http: Client, route: RouteRequest) -> None:
    response = http.request(route.method, route.path.format(id=UNKNOWN) + "?colour=red", json=route.body)
    assert_error(response, 404, route.not_found)


@pytest.mark.parametrize("route", READS + WITHOUT_KEY[:2] + WITHOUT_KEY[3:], ids=str)
def test_s13_with_the_prefix_and_without_it_is_the_same_request(http: Client, route: RouteRequest) -> None:
    path, mark, query = route.with_query().removeprefix("/v1").partition("?")
    answers = [http.get(spelling + mark + query) for spelling in (path, f"/v1{path}", f"{path}/", f"/v1{path}/")]
    assert {answer.status_code for answer in answers} == {200}
    assert len({without_now(answer) for answer in answers}) == 1


@pytest.mark.parametrize("route", [route for route in WITH_ID if route.has_uuid], ids=str)
def test_s2_a_path_takes_every_spelling_of_a_uuid(http: Client, route: RouteRequest) -> None:
    digits = route.own.replace("-", "")
    dashed = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
    spellings = (digits, digits.upper(), dashed, dashed.upper()) if route.method == "GET" else (dashed.upper(),)
    assert {route.send(http, spelling).is_success for spelling in spellings} == {True}


@pytest.mark.parametrize("route", WRITES, ids=str)
def test_u10_the_actor_is_refused_with_the_rest(http: Client, route: RouteRequest, unchanged: Unchanged) -> None:
    with unchanged():
        response = http.request(
            route.method,
            route.path.format(id=route.own) + "?colour=red",
            json=route.body,
            headers={"X-Onduty-Actor": "x" * 101},
        )
    assert_refused(response, "X-Onduty-Actor", "colour")


@pytest.mark.parametrize("route", WRITES, ids=str)
def test_e8_e9_bodies_are_held_to_their_limits(http: Client, route: RouteRequest, unchanged: Unchanged) -> None:
    path = route.path.format(id=route.own)
    with unchanged():
        too_large = b" " * (route.body_size_max + 1)
        assert_error(http.request(route.method, path, content=too_large), 413, "body_too_large")
        if route.body is not None:
            form = {"Content-Type": "text/plain"}
            assert_error(http.request(route.method, path, content=b"{}", headers=form), 415, "unsupported_media_type")
            assert_error(http.request(route.method, path, content=b"[]"), 400, "malformed_json")


@pytest.mark.parametrize("route", WITH_KEY, ids=str)
def test_e11_without_the_database_it_is_503_and_says_what_to_do(
    db: onduty.Database, http: Client, route: RouteRequest
) -> None:
    db.close()
    response = route.send(http)
    assert_error(response, 503, "storage_unavailable")
    assert int(response.headers["retry-after"]) >= 30
    assert "restart the server" in response.json()["error"]
