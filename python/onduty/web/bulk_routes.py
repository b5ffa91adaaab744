"""`/users/status`: update the statuses of many users (Q6)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import aio
from onduty.web.answers import write_response
from onduty.web.auth import authenticate_writer
from onduty.web.bodies import read_json_body
from onduty.web.parameters import read_query
from onduty.web.writes import write_arguments

BULK_BODY_SIZE_MAX = 8 * 1024 * 1024  # bytes


class BulkRoutes:
    """The statuses of many users. The rules, and the bytes of the answer, are the core's."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def update(self, request: Request) -> Response:
        """PUT: many updates, with a result each."""
        caller = await authenticate_writer(self._database, request)
        body = await read_json_body(request, BULK_BODY_SIZE_MAX)
        query = read_query(request)
        answer = await caller.account.update_statuses_json(body, **write_arguments(request, caller, query))
        return write_response(request, answer)
