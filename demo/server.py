"""`onduty serve` as a process of its own, from its start to its graceful end."""

import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.command import command, environment
from demo.error import DemoError

START_TIME_MAX_S = 30
STOP_TIME_MAX_S = 15  # the server itself gives up after 10
LISTENING = re.compile(r"listening on http://(\S+):(\d+)")


@dataclass(frozen=True)
class Server:
    """A server that answers on `host` and `port`."""

    process: subprocess.Popen[bytes]
    host: str
    port: int

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{self.host}:{self.port}"


@contextmanager
def running_server(database: Path, port: int) -> Iterator[Server]:
    """Starts the server, waits until it answers, and makes sure that it ends with the block."""
    log = database.with_name("server.log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            command("serve", "--db", str(database), "--port", str(port)),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment(),
            process_group=0,  # so that Ctrl-C reaches it only through stop()
        )
    try:
        yield Server(process, *wait_until_listening(process, log))
    except BaseException:
        kill(process)  # what went wrong is worth telling, how the server ends then is not
        raise
    stop(process, log)


def wait_until_listening(process: subprocess.Popen[bytes], log: Path) -> tuple[str, int]:
    """The host and port that the server prints once it answers."""
    deadline_s = time.monotonic() + START_TIME_MAX_S
    while time.monotonic() < deadline_s:
        ended = process.poll() is not None
        found = LISTENING.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1], int(found[2])
        if ended:
            raise DemoError(
                f"The server ended at once: {said(log)}",
                "Its message says why. If the port is in use, leave --port out: a free one is taken.",
            )
        time.sleep(0.02)
    raise DemoError(f"The server did not answer within {START_TIME_MAX_S} s: {said(log)}", "Try once more.")


def stop(process: subprocess.Popen[bytes], log: Path) -> None:
    """Ends the server with SIGTERM; it must exit with 0."""
    process.send_signal(signal.SIGTERM)
    try:
        code = process.wait(timeout=STOP_TIME_MAX_S)
    except subprocess.TimeoutExpired:
        kill(process)
        raise DemoError(
            f"The server was still there {STOP_TIME_MAX_S} s after SIGTERM and was killed: {said(log)}",
            "What it had answered is on disk all the same. Please report this with the lines above.",
        ) from None
    if code != 0:
        raise DemoError(f"The server ended with {code}: {said(log)}", "Please report this with the lines above.")


def kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the server without asking."""
    process.kill()
    process.wait()


def said(log: Path) -> str:
    """What the server printed, for an error's message."""
    return log.read_text(encoding="utf-8", errors="replace").strip() or "(it printed nothing)"
