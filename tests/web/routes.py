"""Every route with a request that it takes, for the rules that hold for all of them."""

from dataclasses import dataclass
from typing import Any

import httpx

import onduty
from tests.documents import FOREIGN_PLAN, JANE, LUNCH, MATTEO, PLAN, as_bytes
from tests.web.client import Client

TEAM = "ad42a09715814e6483b1c5debd6a2dbc"
CONTACT = f"c{3:031x}"  # one of Matteo's

# What the account "globex" has, beside what `tests.documents` gives it.
FOREIGN_USER = "2" * 32
FOREIGN_TEAM = "22222222222242228222222222222223"
FOREIGN_CONTACT = "22222222222242228222222222222224"
FOREIGN_CUSTOM_STATUS = "22222222-2222-4222-8222-222222222222"

UNKNOWN = "f" * 32

FOREIGN_TEAM_NAME = "Foreign team"
FOREIGN_CONTACT_NAME = "Foreign contact"


@dataclass(frozen=True)
class RouteRequest:
    """One request, which the demo's data answers with a 2xx. `{id}` in the path stands for `own`."""

    method: str
    path: str
    template: str
    own: str = ""
    foreign: str = ""
    body: dict[str, Any] | None = None
    not_found: str = ""
    body_size_max: int = 64 * 1024
    query: str = ""  # what it cannot be without

    def with_query(self, more: str = "") -> str:
        """Where it goes, with what its query has to have and `more`."""
        query = "&".join(filter(None, [self.query, more]))
        return self.path.format(id=self.own) + (f"?{query}" if query else "")

    @property
    def has_uuid(self) -> bool:
        """Whether the id in the path is a uuid, and no number."""
        return bool(self.own) and not self.own.isdecimal()

    def send(self, http: Client, identity: str = "", **more: Any) -> httpx.Response:
        if self.body is not None:
            more.setdefault("json", self.body)
        path = self.path.format(id=identity or self.own) + (f"?{self.query}" if self.query else "")
        return http.request(self.method, path, **more)

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


_USER: dict[str, Any] = {"own": JANE, "foreign": FOREIGN_USER, "not_found": "user_not_found"}
_CONTACT: dict[str, Any] = {"own": CONTACT, "foreign": FOREIGN_CONTACT, "not_found": "contact_not_found"}
_CUSTOM_STATUS: dict[str, Any] = {
    "own": LUNCH,
    "foreign": FOREIGN_CUSTOM_STATUS,
    "not_found": "custom_status_not_found",
}
_PLAN: dict[str, Any] = {"own": PLAN, "foreign": FOREIGN_PLAN, "not_found": "not_found"}
# The first entries of the two accounts, and their change sets.
_ENTRY: dict[str, Any] = {"own": "1", "foreign": "3", "not_found": "not_found"}
_CHANGE_SET: dict[str, Any] = {"own": "3", "foreign": "7", "not_found": "not_found"}
_TEAM: dict[str, Any] = {"own": TEAM, "foreign": FOREIGN_TEAM, "not_found": "team_not_found"}

READS = (
    RouteRequest("GET", "/v1/users/{id}/status", "/users/{user}/status", **_USER),
    RouteRequest("GET", "/v1/users/{id}/contacts", "/users/{user}/contacts", **_USER),
    RouteRequest("GET", "/v1/users/{id}/status/history", "/users/{user}/status/history", **_USER),
    RouteRequest("GET", "/v1/history", "/history"),
    RouteRequest("GET", "/v1/status", "/status"),
    RouteRequest("GET", "/v1/contacts", "/contacts"),
    RouteRequest("GET", "/v1/contacts/{id}", "/contacts/{contact}", **_CONTACT),
    RouteRequest("GET", "/v1/custom_statuses", "/custom_statuses"),
    RouteRequest("GET", "/v1/custom_statuses/{id}", "/custom_statuses/{custom_status}", **_CUSTOM_STATUS),
    RouteRequest("GET", "/v1/users", "/users"),
    RouteRequest("GET", "/v1/teams", "/teams"),
    RouteRequest("GET", "/v1/teams/{id}", "/teams/{team}", **_TEAM),
    RouteRequest("GET", "/v1/teams/{id}/members", "/teams/{team}/members", **_TEAM),
    RouteRequest("GET", "/v1/auth/me", "/auth/me"),
    RouteRequest(
        "GET",
        "/v1/reports/time_in_status",
        "/reports/time_in_status",
        query="start=2022-01-01T00:00:00Z&end=2022-01-02T00:00:00Z",
    ),
    RouteRequest("GET", "/v1/plans/{id}", "/plans/{plan}", **_PLAN),
)

WRITES = (
    RouteRequest("PUT", "/v1/users/{id}/status", "/users/{user}/status", body={"available": False}, **_USER),
    RouteRequest("DELETE", "/v1/users/{id}/status", "/users/{user}/status", **_USER),
    RouteRequest(
        "PUT",
        "/v1/users/status",
        "/users/status",
        body={"updates": [{"uuid": JANE, "available": False}]},
        body_size_max=8 * 1024 * 1024,
    ),
    RouteRequest(
        "POST",
        "/v1/plans",
        "/plans",
        body={"where": {"available": True}, "set": {"available": False}},
        body_size_max=8 * 1024 * 1024,
    ),
    RouteRequest("POST", "/v1/plans/{id}/apply", "/plans/{plan}/apply", body={"atomic": False}, **_PLAN),
    RouteRequest(
        "POST", "/v1/change_sets/{id}/undo", "/change_sets/{change_set}/undo", body={"reason": "x"}, **_CHANGE_SET
    ),
    RouteRequest("POST", "/v1/history/{id}/undo", "/history/{seq}/undo", body={"reason": "x"}, **_ENTRY),
    RouteRequest("PATCH", "/v1/contacts/{id}", "/contacts/{contact}", body={"name": "Other name"}, **_CONTACT),
    RouteRequest("POST", "/v1/custom_statuses", "/custom_statuses", body={"name": "Walk", "emoji": "🚶"}),
    RouteRequest(
        "PUT",
        "/v1/custom_statuses/{id}",
        "/custom_statuses/{custom_status}",
        body={"name": "Long lunch"},
        **_CUSTOM_STATUS,
    ),
    RouteRequest("DELETE", "/v1/custom_statuses/{id}", "/custom_statuses/{custom_status}", **_CUSTOM_STATUS),
    RouteRequest("DELETE", "/v1/custom_status/{id}", "/custom_status/{custom_status}", **_CUSTOM_STATUS),
)

WITHOUT_KEY = tuple(
    RouteRequest("GET", path, path) for path in ("/healthz", "/readyz", "/metrics", "/openapi.json", "/docs")
)

WITH_KEY = READS + WRITES
ALL = WITH_KEY + WITHOUT_KEY
WITH_ID = tuple(route for route in WITH_KEY if route.own)


def add_foreign_entries(db: onduty.Database) -> None:
    """A team, a contact and an entry of the history for the account "globex"."""
    db.account("globex").update_status(FOREIGN_USER, available=True)
    db.import_directory(
        as_bytes(
            {
                "account": {"name": "globex"},
                "teams": [{"uuid": FOREIGN_TEAM, "name": FOREIGN_TEAM_NAME, "members": ["hank@globex.example"]}],
                "contacts": [
                    {
                        "uuid": FOREIGN_CONTACT,
                        "name": FOREIGN_CONTACT_NAME,
                        "source": "whatsapp",
                        "assignedUser": "hank@globex.example",
                    }
                ],
            }
        )
    )


def add_fields_of_every_type(db: onduty.Database) -> None:
    """Custom fields and tags for the account "acme"."""
    db.import_directory(
        as_bytes(
            {
                "account": {"name": "acme"},
                "tags": ["VIP", "late", "Zoë"],
                "custom_fields": [
                    {"name": "mail", "type": "email"},
                    {"name": "age", "type": "number"},
                    {"name": "since", "type": "date"},
                    {"name": "size", "type": "dropdown", "options": ["S", "L"]},
                    {"name": "features", "type": "checkbox", "options": ["dark", "fast"]},
                ],
            }
        )
    )


def contact_of(http: Client, contact: str = CONTACT) -> Any:
    return http.get(f"/v1/contacts/{contact}").json()


def matteos_contacts(http: Client) -> list[Any]:
    contacts: list[Any] = http.get(f"/v1/users/{MATTEO}/contacts").json()["contacts"]
    return contacts
