"""Puts the application together: its routes, and the layers that every request passes."""

from __future__ import annotations

from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from onduty import Database, aio
from onduty.web.bulk_routes import BulkRoutes
from onduty.web.contact_routes import ContactRoutes
from onduty.web.custom_status_routes import CustomStatusRoutes
from onduty.web.description import DescriptionRoutes
from onduty.web.directory_routes import DirectoryRoutes
from onduty.web.errors import ErrorAnswers, RequestError
from onduty.web.health import HealthRoutes
from onduty.web.history_routes import HistoryRoutes
from onduty.web.metrics import Metrics
from onduty.web.observation import Observation
from onduty.web.paths import NormalPaths
from onduty.web.plain_requests import PlainStatusRequests, refused_updates
from onduty.web.plan_routes import PlanRoutes
from onduty.web.report_routes import ReportRoutes
from onduty.web.resources import Resource, head_without_body
from onduty.web.status_routes import STATUS_ROUTE, StatusRoutes


def create_app(db: Database | aio.Database, *, access_log: bool = False) -> ASGIApp:
    """The HTTP API of a database, as an ASGI application that can be served or mounted anywhere.

    The application keeps `db` and never closes it: close it when the server has stopped. With `access_log` it logs a
    line a request on the logger `onduty.access`, at the level INFO.
    """
    database = db if isinstance(db, aio.Database) else aio.Database(db)
    return app_with(database, Metrics(database), access_log=access_log)


def app_with(database: aio.Database, metrics: Metrics, *, access_log: bool) -> ASGIApp:
    """The same, with its numbers in `metrics`."""
    router = Router(routes(database, metrics), redirect_slashes=False, default=_no_such_route)
    answering = ErrorAnswers(refused_updates(router), database.path)
    observed = Observation(answering, metrics, access_log=access_log)
    app = head_without_body(NormalPaths(observed))
    # The access log has a line of every request, and they leave none.
    return app if access_log else PlainStatusRequests(app, database, metrics)


def routes(database: aio.Database, metrics: Metrics) -> list[Route]:
    """Every route there is. What is asked for most stands first, as they are tried in turn."""
    return [
        *_status_routes(database),
        *_contact_routes(database),
        *_history_routes(database),
        *_plan_routes(database),
        *_custom_status_routes(database),
        *_directory_routes(database),
        *_report_routes(database),
        *_routes_without_key(database, metrics),
    ]


def _status_routes(database: aio.Database) -> list[Route]:
    status = StatusRoutes(database)
    return [
        Route(STATUS_ROUTE, Resource(GET=status.show, PUT=status.update, DELETE=status.clear)),
        Route("/users/status", Resource(PUT=BulkRoutes(database).update)),
    ]


def _contact_routes(database: aio.Database) -> list[Route]:
    contacts = ContactRoutes(database)
    return [
        Route("/users/{user}/contacts", Resource(GET=contacts.of_user)),
        Route("/contacts", Resource(GET=contacts.all)),
        Route("/contacts/{contact}", Resource(GET=contacts.show, PATCH=contacts.update)),
    ]


def _history_routes(database: aio.Database) -> list[Route]:
    history = HistoryRoutes(database)
    return [
        Route("/users/{user}/status/history", Resource(GET=history.of_user)),
        Route("/history", Resource(GET=history.of_all)),
        Route("/status", Resource(GET=history.as_of)),
    ]


def _plan_routes(database: aio.Database) -> list[Route]:
    plans = PlanRoutes(database)
    return [
        Route("/plans", Resource(POST=plans.create)),
        Route("/plans/{plan}", Resource(GET=plans.show)),
        Route("/plans/{plan}/apply", Resource(POST=plans.apply)),
        Route("/change_sets/{change_set}/undo", Resource(POST=plans.undo)),
        Route("/history/{seq}/undo", Resource(POST=plans.undo_entry)),
    ]


def _custom_status_routes(database: aio.Database) -> list[Route]:
    catalogue = CustomStatusRoutes(database)
    return [
        Route("/custom_statuses", Resource(GET=catalogue.all, POST=catalogue.create)),
        Route(
            "/custom_statuses/{custom_status}",
            Resource(GET=catalogue.show, PUT=catalogue.update, DELETE=catalogue.destroy),
        ),
        # The same call: examples that Callbell published send it.
        Route("/custom_status/{custom_status}", Resource(DELETE=catalogue.destroy)),
    ]


def _directory_routes(database: aio.Database) -> list[Route]:
    directory = DirectoryRoutes(database)
    return [
        Route("/users", Resource(GET=directory.users)),
        Route("/teams", Resource(GET=directory.teams)),
        Route("/teams/{team}", Resource(GET=directory.team)),
        Route("/teams/{team}/members", Resource(GET=directory.team_members)),
        Route("/auth/me", Resource(GET=directory.me)),
    ]


def _report_routes(database: aio.Database) -> list[Route]:
    reports = ReportRoutes(database)
    return [
        Route("/reports/time_in_status", Resource(GET=reports.time_in_status)),
    ]


def _routes_without_key(database: aio.Database, metrics: Metrics) -> list[Route]:
    health = HealthRoutes(database)
    description = DescriptionRoutes()
    return [
        Route("/healthz", Resource(GET=health.lives)),
        Route("/readyz", Resource(GET=health.ready)),
        Route("/metrics", Resource(GET=metrics.show)),
        Route("/openapi.json", Resource(GET=description.openapi)),
        Route("/docs", Resource(GET=description.page)),
    ]


async def _no_such_route(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await WebSocketClose()(scope, receive, send)
        return
    raise RequestError("not_found", "There is no such route.")
