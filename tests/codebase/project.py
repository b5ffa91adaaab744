"""The project's files, as the checks see them. A check takes the root, so that it can be tried on a made-up tree."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

SKIPPED_FOLDERS = {".git", ".venv", "build", "dist", "__pycache__"}
TEXT_SUFFIXES = {".cmake", ".cpp", ".h", ".json", ".md", ".py", ".pyi", ".toml", ".txt"}


def walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in SKIPPED_FOLDERS and not path.name.endswith("_cache"):
                yield from walk(path)
        else:
            yield path


def text_files(root: Path) -> list[Path]:
    """Everything that people write, scripts without a suffix included."""
    return [
        path
        for path in walk(root)
        if path.suffix in TEXT_SUFFIXES or path.relative_to(root).parts[0] in {"scripts", ".ci"}
    ]


def cpp_files(root: Path, *folders: str) -> list[Path]:
    return [path for folder in folders for path in walk(root / folder) if path.suffix in {".h", ".cpp"}]


def python_files(root: Path, *folders: str) -> list[Path]:
    return [path for folder in folders for path in walk(root / folder) if path.suffix == ".py"]


def is_test(path: Path, root: Path) -> bool:
    return path.relative_to(root).parts[0] == "tests"


def is_test_of_behaviour(path: Path, root: Path) -> bool:
    """True for files that hold tests, but for those of the sources themselves, which are full of made-up names."""
    named_as_test = path.name.endswith("_test.cpp") or (path.name.startswith("test_") and path.suffix == ".py")
    return named_as_test and path.relative_to(root).parts[:2] != ("tests", "codebase")


def name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def write(root: Path, path: str, text: str) -> None:
    """Puts a file into a made-up tree."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
