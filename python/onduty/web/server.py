"""Serving one database over HTTP, on uvicorn: what `onduty serve` does."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
import uvloop

import onduty
from onduty.web.access_log import ACCESS_LOGGER
from onduty.web.app import create_app
from onduty.web.log_writer import LogWriter
from onduty.web.protocol import LimitedProtocol
from onduty.web.request_ids import request_logger

BACKLOG = 2048  # connections that may wait to be accepted
_STOP_SECONDS_MAX = 9  # for requests under way, of the 10 that a stop may take
_LAST_ANSWERS_SECONDS_MAX = 0.4  # for telling those that were not done by then
_KEEP_ALIVE_SECONDS = 75
_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class ServeError(Exception):
    """The server cannot start; the message says why in one line."""


def serve(db_path: str, host: str, port: int, announce: Callable[[str], None], *, access_log: bool = False) -> None:
    """Serves the database at `db_path` until SIGTERM or Ctrl-C; then finishes what was accepted, and closes it.

    `announce` is called with the server's URL once it answers; port 0 takes a free one. A stop takes at most 10
    seconds. With `access_log`, stderr gets a line a request. Errors: `ServeError`.
    REQUIRES: the main thread, as signals are handled.
    """
    with _listen(host, port) as listener, _open(db_path) as database:
        server = _Server(server_config(database, access_log=access_log), lambda: announce(_url(host, listener)))
        with _logging(access_log), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(server.serve(sockets=[listener]))
        _ignore_further_signals()


def _open(db_path: str) -> onduty.Database:
    try:
        return onduty.open(db_path, create=False)
    except onduty.Error as error:
        raise ServeError(f"cannot open the database {db_path}: {error.message}") from error


def _listen(host: str, port: int) -> socket.socket:
    try:
        return _listening_socket(host.strip("[]"), port)
    except (OSError, UnicodeError) as error:  # the latter for what cannot be a name
        reason = getattr(error, "strerror", None) or str(error)
        raise ServeError(
            f"cannot listen on {_authority(host, port)}: {reason}; choose another --host or --port"
        ) from error


def _listening_socket(host: str, port: int) -> socket.socket:
    """Listens here already: two processes may bind a port at once, and only one of them comes to listen on it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def _url(host: str, listener: socket.socket) -> str:
    return f"http://{_authority(host, listener.getsockname()[1])}"


def _authority(host: str, port: int) -> str:
    host = host.strip("[]")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


@contextmanager
def _logging(access_log: bool) -> Iterator[None]:
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


def server_config(database: onduty.Database, *, access_log: bool = False) -> uvicorn.Config:
    """How uvicorn serves the API: nothing that the API itself does, and within limits."""
    return uvicorn.Config(
        create_app(database, access_log=access_log),
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
    for number in _STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


class _Server(uvicorn.Server):
    """Says when it answers, and stops on signals without raising them again: what comes after must still run."""

    def __init__(self, config: uvicorn.Config, on_answering: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_answering = on_answering

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        for number in _STOP_SIGNALS:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        await super().startup(sockets)
        self._on_answering()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Waits for requests under way, until time is up or a second Ctrl-C; those are cut short, and answered so."""
        await super().shutdown(sockets)
        left = list(self.server_state.tasks)
        for task in left:
            task.cancel()
        for connection in list(self.server_state.connections):
            if isinstance(connection, LimitedProtocol):
                connection.give_up()
        left = [*left, *self.server_state.tasks]
        if left:
            await asyncio.wait(left, timeout=_LAST_ANSWERS_SECONDS_MAX)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
