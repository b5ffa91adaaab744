"""Which rules docs/api.md states, and which of them a test names."""

import re
from pathlib import Path

from tests.codebase.project import is_test_of_behaviour, walk

# A rule is stated where its id opens a list item, `- **S3** …`, or a row of a table, `| S3 | …`.
STATED = re.compile(r"^(?:[-*] \*\*|\| *\**)([A-Z]\d+)\b", re.MULTILINE)


def stated(root: Path) -> list[str]:
    text = (root / "docs/api.md").read_text(encoding="utf-8")
    return sorted(set(STATED.findall(text)), key=lambda rule: (rule[0], int(rule[1:])))


def tests_text(root: Path) -> str:
    files = [path for path in walk(root / "tests") if is_test_of_behaviour(path, root)]
    return "\n".join(path.name + "\n" + path.read_text(encoding="utf-8") for path in files)


def is_named(rule: str, text: str) -> bool:
    """Named as in a comment (S3), a GoogleTest name (S3OnlyBooleans, S3_OnlyBooleans) or a function (test_s3_only)."""
    as_word = rf"(?<![A-Za-z0-9]){rule}(?![0-9a-z])"
    in_function = rf"(?<![A-Za-z0-9]){rule.lower()}(?![A-Za-z0-9])"
    return re.search(f"{as_word}|{in_function}", text) is not None


def untested(root: Path) -> list[str]:
    text = tests_text(root)
    return [rule for rule in stated(root) if not is_named(rule, text)]
