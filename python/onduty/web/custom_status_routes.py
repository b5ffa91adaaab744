"""`/custom_statuses`: the catalogue of custom statuses (C1)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import aio
from onduty.web.answers import read_response, write_response
from onduty.web.auth import authenticate_reader, authenticate_writer
from onduty.web.bodies import read_body, read_json_body
from onduty.web.parameters import read_query
from onduty.web.writes import write_arguments


class CustomStatusRoutes:
    """The account's custom statuses. The rules, and the bytes of the answers, are the core's."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def all(self, request: Request) -> Response:
        """GET: all of the account, a page at a time."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "page", also_refused=caller.refused)
        answer = await caller.account.custom_statuses_json(page=query.get("page"), refused=query.refused)
        return read_response(answer)

    async def create(self, request: Request) -> Response:
        """POST: a new one."""
        caller = await authenticate_writer(self._database, request)
        body = await read_json_body(request)
        query = read_query(request)
        answer = await caller.account.create_custom_status_json(body, **write_arguments(request, caller, query))
        return write_response(request, answer)

    async def show(self, request: Request) -> Response:
        """GET: one."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, also_refused=caller.refused)
        answer = await caller.account.custom_status_json(request.path_params["custom_status"], refused=query.refused)
        return read_response(answer)

    async def update(self, request: Request) -> Response:
        """PUT: changes the name, the emoji, or both."""
        caller = await authenticate_writer(self._database, request)
        body = await read_json_body(request)
        query = read_query(request)
        answer = await caller.account.update_custom_status_json(
            request.path_params["custom_status"], body, **write_arguments(request, caller, query)
        )
        return write_response(request, answer)

    async def destroy(self, request: Request) -> Response:
        """DELETE: takes it from whoever has it assigned, and out of the catalogue."""
        caller = await authenticate_writer(self._database, request)
        ignored = await read_body(request)
        query = read_query(request)
        answer = await caller.account.destroy_custom_status_json(
            request.path_params["custom_status"], **write_arguments(request, caller, query, ignored)
        )
        return write_response(request, answer)
