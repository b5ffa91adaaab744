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


def show(account: onduty.Account, change_set: onduty.ChangeSet, one: str, many: str) -> None:
    """Prints it for people, with the command that takes it back. `one` and `many` are of what was changed."""
    changed = f"{change_set.applied:,} {one if change_set.applied == 1 else many} changed"
    click.echo(
        f"{changed}, {change_set.unchanged:,} unchanged, {len(change_set.skipped):,} skipped."
        + ("" if change_set.id is None else f" Take it back with: onduty undo {change_set.id}")
    )
    _show_notes(account, "skipped", change_set.skipped)
    _show_notes(account, "note", change_set.notes)


def show_rest(rows: int) -> None:
    """Tells of the rows that a table for people does not show."""
    if rows > ROWS_MAX:
        click.echo(f"… and {rows - ROWS_MAX} more; --json shows all.")


def _show_notes(account: onduty.Account, heading: str, notes: list[onduty.ChangeSetNote]) -> None:
    if not notes:
        return
    rows = table(heading, "why")
    for note in notes[:ROWS_MAX]:
        rows.add_row(cell(_about(account, note)), cell(note.message))
    console().print(rows)
    show_rest(len(notes))


def _about(account: onduty.Account, note: onduty.ChangeSetNote) -> str:
    """Whom it is about, as people know them; of what was removed only the uuid is left."""
    try:
        if note.user:
            return account.find_user(note.user).email
        return f"contact {account.contact(note.contact or '').contact.name}"
    except onduty.NotFoundError:
        return f"user {note.user}" if note.user else f"contact {note.contact}"


def _note_as_json(note: onduty.ChangeSetNote) -> dict[str, str | None]:
    about = {"user_uuid": note.user} if note.user else {"contact_uuid": note.contact}
    return {**about, "code": note.code, "message": note.message}
