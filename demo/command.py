"""The onduty command line, as a user would call it."""

import os
import subprocess
import sys
from pathlib import Path

from demo import page
from demo.error import DemoError

TIME_MAX_S = 60  # for one command


def command(*arguments: str) -> list[str]:
    """The words of a call of the `onduty` that is installed beside this Python."""
    program = Path(sys.executable).parent / "onduty"
    if not program.exists():
        raise DemoError(f"There is no {program}.", "Run scripts/demo, which installs onduty before it starts the demo.")
    return [str(program), *arguments]


def environment() -> dict[str, str]:
    """This process's environment, without the user's onduty settings; output in UTF-8, as wide as a block."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONDUTY_")}
    return {**kept, "PYTHONIOENCODING": "utf-8", "COLUMNS": str(page.block_width())}


def run(*arguments: str) -> str:
    """Runs one command to its end and gives what it printed."""
    called = f"`onduty {' '.join(arguments)}`"
    try:
        done = subprocess.run(
            command(*arguments), capture_output=True, encoding="utf-8", env=environment(), timeout=TIME_MAX_S
        )
    except subprocess.TimeoutExpired as expired:
        raise DemoError(
            f"{called} was not done after {TIME_MAX_S} s.",
            "The disk may be very slow; --directory DIR puts the database on another.",
        ) from expired
    if done.returncode != 0:
        raise DemoError(
            f"{called} ended with {done.returncode}: {(done.stderr + done.stdout).strip()}",
            "onduty's own words say what it refused; --directory DIR puts the database elsewhere.",
        )
    return done.stdout
