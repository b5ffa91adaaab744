"""Which rule answers to which path and method."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.model import catalogue_rules, contact_lists, contact_rules, list_rules, status_rules
from tests.model.answers import Answer, Refusal
from tests.model.call import Call

Rule = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    rule: Rule
    query: tuple[str, ...] = ()
    takes_json: bool = False


ROUTES: dict[str, dict[str, Route]] = {
    "/users/([^/]+)/status": {
        "GET": Route(status_rules.show),
        "PUT": Route(status_rules.update, ("contacts",), takes_json=True),
        "DELETE": Route(status_rules.clear, ("reason",)),
    },
    "/users/([^/]+)/contacts": {"GET": Route(contact_lists.show_of_user, ("after",))},
    "/users": {"GET": Route(list_rules.users, ("available", "team", "custom_status", "page", "after"))},
    "/teams": {"GET": Route(list_rules.teams, ("page",))},
    "/teams/([^/]+)": {"GET": Route(list_rules.team)},
    "/teams/([^/]+)/members": {"GET": Route(list_rules.team_members, ("page", "status"))},
    "/auth/me": {"GET": Route(list_rules.me)},
    "/contacts": {"GET": Route(list_rules.contacts, ("page", "after"))},
    "/contacts/([^/]+)": {
        "GET": Route(contact_rules.show),
        "PATCH": Route(contact_rules.patch, takes_json=True),
    },
    "/custom_statuses": {
        "GET": Route(list_rules.custom_statuses, ("page",)),
        "POST": Route(catalogue_rules.create, takes_json=True),
    },
    "/custom_statuses/([^/]+)": {
        "GET": Route(catalogue_rules.show),
        "PUT": Route(catalogue_rules.change, takes_json=True),
        "DELETE": Route(catalogue_rules.destroy),
    },
    "/custom_status/([^/]+)": {"DELETE": Route(catalogue_rules.destroy)},
}


def find_route(method: str, normal_path: str) -> tuple[Route, tuple[str, ...]]:
    """The route, and the ids in the path. 404 comes before 405 (§5)."""
    for pattern, methods in ROUTES.items():
        match = re.fullmatch(pattern, normal_path)
        if match is not None:
            route = methods.get("GET" if method == "HEAD" else method)
            if route is None:
                raise Refusal("method_not_allowed")
            return route, match.groups()
    raise Refusal("not_found")
