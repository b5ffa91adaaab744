"""Requests that read lists."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.documents import JANE, LUNCH, NOBODY, NORA, VACATIONING
from tests.model import places, strategies
from tests.model.chances import Strategy, among, among_uuids, mostly, seldom
from tests.model.documents import CONTACTS, FOREIGN_CONTACT, FOREIGN_STATUS, FOREIGN_TEAM, GENERAL, HANK, SALES
from tests.model.machine import Machine, senders

TEAMS = mostly(among_uuids(GENERAL, SALES), st.one_of(among_uuids(FOREIGN_TEAM, NOBODY), among("general")))
PARAMETERS: dict[str, Strategy] = {
    "available": mostly(among("true", "false"), among("True", "1", "")),
    "status": mostly(among("available", "away"), among("true", "")),
    "team": TEAMS,
    "custom_status": st.one_of(among_uuids(VACATIONING, LUNCH, FOREIGN_STATUS), st.integers(0, 3).map(places.made)),
    "page": mostly(among("1", "2", "1000000"), among("0", "1000001", "-1", "one", "")),
    "after": st.one_of(among_uuids(JANE, NORA, *CONTACTS[:3]), among_uuids(HANK, FOREIGN_CONTACT), among("x")),
    "colour": among("1"),
}
PATHS = st.one_of(
    among("/users", "/users", "/contacts", "/contacts", "/teams", "/custom_statuses", "/auth/me"),
    TEAMS.map("/teams/{}".format),
    TEAMS.map("/teams/{}/members".format),
)
TAKEN = {"/users": ("available", "team", "custom_status"), "/teams": ("page",), "/custom_statuses": ("page",)}
PLACES = {"/users": among([], ["page"], ["after"]), "/contacts": among([], ["page"], ["after"])}


def _requests(path: str) -> Strategy:
    """The path, and mostly what its list takes; `page` and `after` never together, of which no rule speaks."""
    taken = TAKEN.get(path, ("status",) if path.endswith("/members") else ())
    some = st.lists(st.sampled_from(taken), unique=True) if taken else st.just([])
    names = seldom(st.builds(_joined, some, PLACES.get(path, st.just([]))), among(["colour"], ["page", "page"]))
    return st.tuples(st.just(path), names.flatmap(lambda chosen: st.tuples(*map(_parameter, chosen))))


def _joined(some: list[str], place: list[str]) -> list[str]:
    return some + place


def _parameter(name: str) -> Strategy:
    return PARAMETERS[name].map(lambda value: (name, value))


class ListMachine(Machine):
    """What shows what the other requests did."""

    @rule(
        prefix=strategies.PREFIXES,
        path_and_query=PATHS.flatmap(_requests),
        sender=senders(),
    )
    def show_list(self, prefix: str, path_and_query: Any, sender: dict[str, Any]) -> None:
        path, query = path_and_query
        self.ask("GET", prefix + path, sender, query=query)
