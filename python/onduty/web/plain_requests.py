"""GET and PUT of a status as nearly all of them come: with a key, perhaps a body, and nothing else.

They pass none of the layers that other requests pass, and are answered all the same: what would show the difference is
not plain, and goes the long way. So does what is refused before anything was begun.
"""

from __future__ import annotations

import asyncio
import time

from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import onduty
from onduty import aio
from onduty._plain_requests import PlainAnswer, PlainMessages, PlainRequests
from onduty.web.bodies import BODY_SIZE_MAX
from onduty.web.exchange import exchange_of
from onduty.web.metrics import Metrics
from onduty.web.observation import BEGAN
from onduty.web.status_routes import STATUS_ROUTE

_ROUTE = Route(STATUS_ROUTE, lambda request: None)  # as the numbers know it
_REFUSAL = "onduty.refusal"  # of the ASGI scope: the error that a plain update came to


class PlainStatusRequests:
    """Answers plain requests, and passes all others on to `app`. An ASGI application.

    `app` also answers those that came to an error: see `refused_updates`.
    """

    def __init__(self, app: ASGIApp, database: aio.Database, metrics: Metrics) -> None:
        self._app = app
        self._database = database
        self._requests = PlainRequests(database)
        self.metrics = metrics

    def messages_on(self, loop: asyncio.AbstractEventLoop) -> PlainMessages:
        """Plain requests for a server that speaks HTTP itself on that loop, and asks this application for the rest."""
        return PlainMessages(self._database, loop)

    async def refuse(self, error: BaseException, began: float, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a plain update, begun at `began` of the performance counter, that came to an error."""
        await self._app({**scope, _REFUSAL: error, BEGAN: began}, receive, send)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; an ASGI application."""
        if scope["type"] != "http" or scope["query_string"] or scope.get("root_path"):
            await self._app(scope, receive, send)
        elif scope["method"] == "PUT":
            await self._put(scope, receive, send)
        elif scope["method"] == "GET":
            await self._get(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _get(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        answer = self._requests.get(scope["path"], scope["headers"])
        if answer is None:
            await self._app(scope, receive, send)
            return
        await _send(answer, send)
        self.metrics.count_plain_get(time.perf_counter() - began)

    async def _put(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        request = self._requests.begin_put(scope["path"], scope["headers"])
        if request is None:
            await self._app(scope, receive, send)
            return
        messages = await _messages(receive)
        body = messages[0].get("body", b"") if len(messages) == 1 else b"".join(map(_body_of, messages))
        is_whole = messages[-1]["type"] == "http.request"  # else the client has gone away
        answering = self._requests.put(request, body) if is_whole else None
        if answering is None:
            await self._app(scope, _again(messages, receive), send)
            return
        try:
            answer = await self._wait_for(answering)
        except onduty.Error as error:
            await self.refuse(error, began, scope, receive, send)
            return
        await _send(answer, send)
        self.metrics.count_plain_put(time.perf_counter() - began, answer[2])

    async def _wait_for(self, answering: asyncio.Future[PlainAnswer]) -> PlainAnswer:
        self.metrics.requests_in_flight += 1
        try:
            return await answering
        finally:
            self.metrics.requests_in_flight -= 1


def refused_updates(app: ASGIApp) -> ASGIApp:
    """Raises the error of an update that `PlainStatusRequests` could not answer; passes all else on to `app`."""

    async def raise_or_pass_on(scope: Scope, receive: Receive, send: Send) -> None:
        refusal: BaseException | None = scope.get(_REFUSAL)
        if refusal is None:
            await app(scope, receive, send)
            return
        scope["route"] = _ROUTE
        exchange_of(scope).is_write = True
        raise refusal

    return raise_or_pass_on


async def _send(answer: PlainAnswer, send: Send) -> None:
    headers, body, _ = answer
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _messages(receive: Receive) -> list[Message]:
    """What a request's body comes in, to its end; of what is no plain request's as much as shows that it is none."""
    messages = [await receive()]
    size = len(_body_of(messages[0]))
    while messages[-1].get("more_body") and size <= BODY_SIZE_MAX:
        messages.append(await receive())
        size += len(_body_of(messages[-1]))
    return messages


def _body_of(message: Message) -> bytes:
    body: bytes = message.get("body", b"")
    return body


def _again(messages: list[Message], receive: Receive) -> Receive:
    """`receive` with the messages that were taken from it."""
    waiting = messages[::-1]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
