"""The parameters of paths, queries and headers."""

from __future__ import annotations

from typing import Any

from onduty.periods import BUCKETS
from onduty.web.openapi.operations import Operation
from onduty.web.openapi.schemas import FLAG, TEXT, Schema

Parameter = dict[str, Any]

_UUID_TEXT = {"type": "string", "description": "32 hexadecimal digits or the dashed form, in any case."}

_INSTANT = {"type": "string", "format": "date-time"}


INSTANT: Schema = {"type": "string", "format": "date-time", "description": "RFC 3339 with an offset or Z."}


def _query(name: str, description: str, schema: Schema = TEXT) -> Parameter:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _header(name: str, description: str, schema: Schema = TEXT) -> Parameter:
    return {"name": name, "in": "header", "description": description, "schema": schema}


def _path(name: str, description: str) -> Parameter:
    return {"name": name, "in": "path", "required": True, "description": description, "schema": _UUID_TEXT}


def _numbered(name: str, description: str) -> Parameter:
    return {**_path(name, description), "schema": {"type": "integer", "minimum": 1}}


# By the names that operations call them by, which are not always those of the query: `after` has two meanings.
PARAMETERS: dict[str, Parameter] = {
    "user": _path("user", "The uuid of a user."),
    "contact": _path("contact", "The uuid of a contact."),
    "custom_status_id": _path("custom_status", "The id of a custom status."),
    "team_uuid": _path("team", "The uuid of a team."),
    "plan": _path("plan", "The id of a plan."),
    "change_set": _numbered("change_set", "The id of a change set."),
    "entry": _numbered("seq", "The seq of an entry of the history."),
    "number": _query("after", "meta.next of an earlier answer.", {"type": "integer", "minimum": 0}),
    "page": _query("page", "Which page of 50.", {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1}),
    "after": _query("after", "A uuid: what comes after it. Not together with page."),
    "cursor": _query("after", "meta.next of an earlier answer."),
    "seq": _query("after", "Only entries with a greater seq.", {"type": "integer", "minimum": 0, "default": 0}),
    "at": _query("at", "The instant; now when absent or ahead.", INSTANT),
    "since": _query("since", "Only from this instant on.", INSTANT),
    "until": _query("until", "Only before this instant.", INSTANT),
    "limit": _query(
        "limit", "At most so many entries.", {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}
    ),
    "contacts": _query(
        "contacts", "How many contacts to answer.", {"type": "integer", "minimum": 0, "maximum": 100, "default": 20}
    ),
    "reason": _query("reason", "A note for the history.", {"type": "string", "maxLength": 200}),
    "available": _query("available", "Only those who are available, or away.", FLAG),
    "team": _query("team", "Only the members of this team, by its uuid."),
    "custom_status": _query("custom_status", "Only those who have this custom status, by its id."),
    "status": _query("status", "Only those who are so.", {"enum": ["available", "away"]}),
    "start": _query("start", "The begin of the period.", _INSTANT) | {"required": True},
    "end": _query("end", "The end of the period, which is not part of it.", _INSTANT) | {"required": True},
    "by": _query(
        "by",
        "What has rows of its own, in the order by which rows are ordered: user, team, available, custom_status, with "
        "commas between them.",
        {"type": "string", "default": "user"},
    ),
    "bucket": _query("bucket", "Cuts the period in the time zone.", {"enum": list(BUCKETS), "default": "none"}),
    "time_zone": _query("time_zone", "An IANA name, such as Europe/Rome.", {"type": "string", "default": "UTC"}),
    "report_user": _query("user", "Only this user, by the uuid; also one who was removed."),
    "actor": _header(
        "X-Onduty-Actor",
        "Who does it, for the history; for keys that may act for others.",
        {"type": "string", "minLength": 1, "maxLength": 100},
    ),
    "idempotency_key": _header(
        "Idempotency-Key",
        "The same request with the same key within 24 hours is carried out once and answered alike.",
        {"type": "string", "pattern": "^[ -~]{1,255}$"},
    ),
    "if_match": _header("If-Match", "Only if the status has this version, as an ETag told it."),
    "request_id": _header(
        "X-Request-Id", "Given back in the answer and in the log.", {"type": "string", "pattern": "^[ -~]{1,128}$"}
    ),
}

_OF_PATH = {
    "{user}": "user",
    "{contact}": "contact",
    "{custom_status}": "custom_status_id",
    "{team}": "team_uuid",
    "{plan}": "plan",
    "{change_set}": "change_set",
    "{seq}": "entry",
}


def parameters_of(operation: Operation) -> list[dict[str, str]]:
    """References to all parameters that an operation takes."""
    names = [name for mark, name in _OF_PATH.items() if mark in operation.path]
    names += operation.query
    if operation.is_write:
        names += ["actor", "idempotency_key"]
    if operation.is_write and operation.has_version:
        names.append("if_match")
    return [{"$ref": f"#/components/parameters/{name}"} for name in [*names, "request_id"]]
