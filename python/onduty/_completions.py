"""Calls of the core that coroutines wait for: how they are handed over, and what they came to comes back."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from functools import partial
from threading import Lock
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from weakref import WeakKeyDictionary

from onduty import _core

P = ParamSpec("P")
T = TypeVar("T")


class Waiter(Protocol):
    """What a finished call is told to: a future, or what is as good."""

    def done(self) -> bool: ...
    def set_result(self, result: Any, /) -> None: ...
    def set_exception(self, exception: BaseException, /) -> None: ...


class _Ending:
    """Waits for a call to have ended, however it did."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.ended: asyncio.Future[None] = loop.create_future()

    def done(self) -> bool:
        return self.ended.done()

    def set_result(self, result: Any, /) -> None:
        self.ended.set_result(None)

    def set_exception(self, exception: BaseException, /) -> None:
        self.ended.set_result(None)


class LoopPort:
    """The completion port of one loop, and the futures that wait for it.

    Used on that loop's thread only. It never refers to the loop but through futures that are still waited for: it is
    the value of a weak dictionary whose key is the loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.completions = _core.CompletionPort()
        self._waiting: dict[int, Waiter] = {}
        self._last_token = 0
        loop.add_reader(self.completions.fileno(), self._drain)

    def expect(self, future: Waiter) -> int:
        self._last_token += 1
        self._waiting[self._last_token] = future
        return self._last_token

    def forget(self, token: int) -> None:
        self._waiting.pop(token, None)

    async def end_of(self, token: int) -> None:
        """Waits for a call whose future was cancelled."""
        if token in self._waiting:
            ending = _Ending(asyncio.get_running_loop())
            self._waiting[token] = ending
            await ending.ended

    def _drain(self) -> None:
        for token, outcome in self.completions.drain():
            self.settle(token, outcome)

    def settle(self, token: int, outcome: object) -> None:
        """Tells whoever waits for the call what it came to."""
        future = self._waiting.pop(token, None)
        if future is None or future.done():  # forgotten, or cancelled
            return
        try:
            if isinstance(outcome, BaseException):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)
        except Exception as failure:  # noqa: BLE001 - of one that is no future; the others must have theirs
            context = {"message": "An answer could not be passed on", "exception": failure}
            asyncio.get_running_loop().call_exception_handler(context)

    def abandon(self) -> None:
        """Lets go of a closed loop's futures; what the core still finishes for them is dropped."""
        self._waiting.clear()
        self.completions.close()


# Weak, because the id of a loop that is gone is used again for the next one.
_ports: WeakKeyDictionary[asyncio.AbstractEventLoop, LoopPort] = WeakKeyDictionary()
_ports_lock = Lock()


def _renew_lock() -> None:
    global _ports_lock
    _ports_lock = Lock()  # another thread of the parent may have held it


os.register_at_fork(after_in_child=_renew_lock)


def port_of(loop: asyncio.AbstractEventLoop) -> LoopPort:
    port = _ports.get(loop)
    if port is None:
        port = LoopPort(loop)
        with _ports_lock:
            _abandon_closed_loops()
            _ports[loop] = port
    return port


def _abandon_closed_loops() -> None:
    # A loop that was closed with calls under way would be kept alive by their futures.
    for loop in [loop for loop in _ports if loop.is_closed()]:
        _ports.pop(loop).abandon()


def _do_nothing() -> None:
    pass


async def call(
    submit: Callable[..., None], *arguments: Any, on_cancelled: Callable[[], None] = _do_nothing, **named: Any
) -> Any:
    """What `submit(port, token, …)` of the core comes to. Cancelled, it waits for the end of what was begun."""
    loop = asyncio.get_running_loop()
    port = port_of(loop)
    future = loop.create_future()
    token = port.expect(future)
    try:
        submit(port.completions, token, *arguments, **named)
    except BaseException:
        port.forget(token)
        raise
    try:
        return await future
    except asyncio.CancelledError:
        on_cancelled()
        await port.end_of(token)
        raise


class _Wrapper(Protocol):
    """What stands for an object of the core."""

    @property
    def _core(self) -> Any: ...


def coroutine(
    method: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]:
    """The coroutine method for a method of the core, by its twin `submit_<name>`."""
    name = f"submit_{method.__name__}"

    async def method_of(self: _Wrapper, /, *arguments: Any, **named: Any) -> Any:
        return await call(getattr(self._core, name), *arguments, **named)

    method_of.__name__ = method.__name__
    method_of.__doc__ = method.__doc__
    return method_of


def _submit_in_thread(
    submit: Callable[..., None], completions: _core.CompletionPort, token: int, *arguments: Any, **named: Any
) -> None:
    """Submits a call for which reading the arguments alone takes longer than a loop should be held."""
    port = port_of(asyncio.get_running_loop())

    def settle_failure(submitted: asyncio.Future[None]) -> None:
        if failure := submitted.exception():
            port.settle(token, failure)

    submitting = asyncio.ensure_future(asyncio.to_thread(submit, completions, token, *arguments, **named))
    submitting.add_done_callback(settle_failure)


def stoppable(
    method: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]:
    """The same for a read that may take seconds, and ends when it is cancelled."""
    name = f"submit_{method.__name__}"

    async def method_of(self: _Wrapper, /, *arguments: Any, **named: Any) -> Any:
        stop = _core.StopFlag()
        submit = partial(_submit_in_thread, getattr(self._core, name))
        return await call(submit, *arguments, on_cancelled=stop.set, stop=stop, **named)

    method_of.__name__ = method.__name__
    method_of.__doc__ = method.__doc__
    return method_of
