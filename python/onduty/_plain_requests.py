"""Plain requests for the web layer: the core's `PlainRequests`, whose outcomes come to the running event loop."""

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
        future: asyncio.Future[PlainAnswer] = loop.create_future()
        return future if _begin(self._core, aio._port_of(loop), request, body, future) else None


class PlainMessages:
    """The same for one loop's connections: answers are (bytes, whether something changed).

    The bytes go behind the status line and the headers that all answers of a server have.
    """

    def __init__(self, database: aio.Database, loop: asyncio.AbstractEventLoop) -> None:
        self._core = _core.PlainRequests(database._core, as_messages=True)
        self._port = aio._port_of(loop)
        self.get = self._core.get
        self.begin_put = self._core.begin_put

    def put(self, request: _core.PlainPut, body: bytes, waiter: aio._Waiter) -> bool:
        """Has `waiter` get the answer, unless the body is one to be refused."""
        return _begin(self._core, self._port, request, body, waiter)


def _begin(
    core: _core.PlainRequests, port: aio._LoopPort, request: _core.PlainPut, body: bytes, waiter: aio._Waiter
) -> bool:
    token = port.expect(waiter)
    begun = False
    try:
        begun = core.put(request, body, port.completions, token)
    finally:
        if not begun:
            port.forget(token)
    return begun
