from pathlib import Path

from tests.codebase import mirrors
from tests.codebase.project import ROOT, write


def test_every_source_has_its_test() -> None:
    assert mirrors.sources_without_test(ROOT) == []


def test_every_file_is_built() -> None:
    assert mirrors.files_not_built(ROOT) == []


def test_the_lists_are_read() -> None:
    assert mirrors.listed(ROOT / "cpp/CMakeLists.txt")
    assert mirrors.listed(ROOT / "tests/cpp/CMakeLists.txt")


def test_a_source_without_test_is_found(tmp_path: Path) -> None:
    write(tmp_path, "cpp/src/base/uuid.cpp", "")
    write(tmp_path, "cpp/src/base/text.cpp", "")
    write(tmp_path, "tests/cpp/base/uuid_test.cpp", "")
    write(tmp_path, "tests/cpp/text_test.cpp", "")
    assert mirrors.sources_without_test(tmp_path) == ["cpp/src/base/text.cpp has no tests/cpp/base/text_test.cpp"]


def test_a_file_that_is_not_built_is_found(tmp_path: Path) -> None:
    write(tmp_path, "cpp/src/base/uuid.cpp", "")
    write(tmp_path, "cpp/CMakeLists.txt", "add_library(onduty\n  src/base/uuid.cpp)\n")
    write(tmp_path, "tests/cpp/base/uuid_test.cpp", "")
    write(tmp_path, "tests/cpp/base/text_test.cpp", "")
    write(
        tmp_path, "tests/cpp/CMakeLists.txt", "add_executable(onduty_tests base/uuid_test.cpp # base/text_test.cpp\n)\n"
    )
    assert mirrors.files_not_built(tmp_path) == ["tests/cpp/base/text_test.cpp is not in tests/cpp/CMakeLists.txt"]
