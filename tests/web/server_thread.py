"""A server of the real kind, in a thread of the tests' own process, so that its parts can be replaced."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
import uvloop

import onduty
from onduty.web.server import server_config
from tests.web.server_process import RawConnection


class ServerThread:
    """A server in this process."""

    def __init__(self, db: onduty.Database) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._server = uvicorn.Server(server_config(db))
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(self._server.serve(sockets=[self._listener]))

    def __enter__(self) -> "ServerThread":
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *failure: object) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive()
        self._listener.close()

    @property
    def address(self) -> tuple[str, int]:
        host, port = self._listener.getsockname()
        return host, port

    @contextmanager
    def connection(self) -> Iterator[RawConnection]:
        with socket.create_connection(self.address, timeout=10) as connected:
            yield RawConnection(connected)
