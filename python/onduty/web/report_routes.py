"""`/reports`: what the history comes to (Q3)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from onduty import aio
from onduty.web.answers import read_response
from onduty.web.auth import authenticate_reader
from onduty.web.disconnects import while_connected
from onduty.web.parameters import read_query

_TIME_IN_STATUS = ("start", "end", "by", "bucket", "time_zone", "user", "team")


class ReportRoutes:
    """Reports over the history. The rules, and the bytes of the answers, are the core's."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def time_in_status(self, request: Request) -> Response:
        """GET: how long people were in which status."""
        caller = await authenticate_reader(self._database, request)
        query = read_query(request, *_TIME_IN_STATUS, also_refused=caller.refused)
        asked = {name: query.get(name) for name in _TIME_IN_STATUS}
        report = caller.account.time_in_status_json(**asked, refused=query.refused)
        return read_response(await while_connected(request, report))
