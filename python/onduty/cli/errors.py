"""What went wrong, told on stderr: in one line, or as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

import click

from onduty.cli.output import json_line, one_line

EXIT_DONE = 0
EXIT_REFUSED = 1
EXIT_WRONG_USE = 2

_LEFT_OUT = "more"  # as which errors tell how many problems they do not list
_OPTIONS = {
    "instant": "--at",
    "since": "--since",
    "until": "--until",
    "start": "--start",
    "end": "--end",
    "by": "--by",
    "bucket": "--bucket",
    "reason": "--reason",
    "assigned_user": "--hand-off-to",
    "team_uuid": "--hand-off-team",
    "tags": "--tag",
    "custom_fields": "--field",
    "bot_status": "--bot-status",
}

# The reasons against each refused parameter, as `onduty.Error.params` has them.
Params = Mapping[str, list[str]]


class Refused(click.ClickException):
    """What was asked for cannot be done; nothing was changed. `code` is a spelling of the HTTP API."""

    exit_code = EXIT_REFUSED

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class WrongUse(click.UsageError):
    """The command was not used as it can be used."""

    exit_code = EXIT_WRONG_USE


def report_error(error: str | Params, code: str, as_json: bool) -> None:
    """Tells one failure. As JSON it has the shape of the HTTP API's errors: `{"error": …, "code": …}`."""
    if as_json:
        text = json_line({"error": error, "code": code})
    else:
        text = f"onduty: {one_line(error) if isinstance(error, str) else _listed(error)}"
    with suppress(OSError):  # that stderr takes nothing could be told nowhere
        click.echo(text, err=True)


def _listed(params: Params) -> str:
    """One refused parameter fits a line; several, as of a directory document, get a line each below it."""
    left_out = _left_out(params)
    problems = [
        one_line(f"{_as_typed(name)}: {reason}")
        for name, reasons in params.items()
        for reason in reasons
        if not (left_out and name == _LEFT_OUT)
    ]
    if len(problems) == 1:
        return problems[0]
    heading = f"refused for {len(problems) + left_out:,} reasons, and nothing was changed:"
    return "\n  ".join([heading, *problems, *([f"… and {left_out:,} more"] if left_out else [])])


def _left_out(params: Params) -> int:
    """How many problems the error only counts."""
    told = re.match(r"(\d+) more problems", "".join(params.get(_LEFT_OUT, [])))
    return int(told[1]) if told else 0


def _as_typed(param: str) -> str:
    """The option that the parameter was given by; all others are told by the names that they have everywhere."""
    return _OPTIONS.get(param.removeprefix("/set/"), param)
