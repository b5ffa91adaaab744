"""Plain requests on a connection of uvicorn's, answered without a parser, a task, a scope or an application for each.

A request that comes whole in one read is looked at as bytes, once, in the core. Whatever is not plain, and every
refusal, goes the way of all requests, through uvicorn's parser and the application. This knows how uvicorn's protocol
keeps the request that it is answering (its `cycle`), and stands in for that.
"""

from __future__ import annotations

import time
from typing import Any, cast

from starlette.types import Message, Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from onduty.web.errors import stopping
from onduty.web.plain_requests import PlainStatusRequests

_OK = b"HTTP/1.1 200 OK\r\n"
_CLOSE = b"connection: close\r\n"


class _NoEvent:
    """For uvicorn to set; nobody waits for it."""

    def set(self) -> None:
        pass


class PlainExchange:
    """A plain PUT that is being answered, in the place of uvicorn's `RequestResponseCycle`."""

    __slots__ = ("began", "disconnected", "keep_alive", "message", "protocol", "refused", "response_complete")

    message_event = _NoEvent()

    def __init__(self, protocol: PlainProtocol, message: bytes) -> None:
        self.protocol = protocol
        self.message = message
        self.began = time.perf_counter()
        self.keep_alive = True
        self.disconnected = False
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
        self._is_between_messages = True  # for the parser; of those taken here it knows nothing
        self._plain: PlainExchange | None = None  # the latest; requests that wait behind it may be uvicorn's already
        self._answered_at = 0.0  # the latest plain request, by the loop's clock
        self._default_headers: list[tuple[bytes, bytes]] = []
        self._default_fields = b""  # of those

    def data_received(self, data: bytes) -> None:
        """Answers a plain request, and leaves all else to uvicorn."""
        if not (self._is_between_messages and self._is_free() and self._take(data)):
            super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins for the parser."""
        self._is_between_messages = False
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """All of it is there."""
        self._is_between_messages = True
        super().on_message_complete()

    def on_plain_request(self) -> None:
        """A request came that the parser will never know of; for subclasses."""

    def timeout_keep_alive_handler(self) -> None:
        """Hangs up on a client that has sent nothing for long enough.

        After plain requests one timer runs on; where one came meanwhile it is set anew, now or with the answer.
        """
        self.timeout_keep_alive_task = None
        seconds_left = self._answered_at + self.timeout_keep_alive - self.loop.time()
        if self._is_answered() and not self.transport.is_closing():
            if seconds_left > 0:
                self._set_keep_alive_timer(seconds_left)
            else:
                super().timeout_keep_alive_handler()

    def _set_keep_alive_timer(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets go of what is under way, whose answer nobody waits for any more."""
        if self._plain is not None:
            self._plain.disconnected = True
        self._unset_keepalive_if_required()  # it would keep all this in memory
        super().connection_lost(exc)

    def give_up(self) -> None:
        """Answers what is under way with what a server says that has no time left."""
        exchange = self._plain
        if exchange is not None and not exchange.done():
            self.refuse_plain(exchange, stopping("whether a change was made is unknown"))

    def _is_answered(self) -> bool:
        """Whether no earlier request is being answered."""
        earlier = cast(RequestResponseCycle | PlainExchange | None, self.cycle)
        return earlier is None or earlier.response_complete

    def _is_free(self) -> bool:
        """Whether no earlier request is being answered, and the client reads what it is sent."""
        return self._is_answered() and not self.flow.write_paused

    def _take(self, data: bytes) -> bool:
        if self._messages is None:
            return False
        if data.startswith(b"PUT "):
            return self._take_put(data)
        return data.startswith(b"GET ") and self._take_get(data)

    def _take_put(self, data: bytes) -> bool:
        assert self._messages is not None
        exchange = PlainExchange(self, data)
        if not self._messages.put(data, exchange):
            return False
        self.on_plain_request()
        self._plain = exchange
        self.cycle = exchange  # type: ignore[assignment]
        self.plain_app.metrics.requests_in_flight += 1
        return True

    def _take_get(self, data: bytes) -> bool:
        assert self._messages is not None
        began = time.perf_counter()
        answer = self._messages.get(data)
        if answer is None:
            return False
        self.on_plain_request()
        self.plain_app.metrics.count_plain_get(time.perf_counter() - began)
        self._send(_OK, answer[0], keep_alive=True)
        return True

    @property
    def plain_app(self) -> PlainStatusRequests:
        """The application. REQUIRES: a plain request was begun."""
        assert self._plain_app is not None
        return self._plain_app

    def answer_plain(self, exchange: PlainExchange, answer: tuple[bytes, bool]) -> None:
        """Sends the answer."""
        message, has_changed = answer
        metrics = self.plain_app.metrics
        metrics.requests_in_flight -= 1
        metrics.count_plain_put(time.perf_counter() - exchange.began, has_changed)
        self._end(exchange, _OK, message)

    def refuse_plain(self, exchange: PlainExchange, error: BaseException) -> None:
        """Has the application answer with the error."""
        exchange.refused = True
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

        await self.plain_app.refuse(error, exchange.began, self._scope_of(exchange.message), receive, send)
        start, *bodies = sent
        fields = b"".join(b"%b: %b\r\n" % field for field in start["headers"])
        if (b"connection", b"close") in start["headers"]:
            exchange.keep_alive = False
        self._end(exchange, STATUS_LINE[start["status"]], fields + b"\r\n" + b"".join(each["body"] for each in bodies))

    def _scope_of(self, message: bytes) -> Scope:
        """What the application is told of a plain request."""
        head = message.partition(b"\r\n\r\n")[0]
        request_line, *lines = head.split(b"\r\n")
        method, path, _ = request_line.split(b" ")
        fields = (line.partition(b":") for line in lines)
        return {
            "type": "http",
            "asgi": {"version": self.asgi_version, "spec_version": "2.3"},
            "http_version": "1.1",
            "server": self.server,
            "client": self.client,
            "scheme": self.scheme,
            "method": method.decode("ascii"),
            "root_path": self.root_path,
            "path": path.decode("ascii"),
            "raw_path": path,
            "query_string": b"",
            "headers": [(name.lower(), value.strip()) for name, _, value in fields],
            "state": self.app_state.copy(),
        }

    def _end(self, exchange: PlainExchange, status_line: bytes, message: bytes) -> None:
        exchange.response_complete = True
        if not exchange.disconnected and not self.transport.is_closing():
            self._send(status_line, message, keep_alive=exchange.keep_alive)

    def _send(self, status_line: bytes, message: bytes, *, keep_alive: bool) -> None:
        if keep_alive:
            self.transport.write(b"%b%b%b" % (status_line, self._fields(), message))
        else:
            self.transport.write(b"%b%b%b%b" % (status_line, self._fields(), _CLOSE, message))
            self.transport.close()
        if self.pipeline:
            self.on_response_complete()
            return
        # All that on_response_complete() does but a new timer for each answer, a good part of what an answer costs.
        self.server_state.total_requests += 1
        self.flow.resume_reading()
        self._answered_at = self.loop.time()
        if self.timeout_keep_alive_task is None and keep_alive:
            self._set_keep_alive_timer(self.timeout_keep_alive)

    def _fields(self) -> bytes:
        """The headers that all answers of the server have; uvicorn makes a new list each second, for the date."""
        headers = self.server_state.default_headers
        if headers is not self._default_headers:
            self._default_headers = headers
            self._default_fields = b"".join(b"%b: %b\r\n" % field for field in headers)
        return self._default_fields
