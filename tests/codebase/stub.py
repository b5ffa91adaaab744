"""What a stub declares, for what mypy.stubtest cannot tell of an extension module."""

import ast
from types import ModuleType


def declared(text: str) -> set[str]:
    names = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return public(names)


def defined(module: ModuleType) -> set[str]:
    return public(set(dir(module)))


def public(names: set[str]) -> set[str]:
    return {name for name in names if not name.startswith("_")}
