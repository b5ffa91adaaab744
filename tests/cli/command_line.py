"""Runs commands within the process of the test."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import onduty
from onduty.cli import main


def run(*arguments: str | Path, environment: dict[str, str] | None = None, text_input: str | None = None) -> Result:
    """`onduty ARGUMENTS`, in 80 columns, with UTC as the local time zone."""
    settled = {"COLUMNS": "80", "ONDUTY_DB": "", "ONDUTY_ACCOUNT": "", "TZ": "UTC"} | (environment or {})
    return CliRunner(env=settled).invoke(main, [str(argument) for argument in arguments], input=text_input)


def run_json(*arguments: str | Path) -> Any:
    """What a command that works prints with `--json`."""
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert len(result.stdout.splitlines()) == 1
    return json.loads(result.stdout)


def assert_fails(result: Result, exit_code: int, *mentions: str) -> None:
    """A failure is one line on stderr, nothing on stdout, and no traceback."""
    assert result.exit_code == exit_code, result.output
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr
    for mention in mentions:
        assert mention in result.stderr


def interrupt(monkeypatch: pytest.MonkeyPatch, method: str, is_done: bool) -> None:
    """Ctrl-C within the database's next call of this method: before it has begun, or after all was done."""
    original = getattr(onduty.Database, method)

    def pressed(*arguments: Any, **named: Any) -> None:
        monkeypatch.setattr(onduty.Database, method, original)
        if is_done:
            original(*arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(onduty.Database, method, pressed)
