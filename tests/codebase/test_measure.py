from pathlib import Path

from tests.codebase.measure import report
from tests.codebase.project import write


def test_the_report_counts(tmp_path: Path) -> None:
    write(tmp_path, "docs/api.md", "- **S1** a\n- **S2** b\n")
    write(tmp_path, "cpp/src/base/uuid.cpp", "int a() {\n}\nint b() {\n" + ";\n" * 70 + "}\n")
    write(tmp_path, "tests/cpp/base/uuid_test.cpp", "TEST(Uuid, S1Parses) {\n}\nTEST_F(Uuid, Prints) {\n}\n")
    write(tmp_path, "tests/web/test_app.py", "async def test_app() -> None: ...\n")
    assert report(tmp_path).splitlines() == [
        "functions, sources: 2 in number, median 37 lines, 90th percentile 65, longest 72, over 70 lines 50.0%",
        "files, sources: 1 in number",
        "functions, tests: 3 in number, median 2 lines, 90th percentile 2, longest 2, over 70 lines 0.0%",
        "files, tests: 2 in number, median 2 lines, 90th percentile 4, longest 4, over 400 lines 0.0%",
        "test functions: 2 in C++, 1 in Python",
        "rules: 1 of 2 named by a test",
        "without a test: S2",
    ]
