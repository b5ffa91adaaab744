"""Puts the application together: its routes, and the layers that every request passes."""

from __future__ import annotations

from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from onduty import Database, aio
from onduty.web.contact_routes import ContactRoutes
from onduty.web.errors import ErrorAnswers, RequestError
from onduty.web.health import HealthRoutes
from onduty.web.paths import NormalPaths
from onduty.web.resources import Resource, head_without_body
from onduty.web.status_routes import StatusRoutes


def create_app(db: Database | aio.Database) -> ASGIApp:
    """The HTTP API of a database, as an ASGI application that can be served or mounted anywhere.

    The application keeps `db` and never closes it: close it when the server has stopped.
    """
    database = db if isinstance(db, aio.Database) else aio.Database(db)
    router = Router(_routes(database), redirect_slashes=False, default=_no_such_route)
    return head_without_body(NormalPaths(ErrorAnswers(router)))


def _routes(database: aio.Database) -> list[Route]:
    status = StatusRoutes(database)
    contacts = ContactRoutes(database)
    health = HealthRoutes(database)
    return [
        Route("/users/{user}/status", Resource(GET=status.show, PUT=status.update, DELETE=status.clear)),
        Route("/users/{user}/contacts", Resource(GET=contacts.of_user)),
        Route("/healthz", Resource(GET=health.lives)),
        Route("/readyz", Resource(GET=health.ready)),
    ]


async def _no_such_route(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await WebSocketClose()(scope, receive, send)
        return
    raise RequestError("not_found", "There is no such route.")
