"""Ctrl-C, of which a command's last words tell what it left on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

import onduty
from onduty.cli.errors import Refused

NOTHING = "nothing was written"
EVERYTHING = "all of it had been written"


@contextmanager
def told_when_interrupted(left: Callable[[], str]) -> Iterator[None]:
    """Around the work and the opening of its database, which lets go of what had not begun (L4).

    After Ctrl-C, `left` looks at the database anew and says what is there.
    """
    try:
        yield
    except KeyboardInterrupt as interrupt:
        raise interrupted(_looked_at(left)) from interrupt


def interrupted(left: str) -> Refused:
    """What ends a command that was interrupted."""
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo(err=True)  # the terminal has written ^C
    return Refused(f"interrupted; {left}", "interrupted")


def _looked_at(left: Callable[[], str]) -> str:
    try:
        return left()
    except (onduty.Error, click.ClickException):
        return "whether anything was written could not be read"
