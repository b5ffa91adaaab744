"""Programs of their own, for what a test's process should not do itself: fork, be killed, drop its locks."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What scripts share: a database and an account as their first two arguments name them, and children of theirs.
PRELUDE = """
import os, signal, sys, threading, time
import onduty
from onduty import _core
from tests.documents import JANE, MATTEO, NORA

path = sys.argv[1]

def in_child(work, end=sys.exit, seconds=20):
    '''Runs `work` in a child that ends as any program does; its exit code, or -9 when it hung.'''
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print("in the child:", repr(error), file=sys.stderr, flush=True)
            os._exit(70)
        end(0)
    return end_of(child, seconds)

def end_of(child, seconds=20):
    deadline = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.002)

def is_forked(call):
    try:
        call()
    except onduty.ForkedError as error:
        return error.code == "forked"
    return False
"""


def start(script: str, path: Path, *arguments: object, stdin: int | None = None) -> subprocess.Popen[str]:
    """Starts `script` in a process of its own. Forks beside threads, which Python warns of, are meant here."""
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", PRELUDE + script]
    return subprocess.Popen(
        [*command, str(path), *map(str, arguments)],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(script: str, path: Path, *arguments: object) -> str:
    """What `script` prints. Fails when it fails, says anything on stderr or takes longer than a minute."""
    with start(script, path, *arguments) as process:
        try:
            output, errors = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    if process.returncode != 0 or errors:
        raise AssertionError(f"exit code {process.returncode}: {errors}")
    return output


# Holds the lock from its first line until its standard input ends.
HOLDS_THE_LOCK = """
import fcntl
descriptor = os.open(path + "-lock", os.O_RDWR)
fcntl.lockf(descriptor, fcntl.LOCK_EX, 2)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def lock_held_by_another(path: Path) -> Iterator[None]:
    """Nobody else can write to the database meanwhile."""
    with start(HOLDS_THE_LOCK, path, stdin=-1) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate(timeout=20)
