"""A real server, as its own process: `onduty serve`."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.documents import DESK_KEY

STOP_SECONDS_MAX = 12
AUTHORIZATION = f"Authorization: Bearer {DESK_KEY}"


class ServerProcess:
    """`onduty serve` on a free port. Entering waits until it answers, leaving stops it where it still runs."""

    def __init__(self, db_path: Path, *options: str) -> None:
        command = [sys.executable, "-m", "onduty.cli", "serve", "--db", str(db_path), "--port", "0", "--json", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def __enter__(self) -> "ServerProcess":
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the server did not start: {self.process.communicate()[1]}")
        self.url: str = json.loads(line)["listening"]
        return self

    def __exit__(self, *failure: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Stops the server; its exit code, and what it wrote on stderr."""
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=STOP_SECONDS_MAX)
        return self.process.returncode, errors

    @contextmanager
    def connection(self) -> Iterator["RawConnection"]:
        address = urlsplit(self.url)
        with socket.create_connection((address.hostname or "", address.port or 0), timeout=15) as connected:
            yield RawConnection(connected)


class RawConnection:
    """Bytes to and from a server, and answers taken off them one at a time."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._file = connected.makefile("rb")

    def send(self, *lines: str, body: bytes = b"") -> None:
        """A request's head, ended by an empty line, and what follows it at once."""
        self.send_bytes("".join(f"{line}\r\n" for line in (*lines, "Host: onduty.test", "")).encode() + body)

    def send_bytes(self, data: bytes) -> None:
        self._socket.sendall(data)

    def answer(self, *, has_body: bool = True) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the next answer."""
        status = int(self._file.readline().split()[1])
        headers = dict(self._header_lines())
        length = int(headers.get("content-length", "0")) if has_body else 0
        return status, headers, self._file.read(length)

    def _header_lines(self) -> Iterator[tuple[str, str]]:
        while line := self._file.readline().decode("latin-1").rstrip("\r\n"):
            name, _, value = line.partition(":")
            yield name.lower(), value.strip()

    def is_closed_by_server(self) -> bool:
        """Waits for the server to hang up."""
        return self._file.read(1) == b""
