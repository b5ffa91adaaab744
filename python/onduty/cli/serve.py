"""`onduty serve`: the HTTP API.

With `--json` the line that tells where it listens is `{"listening": "http://HOST:PORT"}`.
"""

from __future__ import annotations

import click

from onduty.cli.errors import WrongUse
from onduty.cli.options import db_option, json_option, require_database
from onduty.cli.output import print_json


@click.command()
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 takes a free one."
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that serve the database on this port.",
)
@click.option(
    "--queue-max",
    default=10_000,
    show_default=True,
    type=click.IntRange(1, 1_000_000),
    help="Updates that wait to be written, of each worker; more are refused as overloaded.",
)
@click.option("--access-log", is_flag=True, help="Log a line a request to stderr.")
@json_option
def serve(db_path: str, host: str, port: int, workers: int, queue_max: int, access_log: bool, as_json: bool) -> None:
    """Serve the HTTP API of a database until SIGTERM or Ctrl-C."""
    # Here, because the other commands need no web server and start faster without.
    from onduty.web.listening import ServeError
    from onduty.web.server import ServerOptions
    from onduty.web.server import serve as serve_alone
    from onduty.web.workers import serve_with_workers

    def announce(url: str) -> None:
        if as_json:
            print_json({"listening": url})
        else:
            click.echo(f"listening on {url}")

    require_database(db_path)
    options = ServerOptions(db_path, access_log, queue_max)
    try:
        if workers == 1:
            serve_alone(options, host, port, announce)
        else:
            serve_with_workers(options, workers, host, port, announce)
    except ServeError as error:
        raise WrongUse(str(error)) from error
