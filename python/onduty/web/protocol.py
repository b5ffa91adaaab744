"""HTTP on one connection, as uvicorn speaks it, within limits that it does not know itself.

A client that sends nothing, a little at a time or too much of a head holds a connection and nothing else: no thread
waits for it, and after a while it is hung up on.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from functools import partial
from typing import Any, cast

import httptools
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from onduty.web.errors import error_response, stopping
from onduty.web.plain_protocol import PlainProtocol

REQUEST_SECONDS_MAX = 60.0  # from a connection's begin, or a request's first byte, to the last byte of its body
HEAD_SIZE_MAX = 64 * 1024  # bytes; of what follows the body of a request, too
REQUESTS_AHEAD_MAX = 100  # of one connection, that came before the one before them was answered

_METHOD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ")  # a token, https://www.rfc-editor.org/rfc/rfc9110#section-9.1
_STAND_IN = "TRACE"  # a method that the parser knows, and no path has


class _TooFarAheadError(Exception):
    """Ends the parsing of what a connection sent: each request that waits takes more memory than it has bytes."""


class LimitedProtocol(PlainProtocol):
    """One connection. Refuses what is no HTTP, too large or too slow, in JSON as every error of the API is."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._is_receiving = False
        self._head_size: int | None = None  # of the head that is being received, if one is
        self._tail_size = 0  # of what came since the last of the body, in whole reads
        self._has_body_come = False  # with the current read
        self._has_request_ended = False  # with the current read
        self._running: RequestResponseCycle | None = None  # the latest to be answered; others may wait behind it
        self._deadline: asyncio.TimerHandle | None = None
        self._read = b""  # the current one
        self._unknown_method: str | None = None  # of the current request, for which another stands in

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for the first request."""
        super().connection_made(transport)
        self._start_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets go of what waits. What is being answered is told: uvicorn tells only the last request of several."""
        self._cancel_deadline()
        self.pipeline.clear()
        if self._running is not None and not self._running.response_complete:
            self._running.disconnected = True
            self._running.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what came; where a request is not complete by it, the rest is waited for, and not forever."""
        self._has_body_come = False
        self._has_request_ended = False
        self._read = data
        super().data_received(data)
        if self._is_receiving and not self.transport.is_closing():
            self._start_deadline()
            self._measure(len(data))

    def on_message_begin(self) -> None:
        """A request begins."""
        self._is_receiving = True
        self._head_size = 0
        super().on_message_begin()

    def on_plain_request(self) -> None:
        """A whole request came that the parser will never know of."""
        self._cancel_deadline()
        super().on_plain_request()

    def on_headers_complete(self) -> None:
        """Its head is complete."""
        if len(self.pipeline) >= REQUESTS_AHEAD_MAX:
            self.transport.close()
            raise _TooFarAheadError
        self._head_size = None
        self._tail_size = 0
        super().on_headers_complete()
        if self._unknown_method is not None:
            self.scope["method"] = self._unknown_method
            self._unknown_method = None

    def on_body(self, body: bytes) -> None:
        """A part of its body came."""
        self._has_body_come = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """All of it is there."""
        self._is_receiving = False
        self._has_request_ended = True
        self._cancel_deadline()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuses what is no HTTP."""
        if isinstance(sys.exception(), httptools.HttpParserInvalidMethodError) and self._parse_with_stand_in():
            return
        if not self.transport.is_closing():
            self._refuse("400 Bad Request", "malformed_request", msg)

    def _parse_with_stand_in(self) -> bool:
        """Begins a request anew whose method the parser does not know: it is for the application to refuse (E5)."""
        method = _METHOD.match(self._read)
        if method is None or self._has_request_ended:  # else the read begins with another request
            return False
        self._unknown_method = method[1].decode("ascii")
        self.parser = httptools.HttpRequestParser(self)
        try:
            self.parser.feed_data(_STAND_IN.encode() + b" " + self._read[method.end() :])
        except httptools.HttpParserError:
            return False
        return True

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, partial(_answer_until_stop, app, cycle))

    def _measure(self, size: int) -> None:
        if self._head_size is None:
            self._measure_tail(size)
            return
        if not self._has_request_ended:  # else it is not known how much of what came was of other requests
            self._head_size += size
        if self._head_size > HEAD_SIZE_MAX:
            message = f"The head of the request is larger than {HEAD_SIZE_MAX} bytes."
            self._refuse("431 Request Header Fields Too Large", "head_too_large", message)

    def _measure_tail(self, size: int) -> None:
        """Header fields may follow a body that is sent in chunks."""
        self._tail_size = 0 if self._has_body_come else self._tail_size + size
        if self._tail_size > HEAD_SIZE_MAX:
            self.transport.close()

    def _start_deadline(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_SECONDS_MAX, self._time_is_up)

    def _cancel_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _time_is_up(self) -> None:
        self._deadline = None
        if self._is_receiving and self._may_be_answered():
            self._refuse("408 Request Timeout", "request_timeout", "The request did not come to its end in time.")
        else:
            self.transport.close()

    def _may_be_answered(self) -> bool:
        """Whether nothing of the request's own answer, nor of an earlier one, can be on its way or sent already."""
        if self._head_size is None:
            return not self.cycle.response_started
        earlier = cast(RequestResponseCycle | None, self.cycle)
        return earlier is None or earlier.response_complete

    def _refuse(self, status: str, code: str, message: str) -> None:
        body = json.dumps({"error": message, "code": code}).encode()
        head = (
            f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


async def _answer_until_stop(
    app: ASGIApp, cycle: RequestResponseCycle, scope: Scope, receive: Receive, send: Send
) -> None:
    try:
        await app(scope, receive, send)
    except asyncio.CancelledError:  # by nobody but a server that stops, and has waited for long enough
        if not cycle.response_started:
            outcome = "nothing was written" if cycle.more_body else "whether a change was made is unknown"
            error = stopping(outcome)
            await error_response(error.code, error.error, error.headers)(scope, receive, send)
