"""Files that get their names when they are whole: all of them, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import ExitStack, suppress

from onduty.cli.errors import Refused


def write_whole(contents: Iterable[tuple[str, Iterable[bytes]]]) -> list[int]:
    """Writes each content to its path, and gives how many parts each had. What goes wrong leaves no file behind.

    What is no regular file, such as a pipe, is written to as it is.
    """
    counts = []
    with ExitStack() as leftovers:
        finished = []
        for path, parts in contents:
            target = os.path.realpath(path)
            is_special = os.path.exists(target) and not os.path.isfile(target)
            unfinished = target if is_special else f"{target}.{os.getpid()}.part"
            if not is_special:
                leftovers.callback(_remove, unfinished)
                finished.append((unfinished, target))
            counts.append(_write(path, unfinished, parts))
        for unfinished, target in finished:
            if os.path.exists(target):
                shutil.copymode(target, unfinished)
            os.replace(unfinished, target)
    return counts


def _write(path: str, unfinished: str, parts: Iterable[bytes]) -> int:
    count = 0
    try:
        with open(unfinished, "wb") as file:
            for part in parts:
                file.write(part)
                count += 1
    except OSError as error:
        raise Refused(f"cannot write {path}: {error.strerror or error}", "output_failed") from error
    return count


def _remove(path: str) -> None:
    with suppress(OSError):  # as it has its name by now, or never was
        os.remove(path)
