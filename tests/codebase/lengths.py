"""How long functions and files are."""

import ast
from dataclasses import dataclass
from pathlib import Path

from tests.codebase.cpp_functions import find_functions
from tests.codebase.project import cpp_files, is_test, name, python_files

FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = 400
TEST_FILE_LINES_MAX = 600

FOLDERS = ("cpp", "bindings", "python", "tests", "benchmarks", "examples", "demo")


@dataclass(frozen=True)
class Length:
    path: Path
    what: str
    line_count: int


def sources(root: Path) -> list[Path]:
    return cpp_files(root, *FOLDERS) + python_files(root, *FOLDERS)


def file_lengths(root: Path) -> list[Length]:
    return [Length(path, "file", len(path.read_text(encoding="utf-8").splitlines())) for path in sources(root)]


def python_function_lengths(path: Path) -> list[Length]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        Length(path, node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def cpp_function_lengths(path: Path) -> list[Length]:
    functions = find_functions(path.read_text(encoding="utf-8"))
    return [Length(path, function.head[:80], function.line_count) for function in functions]


def function_lengths(root: Path) -> list[Length]:
    lengths = []
    for path in sources(root):
        lengths += python_function_lengths(path) if path.suffix == ".py" else cpp_function_lengths(path)
    return lengths


def long_files(root: Path) -> list[str]:
    return [
        f"{name(length.path, root)} has {length.line_count} lines"
        for length in file_lengths(root)
        if length.line_count > (TEST_FILE_LINES_MAX if is_test(length.path, root) else FILE_LINES_MAX)
    ]


def long_functions(root: Path) -> list[str]:
    return [
        f"{name(length.path, root)}: {length.what} has {length.line_count} lines"
        for length in function_lengths(root)
        if length.line_count > FUNCTION_LINES_MAX
    ]
