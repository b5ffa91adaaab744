"""`onduty backup`: copies a database while it is in use.

With `--json`: `{"file": PATH, "size": BYTES}`.
"""

from __future__ import annotations

import os

import click

from onduty.cli.errors import Refused
from onduty.cli.options import db_option, existing_database, json_option
from onduty.cli.output import one_line, print_json
from onduty.cli.progress import progress_bar


@click.command()
@click.argument("file", type=click.Path())
@click.option("--overwrite", is_flag=True, help="Replace FILE where it is there already.")
@db_option
@json_option
def backup(file: str, overwrite: bool, db_path: str, as_json: bool) -> None:
    """Copy the database to FILE, also while a server runs.

    The copy holds everything that was acknowledged before. It is one file, which onduty can open.
    """
    if os.path.isfile(file) and not overwrite:
        raise Refused(f"{file} exists; choose another name, or replace it with --overwrite", "invalid_params")
    with existing_database(db_path) as database, progress_bar("Copying") as progress:
        report = database.backup(file, overwrite=overwrite, progress=progress)
    if as_json:
        print_json({"file": file, "size": report.size})
    else:
        click.echo(f"copied {one_line(db_path)} to {one_line(file)} ({report.size:,} bytes)")
