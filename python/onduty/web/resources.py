"""What answers at one path: a handler a method."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onduty.web.errors import RequestError

Handler = Callable[[Request], Awaitable[Response]]


class Resource:
    """Dispatches on the method; knows `Allow`, and answers OPTIONS and HEAD (E5). An ASGI application."""

    def __init__(self, **handlers: Handler) -> None:
        self._handlers = handlers
        if "GET" in handlers:
            self._handlers = {"GET": handlers["GET"], "HEAD": handlers["GET"], **handlers}
        self.methods = (*self._handlers, "OPTIONS")
        self._allow = ", ".join(self.methods)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; an ASGI application."""
        response = await self._answer(Request(scope, receive, send))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        handler = self._handlers.get(request.method)
        if handler is not None:
            return await handler(request)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": self._allow})
        message = f"This path does not answer to {request.method}, but to {self._allow}."
        raise RequestError("method_not_allowed", message, headers={"Allow": self._allow})


def head_without_body(app: ASGIApp) -> ASGIApp:
    """Answers HEAD as GET, without the body. Most servers see to that themselves, not all that an app is mounted in."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        is_head = scope["type"] == "http" and scope["method"] == "HEAD"
        await app(scope, receive, send_head if is_head else send)

    return answer
