"""The command line as a whole: help, version, and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import onduty
from tests.cli.command_line import assert_fails, run
from tests.documents import JANE


def test_help_lists_the_commands() -> None:
    for arguments in (["--help"], ["-h"]):
        result = run(*arguments)
        assert result.exit_code == 0
        for command in ("serve", "import", "status", "history"):
            assert command in result.stdout


@pytest.mark.parametrize("command", ["serve", "import", "status", "history"])
def test_every_command_has_help_and_takes_json(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "--json" in result.stdout
    assert "ONDUTY_DB" in result.stdout


def test_the_version_is_the_packages() -> None:
    assert onduty.__version__ in run("--version").stdout


def test_wrong_commands_are_wrong_use() -> None:
    assert_fails(run("frobnicate"), 2, "frobnicate")
    assert_fails(run("--frobnicate"), 2, "--frobnicate")
    assert run().exit_code == 2


def test_nobody_reading_is_no_traceback(db_path: Path) -> None:
    command = [sys.executable, "-m", "onduty.cli", "status", JANE, "--db", str(db_path), "--account", "acme"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(30) == 1


def test_emoji_do_not_fail_on_a_terminal_that_has_none(db_path: Path, acme: onduty.Account) -> None:
    acme.update_status(JANE, custom_status_uuid="0d6041a2-8b88-49ec-a99b-a88a078a16c1")
    for options in ([], ["--json"]):
        ended = subprocess.run(
            [sys.executable, "-m", "onduty.cli", "status", JANE, "--db", str(db_path), "--account", "acme", *options],
            capture_output=True,
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
            timeout=60,
        )
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert b"Vacationing" in ended.stdout
