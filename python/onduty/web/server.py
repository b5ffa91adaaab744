"""Serving one database over HTTP, on uvicorn: what `onduty serve` does."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
import uvloop

import onduty
from onduty import aio
from onduty.web.access_log import ACCESS_LOGGER
from onduty.web.app import app_with
from onduty.web.listening import BACKLOG, ServeError, listen, url_of
from onduty.web.log_writer import LogWriter
from onduty.web.metrics import Metrics
from onduty.web.protocol import LimitedProtocol
from onduty.web.request_ids import request_logger
from onduty.web.worker_slots import WorkerSlots

_STOP_SECONDS_MAX = 9  # for requests under way, of the 10 that a stop may take
_LAST_ANSWERS_SECONDS_MAX = 0.4  # for telling those that were not done by then
_KEEP_ALIVE_SECONDS = 75
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@dataclass(frozen=True)
class ServerOptions:
    """What is served, and how."""

    db_path: str
    access_log: bool = False  # stderr gets a line a request
    queue_max: int = 10_000  # updates that wait for the writer; more are refused


def serve(options: ServerOptions, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serves a database until SIGTERM or Ctrl-C; then finishes what was accepted, and closes it.

    `announce` is called with the server's URL once it answers; port 0 takes a free one. A stop takes at most 10
    seconds. Errors: `ServeError`.
    REQUIRES: the main thread, as signals are handled.
    """
    with listen(host, port) as listener:
        serve_on(listener, options, lambda: announce(url_of(host, listener)))


def serve_on(
    listener: socket.socket,
    options: ServerOptions,
    on_answering: Callable[[], None],
    slots: WorkerSlots | None = None,
) -> None:
    """The same on a socket that listens; `on_answering` is called on the event loop. One of several has `slots`.

    Errors: `ServeError`.
    """
    with _open(options) as database:
        metrics = Metrics(aio.Database(database), slots)
        config = server_config(database, access_log=options.access_log, metrics=metrics)
        server = _Server(config, [metrics.begin_publishing, on_answering])
        with logging_to_stderr(options.access_log), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(server.serve(sockets=[listener]))
        _ignore_further_signals()
        metrics.publish()


def _open(options: ServerOptions) -> onduty.Database:
    try:
        return onduty.open(options.db_path, create=False, queue_max=options.queue_max)
    except onduty.Error as error:
        raise ServeError(f"cannot open the database {options.db_path}: {error.message}") from error


@contextmanager
def logging_to_stderr(access_log: bool) -> Iterator[None]:
    """What is logged meanwhile goes to stderr, the access log only where it is asked for."""
    writer = LogWriter()
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(writer)
    request_logger("uvicorn.error")
    if access_log:
        logging.getLogger(ACCESS_LOGGER).setLevel(logging.INFO)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(writer)
        writer.close()


def server_config(
    database: onduty.Database, *, access_log: bool = False, metrics: Metrics | None = None
) -> uvicorn.Config:
    """How uvicorn serves the API: nothing that the API itself does, and within limits."""
    awaited = aio.Database(database)
    return uvicorn.Config(
        app_with(awaited, metrics or Metrics(awaited), access_log=access_log),
        http=LimitedProtocol,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS_MAX,
    )


def _ignore_further_signals() -> None:
    # The stop is under way; a second signal must not cut the closing of the database short.
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


class _Server(uvicorn.Server):
    """Says when it answers, and stops on signals without raising them again: what comes after must still run."""

    def __init__(self, config: uvicorn.Config, on_answering: Sequence[Callable[[], None]]) -> None:
        super().__init__(config)
        self._on_answering = on_answering

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        await super().startup(sockets)
        for call in self._on_answering:
            call()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Waits for requests under way, until time is up or a second Ctrl-C; those are cut short, and answered so."""
        await super().shutdown(sockets)
        left = list(self.server_state.tasks)
        for _ in range(2):  # the second time ends the waiting for what was begun
            for task in left:
                task.cancel()
            await asyncio.sleep(0)
        for connection in list(self.server_state.connections):
            if isinstance(connection, LimitedProtocol):
                connection.give_up()
        left = [*left, *self.server_state.tasks]
        if left:
            await asyncio.wait(left, timeout=_LAST_ANSWERS_SECONDS_MAX)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
