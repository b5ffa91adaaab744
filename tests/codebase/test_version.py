from importlib.metadata import version as installed_version
from pathlib import Path

import onduty
from tests.codebase import version
from tests.codebase.project import ROOT, write


def test_the_version_is_written_once() -> None:
    assert version.second_places(ROOT) == []


def test_package_and_core_have_the_version_of_the_build() -> None:
    assert installed_version("onduty") == version.version(ROOT)
    assert onduty.__version__ == version.version(ROOT)


def test_a_second_place_is_found(tmp_path: Path) -> None:
    write(tmp_path, "CMakeLists.txt", "project(onduty VERSION 0.7.1 LANGUAGES CXX)\n")
    write(tmp_path, "pyproject.toml", 'version = "0.7.1"\n')
    write(tmp_path, "cpp/a.cpp", '"10.7.1", "0.7.12", "0.7.1.4"\n')
    write(tmp_path, "CHANGELOG.md", "## 0.7.1\n")
    assert version.second_places(tmp_path) == ["pyproject.toml"]
