"""Plain requests on a connection of uvicorn's, answered without a task, a scope or an application for each.

Whatever is not plain, and every refusal, goes the way of all requests, through the application. This knows how
uvicorn's protocol keeps the request that it is answering (its `cycle`), and stands in for that.
"""

from __future__ import annotations

import time
from typing import Any, cast

from starlette.types import Message, Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from onduty import _core
from onduty.web.errors import stopping
from onduty.web.plain_requests import PlainStatusRequests

_OK = b"HTTP/1.1 200 OK\r\n"
_CLOSE = b"connection: close\r\n"


class _NoEvent:
    """For uvicorn to set; nobody waits for it."""

    def set(self) -> None:
        pass


_NO_EVENT = _NoEvent()


class PlainExchange:
    """A plain request that is being answered, in the place of uvicorn's `RequestResponseCycle`."""

    __slots__ = (
        "began",
        "body",
        "disconnected",
        "keep_alive",
        "message_event",
        "more_body",
        "protocol",
        "refused",
        "request",
        "response_complete",
        "response_started",
        "scope",
        "url",
    )

    def __init__(self, protocol: PlainProtocol, request: _core.PlainPut | tuple[bytes, bool]) -> None:
        self.protocol = protocol
        self.request = request  # of a GET: its answer
        self.url = protocol.url
        self.scope: Scope = protocol.scope  # type: ignore[assignment]
        self.began = time.perf_counter()
        self.body = b""
        self.more_body = True
        self.message_event = _NO_EVENT
        self.keep_alive = True
        self.disconnected = False
        self.response_started = False
        self.response_complete = False
        self.refused = False

    # As a future, for the completion port.

    def done(self) -> bool:
        """Whether it is answered, or given up."""
        return self.response_complete or self.refused

    def set_result(self, answer: tuple[bytes, bool]) -> None:
        """Answers it."""
        self.protocol.answer_plain(self, answer)

    def set_exception(self, error: BaseException, /) -> None:
        """Answers it with an error."""
        self.protocol.refuse_plain(self, error)


class PlainProtocol(HttpToolsProtocol):
    """One connection, whose plain requests take a short way where the application is a `PlainStatusRequests`."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        app = self.app
        self._plain_app = app if isinstance(app, PlainStatusRequests) else None
        self._messages = self._plain_app.messages_on(self.loop) if self._plain_app else None
        self._plain: PlainExchange | None = None  # the latest; requests that wait behind it may be uvicorn's already

    def on_headers_complete(self) -> None:
        """The head of a request is there."""
        exchange = self._begin_plain()
        if exchange is None:
            super().on_headers_complete()
        else:
            self._plain = exchange
            self.cycle = exchange  # type: ignore[assignment]

    def on_message_complete(self) -> None:
        """All of it is there."""
        super().on_message_complete()
        exchange: object = self.cycle
        if type(exchange) is PlainExchange and not exchange.response_started:
            self._carry_out(exchange)

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets go of what is under way, whose answer nobody waits for any more."""
        if self._plain is not None:
            self._plain.disconnected = True
        super().connection_lost(exc)

    def give_up(self) -> None:
        """Answers what is under way with what a server says that has no time left."""
        exchange = self._plain
        if exchange is not None and not exchange.done():
            outcome = "whether a change was made is unknown" if exchange.response_started else "nothing was written"
            self.refuse_plain(exchange, stopping(outcome))

    def _begin_plain(self) -> PlainExchange | None:
        messages = self._messages
        if messages is None or not self._is_free():
            return None
        method = self.parser.get_method()
        request: _core.PlainPut | tuple[bytes, bool] | None = None
        if method == b"PUT":
            request = messages.begin_put(self.url, self.headers)
        elif method == b"GET":
            request = messages.get(self.url, self.headers)
        if request is None or self.parser.get_http_version() != "1.1":
            return None
        return PlainExchange(self, request)

    def _is_free(self) -> bool:
        """Whether no earlier request is being answered, and the client reads what it is sent."""
        earlier = cast(RequestResponseCycle | PlainExchange | None, self.cycle)
        return (earlier is None or earlier.response_complete) and not self.flow.write_paused

    def _carry_out(self, exchange: PlainExchange) -> None:
        assert self._messages is not None
        exchange.response_started = True
        request = exchange.request
        if isinstance(request, tuple):
            self.answer_plain(exchange, request)
        elif self._messages.put(request, exchange.body, exchange):
            self.plain_app.metrics.requests_in_flight += 1
        else:
            self._go_long_way(exchange)

    @property
    def plain_app(self) -> PlainStatusRequests:
        """The application. REQUIRES: a plain request was begun."""
        assert self._plain_app is not None
        return self._plain_app

    def _go_long_way(self, exchange: PlainExchange) -> None:
        """The same request once more, as if it had never been taken for a plain one."""
        exchange.response_complete = True
        super().on_headers_complete()
        super().on_body(exchange.body)
        super().on_message_complete()

    def answer_plain(self, exchange: PlainExchange, answer: tuple[bytes, bool]) -> None:
        """Sends the answer."""
        message, has_changed = answer
        metrics = self.plain_app.metrics
        duration_seconds = time.perf_counter() - exchange.began
        if isinstance(exchange.request, tuple):
            metrics.count_plain_get(duration_seconds)
        else:
            metrics.requests_in_flight -= 1
            metrics.count_plain_put(duration_seconds, has_changed)
        self._send(exchange, _OK, message)

    def refuse_plain(self, exchange: PlainExchange, error: BaseException) -> None:
        """Has the application answer with the error."""
        exchange.refused = True
        if exchange.response_started:
            self.plain_app.metrics.requests_in_flight -= 1
        task = self.loop.create_task(self._answer_with(exchange, error))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _answer_with(self, exchange: PlainExchange, error: BaseException) -> None:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        path = exchange.url.decode("ascii")
        scope = {**exchange.scope, "method": "PUT", "path": path, "raw_path": exchange.url, "query_string": b""}
        await self.plain_app.refuse(error, exchange.began, scope, receive, send)
        start, *bodies = sent
        fields = b"".join(b"%b: %b\r\n" % field for field in start["headers"])
        if (b"connection", b"close") in start["headers"]:
            exchange.keep_alive = False
        self._send(exchange, STATUS_LINE[start["status"]], fields + b"\r\n" + b"".join(each["body"] for each in bodies))

    def _send(self, exchange: PlainExchange, status_line: bytes, message: bytes) -> None:
        exchange.response_complete = True
        if exchange.disconnected or self.transport.is_closing():
            return
        fields = b"".join(b"%b: %b\r\n" % field for field in self.server_state.default_headers)
        if exchange.keep_alive:
            self.transport.write(b"%b%b%b" % (status_line, fields, message))
        else:
            self.transport.write(b"%b%b%b%b" % (status_line, fields, _CLOSE, message))
            self.transport.close()
        self.on_response_complete()
