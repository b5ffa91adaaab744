import pytest

from demo.page import columns_of, shorten, table


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("Jane", 4), ("é", 1), ("e\u0301", 1), ("山田", 4), ("\033[32m✓\033[0m", 1)]
)
def test_columns_are_counted_as_a_terminal_shows_them(text: str, columns: int) -> None:
    assert columns_of(text) == columns


def test_columns_of_a_table_are_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    table([["key", "value"], ["uuid", "山"], ["n", "x"]])
    assert capsys.readouterr().out.splitlines() == ["   key   value", "   uuid  山", "   n     x"]


def test_only_long_texts_are_shortened() -> None:
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdefg", 6) == "abc…fg"
    assert shorten("abcdefg", 3) == "a…g"
