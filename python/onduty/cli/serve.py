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
@click.option("--access-log", is_flag=True, help="Log a line a request to stderr.")
@json_option
def serve(db_path: str, host: str, port: int, access_log: bool, as_json: bool) -> None:
    """Serve the HTTP API of a database until SIGTERM or Ctrl-C."""
    from onduty.web import server  # here, because the other commands need no web server and start faster without

    def announce(url: str) -> None:
        if as_json:
            print_json({"listening": url})
        else:
            click.echo(f"listening on {url}")

    require_database(db_path)
    try:
        server.serve(db_path, host, port, announce, access_log=access_log)
    except server.ServeError as error:
        raise WrongUse(str(error)) from error
