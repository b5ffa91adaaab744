from pathlib import Path

from tests.codebase import wording
from tests.codebase.project import ROOT, write

MARK = "TO" + "DO"
HOME = "/ho" + "me/jane"


def test_nothing_is_marked_unfinished() -> None:
    assert wording.unfinished(ROOT) == []


def test_no_path_of_a_machine() -> None:
    assert wording.machine_paths(ROOT) == []


def test_an_unfinished_mark_is_found(tmp_path: Path) -> None:
    write(tmp_path, "scripts/run", f"# {MARK}: later\n")
    write(tmp_path, "cpp/a.cpp", f"// {MARK.lower()} is a word\n\n// {MARK}(jane)\n")
    assert wording.unfinished(tmp_path) == [f"cpp/a.cpp:3 has {MARK}", f"scripts/run:1 has {MARK}"]


def test_a_path_of_a_machine_is_found(tmp_path: Path) -> None:
    write(tmp_path, "README.md", f"see {HOME}/onduty\n")
    write(tmp_path, "docs/api.md", "GET /v1/users, python/root/file, https://host.example/home/page\n")
    assert wording.machine_paths(tmp_path) == [f"README.md:1 has {HOME[:7]}"]
