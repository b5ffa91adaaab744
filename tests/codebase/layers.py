"""Who may include or import whom."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.codebase.project import cpp_files, name, python_files

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)

# The public headers, `onduty`, are open to all and include nothing but each other.
LAYERS_BELOW = {
    "onduty": set[str](),
    "base": set[str](),
    "domain": {"base"},
    "json": {"domain", "base"},
    "store": {"domain", "base"},
    "engine": {"store", "json", "domain", "base"},
    "bindings": {"engine"},
}

HEADER_HOMES = {
    "sqlite3.h": "cpp/src/store/",
    "simdjson.h": "cpp/src/json/",
    "sodium.h": "cpp/src/base/",
    "utf8proc.h": "cpp/src/base/",
    "pybind11/": "bindings/",
    "Python.h": "bindings/",
}

MODULE_HOMES = {
    "starlette": "python/onduty/web/",
    "prometheus_client": "python/onduty/web/",
    "uvicorn": "python/onduty/web/",
    "uvloop": "python/onduty/web/",
    "click": "python/onduty/cli/",
    "rich": "python/onduty/cli/",
}


def layer_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).parts
    if parts[0] == "bindings":
        return "bindings"
    return "onduty" if parts[1] == "include" else parts[2]


def included(path: Path) -> list[str]:
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def upward_includes(root: Path) -> list[str]:
    problems = []
    for path in cpp_files(root, "cpp", "bindings"):
        layer = layer_of(path, root)
        for header in included(path):
            target = header.split("/")[0] if "/" in header else layer
            if target in LAYERS_BELOW and target not in {"onduty", layer} | LAYERS_BELOW[layer]:
                problems.append(f"{name(path, root)} includes {header}: {layer} may not know {target}")
    return problems


def headers_away_from_home(root: Path) -> list[str]:
    problems = []
    for path in cpp_files(root, "cpp", "bindings", "examples", "benchmarks"):
        for header in included(path):
            for prefix, home in HEADER_HOMES.items():
                if header.startswith(prefix) and not name(path, root).startswith(home):
                    problems.append(f"{name(path, root)} includes {header}, which belongs in {home} only")
    return problems


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules_away_from_home(root: Path) -> list[str]:
    problems = set()
    for path in python_files(root, "python"):
        for module in imported(path):
            home = MODULE_HOMES.get(module.split(".")[0])
            if home is not None and not name(path, root).startswith(home):
                problems.add(f"{name(path, root)} imports {module.split('.')[0]}, which belongs in {home} only")
    return sorted(problems)


def upward_imports(root: Path) -> list[str]:
    """The library knows neither of its users, but for `python -m onduty`, and the web layer not the command line."""
    problems = set()
    for path in python_files(root, "python/onduty"):
        part = path.relative_to(root / "python/onduty").parts[0]
        above = {"cli": set[str](), "__main__.py": {"onduty.web"}, "web": {"onduty.cli"}}.get(
            part, {"onduty.cli", "onduty.web"}
        )
        for module in imported(path):
            package = ".".join(module.split(".")[:2])
            if package in above:
                problems.add(f"{name(path, root)} imports {package}")
    return sorted(problems)
