"""One of several processes that serve a database on one port: `python -m onduty.web.worker TASK`.

Only `onduty.web.workers` starts it, with the descriptors that TASK names.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass

from onduty.web.listening import ServeError
from onduty.web.server import ServerOptions, serve_on
from onduty.web.worker_slots import WorkerSlots

_EXIT_CANNOT_START = 2


@dataclass(frozen=True)
class WorkerTask:
    """What a worker is told; the descriptors are inherited."""

    number: int  # from 1
    options: ServerOptions
    listener: int
    parent: int  # a socket to the parent: takes one report, and ends when the parent does
    slots: list[int]

    def to_text(self) -> str:
        """As `from_text` reads it."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_text(text: str) -> WorkerTask:
        """What `to_text` gave."""
        task = json.loads(text)
        return WorkerTask(**{**task, "options": ServerOptions(**task["options"])})


class _Parent:
    """Whoever started this worker. Without it the worker stops: nobody could stop it otherwise."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def report(self, problem: str | None) -> None:
        """Says why the worker cannot start, or that it answers."""
        with suppress(BrokenPipeError, ConnectionResetError):  # the end of the parent is noticed otherwise
            self._connection.sendall(json.dumps({"problem": problem}).encode())

    def now_answering(self) -> None:
        """Says so, and looks out for the parent's end. REQUIRES: the event loop's thread."""
        self.report(None)
        asyncio.get_running_loop().add_reader(self._connection, self._ended)

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self._connection)
        os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Serves until it is told to stop, or its parent has ended."""
    task = WorkerTask.from_text(sys.argv[1])
    with socket.socket(fileno=task.listener) as listener, socket.socket(fileno=task.parent) as connection:
        parent = _Parent(connection)
        try:
            serve_on(listener, task.options, parent.now_answering, WorkerSlots(task.slots, task.number))
        except ServeError as error:
            parent.report(str(error))
            sys.exit(_EXIT_CANNOT_START)


if __name__ == "__main__":
    main()
