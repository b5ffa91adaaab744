"""Several processes that serve one database on one port: what `onduty serve --workers N` does.

This process only listens and keeps the others running: it never opens the database, and answers nothing itself.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from onduty.web.listening import ServeError, listen, url_of
from onduty.web.server import STOP_SIGNALS, ServerOptions, logging_to_stderr
from onduty.web.worker_process import WorkerProcess, Workplace
from onduty.web.worker_slots import make_slots

_STOP_SECONDS_MAX = 9.8  # of the 10 that a stop may take; a worker needs less, unless something is wrong
_PAUSE_SECONDS_MIN = 0.1
_PAUSE_SECONDS_MAX = 10.0
_STEADY_SECONDS = 30.0  # who has served for so long did not fail at the start

_log = logging.getLogger("onduty.workers")


def serve_with_workers(
    options: ServerOptions, workers: int, host: str, port: int, announce: Callable[[str], None]
) -> None:
    """Serves a database by that many processes until SIGTERM or Ctrl-C, as `server.serve` does by this one alone.

    `announce` is called when all of them answer. One that ends is started again. Errors: `ServeError`.
    REQUIRES: the main thread, as signals are handled.
    """
    with listen(host, port) as listener, _slots(workers) as slots, logging_to_stderr(access_log=False):
        server = _Workers(Workplace(listener, options, slots), workers)
        with asyncio.Runner() as runner:
            runner.run(server.run(lambda: announce(url_of(host, listener))))


@contextmanager
def _slots(workers: int) -> Iterator[list[int]]:
    descriptors = make_slots(workers)
    try:
        yield descriptors
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


class _Workers:
    """The workers of one server, by their numbers."""

    def __init__(self, workplace: Workplace, count: int) -> None:
        self._workplace = workplace
        self._numbers = range(1, count + 1)
        self._running: dict[int, WorkerProcess] = {}
        self._work: asyncio.Task[None] | None = None

    async def run(self, announce: Callable[[], None]) -> None:
        """Until a signal says to stop."""
        self._work = asyncio.ensure_future(self._keep_all(announce))
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, self._signalled, number)
        try:
            await asyncio.wait([self._work])
        finally:
            self._workplace.listener.close()
            await self._stop()
        if not self._work.cancelled():
            self._work.result()

    def _signalled(self, number: signal.Signals) -> None:
        """The first signal begins the stop; a second Ctrl-C ends it at once, as it does with a single process."""
        assert self._work is not None
        if not self._work.done():
            self._work.cancel()
        elif number == signal.SIGINT:
            self._send_all(number)

    async def _keep_all(self, announce: Callable[[], None]) -> None:
        await asyncio.gather(*map(self._start, self._numbers))
        await asyncio.gather(*(worker.answers() for worker in self._running.values()))
        announce()
        await asyncio.gather(*map(self._keep, self._numbers))

    async def _start(self, number: int) -> WorkerProcess:
        worker = await WorkerProcess.start(number, self._workplace)
        self._running[number] = worker
        return worker

    async def _keep(self, number: int) -> None:
        """Starts this worker again whenever it ends, each time later while it does not last."""
        loop = asyncio.get_running_loop()
        pause_seconds = _PAUSE_SECONDS_MIN
        while True:
            began = loop.time()
            how = await self._served(number)
            if loop.time() - began > _STEADY_SECONDS:
                pause_seconds = _PAUSE_SECONDS_MIN
            _log.error("%s; it is started again in %.1f s", how, pause_seconds)
            await asyncio.sleep(pause_seconds)
            pause_seconds = min(pause_seconds * 2, _PAUSE_SECONDS_MAX)
            await self._start(number)

    async def _served(self, number: int) -> str:
        """Waits for the end of a worker, and says how it came."""
        worker = self._running[number]
        try:
            await worker.answers()
        except ServeError as error:
            await worker.end()
            return f"worker {number} could not start: {error}"
        how = await worker.end()
        return f"worker {number} (process {worker.process_id}) {how}"

    async def _stop(self) -> None:
        """Every worker finishes what it accepted; one that has not ended in time is killed, which loses nothing."""
        self._send_all(signal.SIGTERM)
        ends = [asyncio.ensure_future(worker.end()) for worker in self._running.values()]
        if not ends:
            return
        _, late = await asyncio.wait(ends, timeout=_STOP_SECONDS_MAX)
        if late:
            _log.error("%d workers did not stop in time, and are killed", len(late))
            self._send_all(signal.SIGKILL)
            await asyncio.wait(late)

    def _send_all(self, number: signal.Signals) -> None:
        for worker in self._running.values():
            worker.send(number)
