"""The OpenAPI document, put together from the table of operations."""

from __future__ import annotations

from functools import cache
from typing import Any

import onduty
from onduty.web.openapi.operations import OPERATIONS, Operation
from onduty.web.openapi.parameters import PARAMETERS, parameters_of
from onduty.web.openapi.responses import responses_of
from onduty.web.openapi.schemas import SCHEMAS, ref

_ABOUT = (
    "Who is on duty. Every path answers with the prefix /v1 and without it; a slash at its end makes no difference. "
    "HEAD answers as GET without a body, OPTIONS with 204 and Allow. A query parameter that an operation does not "
    "know, or that is there twice, is refused with 422."
)


@cache
def document() -> dict[str, Any]:
    """The whole document. It is shared: do not alter it."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onduty",
            "version": onduty.__version__,
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/v1"}],
        "paths": paths,
        "components": {
            "parameters": PARAMETERS,
            "schemas": SCHEMAS,
            "securitySchemes": {"api_key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _described(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": _operation_id(operation),
        "tags": [operation.tag],
        "parameters": parameters_of(operation),
        "responses": responses_of(operation),
        "security": [{"api_key": []}] if operation.needs_key else [],
    }
    if operation.description:
        described["description"] = operation.description
    if operation.body is not None:
        described["requestBody"] = {
            "required": not operation.body_optional,
            "content": {"application/json": {"schema": ref(operation.body)}},
        }
    return described


def _operation_id(operation: Operation) -> str:
    words = operation.path.replace("{", "").replace("}", "").replace(".", "_").strip("/").split("/")
    return "_".join([operation.method.lower(), *words])
