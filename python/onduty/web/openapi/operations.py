"""Every operation of the API, a line or a few each: what it takes, what it answers, and which errors it knows."""

from __future__ import annotations

from dataclasses import dataclass

PAGED = ("page",)
WALKED = ("page", "after")
FOLLOWED = ("seq", "since", "until", "team", "limit")


@dataclass(frozen=True)
class Operation:
    """One method of one path. `answer` is a schema's name, or a media type, or None where the body is empty."""

    method: str
    path: str
    summary: str
    answer: str | None
    tag: str
    status: int = 200
    needs_key: bool = True
    query: tuple[str, ...] = ()
    body: str | None = None
    not_found: str | None = None  # the error's code, where the path names what may not be there
    has_version: bool = False
    body_optional: bool = False
    also_refused_with: tuple[str, ...] = ()  # codes of its own
    description: str = ""

    @property
    def is_write(self) -> bool:
        """Whether it changes anything."""
        return self.method != "GET"


_STATUS = "Status of a user"
_HISTORY = "The history"
_PLANS = "Plans and undoing"
_CONTACTS = "Contacts"
_CATALOGUE = "Custom statuses"
_DIRECTORY = "Users and teams"
_REPORTS = "Reports"
_SERVER = "The server"

_DESTROY_DESCRIPTION = "Everyone who has it assigned has none afterwards. The history goes on showing its name."

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "PUT",
        "/users/{user}/status",
        "Update the availability, the custom status, or both",
        "StatusChange",
        _STATUS,
        query=("contacts",),
        body="StatusUpdate",
        not_found="user_not_found",
        has_version=True,
        description="What the body does not name stays as it is. With assigned_user, team_uuid, tags, custom_fields or "
        "bot_status it is also a hand-off: each is applied to every contact that is assigned to the user. The answer "
        "holds the user's contacts, 20 unless ?contacts= asks for another number.",
    ),
    Operation(
        "GET",
        "/users/{user}/status",
        "Show the status",
        "StatusAnswer",
        _STATUS,
        not_found="user_not_found",
        has_version=True,
    ),
    Operation(
        "DELETE",
        "/users/{user}/status",
        "Take the custom status away",
        None,
        _STATUS,
        status=204,
        query=("reason",),
        not_found="user_not_found",
        has_version=True,
        description="Availability stays as it is. Also 204 where there was none.",
    ),
    Operation(
        "PUT",
        "/users/status",
        "Update the statuses of many users",
        "BulkResults",
        _STATUS,
        body="BulkUpdate",
        description="Each is carried out as if it came alone, in order, and has a result in the same place. One that "
        "is refused leaves the others alone; with atomic, it refuses all with 422.",
    ),
    Operation(
        "POST",
        "/plans",
        "Work out what an update would do to many users",
        "PlanAnswer",
        _PLANS,
        status=201,
        body="NewPlan",
        description="Nobody is changed. It is for the users to whom all conditions of where apply, and shows what "
        "would become of each. Within an hour it can be applied, once.",
    ),
    Operation(
        "GET",
        "/plans/{plan}",
        "Show a plan",
        "PlanAnswer",
        _PLANS,
        query=("number",),
        not_found="not_found",
        also_refused_with=("plan_expired",),
    ),
    Operation(
        "POST",
        "/plans/{plan}/apply",
        "Do what a plan shows",
        "ChangeSetAnswer",
        _PLANS,
        body="PlanApplication",
        body_optional=True,
        not_found="not_found",
        also_refused_with=("plan_applied", "plan_outdated", "plan_expired"),
        description="Who was changed since the plan is skipped, and told; with atomic, nothing is written then.",
    ),
    Operation(
        "POST",
        "/change_sets/{change_set}/undo",
        "Take back what was changed together",
        "ChangeSetAnswer",
        _PLANS,
        body="Undo",
        body_optional=True,
        not_found="not_found",
        description="Each user and contact that nobody touched since goes back to what it was; the others are skipped, "
        "and told. The answer is the undo's own change set, which can be undone.",
    ),
    Operation(
        "POST",
        "/history/{seq}/undo",
        "Take back one entry of the history",
        "ChangeSetAnswer",
        _PLANS,
        body="Undo",
        body_optional=True,
        not_found="not_found",
        description="A user's update, with its hand-off.",
    ),
    Operation(
        "GET",
        "/users/{user}/status/history",
        "What became of the status of a user",
        "History",
        _HISTORY,
        query=FOLLOWED,
        not_found="user_not_found",
    ),
    Operation(
        "GET",
        "/history",
        "What became of all statuses",
        "History",
        _HISTORY,
        query=FOLLOWED,
        description="A feed: who asks on with the last seq seen misses nothing and sees nothing twice, while others "
        "write. Entries of users who were removed stay.",
    ),
    Operation(
        "GET",
        "/status",
        "All statuses as they were at an instant",
        "PastStatuses",
        _HISTORY,
        query=("at", "team", *PAGED),
        description="Whoever did not exist yet is not there, whoever was removed since is. Custom statuses have the "
        "names that they had then.",
    ),
    Operation(
        "GET",
        "/users/{user}/contacts",
        "The contacts that a user looks after",
        "ContactsOfUser",
        _CONTACTS,
        query=("cursor",),
        not_found="user_not_found",
    ),
    Operation("GET", "/contacts", "All contacts", "Contacts", _CONTACTS, query=WALKED),
    Operation(
        "GET",
        "/contacts/{contact}",
        "Show a contact and its conversation",
        "ContactAnswer",
        _CONTACTS,
        not_found="contact_not_found",
    ),
    Operation(
        "PATCH",
        "/contacts/{contact}",
        "Update a contact",
        "ContactChange",
        _CONTACTS,
        body="ContactUpdate",
        not_found="contact_not_found",
    ),
    Operation("GET", "/custom_statuses", "All custom statuses", "CustomStatuses", _CATALOGUE, query=PAGED),
    Operation(
        "POST",
        "/custom_statuses",
        "Create a custom status",
        "CustomStatusAnswer",
        _CATALOGUE,
        status=201,
        body="NewCustomStatus",
    ),
    Operation(
        "GET",
        "/custom_statuses/{custom_status}",
        "Show a custom status",
        "CustomStatusAnswer",
        _CATALOGUE,
        not_found="custom_status_not_found",
    ),
    Operation(
        "PUT",
        "/custom_statuses/{custom_status}",
        "Update a custom status",
        "CustomStatusAnswer",
        _CATALOGUE,
        body="CustomStatusUpdate",
        not_found="custom_status_not_found",
    ),
    Operation(
        "DELETE",
        "/custom_statuses/{custom_status}",
        "Destroy a custom status",
        "CustomStatusDestroyed",
        _CATALOGUE,
        not_found="custom_status_not_found",
        description=_DESTROY_DESCRIPTION,
    ),
    Operation(
        "DELETE",
        "/custom_status/{custom_status}",
        "Destroy a custom status, by another path",
        "CustomStatusDestroyed",
        _CATALOGUE,
        not_found="custom_status_not_found",
        description=_DESTROY_DESCRIPTION,
    ),
    Operation(
        "GET",
        "/users",
        "All users with their statuses",
        "Users",
        _DIRECTORY,
        query=("available", "team", "custom_status", *WALKED),
    ),
    Operation("GET", "/teams", "All teams", "Teams", _DIRECTORY, query=PAGED),
    Operation("GET", "/teams/{team}", "Show a team", "TeamAnswer", _DIRECTORY, not_found="team_not_found"),
    Operation(
        "GET",
        "/teams/{team}/members",
        "The members of a team with their statuses",
        "TeamMembers",
        _DIRECTORY,
        query=("page", "status"),
        not_found="team_not_found",
    ),
    Operation(
        "GET",
        "/reports/time_in_status",
        "How long people were in which status",
        "TimeInStatus",
        _REPORTS,
        query=("start", "end", "by", "bucket", "time_zone", "report_user", "team"),
        description="A row each of what by names, in each bucket; rows of no time are left out. What is later than now "
        "is not counted. For a user the rows add up to exactly the time that the user existed within the period.",
    ),
    Operation("GET", "/auth/me", "Whose the API key is", "KeyOwner", _DIRECTORY),
    Operation("GET", "/healthz", "Whether the process lives", "Lives", _SERVER, needs_key=False),
    Operation("GET", "/readyz", "Whether the database takes updates", "Ready", _SERVER, needs_key=False),
    Operation("GET", "/metrics", "Numbers for Prometheus", "text/plain", _SERVER, needs_key=False),
    Operation("GET", "/openapi.json", "This description", "application/json", _SERVER, needs_key=False),
    Operation("GET", "/docs", "This description, for people", "text/html", _SERVER, needs_key=False),
)
