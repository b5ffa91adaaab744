"""What has no place in a file of the project."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.codebase.project import name, text_files

# Written so that this file does not hold what it looks for.
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:work|root|tmp|home)" r"/\w")


def matches(root: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    for path in text_files(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found = pattern.search(line)
            if found is not None:
                yield f"{name(path, root)}:{number} has {found[0]}"


def unfinished(root: Path) -> list[str]:
    return list(matches(root, UNFINISHED))


def machine_paths(root: Path) -> list[str]:
    return list(matches(root, MACHINE_PATH))
