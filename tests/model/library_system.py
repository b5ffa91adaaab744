"""The library: no keys, no headers; way and actor are those of a program."""

from dataclasses import replace

import onduty
from tests.model import typed_arguments
from tests.model.answers import Answer, Refusal
from tests.model.bodies import written
from tests.model.documents import SECRETS
from tests.model.library_calls import ASK, TYPES
from tests.model.model import BODY_SIZE_MAX, answer_library
from tests.model.request import Request
from tests.model.routes import Route, find_route
from tests.model.seen import Seen
from tests.model.system import System
from tests.model.values import read_uuid


class LibrarySystem(System):
    """Requests go to the account of the key that HTTP would have been sent."""

    def put(self, request: Request) -> Request | None:
        try:
            route, ids = find_route(request.method, request.normal_path)
        except Refusal:
            return None
        if self._account_of(request) is None or route.rule not in ASK or not _is_expressible(request, route):
            return None
        return _normal(_without_what_it_lacks(request, route), route, ids)

    def send(self, request: Request) -> Seen:
        route, ids = find_route(request.method, request.normal_path)
        account = self.db.account(self._account_of(request))
        try:
            return ASK[route.rule](account, ids[0] if ids else "", request)
        except onduty.Error as error:
            return Seen(code=error.code, params=error.params)

    def answer(self, request: Request) -> Answer:
        return answer_library(self.world, str(self._account_of(request)), request)

    def _account_of(self, request: Request) -> str | None:
        secret = (request.authorization or "").rpartition(" ")[2]
        return self.world.api_keys[secret].account if secret in SECRETS.values() else None


def _is_expressible(request: Request, route: Route) -> bool:
    names = [name for name, _ in request.query]
    has_good_query = set(names) <= set(route.query) and len(set(names)) == len(names)
    has_good_actor = request.actor is None or request.actor.decode("utf-8", "replace").encode() == request.actor
    return has_good_query and has_good_actor and request.method != "HEAD" and len(request.body) <= BODY_SIZE_MAX


def _without_what_it_lacks(request: Request, route: Route) -> Request:
    """Reads have no actor, and only what takes JSON has a body."""
    actor = request.actor if request.writes else None
    return replace(request, actor=actor, body=request.body if route.takes_json else b"")


def _normal(request: Request, route: Route, ids: tuple[str, ...]) -> Request | None:
    """As a typed call has it, where there is such a call; None when it lacks a part of the request."""
    types = TYPES.get(route.rule)
    members = typed_arguments.members_of(request)
    if types is None or members is None or typed_arguments.typed(request, types) is None:
        return request
    is_typed = all(map(read_uuid, ids)) and typed_arguments.has_if_version(request.if_match)
    if request.idempotency_key is not None and not is_typed:
        return None
    path = request.normal_path
    for spelling in ids:
        path = path.replace(spelling, read_uuid(spelling) or spelling)
    return replace(request, path=path, body=written(members).encode())
