"""A worker as the process that started it sees it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from onduty.web.listening import ServeError
from onduty.web.server import ServerOptions
from onduty.web.worker import WorkerTask

_REPORT_SIZE_MAX = 64 * 1024


@dataclass(frozen=True)
class Workplace:
    """What all workers of a server have in common."""

    listener: socket.socket
    options: ServerOptions
    slots: Sequence[int]


class WorkerProcess:
    """One worker that was started. Used on the event loop's thread; wait for its end in the end."""

    def __init__(self, process: asyncio.subprocess.Process, connection: socket.socket) -> None:
        self._process = process
        self._connection = connection  # nothing is sent on it, but the worker stops when it is closed
        self._answers = False

    @classmethod
    async def start(cls, number: int, workplace: Workplace) -> Self:
        """Starts worker `number`. Not by a fork: it begins anew, and has no more of this process than it needs."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        with theirs:
            slots = list(workplace.slots)
            task = WorkerTask(number, workplace.options, workplace.listener.fileno(), theirs.fileno(), slots)
            try:
                process = await asyncio.create_subprocess_exec(
                    *_command(task),
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=asyncio.subprocess.DEVNULL,
                    pass_fds=[task.listener, task.parent, *slots],
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
                    process_group=0,  # Ctrl-C in a terminal reaches the parent only, which passes it on
                )
            except BaseException:
                ours.close()
                raise
        return cls(process, ours)

    @property
    def process_id(self) -> int:
        """That of the system."""
        return self._process.pid

    async def answers(self) -> None:
        """Waits until it does. Errors: `ServeError` when it cannot start. Idempotent while it lives."""
        if not self._answers:
            report = await asyncio.get_running_loop().sock_recv(self._connection, _REPORT_SIZE_MAX)
            problem = json.loads(report)["problem"] if report else f"a worker {await self.end()} before it answered"
            if problem is not None:
                raise ServeError(problem)
            self._answers = True

    async def end(self) -> str:
        """Waits for its end, and says how it came."""
        code = await self._process.wait()
        self._connection.close()
        return f"ended with exit code {code}" if code >= 0 else f"was ended by signal {-code} ({_signal_name(-code)})"

    def send(self, number: signal.Signals) -> None:
        """Sends it a signal, if it has not ended."""
        with suppress(ProcessLookupError):
            self._process.send_signal(number)


def _command(task: WorkerTask) -> list[str]:
    # Without -P, Python would look for modules in the working directory first.
    return [sys.executable, "-P", "-m", "onduty.web.worker", task.to_text()]


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"
