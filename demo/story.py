"""The demo's steps, from an empty directory to the history of one update."""

import json
import os
from pathlib import Path

from demo import command, page
from demo.client import Answer, Client
from demo.comparison import ComparedKey, compare, in_same_order, json_text
from demo.server import Server, running_server
from demo.status_view import change_rows, status_rows

HERE = Path(__file__).resolve().parent
DOCUMENT = HERE / "demo.json"
EXPECTED_ANSWER = HERE / "expected_answer.json"

EMAIL = "jane.doe@email.com"
PATH = "/v1/users/414a6d692bd645ed803f2e7ce360d4c8/status"
KEY = {"Authorization": "Bearer test_acme_support_desk"}
ACTOR = {"X-Onduty-Actor": "Jane Doe"}
BODY = {"available": False, "custom_status_uuid": "0d6041a2-8b88-49ec-a99b-a88a078a16c1"}
VERSIONS = ('"1"', '"2"')  # the import's own entry made the first


def tell(database: Path, port: int, serve: bool) -> bool:
    """Shows everything; true when it was as documented. Raises DemoError when a step fails."""
    page.title("onduty: one status update, from the request to the disk")
    make_database(database)
    with running_server(database, port) as server:
        show_server(server, database, port)
        good = show_update(Client(server, KEY), database)
        if serve:
            leave_running(server, database)
    page.section("The end")
    page.line(f"{page.mark(True)} The server stopped at SIGTERM and exited with 0.")
    page.line(f"{page.mark(good)} {'Everything was' if good else 'Not everything was'} as documented.")
    return good


def make_database(database: Path) -> None:
    """A database out of the demo's directory document."""
    page.section("A database, from a directory document")
    page.line(f"$ onduty import {shown(DOCUMENT)} --db {shown(database)}")
    page.block(command.run("import", str(DOCUMENT), "--db", str(database)))


def show_server(server: Server, database: Path, port: int) -> None:
    """How the server was started, and where it answers."""
    page.section("A server")
    page.line(f"$ onduty serve --db {shown(database)} --port {port}")
    page.block(f"listening on {server.url}")


def show_update(client: Client, database: Path) -> bool:
    """The update and what can be seen of it; true when that is as documented."""
    before = client.get(PATH)
    show_status(before)
    show_request()
    answer = client.put(PATH, BODY, {**ACTOR})
    page.line(f"→ {answer.status} {answer.reason}, ETag {answer.etag}")
    page.line(f"  after {answer.duration_ms:.1f} ms, the sync of the disk included")
    as_documented = show_comparison(answer)
    as_asked = show_change(before, client.get(PATH))
    show_history(database)
    return as_documented and as_asked


def show_status(answer: Answer) -> None:
    """The status before the update."""
    page.section("Jane's status before")
    page.line(f"GET {PATH} → {answer.status} {answer.reason}")
    page.line()
    page.table(status_rows(answer))


def show_request() -> None:
    """The update as it goes over the line."""
    page.section("The update")
    page.line(f"PUT {PATH}")
    page.table([[f"{name}:", value] for name, value in {**KEY, **ACTOR, "Content-Type": "application/json"}.items()])
    page.line()
    page.line(json_text(BODY))
    page.line()


def show_comparison(answer: Answer) -> bool:
    """The answered contact beside the documented one."""
    page.section("The answer's contact, beside the one of the documentation")
    documented = json.loads(EXPECTED_ANSWER.read_text(encoding="utf-8"))["contact"]
    answered = answer.body["contact"]
    rows = compare(documented[0], answered[0] if answered else {})
    page.table(comparison_table(rows))
    print_differences(rows)
    one = len(answered) == len(documented)
    ordered = one and in_same_order(documented[0], answered[0])
    page.line(f"{page.mark(one)}  a list of one contact")
    page.line(f"{page.mark(ordered)}  the keys in the documented order")
    return one and ordered and all(row.same for row in rows)


def comparison_table(rows: list[ComparedKey]) -> list[list[str]]:
    """A table that fits the page: long values lose their middle."""
    columns = (page.width() - 30) // 2
    cells = [
        [page.mark(row.same), row.key, page.shorten(row.expected, columns), page.shorten(row.answered, columns)]
        for row in rows
    ]
    return [[" ", "key", "documented", "answered"], *cells]


def print_differences(rows: list[ComparedKey]) -> None:
    """What differs, in full."""
    for row in rows:
        if not row.same:
            page.line(f"{row.key}: documented {row.expected}, answered {row.answered}")


def show_change(before: Answer, after: Answer) -> bool:
    """The status before and after, each half with a mark: is it what was asked for?"""
    page.section("Jane's status, before and after")
    rows, good = change_rows(before, after), as_asked(before, after)
    page.table([[" ", "", "before", "after"], *([page.mark(mark), *row] for mark, row in zip(good, rows, strict=True))])
    return all(good)


def as_asked(before: Answer, after: Answer) -> list[bool]:
    """Whether each half, and the version, is what the update asked for."""
    status = after.body["user_status"]
    custom = status["custom_status"]
    return [
        status["appearance"]["available"] is BODY["available"],
        custom is not None and custom["id"] == BODY["custom_status_uuid"],
        (before.etag, after.etag) == VERSIONS,
    ]


def show_history(database: Path) -> None:
    """The history, as another process reads it beside the running server."""
    page.section("The history, read by another process while the server runs")
    page.line(f"$ onduty history {EMAIL} --db {shown(database)}")
    page.block(command.run("history", EMAIL, "--db", str(database)))


def leave_running(server: Server, database: Path) -> None:
    """Says what to try, and waits for Ctrl-C or for the server's own end."""
    page.section("The server goes on; Ctrl-C ends it. In another terminal:")
    page.block(
        f"curl -X PUT {server.url}{PATH} \\\n"
        "  -H 'Authorization: Bearer test_acme_support_desk' -H 'Content-Type: application/json' \\\n"
        """  -d '{"available": true, "custom_status_uuid": null, "reason": "back at the desk"}'\n"""
        f"{shown(Path(command.command()[0]))} history {EMAIL} --db {shown(database)}"
    )
    try:
        server.process.wait()
    except KeyboardInterrupt:
        print()


def shown(path: Path) -> str:
    """The path as a reader would type it here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
