"""What was changed of many users, as the commands tell it."""

from __future__ import annotations

from typing import Any

import click

import onduty
from onduty.cli.errors import EXIT_DONE, EXIT_REFUSED
from onduty.cli.output import cell, console, print_json, table

ROWS_MAX = 40  # shown to people


def as_json(change_set: onduty.ChangeSet) -> dict[str, Any]:
    """As the HTTP API tells it."""
    told: dict[str, Any] = {
        "id": change_set.id,
        "applied": change_set.applied,
        "unchanged": change_set.unchanged,
        "skipped": [_note_as_json(note) for note in change_set.skipped],
    }
    if change_set.notes:
        told["notes"] = [_note_as_json(note) for note in change_set.notes]
    return told


def print_change_set_json(change_set: onduty.ChangeSet) -> None:
    """Prints it for scripts."""
    print_json({"change_set": as_json(change_set)})


def exit_code(change_set: onduty.ChangeSet) -> int:
    """Refused is where there was something to do and all of it was skipped; what is so already is done."""
    return EXIT_REFUSED if change_set.skipped and not change_set.applied else EXIT_DONE


def show(change_set: onduty.ChangeSet) -> None:
    """Prints it for people, with the command that takes it back."""
    click.echo(
        f"{change_set.applied} changed, {change_set.unchanged} unchanged, {len(change_set.skipped)} skipped."
        + ("" if change_set.id is None else f" Take it back with: onduty undo {change_set.id}")
    )
    _show_notes("skipped", change_set.skipped)
    _show_notes("note", change_set.notes)


def show_rest(rows: int) -> None:
    """Tells of the rows that a table for people does not show."""
    if rows > ROWS_MAX:
        click.echo(f"… and {rows - ROWS_MAX} more; --json shows all.")


def _show_notes(heading: str, notes: list[onduty.ChangeSetNote]) -> None:
    if not notes:
        return
    rows = table(heading, "why")
    for note in notes[:ROWS_MAX]:
        about = f"user {note.user}" if note.user else f"contact {note.contact}"
        rows.add_row(cell(about), cell(note.message))
    console().print(rows)
    show_rest(len(notes))


def _note_as_json(note: onduty.ChangeSetNote) -> dict[str, str | None]:
    about = {"user_uuid": note.user} if note.user else {"contact_uuid": note.contact}
    return {**about, "code": note.code, "message": note.message}
