"""The answers of operations: what they give when they are done, and their errors (E1 to E12)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from onduty.web.errors import STATUS_OF_CODE
from onduty.web.openapi.operations import Operation
from onduty.web.openapi.schemas import SCHEMAS, ref

Response = dict[str, Any]

_DESCRIPTION_OF_CODE = {
    "malformed_json": "The body is not a JSON object.",
    "unauthorized": "There is no valid API key.",
    "forbidden": "The API key may not do this.",
    "user_not_found": "There is no such user.",
    "contact_not_found": "There is no such contact.",
    "custom_status_not_found": "There is no such custom status.",
    "team_not_found": "There is no such team.",
    "idempotency_conflict": "The Idempotency-Key was used for another request.",
    "not_found": "There is no such thing.",
    "plan_applied": "The plan was applied before.",
    "plan_outdated": "Somebody was changed since the plan was made, and all of it was wanted or nothing.",
    "plan_expired": "The plan is more than an hour old.",
    "precondition_failed": "The status has another version than If-Match names.",
    "body_too_large": "The body is larger than it may be: 64 KiB, or 8 MiB for many updates.",
    "unsupported_media_type": "The body is not declared as JSON.",
    "invalid_params": "Parameters are refused, each with the reasons.",
    "overloaded": "Too many updates are waiting; try again.",
    "storage_unavailable": "The database cannot be read or written now.",
    "storage_full": "There is no space left; nothing was written.",
}

_HEADERS_OF_CODE: dict[str, dict[str, Any]] = {
    "unauthorized": {"WWW-Authenticate": {"schema": {"const": "Bearer"}}},
    "overloaded": {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}},
    "storage_unavailable": {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}},
}

_ENTITY_TAG = {"ETag": {"schema": {"type": "string"}, "description": "The version of the status, quoted."}}
_REPLAYED = {
    "Idempotent-Replayed": {
        "schema": {"const": "true"},
        "description": "There when an earlier request with the Idempotency-Key got this answer.",
    }
}
_REQUEST_ID = {"X-Request-Id": {"schema": {"type": "string"}, "description": "That of the request."}}


def responses_of(operation: Operation) -> dict[str, Response]:
    """All answers of an operation, by status."""
    return {str(operation.status): _success(operation), **_errors(_codes_of(operation))}


def _success(operation: Operation) -> Response:
    headers = _REQUEST_ID | (_ENTITY_TAG if operation.has_version else {}) | (_REPLAYED if operation.is_write else {})
    response: Response = {"description": "Done." if operation.is_write else "As it is now.", "headers": headers}
    if operation.answer is None:
        return response
    is_schema = operation.answer in SCHEMAS
    content = {"application/json": {"schema": ref(operation.answer)}} if is_schema else {operation.answer: {}}
    return {**response, "content": content}


def _codes_of(operation: Operation) -> list[str]:
    if not operation.needs_key:
        return ["storage_unavailable"] if operation.path == "/readyz" else []
    codes = ["unauthorized", "forbidden", "invalid_params", "storage_unavailable"]
    if operation.not_found is not None:
        codes.append(operation.not_found)
    if operation.is_write:
        codes += ["body_too_large", "idempotency_conflict", "overloaded", "storage_full"]
    if operation.body is not None:
        codes += ["malformed_json", "unsupported_media_type"]
    if operation.is_write and operation.has_version:
        codes.append("precondition_failed")
    return [*codes, *operation.also_refused_with]


def _errors(codes: list[str]) -> dict[str, Response]:
    of_status: dict[int, list[str]] = defaultdict(list)
    for code in codes:
        of_status[STATUS_OF_CODE[code]].append(code)
    return {str(status): _error(of_status[status]) for status in sorted(of_status)}


def _error(codes: list[str]) -> Response:
    headers: dict[str, Any] = dict(_REQUEST_ID)
    for code in codes:
        headers |= _HEADERS_OF_CODE.get(code, {})
    return {
        "description": " ".join(f"`{code}`: {_DESCRIPTION_OF_CODE[code]}" for code in codes),
        "headers": headers,
        "content": {"application/json": {"schema": ref("InvalidParams" if "invalid_params" in codes else "Error")}},
    }
