"""The log on stderr, written by a thread of its own: whoever reads it slowly, or not at all, holds no request up."""

from __future__ import annotations

import logging
import os
import queue
import sys
from threading import Thread

LINES_MAX = 10_000  # that wait to be written; more are lost, and counted
_CLOSE_SECONDS_MAX = 1.0


class LogWriter(logging.Handler):
    """Writes lines to `descriptor`, that of stderr by default. May be used from any thread. Close it."""

    def __init__(self, descriptor: int | None = None) -> None:
        super().__init__()
        self._descriptor = sys.stderr.fileno() if descriptor is None else descriptor
        self._lines: queue.Queue[str | None] = queue.Queue(LINES_MAX)
        self._lost = 0
        self._thread = Thread(target=self._write_lines, name="onduty log", daemon=True)
        self._thread.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Leaves one line to the thread."""
        try:
            self._lines.put_nowait(self.format(record))
        except queue.Full:
            self._lost += 1

    def close(self) -> None:
        """Waits until all is written, or a second has passed. Idempotent."""
        super().close()
        try:
            self._lines.put_nowait(None)
        except queue.Full:  # nobody reads
            return
        self._thread.join(_CLOSE_SECONDS_MAX)

    def _write_lines(self) -> None:
        while (line := self._lines.get()) is not None:
            self._write(line)
            lost, self._lost = self._lost, 0
            if lost:
                self._write(f"{lost} lines of the log were lost: they came faster than they were read")

    def _write(self, line: str) -> None:
        # Not by way of sys.stderr: its lock would be held while nobody reads, and the end of the process wait for it.
        try:
            os.write(self._descriptor, f"{line}\n".encode("utf-8", "backslashreplace"))
        except OSError:
            self._lost += 1
