"""The table of RESULTS.md: what is written into it, and what is left alone."""

import platform

import pytest

from benchmarks import __main__ as runner
from benchmarks.comparison import Comparison, Limit, Pair, Settings, alternate

PAGE = f"# Results\n\n{runner.BEGIN}\nold\n{runner.END}\n\nWhere the time goes.\n"


def test_ratio_is_the_median_of_the_pairs_ratios() -> None:
    compared = Comparison("a", "b", 0.5, "x/s", [Pair(1, 2), Pair(30, 10), Pair(8, 10)])
    assert (compared.value, compared.spread, compared.wanted) == ("0.80", "0.50 to 3.00", "≥ 0.5")


def test_sides_take_turns_and_change_their_order() -> None:
    calls: list[str] = []

    def side(name: str) -> float:
        calls.append(name)
        return 1.0

    assert alternate(lambda: side("onduty"), lambda: side("rival"), 2) == [Pair(1, 1), Pair(1, 1)]
    assert calls == ["onduty", "rival", "rival", "onduty"]


def test_table_is_replaced_and_the_rest_stays() -> None:
    page = runner.rewritten(PAGE, ["| a line |"], 5)
    assert page.startswith("# Results\n\n")
    assert page.endswith(f"| a line |\n{runner.END}\n\nWhere the time goes.\n")
    assert "old" not in page
    assert runner.rewritten(page, ["| a line |"], 5) == page


def test_page_without_marks_is_not_overwritten() -> None:
    with pytest.raises(RuntimeError, match="marks"):
        runner.rewritten("# Results\n", [], 5)


def test_committed_page_has_the_marks() -> None:
    assert runner.rewritten(runner.RESULTS.read_text(encoding="utf-8"), [], 5)


def test_line_has_a_cell_for_each_column() -> None:
    lines = [
        runner.line(Comparison("a", "b", 0.5, "x/s", [Pair(1, 2)]), "`c`"),
        runner.line(Limit("a", 20, "ms", [1.5]), "`c`"),
    ]
    assert [line.count("|") for line in [runner.HEAD.splitlines()[0], *lines]] == [8, 8, 8]


def test_machine_is_described_without_its_name() -> None:
    described = runner.machine(runner.RESULTS.parent)
    assert "Linux" in described
    assert platform.node() not in described


def test_full_runs_measure_five_pairs_and_quick_ones_one() -> None:
    assert (Settings().pairs, Settings(quick=True).pairs, Settings(quick=True, pairs_asked=3).pairs) == (5, 1, 3)
