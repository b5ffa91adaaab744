"""`/users/{uuid}/status`: show, update and clear a user's status."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import aio
from onduty.web.answers import read_response, write_response
from onduty.web.auth import authenticate_reader, authenticate_writer
from onduty.web.bodies import read_body, read_json_body
from onduty.web.parameters import read_query, refusing
from onduty.web.writes import write_arguments

STATUS_ROUTE = "/users/{user}/status"


class StatusRoutes:
    """The status of one user. The rules, and the bytes of the answers, are the core's."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def show(self, request: Request) -> Response:
        """GET: the status."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, also_refused=caller.refused)
        answer = await refusing(caller.account.status_json(request.path_params["user"]), query.refused)
        return read_response(answer)

    async def update(self, request: Request) -> Response:
        """PUT: changes either half, or both, and hands contacts off."""
        caller = await authenticate_writer(self._database, request)
        body = await read_json_body(request)
        query = read_query(request, "contacts")
        answer = await caller.account.update_status_json(
            request.path_params["user"],
            body,
            if_match=_if_match(request),
            contacts=query.get("contacts"),
            **write_arguments(request, caller, query),
        )
        return write_response(request, answer)

    async def clear(self, request: Request) -> Response:
        """DELETE: unassigns the custom status."""
        caller = await authenticate_writer(self._database, request)
        ignored = await read_body(request)
        query = read_query(request, "reason")
        answer = await caller.account.clear_custom_status_json(
            request.path_params["user"],
            reason=query.get("reason"),
            if_match=_if_match(request),
            **write_arguments(request, caller, query, ignored),
        )
        return write_response(request, answer)


def _if_match(request: Request) -> str | None:
    """All lines of the header as one list, which they are the same as (RFC 9110)."""
    lines = request.headers.getlist("if-match")
    return ", ".join(lines) if lines else None
