"""Prints the measures that are kept of the sources. Run by scripts/measure."""

import re
from pathlib import Path
from statistics import median, quantiles

from tests.codebase import rules
from tests.codebase.lengths import FILE_LINES_MAX, FUNCTION_LINES_MAX, Length, file_lengths, function_lengths
from tests.codebase.project import ROOT, cpp_files, is_test, python_files

CPP_TEST = re.compile(r"^(?:TEST|TEST_F|TEST_P|TYPED_TEST)\(", re.MULTILINE)
PYTHON_TEST = re.compile(r"^ *(?:async )?def test_", re.MULTILINE)


def summary(lengths: list[Length], line_count_max: int) -> str:
    lines = [length.line_count for length in lengths]
    if len(lines) < 2:
        return f"{len(lines)} in number"
    ninth_decile = quantiles(lines, n=10, method="inclusive")[-1]
    over = sum(count > line_count_max for count in lines) / len(lines)
    return (
        f"{len(lines)} in number, median {median(lines):.0f} lines, 90th percentile {ninth_decile:.0f}, "
        f"longest {max(lines)}, over {line_count_max} lines {over:.1%}"
    )


def count_tests(paths: list[Path], pattern: re.Pattern[str]) -> int:
    return sum(len(pattern.findall(path.read_text(encoding="utf-8"))) for path in paths)


def report(root: Path) -> str:
    functions, files = function_lengths(root), file_lengths(root)
    lines = []
    for kind, in_tests in (("sources", False), ("tests", True)):
        functions_here = [function for function in functions if is_test(function.path, root) is in_tests]
        files_here = [file for file in files if is_test(file.path, root) is in_tests]
        lines.append(f"functions, {kind}: {summary(functions_here, FUNCTION_LINES_MAX)}")
        lines.append(f"files, {kind}: {summary(files_here, FILE_LINES_MAX)}")
    in_cpp = count_tests(cpp_files(root, "tests/cpp"), CPP_TEST)
    in_python = count_tests(python_files(root, "tests"), PYTHON_TEST)
    lines.append(f"test functions: {in_cpp} in C++, {in_python} in Python")
    stated, untested = rules.stated(root), rules.untested(root)
    lines.append(f"rules: {len(stated) - len(untested)} of {len(stated)} named by a test")
    if untested:
        lines.append(f"without a test: {' '.join(untested)}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(ROOT))
