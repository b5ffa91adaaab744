from pathlib import Path

from tests.codebase import lengths
from tests.codebase.project import ROOT, write


def test_no_file_is_long() -> None:
    assert lengths.long_files(ROOT) == []


def test_no_function_is_long() -> None:
    assert lengths.long_functions(ROOT) == []


def test_functions_of_both_languages_are_measured() -> None:
    suffixes = {length.path.suffix for length in lengths.function_lengths(ROOT)}
    assert suffixes == {".py", ".cpp", ".h"}


def test_a_long_file_is_found(tmp_path: Path) -> None:
    write(tmp_path, "python/onduty/aio.py", "\n" * 401)
    write(tmp_path, "cpp/src/base/uuid.cpp", "\n" * 400)
    write(tmp_path, "tests/web/test_routes.py", "\n" * 600)
    write(tmp_path, "tests/cpp/base/uuid_test.cpp", "\n" * 601)
    assert lengths.long_files(tmp_path) == [
        "tests/cpp/base/uuid_test.cpp has 601 lines",
        "python/onduty/aio.py has 401 lines",
    ]


def test_a_long_function_is_found(tmp_path: Path) -> None:
    write(tmp_path, "python/onduty/aio.py", "async def drain():\n" + "    pass\n" * 70)
    write(
        tmp_path, "cpp/src/base/uuid.cpp", "int parse() {\n" + "  ;\n" * 69 + "}\nint short() {\n" + ";\n" * 68 + "}\n"
    )
    assert lengths.long_functions(tmp_path) == [
        "cpp/src/base/uuid.cpp: int parse() has 71 lines",
        "python/onduty/aio.py: drain has 71 lines",
    ]
