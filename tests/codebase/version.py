"""The version is written in CMakeLists.txt and nowhere else, but for what tells of past versions."""

import re
from pathlib import Path

from tests.codebase.project import name, text_files


def version(root: Path) -> str:
    found = re.search(r"project\(onduty VERSION ([0-9.]+)", (root / "CMakeLists.txt").read_text(encoding="utf-8"))
    assert found is not None, "CMakeLists.txt has no project(onduty VERSION …)"
    return found[1]


def second_places(root: Path) -> list[str]:
    written = re.compile(rf"(?<![0-9.]){re.escape(version(root))}(?![0-9]|\.[0-9])")
    return [
        name(path, root)
        for path in text_files(root)
        if path.suffix != ".md" and written.search(path.read_text(encoding="utf-8")) and path != root / "CMakeLists.txt"
    ]
