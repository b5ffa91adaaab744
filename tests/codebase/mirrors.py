"""Every C++ source is built and has its test where one expects it; every test is run."""

import re
from pathlib import Path

from tests.codebase.project import cpp_files, name


def sources_without_test(root: Path) -> list[str]:
    problems = []
    for source in cpp_files(root, "cpp/src"):
        if source.suffix == ".cpp":
            relative = source.relative_to(root / "cpp/src")
            test = root / "tests/cpp" / relative.parent / f"{relative.stem}_test.cpp"
            if not test.exists():
                problems.append(f"{name(source, root)} has no {name(test, root)}")
    return problems


def listed(cmake_lists: Path) -> set[str]:
    without_comments = re.sub(r"#.*", "", cmake_lists.read_text(encoding="utf-8"))
    return set(re.findall(r"[\w./-]+\.cpp\b", without_comments))


def files_not_built(root: Path) -> list[str]:
    problems = []
    for folder in ("cpp", "bindings", "tests/cpp", "examples"):
        sources = [path for path in cpp_files(root, folder) if path.suffix == ".cpp"]
        built = listed(root / folder / "CMakeLists.txt") if sources else set[str]()
        problems += [
            f"{name(path, root)} is not in {folder}/CMakeLists.txt"
            for path in sources
            if name(path, root / folder) not in built
        ]
    return problems
