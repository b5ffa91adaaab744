"""The log's own thread: nothing is lost that is read, and nobody waits for what is not."""

import logging
import os
import threading
import time

import pytest

from onduty.web import log_writer
from onduty.web.log_writer import LogWriter


class Pipe:
    """A pipe that nobody reads before `read` is called."""

    def __init__(self) -> None:
        self._reading, self.writing = os.pipe()
        self._text = b""
        self._thread = threading.Thread(target=self._read_to_end)

    def _read_to_end(self) -> None:
        while data := os.read(self._reading, 65_536):
            self._text += data

    def start_reading(self) -> None:
        self._thread.start()

    def end(self) -> str:
        """All that was written. REQUIRES: nobody writes any more, as the descriptor's number is soon another's."""
        os.close(self.writing)
        self._thread.join(20)
        os.close(self._reading)
        return self._text.decode()


def record(text: str) -> logging.LogRecord:
    return logging.LogRecord("onduty", logging.ERROR, "", 0, text, (), None)


def test_lines_come_in_order_and_none_is_missing_when_it_is_closed() -> None:
    pipe = Pipe()
    writer = LogWriter(pipe.writing)
    for number in range(100):
        writer.handle(record(f"line {number} \udcff"))
    pipe.start_reading()
    writer.close()
    writer.close()
    assert pipe.end().splitlines() == [f"line {number} \\udcff" for number in range(100)]


def test_more_than_is_read_is_lost_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_writer, "LINES_MAX", 10)
    pipe = Pipe()
    writer = LogWriter(pipe.writing)
    for _ in range(1000):
        writer.handle(record("x" * 10_000))
    pipe.start_reading()
    time.sleep(0.5)  # until there is room again for the end
    writer.close()
    lines = pipe.end().splitlines()
    written = lines.count("x" * 10_000)
    lost = [int(line.split()[0]) for line in lines if "of the log were lost" in line]
    assert 10 <= written < 50
    assert written + sum(lost) == 1000
