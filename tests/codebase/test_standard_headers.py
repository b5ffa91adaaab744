from pathlib import Path

from tests.codebase.project import ROOT, write
from tests.codebase.standard_headers import missing_standard_headers


def test_files_include_what_they_use() -> None:
    assert missing_standard_headers(ROOT) == []


def test_what_is_not_included_is_found(tmp_path: Path) -> None:
    write(tmp_path, "cpp/src/base/a.h", "#include <algorithm>\n")
    write(tmp_path, "cpp/src/base/a.cpp", '#include "base/a.h"\nstd::sort(x, y); std::numeric_limits<int>::max();\n')
    write(tmp_path, "tests/cpp/base/a_test.cpp", '#include "base/a.h"\nstd::sort(x, y);\n')
    assert missing_standard_headers(tmp_path) == [
        "cpp/src/base/a.cpp uses std::numeric_limits and does not include <limits>",
        "tests/cpp/base/a_test.cpp uses std::sort and does not include <algorithm>",
    ]
