from pathlib import Path

import pytest

from tests.codebase import rules
from tests.codebase.project import ROOT, write


def test_every_stated_rule_is_named_by_a_test() -> None:
    assert rules.untested(ROOT) == []


def test_the_document_states_rules() -> None:
    assert "S3" in rules.stated(ROOT)


def test_rules_are_read_from_lists_and_tables(tmp_path: Path) -> None:
    write(
        tmp_path, "docs/api.md", "| id | x |\n| S10 | as S11 |\n| **S2** | x |\n- **U7** `ETag`, see **U8**\n- S5 no\n"
    )
    assert rules.stated(tmp_path) == ["S2", "S10", "U7"]


@pytest.mark.parametrize(
    "text",
    ["# S3", "S3,", "def test_s3_only_booleans", "TEST(Update, S3OnlyBooleans)", "TEST(Update, S3_Only)", "test_s3.py"],
)
def test_a_rule_is_recognised_as(text: str) -> None:
    assert rules.is_named("S3", text)


@pytest.mark.parametrize("text", ["S30", "s33", "tests3", "US3", "S3x", "0xS3", "class3"])
def test_a_rule_is_not_recognised_as(text: str) -> None:
    assert not rules.is_named("S3", text)


def test_an_untested_rule_is_found(tmp_path: Path) -> None:
    write(tmp_path, "docs/api.md", "- **S1** a\n- **S2** b\n- **S3** c\n- **S4** d\n- **S5** e\n")
    write(tmp_path, "tests/web/test_status.py", "def test_s1_x() -> None: ...\n")
    write(tmp_path, "tests/cpp/domain/status_test.cpp", "TEST(Status, S2Required) {}\n")
    write(tmp_path, "tests/web/conftest.py", "# S3\n")
    write(tmp_path, "tests/codebase/test_rules.py", "# S4\n")
    assert rules.untested(tmp_path) == ["S3", "S4", "S5"]
