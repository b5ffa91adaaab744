"""`onduty undo`: takes back what was changed, of whom nobody touched since.

With `--json`: `{"change_set": {"id": N | null, "applied": N, "unchanged": N, "skipped": [{"user_uuid" or
"contact_uuid": …, "code": …, "message": …}, …], "notes"?: [the same]}}`, the undo's own change set.
"""

from __future__ import annotations

import click

from onduty.cli.change_sets import exit_code, print_change_set_json, show
from onduty.cli.options import account_option, db_option, existing_database, find_account, json_option, login_name


@click.command()
@click.argument("number", metavar="ID", type=int)
@click.option("--entry", is_flag=True, help="ID is the seq of one entry, as `onduty history` shows it.")
@click.option("--reason", metavar="TEXT", help="Why, for the history.")
@db_option
@account_option
@json_option
def undo(number: int, entry: bool, reason: str | None, db_path: str, account_name: str | None, as_json: bool) -> int:
    """Take back the change set ID, as `onduty bulk` tells it. Who was changed since is left alone, and told.

    Exits with 1 where all were changed since, so that nothing was taken back.
    """
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        take_back = account.undo_entry if entry else account.undo
        undone = take_back(number, reason=reason, actor=login_name())
        if as_json:
            print_change_set_json(undone)
        else:
            show(account, undone, "user or contact", "users and contacts")
    return exit_code(undone)
