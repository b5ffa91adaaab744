"""`onduty bulk`: shows what an update would do to many users, and does it once that is confirmed.

With `--json`, which needs `--dry-run` or `--yes`: `{"plan": {"id": …, "expires_at": INSTANT, "counts": {"change": N,
"unchanged": N, "refused": N, "contacts": N}, "items": [{"user_uuid": …, "outcome": …, "before": STATUS, "after":
STATUS, "contacts": […], "errors": {…}}, …]}, "change_set": null}`; `change_set` is null after a dry run, else as
`onduty undo` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import IO, Any

import click

import onduty
from onduty.cli import change_sets
from onduty.cli.errors import EXIT_DONE, Refused, WrongUse
from onduty.cli.interruption import interrupted, told_when_interrupted
from onduty.cli.names import custom_status_id, team_uuid
from onduty.cli.options import (
    account_option,
    db_option,
    existing_database,
    find_account,
    is_given,
    json_option,
    login_name,
    option_names,
    refuse_both,
    together,
)
from onduty.cli.output import (
    availability,
    cell,
    console,
    custom_status_label,
    exact,
    plain,
    print_json,
    status_as_json,
    table,
)
from onduty.cli.status_updates import HAND_OFF, hand_off_options, status_update

_UNKNOWN_USER = re.compile(r"/where/users/(\d+)")
_NOBODY = "nothing was changed"
_NAMES_MAX = 5  # in a message
_STANDARD_INPUT = ("<stdin>", "/dev/stdin")  # as files are named

# As the options come that say whom it is for, and what becomes of them.
_CONDITIONS = ("user", "file", "team", "available", "away", "custom_status", "without_custom_status")
_CHANGES = ("set_available", "set_away", "set_custom_status", "set_none", *HAND_OFF)

_options = together(
    click.option("--user", multiple=True, metavar="USER", help="This user (uuid or e-mail); may be repeated."),
    click.option("--file", type=click.File(encoding="utf-8"), help="The users of this file, one a line; - is stdin."),
    click.option("--team", metavar="NAME", help="Only members of this team."),
    click.option("--available", is_flag=True, help="Only those who are available."),
    click.option("--away", is_flag=True, help="Only those who are away."),
    click.option("--custom-status", metavar="ID-OR-NAME", help="Only those who have this custom status."),
    click.option("--without-custom-status", is_flag=True, help="Only those who have none."),
    click.option("--set-available", is_flag=True, help="Set them available."),
    click.option("--set-away", is_flag=True, help="Set them away."),
    click.option("--set-custom-status", metavar="ID-OR-NAME", help="Assign this custom status."),
    click.option("--set-none", is_flag=True, help="Take the custom status away."),
    hand_off_options,
    click.option("--reason", metavar="TEXT", help="Why, for the history."),
    click.option("--atomic", is_flag=True, help="Change nobody where somebody was changed since the plan."),
    click.option("--dry-run", is_flag=True, help="Only show what would become of each."),
    click.option("--yes", is_flag=True, help="Do not ask."),
)


@click.command()
@_options
@db_option
@account_option
@json_option
def bulk(
    db_path: str, account_name: str | None, as_json: bool, atomic: bool, dry_run: bool, yes: bool, **asked: Any
) -> int:
    """Change many users at once: shows what becomes of each, asks, and tells how to take it back."""
    _refuse_contradictions(asked)
    if not (dry_run or yes):
        _refuse_what_cannot_ask(asked["file"], as_json)
    planned: list[onduty.Plan] = []
    with (
        told_when_interrupted(lambda: _left(db_path, account_name, planned, asked)),
        existing_database(db_path) as database,
    ):
        account = find_account(database, account_name)
        plan = _plan(account, asked)
        planned.append(plan)
        if not as_json:
            _show(account, plan)
        applied = None if dry_run else _apply(plan, atomic, asks=not yes)
        if as_json:
            done = None if applied is None else change_sets.as_json(applied)
            print_json({"plan": _as_json(plan), "change_set": done})
        elif applied is not None:
            change_sets.show(account, applied, "user", "users")
    return EXIT_DONE if applied is None else change_sets.exit_code(applied)


def _refuse_contradictions(asked: dict[str, Any]) -> None:
    refuse_both(
        asked,
        ("available", "away"),
        ("custom_status", "without_custom_status"),
        ("set_available", "set_away"),
        ("set_custom_status", "set_none"),
    )
    if not any(is_given(asked[each]) for each in _CONDITIONS):
        raise WrongUse(f"say whom it is for: {option_names(_CONDITIONS)}")
    if not any(is_given(asked[each]) for each in _CHANGES):
        raise WrongUse(f"say what becomes of them: {option_names(_CHANGES)}")


def _refuse_what_cannot_ask(file: IO[str] | None, as_json: bool) -> None:
    if as_json:
        raise WrongUse("--json does not ask; give --dry-run or --yes with it")
    if file is not None and file.name in _STANDARD_INPUT:
        raise WrongUse("with --file - nobody can be asked, as standard input is the users; give --dry-run or --yes")


def _plan(account: onduty.Account, asked: dict[str, Any]) -> onduty.Plan:
    users = _users(asked["user"], asked["file"])
    where = {**_conditions(account, asked), **({} if users is None else {"users": users})}
    try:
        return account.plan(where=where, set=_update(account, asked), actor=login_name())  # type: ignore[arg-type]
    except onduty.InvalidParamsError as error:
        _refuse_unknown_users(account, users or [], error)
        raise


def _users(named: Sequence[str], file: IO[str] | None) -> list[str] | None:
    if file is None:
        return list(named) or None
    try:
        lines = [line.strip() for line in file]
    except UnicodeDecodeError as error:
        raise WrongUse("the file of users is not valid UTF-8") from error
    return [*named, *(line for line in lines if line)]


def _conditions(account: onduty.Account, asked: dict[str, Any]) -> dict[str, object]:
    conditions: dict[str, object] = {}
    if asked["team"] is not None:
        conditions["team"] = team_uuid(account, asked["team"])
    if asked["available"] or asked["away"]:
        conditions["available"] = asked["available"]
    if asked["custom_status"] is not None:
        conditions["custom_status"] = custom_status_id(account, asked["custom_status"])
    if asked["without_custom_status"]:
        conditions["custom_status"] = None
    return conditions


def _update(account: onduty.Account, asked: dict[str, Any]) -> dict[str, Any]:
    return status_update(
        account,
        available=asked["set_available"],
        away=asked["set_away"],
        custom_status=asked["set_custom_status"],
        clear=asked["set_none"],
        reason=asked["reason"],
        **{each: asked[each] for each in HAND_OFF},
    )


def _refuse_unknown_users(account: onduty.Account, users: list[str], error: onduty.InvalidParamsError) -> None:
    """Names who is unknown, of whom the error has the places."""
    found = [_UNKNOWN_USER.fullmatch(param) for param in error.params]
    unknown = [users[int(match[1])] for match in found if match]
    if unknown:
        more = f", and {len(unknown) - _NAMES_MAX} more" if len(unknown) > _NAMES_MAX else ""
        named = ", ".join(unknown[:_NAMES_MAX])
        raise Refused(f"the account {account.name} has no user {named}{more}; nothing was changed", "user_not_found")


def _apply(plan: onduty.Plan, atomic: bool, *, asks: bool) -> onduty.ChangeSet | None:
    if not plan.counts.change:
        click.echo("There is nothing to change.", err=True)
    elif asks:
        _ask(plan)
    return plan.apply(atomic=atomic, actor=login_name())


def _ask(plan: onduty.Plan) -> None:
    try:
        is_wanted = click.confirm(f"Change {plan.counts.change} of {len(plan.items)} users?")
    except click.Abort as abort:
        if not isinstance(abort.__context__, EOFError):
            raise interrupted(_NOBODY) from abort
        raise Refused(f"nobody answered, and {_NOBODY}; --yes does not ask", "interrupted") from abort
    if not is_wanted:
        raise Refused(_NOBODY, "interrupted")


def _left(db_path: str, account_name: str | None, planned: list[onduty.Plan], asked: dict[str, Any]) -> str:
    """What is on disk after Ctrl-C. What was done is done wholly, and would be no change any more."""
    changed = [item.user for plan in planned for item in plan.items if item.outcome == "change"]
    if not changed:
        return _NOBODY
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        again = account.plan(where={"users": changed}, set=_update(account, asked))
    done = again.counts.change < len(changed)
    return "what was planned had been done; onduty history shows it" if done else _NOBODY


def _as_json(plan: onduty.Plan) -> dict[str, Any]:
    counts = plan.counts
    return {
        "id": plan.id,
        "expires_at": exact(plan.expires_at),
        "counts": {
            "change": counts.change,
            "unchanged": counts.unchanged,
            "refused": counts.refused,
            "contacts": counts.contacts,
        },
        "items": [_item_as_json(item) for item in plan.items],
    }


def _item_as_json(item: onduty.PlanItem) -> dict[str, Any]:
    return {
        "user_uuid": item.user,
        "outcome": item.outcome,
        "before": status_as_json(item.before),
        "after": status_as_json(item.after),
        "contacts": item.contacts,
        "errors": item.errors,
    }


def _show(account: onduty.Account, plan: onduty.Plan) -> None:
    shown = [item for item in plan.items if item.outcome != "unchanged"]
    if shown:
        rows = table("user", "before", "after", "contacts")
        rows.columns[3].justify = "right"
        for item in shown[: change_sets.ROWS_MAX]:
            after = _label(item.after) if item.outcome == "change" else _reasons(item.errors)
            contacts = str(len(item.contacts)) if item.contacts else None
            rows.add_row(cell(_name(account, item.user)), cell(_label(item.before)), cell(after), cell(contacts))
        console().print(rows)
        change_sets.show_rest(len(shown))
    counts = plan.counts
    click.echo(
        f"{counts.change:,} to change, {counts.unchanged:,} unchanged, {counts.refused:,} refused; "
        f"{counts.contacts:,} contacts to move."
    )


def _name(account: onduty.Account, uuid: str) -> str:
    return plain(account.find_user(uuid).email)


def _label(status: onduty.RecordedStatus) -> str:
    word = availability(status.available)
    return word if status.custom_status is None else f"{word}, {custom_status_label(status.custom_status)}"


def _reasons(errors: dict[str, list[str]]) -> str:
    return "refused: " + "; ".join(f"{param} {reason}" for param, reasons in errors.items() for reason in reasons)
