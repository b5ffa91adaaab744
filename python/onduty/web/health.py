"""`/healthz` and `/readyz`, for whoever keeps the server running. They need no key and show nothing of an account."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onduty import aio
from onduty.web.errors import RequestError


class HealthRoutes:
    """Whether the process lives, and whether the database can take writes."""

    def __init__(self, database: aio.Database) -> None:
        self._database = database

    async def lives(self, request: Request) -> Response:
        """GET: the process answers."""
        return JSONResponse({"status": "ok"})

    async def ready(self, request: Request) -> Response:
        """GET: whether an update would be taken now, and what the keeper should know."""
        readiness = await self._database.readiness()
        if not readiness.can_write:
            raise RequestError("storage_unavailable", readiness.problem)
        return JSONResponse({"status": "ready", "warnings": readiness.warnings})
