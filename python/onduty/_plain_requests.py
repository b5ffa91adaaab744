"""Plain requests for the web layer: the core's `PlainRequests`, whose outcomes come to the running event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from onduty import _completions, _core, aio

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
        start = partial(self._core.put, request, body)
        return future if _begin(start, _completions.port_of(loop), future) else None


class PlainMessages:
    """The same of requests as they stand on one loop's connections, each whole.

    Answers are (bytes, whether something changed). The bytes go behind the status line and the headers that all answers
    of a server have.
    """

    def __init__(self, database: aio.Database, loop: asyncio.AbstractEventLoop) -> None:
        self._core = _core.PlainRequests(database._core)
        self._port = _completions.port_of(loop)
        self.get = self._core.get_message

    def put(self, message: bytes, waiter: _completions.Waiter) -> bool:
        """Has `waiter` get the answer, unless the request is not plain, or is one to be refused."""
        return _begin(partial(self._core.put_message, message), self._port, waiter)


def _begin(
    start: Callable[[_core.CompletionPort, int], bool], port: _completions.LoopPort, waiter: _completions.Waiter
) -> bool:
    token = port.expect(waiter)
    begun = False
    try:
        begun = start(port.completions, token)
    finally:
        if not begun:
            port.forget(token)
    return begun
