"""`/plans`, and taking back what was changed (Q4, Q5)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import aio
from onduty.web.answers import read_response, write_response
from onduty.web.auth import authenticate_reader, authenticate_writer
from onduty.web.bodies import read_json_body
from onduty.web.parameters import read_query
from onduty.web.writes import write_arguments

PLAN_BODY_SIZE_MAX = 8 * 1024 * 1024  # bytes


class PlanRoutes:
    """Plans of an account. The rules, and the bytes of the answers, are the core's."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def create(self, request: Request) -> Response:
        """POST: works a plan out."""
        caller = await authenticate_writer(self._database, request)
        body = await read_json_body(request, PLAN_BODY_SIZE_MAX)
        query = read_query(request)
        answer = await caller.account.plan_json(body, **write_arguments(request, caller, query))
        return write_response(request, answer)

    async def show(self, request: Request) -> Response:
        """GET: a plan, its items a page at a time."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "after", also_refused=caller.refused)
        answer = await caller.account.show_plan_json(
            request.path_params["plan"], after=query.get("after"), refused=query.refused
        )
        return read_response(answer)

    async def apply(self, request: Request) -> Response:
        """POST: does what the plan shows."""
        caller = await authenticate_writer(self._database, request)
        body = await read_json_body(request)
        query = read_query(request)
        answer = await caller.account.apply_plan_json(
            request.path_params["plan"], body, **write_arguments(request, caller, query)
        )
        return write_response(request, answer)

    async def undo(self, request: Request) -> Response:
        """POST: takes back what a change set changed."""
        caller = await authenticate_writer(self._database, request)
        body = await read_json_body(request)
        query = read_query(request)
        answer = await caller.account.undo_json(
            request.path_params["change_set"], body, **write_arguments(request, caller, query)
        )
        return write_response(request, answer)

    async def undo_entry(self, request: Request) -> Response:
        """POST: takes back what one entry of the history tells of."""
        caller = await authenticate_writer(self._database, request)
        body = await read_json_body(request)
        query = read_query(request)
        answer = await caller.account.undo_entry_json(
            request.path_params["seq"], body, **write_arguments(request, caller, query)
        )
        return write_response(request, answer)
