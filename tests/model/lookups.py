"""What a path names; what is not there is 404, in another account too (E4)."""

from tests.model.answers import Refusal
from tests.model.call import Call
from tests.model.state import Contact, CustomStatus, Team, User
from tests.model.values import read_uuid


def find_user(call: Call) -> User:
    user = call.account.users.get(_uuid_of(call))
    if user is None:
        raise Refusal("user_not_found")
    return user


def find_team(call: Call) -> Team:
    team = call.account.teams.get(_uuid_of(call))
    if team is None:
        raise Refusal("team_not_found")
    return team


def find_contact(call: Call) -> Contact:
    contact = call.account.contacts.get(_uuid_of(call))
    if contact is None:
        raise Refusal("contact_not_found")
    return contact


def find_custom_status(call: Call) -> CustomStatus:
    found = call.account.custom_statuses_alive().get(_uuid_of(call))
    if found is None:
        raise Refusal("custom_status_not_found")
    return found


def _uuid_of(call: Call) -> str:
    return read_uuid(call.ids[0]) or ""
