"""The command line as a whole: help, version, and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import onduty
from tests.cli.command_line import assert_fails, run
from tests.database_fixtures import Unchanged
from tests.documents import JANE


def test_help_lists_the_commands() -> None:
    for arguments in (["--help"], ["-h"]):
        result = run(*arguments)
        assert result.exit_code == 0
        for command in ("serve", "import", "users", "status", "history", "keys", "backup", "check", "simulate"):
            assert command in result.stdout


@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "import",
        "users",
        "status",
        "history",
        "keys create",
        "keys list",
        "keys revoke",
        "backup",
        "check",
        "simulate",
    ],
)
def test_every_command_has_help_and_takes_json(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert "--json" in result.stdout
    assert "ONDUTY_DB" in result.stdout


def test_the_version_is_the_packages() -> None:
    assert onduty.__version__ in run("--version").stdout


@pytest.mark.parametrize("module", ["onduty", "onduty.cli"])
def test_it_can_be_run_as_a_module(module: str) -> None:
    ended = subprocess.run([sys.executable, "-m", module, "--version"], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == run("--version").stdout


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


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("status", JANE, "--account", "acme"),
        ("status", JANE, "--account", "acme", "--json"),
        ("history", JANE, "--account", "acme"),
        ("serve", "--port", "0"),
    ],
    ids=" ".join,
)
def test_an_output_that_takes_nothing_is_one_line(db_path: Path, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "onduty.cli", *arguments]
    with Path("/dev/full").open("w") as full:
        environment = os.environ | {"ONDUTY_DB": str(db_path)}
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment, timeout=60)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "cannot write the output: No space left on device" in ended.stderr


def test_no_output_at_all_is_no_failure(db_path: Path) -> None:
    command = f"exec {sys.executable} -m onduty.cli status {JANE} --db {db_path} --account acme >&-"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", b"jane\xff"),
        ("status", JANE, "--away", "--reason", b"caf\xe9"),
        ("status", JANE, "--account", b"\xff"),
        ("status", JANE, "--custom-status", b"\xff"),
        ("status", JANE, "--db", b"/nowhere/\xff.db"),
        ("history", b"\xed\xa0\x80"),
        ("import", b"/nowhere/\xff.json"),
        ("serve", "--host", b"\xff"),
        ("serve", "--db", b"\xff"),
        (b"\xff",),
    ],
    ids=repr,
)
@pytest.mark.parametrize("as_json", [False, True])
def test_arguments_that_are_no_utf8_are_wrong_use(
    db_path: Path, db: onduty.Database, arguments: tuple[str | bytes, ...], as_json: bool, unchanged: Unchanged
) -> None:
    with unchanged():
        result = run(*map(os.fsdecode, arguments), *["--json"] * as_json, environment={"ONDUTY_DB": str(db_path)})
    position = next(number for number, argument in enumerate(arguments, 1) if isinstance(argument, bytes))
    assert_fails(result, 2, f"argument {position} is not valid UTF-8", "\\ud")


@pytest.mark.parametrize("name", ["ONDUTY_DB", "ONDUTY_ACCOUNT"])
def test_an_environment_that_is_no_utf8_is_wrong_use(db_path: Path, name: str) -> None:
    environment = {"ONDUTY_DB": str(db_path), "ONDUTY_ACCOUNT": "acme"} | {name: "a\udcff"}
    assert_fails(run("status", JANE, environment=environment), 2, f"{name} is not valid UTF-8")


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
