"""`/contacts` and `/users/{uuid}/contacts`: the account's contacts, one of them, and those that a user looks after."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import aio
from onduty.web.answers import read_response, write_response
from onduty.web.auth import authenticate_reader, authenticate_writer
from onduty.web.bodies import read_json_body
from onduty.web.parameters import read_query, refusing
from onduty.web.writes import write_arguments


class ContactRoutes:
    """Contacts, as the core writes them."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def all(self, request: Request) -> Response:
        """GET: all of the account, a page at a time."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "page", "after", also_refused=caller.refused)
        answer = await caller.account.all_contacts_json(
            page=query.get("page"), after=query.get("after"), refused=query.refused
        )
        return read_response(answer)

    async def show(self, request: Request) -> Response:
        """GET: one, and its conversation."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, also_refused=caller.refused)
        answer = await caller.account.contact_json(request.path_params["contact"], refused=query.refused)
        return read_response(answer)

    async def update(self, request: Request) -> Response:
        """PATCH: changes one."""
        caller = await authenticate_writer(self._database, request)
        body = await read_json_body(request)
        query = read_query(request)
        answer = await caller.account.update_contact_json(
            request.path_params["contact"], body, **write_arguments(request, caller, query)
        )
        return write_response(request, answer)

    async def of_user(self, request: Request) -> Response:
        """GET: those assigned to one user, from `?after=` on."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, "after", also_refused=caller.refused)
        page = caller.account.contacts_json(request.path_params["user"], after=query.get("after"))
        return read_response(await refusing(page, query.refused))
