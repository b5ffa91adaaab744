"""Clients that go away before they are answered."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from starlette.requests import ClientDisconnect, Request

from onduty.web.disconnects import while_connected

BODY = {"type": "http.request", "body": b"", "more_body": False}
GONE = {"type": "http.disconnect"}


def request_of(*messages: dict[str, Any]) -> Request:
    """A request of a client that sends these, and then nothing more."""
    left: Iterator[dict[str, Any]] = iter(messages)

    async def receive() -> dict[str, Any]:
        for message in left:
            return message
        await asyncio.sleep(60)
        raise AssertionError

    return Request({"type": "http"}, receive)


class Work:
    """Goes on until it is cancelled."""

    def __init__(self) -> None:
        self.is_cancelled = asyncio.Event()

    async def __call__(self) -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            self.is_cancelled.set()
            raise


def test_what_the_work_comes_to_is_passed_on() -> None:
    async def fails() -> None:
        raise ZeroDivisionError

    async def run() -> None:
        assert await while_connected(request_of(BODY), asyncio.sleep(0.01, "done")) == "done"
        with pytest.raises(ZeroDivisionError):
            await while_connected(request_of(BODY), fails())

    asyncio.run(run())


def test_the_work_ends_when_the_client_has_gone() -> None:
    async def run() -> None:
        work = Work()
        with pytest.raises(ClientDisconnect):
            await while_connected(request_of(BODY, GONE), work())
        await asyncio.wait_for(work.is_cancelled.wait(), 5)

    asyncio.run(run())


def test_the_work_ends_when_the_request_is_cancelled() -> None:
    async def run() -> None:
        work = Work()
        answering = asyncio.ensure_future(while_connected(request_of(BODY), work()))
        await asyncio.sleep(0.01)
        answering.cancel()
        with suppress(asyncio.CancelledError):
            await answering
        await asyncio.wait_for(work.is_cancelled.wait(), 5)

    asyncio.run(run())
