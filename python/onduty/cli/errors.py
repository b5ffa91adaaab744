"""What went wrong, told on stderr: in one line, or as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import click

from onduty.cli.output import json_line, one_line

EXIT_DONE = 0
EXIT_REFUSED = 1
EXIT_WRONG_USE = 2

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
    problems = [one_line(f"{name}: {reason}") for name, reasons in params.items() for reason in reasons]
    if len(problems) == 1:
        return problems[0]
    return "\n  ".join([f"refused for {len(problems)} reasons, and nothing was changed:", *problems])
