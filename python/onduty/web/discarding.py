"""An answer to a request that is still being sent, and will not be read."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

# After the answer, this much more of the body is taken and thrown away. A connection that is closed with bytes unread
# is reset, and then the client may never see the answer.
_SIZE_MAX = 1024 * 1024  # bytes
_DURATION_MAX_SECONDS = 2.0


class DiscardingResponse(Response):
    """Answers at once, takes some of what the client still sends so that it comes to read the answer, and hangs up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the answer; an ASGI application."""
        if scope["http_version"].startswith("1"):  # HTTP/2 has no such header
            self.headers["connection"] = "close"
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": True})
        if not _waits_for_permission(scope):
            with suppress(TimeoutError):
                async with asyncio.timeout(_DURATION_MAX_SECONDS):
                    await _discard(receive)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _waits_for_permission(scope: Scope) -> bool:
    # With `Expect: 100-continue` the client sends no body unless it is told to.
    return any(name == b"expect" for name, _ in scope["headers"])


async def _discard(receive: Receive) -> None:
    size = 0
    more = True
    while more and size < _SIZE_MAX:
        message = await receive()
        more = message["type"] == "http.request" and message.get("more_body", False)
        size += len(message.get("body", b""))
