"""`/history`, `/users/{uuid}/status/history` and `/status`: what became of statuses, and how they stood (Q1, Q2)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import aio
from onduty.web.answers import read_response
from onduty.web.auth import authenticate_reader
from onduty.web.parameters import read_query


class HistoryRoutes:
    """The past. The rules, and the bytes of the answers, are the core's."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def of_user(self, request: Request) -> Response:
        """GET: one user's entries."""
        return await self._entries(request, request.path_params["user"])

    async def of_all(self, request: Request) -> Response:
        """GET: everybody's entries, as a feed to follow."""
        return await self._entries(request, None)

    async def as_of(self, request: Request) -> Response:
        """GET: everybody's status at an instant (Q2)."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "at", "team", "page", also_refused=caller.refused)
        answer = await caller.account.as_of_json(
            at=query.get("at"), team=query.get("team"), page=query.get("page"), refused=query.refused
        )
        return read_response(answer)

    async def _entries(self, request: Request, user: str | None) -> Response:
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "after", "since", "until", "team", "limit", also_refused=caller.refused)
        answer = await caller.account.history_json(
            user,
            after=query.get("after"),
            since=query.get("since"),
            until=query.get("until"),
            team=query.get("team"),
            limit=query.get("limit"),
            refused=query.refused,
        )
        return read_response(answer)
