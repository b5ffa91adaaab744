"""`onduty check`: whether a database is what it should be. Exits with 1 when there is anything to tell.

With `--json`: `{"users": N, "entries": N, "findings": [{"kind": …, "problem": TEXT, "remedy": TEXT}, …]}`, the numbers
of users and of history entries gone through; a kind is `damaged_file`, `broken_reference`, `history`, `clock`,
`settings` or `not_writable`.
"""

from __future__ import annotations

import click

import onduty
from onduty.cli.errors import EXIT_DONE, EXIT_REFUSED
from onduty.cli.options import db_option, existing_database, json_option
from onduty.cli.output import one_line, print_json
from onduty.cli.progress import progress_bar


@click.command()
@db_option
@json_option
def check(db_path: str, as_json: bool) -> int:
    """Go through the whole database, for what is not as it should be. Changes nothing; a server may run meanwhile."""
    with existing_database(db_path) as database, progress_bar("Checking"):
        report = database.check()
    if as_json:
        print_json(_as_json(report))
    else:
        _show(report)
    return EXIT_REFUSED if report.findings else EXIT_DONE


def _as_json(report: onduty.CheckReport) -> dict[str, object]:
    findings = [{"kind": each.kind, "problem": each.problem, "remedy": each.remedy} for each in report.findings]
    return {"users": report.users, "entries": report.entries, "findings": findings}


def _show(report: onduty.CheckReport) -> None:
    looked_at = f"{report.users:,} users and {report.entries:,} history entries"
    if not report.findings:
        click.echo(f"all is well: {looked_at}")
        return
    click.echo(f"problems: {len(report.findings)}, in {looked_at}")
    remedy = ""
    for finding in report.findings:
        if remedy and finding.remedy != remedy:
            click.echo(f"  {remedy}")
        click.echo(f"{finding.kind.replace('_', ' ')}: {one_line(finding.problem)}")
        remedy = one_line(finding.remedy)
    click.echo(f"  {remedy}")
