"""`/openapi.json` and `/docs`: that what they say is so."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from starlette.applications import Starlette
from starlette.routing import Mount

import onduty
from onduty import aio
from onduty.web import create_app
from onduty.web.app import routes
from onduty.web.errors import STATUS_OF_CODE
from onduty.web.metrics import Metrics
from tests.documents import JANE, LUNCH, MATTEO, NOBODY, WALLBOARD_KEY
from tests.web.client import Client, status_path
from tests.web.routes import ALL, WITH_ID, WITH_KEY, RouteRequest, add_fields_of_every_type


@pytest.fixture
def document(http: Client) -> Any:
    return http.get("/openapi.json", key=None).json()


def operations(document: Any) -> Iterator[tuple[str, str, Any]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method.upper(), operation


def test_it_is_an_openapi_document(document: Any) -> None:
    validate(document)
    assert document["info"]["version"] == onduty.__version__


def test_it_describes_every_route_and_no_other(db: onduty.Database, document: Any) -> None:
    described: dict[str, set[str]] = {}
    for path, method, _ in operations(document):
        described.setdefault(path, set()).add(method)
    served = {route.path: set(route.endpoint.methods) for route in routes(aio.Database(db), Metrics(aio.Database(db)))}  # type: ignore[attr-defined]
    assert described == {path: methods - {"HEAD", "OPTIONS"} for path, methods in served.items()}


def test_ids_of_operations_are_unique(document: Any) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(set(ids)) == len(ids)


def test_parameters_of_paths_are_described(document: Any) -> None:
    for path, _, operation in operations(document):
        parameters = [resolved(document, parameter) for parameter in operation["parameters"]]
        in_path = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
        assert in_path == {part[1:-1] for part in path.split("/") if part.startswith("{")}


def test_e1_e12_every_error_of_the_table_is_described(document: Any) -> None:
    text = json.dumps(document["paths"])
    not_of_an_operation = {"account_not_found", "not_found", "method_not_allowed", "internal_error"}
    for code in set(STATUS_OF_CODE) - not_of_an_operation:
        assert f"`{code}`" in text, code


def resolved(document: Any, reference: Any) -> Any:
    if "$ref" not in reference:
        return reference
    found = document
    for part in reference["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return found


def assert_as_described(document: Any, template: str, response: httpx.Response) -> None:
    method = response.request.method.lower()
    described = document["paths"][template][method]["responses"][str(response.status_code)]
    assert set(described["headers"]) >= {"X-Request-Id"}
    if "content" not in described:
        assert response.content == b""
        return
    media_type = response.headers["content-type"].partition(";")[0]
    schema = described["content"][media_type].get("schema")
    if schema is not None:
        whole = {**schema, "components": document["components"]}
        OAS31Validator(whole).validate(response.json())


@pytest.mark.parametrize("route", ALL, ids=str)
def test_what_is_answered_is_as_described(
    db: onduty.Database, http: Client, document: Any, route: RouteRequest
) -> None:
    add_fields_of_every_type(db)
    fields = {"age": 7, "features": ["dark"], "zipCode": "1"}
    http.put(status_path(MATTEO), {"custom_status_uuid": LUNCH, "custom_fields": fields, "bot_status": "bot_end"})
    http.put(status_path(JANE), {"custom_status_uuid": LUNCH})
    response = route.send(http)
    assert response.is_success
    assert_as_described(document, route.template, response)


@pytest.mark.parametrize("route", WITH_KEY, ids=str)
def test_errors_are_as_described(http: Client, document: Any, route: RouteRequest) -> None:
    path = route.path.format(id=route.own)
    answers = [
        route.send(http, key=None),
        http.request(route.method, path + "?colour=red", json=route.body),
        *([route.send(http, key=WALLBOARD_KEY)] if route.method != "GET" else []),
        *([http.request(route.method, path, content=b"{")] if route.body else []),
        *([http.request(route.method, path, content=b"x", headers={"Content-Type": "a/b"})] if route.body else []),
        *([http.request(route.method, path, content=b" " * 70_000)] if route.method != "GET" else []),
        *([route.send(http, NOBODY)] if route in WITH_ID else []),
    ]
    assert all(answer.status_code >= 400 for answer in answers)
    for answer in answers:
        assert_as_described(document, route.template, answer)


@pytest.mark.parametrize("route", [route for route in ALL if route.body], ids=str)
def test_bodies_of_these_tests_are_as_described(document: Any, route: RouteRequest) -> None:
    operation = document["paths"][route.template][route.method.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    OAS31Validator({**schema, "components": document["components"]}).validate(route.body)


def test_where_it_is_mounted_it_says_so(db: onduty.Database) -> None:
    client = Client(Starlette(routes=[Mount("/presence", app=create_app(db))]))
    servers = client.get("/presence/openapi.json").json()["servers"]
    client.close()
    assert servers == [{"url": "/presence/v1"}]


class Page(HTMLParser):
    """What a page has that a browser would act upon."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.add(tag)
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attributes)
        if "href" in attributes:
            self.links.add(attributes["href"] or "")
        if "id" in attributes:
            assert attributes["id"] not in self.ids
            self.ids.add(attributes["id"] or "")


def test_docs_is_a_page_that_loads_and_runs_nothing(http: Client) -> None:
    response = http.get("/docs", key=None)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    page = Page()
    page.feed(response.text)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "form"}
    assert page.links - {"openapi.json"} <= {f"#{identity}" for identity in page.ids}


def test_docs_shows_every_operation(http: Client, document: Any) -> None:
    text = http.get("/docs", key=None).text
    for path, method, operation in operations(document):
        assert f"<code>{method} {path}</code>" in text
        assert operation["summary"] in text
