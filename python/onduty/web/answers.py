"""Answers of the core as responses of HTTP."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import Answer
from onduty.web.exchange import Outcome, exchange_of

REPLAYED_HEADER = "Idempotent-Replayed"


def read_response(answer: Answer) -> Response:
    """The answer to a request that read."""
    return Response(answer.body, media_type="application/json", headers=_entity_tag(answer))


def write_response(request: Request, answer: Answer) -> Response:
    """The answer to a request that was carried out, now or before (U8)."""
    exchange_of(request.scope).outcome = _outcome_of(answer)
    headers = _entity_tag(answer)
    if answer.replayed:
        headers[REPLAYED_HEADER] = "true"
    media_type = "application/json" if answer.body else None
    return Response(answer.body, status_code=answer.http_status, media_type=media_type, headers=headers)


def _outcome_of(answer: Answer) -> Outcome:
    if answer.replayed:
        return "replayed"
    return "changed" if answer.changed else "unchanged"


def _entity_tag(answer: Answer) -> dict[str, str]:
    """The ETag of what has a version (U7)."""
    return {} if answer.version is None else {"ETag": f'"{answer.version}"'}
