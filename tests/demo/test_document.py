"""The demo's directory document holds what the demo and the documentation say of it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parents[2] / "demo"
JANE = "jane.doe@email.com"


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DEMO / name).read_text(encoding="utf-8"), object_pairs_hook=no_key_twice)
    return loaded


def no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return load("demo.json")


def test_s12_the_documented_contact_is_janes_only_one(document: dict[str, Any]) -> None:
    janes = [contact for contact in document["contacts"] if contact["assignedUser"] == JANE]
    assert json.dumps(janes) == json.dumps(load("expected_answer.json")["contact"])


def test_nothing_is_there_twice(document: dict[str, Any]) -> None:
    keys = {"users": ("uuid", "email", "name"), "contacts": ("uuid", "conversationHref"), "teams": ("uuid", "name")}
    keys |= {"custom_statuses": ("id", "name"), "custom_fields": ("name",), "api_keys": ("name", "key")}
    for kind, names in keys.items():
        for name in names:
            values = [entry[name] for entry in document[kind]]
            assert [value for value, count in Counter(values).items() if count > 1] == [], f"{kind} {name}"


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    emails = {user["email"] for user in document["users"]}
    assert {key["user"] for key in document["api_keys"]} <= emails
    assert {member for team in document["teams"] for member in team["members"]} <= emails
    assert {contact["assignedUser"] for contact in document["contacts"]} - {None} <= emails
    ids = {status["id"] for status in document["custom_statuses"]}
    assert {user["custom_status_id"] for user in document["users"]} - {None} <= ids
    assert {tag for contact in document["contacts"] for tag in contact["tags"]} <= set(document["tags"])


def test_every_type_of_custom_field_is_there_and_used(document: dict[str, Any]) -> None:
    types = {field["name"]: field["type"] for field in document["custom_fields"]}
    used = {types[name] for contact in document["contacts"] for name in contact["customFields"]}
    assert used == set(types.values()) == {"text", "email", "number", "date", "dropdown", "checkbox"}


def test_h3_somebody_has_more_contacts_than_an_answer_holds(document: dict[str, Any]) -> None:
    counts = Counter(contact["assignedUser"] for contact in document["contacts"])
    assert max(counts.values()) > 20
