"""`/users`, `/teams` and `/auth/me`: who there is, and who is asking (C4, C6)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import aio
from onduty.web.answers import read_response
from onduty.web.auth import authenticate_reader
from onduty.web.parameters import read_query


class DirectoryRoutes:
    """Users and teams, which come in by the directory document and are only read here."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def users(self, request: Request) -> Response:
        """GET: all users with their statuses, or those who match."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "available", "team", "custom_status", "page", "after", also_refused=caller.refused)
        answer = await caller.account.users_json(
            available=query.get("available"),
            team=query.get("team"),
            custom_status=query.get("custom_status"),
            page=query.get("page"),
            after=query.get("after"),
            refused=query.refused,
        )
        return read_response(answer)

    async def teams(self, request: Request) -> Response:
        """GET: all teams."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "page", also_refused=caller.refused)
        return read_response(await caller.account.teams_json(page=query.get("page"), refused=query.refused))

    async def team(self, request: Request) -> Response:
        """GET: one team."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, also_refused=caller.refused)
        return read_response(await caller.account.team_json(request.path_params["team"], refused=query.refused))

    async def team_members(self, request: Request) -> Response:
        """GET: the members of one team with their statuses, or those who match."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "page", "status", also_refused=caller.refused)
        answer = await caller.account.team_members_json(
            request.path_params["team"], page=query.get("page"), status=query.get("status"), refused=query.refused
        )
        return read_response(answer)

    async def me(self, request: Request) -> Response:
        """GET: whose the key is."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, also_refused=caller.refused)
        return read_response(await caller.account.auth_me_json(caller.api_key, refused=query.refused))
