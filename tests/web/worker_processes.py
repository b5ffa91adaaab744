"""The workers of a server that was started with `--workers`."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.web.server_process import RawConnection, ServerProcess

SECONDS_MAX = 30


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS_MAX
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def workers_of(server: ServerProcess) -> list[int]:
    """Their process ids, in the order in which they were started."""
    process_id = server.process.pid
    return [int(each) for each in Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()]


def state_of(process_id: int) -> str:
    """As the system has it in one letter; Z, that of a zombie, when there is no such process."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def is_running(process_id: int) -> bool:
    return state_of(process_id) != "Z"


@contextmanager
def only(server: ServerProcess, worker: int) -> Iterator[None]:
    """The other workers stand still, so that new connections are this one's."""
    others = [each for each in workers_of(server) if each != worker]
    try:
        for other in others:
            os.kill(other, signal.SIGSTOP)
        wait_until(lambda: all(state_of(other) == "T" for other in others))
        yield
    finally:
        for other in others:
            os.kill(other, signal.SIGCONT)


@contextmanager
def connection_to(server: ServerProcess, worker: int) -> Iterator[RawConnection]:
    """A connection that this worker has accepted."""
    with ExitStack() as closing:
        with only(server, worker):
            connection = closing.enter_context(server.connection())
            connection.send("GET /healthz HTTP/1.1")
            assert connection.answer()[0] == 200
        yield connection


def has_come_back(server: ServerProcess, before: list[int]) -> bool:
    """Whether there are as many workers as before, all of them new or as they were, and one of them is new."""
    now = workers_of(server)
    return len(now) == len(before) and now != before
