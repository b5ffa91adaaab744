"""`/users/{uuid}/contacts`: the contacts that a user looks after."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import aio
from onduty.web.auth import authenticate_reader
from onduty.web.parameters import read_query, refusing


class ContactRoutes:
    """Contacts, as the core writes them."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def of_user(self, request: Request) -> Response:
        """GET: those assigned to one user, from `?after=` on."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "after")
        page = caller.account.contacts_json(request.path_params["user"], after=query.get("after"))
        answer = await refusing(page, query.refused)
        return Response(answer.body, media_type="application/json")
