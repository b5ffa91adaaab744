"""Plain requests for the web layer: the core's `PlainRequests`, whose outcomes come to futures of the running loop."""

from __future__ import annotations

import asyncio
from typing import TypeAlias

from onduty import _core, aio

# (headers, body, whether something changed)
PlainAnswer: TypeAlias = tuple[list[tuple[bytes, bytes]], bytes, bool]


class PlainRequests:
    """GET and PUT of statuses of one database, in their plain form. What is not plain gives None."""

    def __init__(self, database: aio.Database) -> None:
        self._core = _core.PlainRequests(database._core)
        self.get = self._core.get
        self.begin_put = self._core.begin_put

    def put(self, request: _core.PlainPut, body: bytes) -> asyncio.Future[PlainAnswer] | None:
        """The answer to come, unless the body is one to be refused. Errors come with it."""
        loop = asyncio.get_running_loop()
        port = aio._port_of(loop)
        future: asyncio.Future[PlainAnswer] = loop.create_future()
        token = port.expect(future)
        if self._core.put(request, body, port.completions, token):
            return future
        port.forget(token)
        return None
