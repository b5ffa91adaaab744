"""The model: answers a request with what the contract says, and changes the world by it."""

import unicodedata
from dataclasses import replace

from tests.model import idempotency
from tests.model.answers import Answer, Refusal, Refused
from tests.model.call import Call, Caller
from tests.model.request import Request
from tests.model.routes import Route, find_route
from tests.model.state import ApiKey, World
from tests.model.strict_json import MalformedError, Members, read_object

BODY_SIZE_MAX = 64 * 1024
ACTOR_LENGTH_MAX = 100


def answer_http(world: World, request: Request) -> Answer:
    """Raises a Refusal. The first that applies answers (§5): each line here is one of them."""
    world.tick()
    route, ids = find_route(request.method, request.normal_path)
    api_key = _authenticate(world, request)
    _check_scopes(api_key, request)
    members = _read_body(route, request)
    refused = Refused()
    actor = _read_actor(request, refused, "X-Onduty-Actor")
    key = _read_idempotency_key(request, refused, "Idempotency-Key")
    caller = Caller(world.accounts[api_key.account], "api", api_key, actor)
    query = _read_query(route, request, refused)
    call = Call(world, caller, ids, members, query, request.if_match, refused)
    answer = _carry_out(call, route, request, key)
    return replace(answer, body=None) if request.method == "HEAD" else answer


def answer_library(world: World, account: str, request: Request) -> Answer:
    """The same asked of the library: nobody to authenticate, and no limits of HTTP."""
    world.tick()
    route, ids = find_route(request.method, request.normal_path)
    refused = Refused()
    members = _read_members(request) if route.takes_json else Members()
    actor = _read_actor(request, refused, "actor")
    key = _read_idempotency_key(request, refused, "idempotency_key")
    caller = Caller(world.accounts[account], "library", None, actor)
    query = _read_query(route, request, refused)
    return _carry_out(Call(world, caller, ids, members, query, request.if_match, refused), route, request, key)


def _authenticate(world: World, request: Request) -> ApiKey:
    scheme, _, secret = (request.authorization or "").partition(" ")
    api_key = world.api_keys.get(secret.strip()) if scheme.lower() == "bearer" else None
    if api_key is None or (api_key.account, api_key.name) in world.revoked:  # E2
        raise Refusal("unauthorized")
    return api_key


def _check_scopes(api_key: ApiKey, request: Request) -> None:
    """E3."""
    needed = "write" if request.writes else "read"
    acts_for_another = request.actor is not None
    if needed not in api_key.scopes or (acts_for_another and "act_for_others" not in api_key.scopes):
        raise Refusal("forbidden")


def _read_body(route: Route, request: Request) -> Members:
    if len(request.body) > BODY_SIZE_MAX:  # E8
        raise Refusal("body_too_large")
    if not route.takes_json:
        return Members()
    if request.body and request.content_type is not None and not _names_json(request.content_type):  # E9
        raise Refusal("unsupported_media_type")
    return _read_members(request)


def _names_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _read_members(request: Request) -> Members:
    try:
        return read_object(request.body)
    except MalformedError as error:  # E1
        raise Refusal("malformed_json") from error


def _read_actor(request: Request, refused: Refused, name: str) -> str | None:
    """U10."""
    if request.actor is None:
        return None
    try:
        actor = request.actor.decode("utf-8")
    except UnicodeDecodeError:
        actor = ""
    is_good = 1 <= len(actor) <= ACTOR_LENGTH_MAX
    if not is_good or any(unicodedata.category(character) == "Cc" for character in actor):
        refused.add(name)
    return actor


def _read_query(route: Route, request: Request, refused: Refused) -> dict[str, str]:
    """C7: what is unknown or repeated is refused."""
    names = [name for name, _ in request.query]
    for name in names:
        if name not in route.query or names.count(name) > 1:
            refused.add(name)
    return {name: value for name, value in request.query if name not in refused.params}


def _read_idempotency_key(request: Request, refused: Refused, name: str) -> str | None:
    """U8."""
    key = request.idempotency_key if request.writes else None
    if key is not None and not idempotency.is_key(key):
        refused.add(name)
        return None
    return key


def _carry_out(call: Call, route: Route, request: Request, key: str | None) -> Answer:
    if key is None:
        return route.rule(call)
    same = (request.method, request.normal_path, request.query, request.body)
    return idempotency.once(call, key, same, route.rule)
