"""The command `onduty` itself: its subcommands, and how each ends."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

import onduty
from onduty.cli.backup import backup
from onduty.cli.bulk import bulk
from onduty.cli.check import check
from onduty.cli.errors import EXIT_DONE, EXIT_REFUSED, EXIT_WRONG_USE, Refused, WrongUse, report_error
from onduty.cli.history import history
from onduty.cli.import_directory import import_directory
from onduty.cli.keys import keys
from onduty.cli.report import report
from onduty.cli.serve import serve
from onduty.cli.simulate import simulate
from onduty.cli.status import status
from onduty.cli.undo import undo
from onduty.cli.users import users


class OndutyGroup(click.Group):
    """A group that tells failures in one line, or in JSON with `--json`, and ends with the exit code of their kind."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:
        """Runs one command line, the process's own by default, and exits."""
        arguments = list(sys.argv[1:] if args is None else args)
        named["standalone_mode"] = False  # so that failures come out as exceptions
        _print_whatever_the_terminal_knows()

        def run() -> Any:
            _refuse_what_is_no_text(arguments)
            return super(OndutyGroup, self).main(arguments, *rest, **named)

        sys.exit(_exit_code(run, as_json="--json" in arguments))


def _print_whatever_the_terminal_knows() -> None:
    """Names hold any character; one that the terminal's encoding lacks is printed as its escape instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refuse_what_is_no_text(arguments: Sequence[str]) -> None:
    """Refuses bytes that are no UTF-8, which Python hands on as lone surrogates: nothing that onduty knows has such."""
    named = [(f"argument {number}", argument) for number, argument in enumerate(arguments, 1)]
    named += [(name, os.environ.get(name, "")) for name in ("ONDUTY_DB", "ONDUTY_ACCOUNT")]
    for name, text in named:
        if text != text.encode("utf-8", "replace").decode():
            raise WrongUse(f"{name} is not valid UTF-8: {text}")


def _exit_code(run: Callable[[], Any], as_json: bool) -> int:
    try:
        code = run()
        if sys.stdout is not None:  # as it is where the descriptor was closed
            sys.stdout.flush()
        return code if isinstance(code, int) else EXIT_DONE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return EXIT_WRONG_USE
    except click.UsageError as error:
        report_error(_with_hint(error), "wrong_use", as_json)
        return EXIT_WRONG_USE
    except Refused as error:
        report_error(error.message, error.code, as_json)
        return EXIT_REFUSED
    except onduty.Error as error:
        report_error(error.params or error.message, error.code, as_json)
        return EXIT_REFUSED
    except (click.Abort, KeyboardInterrupt):
        report_error("interrupted", "interrupted", as_json)
        return EXIT_REFUSED
    except BrokenPipeError:
        return _nobody_reads()
    except OSError as error:
        report_error(_with_file(error), "output_failed", as_json)
        return _nobody_reads()


def _with_hint(error: click.UsageError) -> str:
    """The message; where the command line itself was not understood, also where to read on."""
    text = error.format_message()
    if isinstance(error, WrongUse) or error.ctx is None:
        return text
    return f"{text.rstrip('.')}; see {error.ctx.command_path} --help"


def _with_file(error: OSError) -> str:
    """What the system refused. Commands tell of the files that they name themselves; what is left is the output."""
    reason = error.strerror or str(error)
    return f"cannot write the output: {reason}" if error.filename is None else f"{error.filename}: {reason}"


def _nobody_reads() -> int:
    # Whatever is still buffered would fail again when Python exits.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_REFUSED


@click.group(cls=OndutyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(onduty.__version__, prog_name="onduty")
def main() -> None:
    """Who is on duty, now and at any time before."""


for command in (
    serve,
    import_directory,
    users,
    status,
    bulk,
    undo,
    history,
    report,
    keys,
    backup,
    check,
    simulate,
):
    main.add_command(command)
