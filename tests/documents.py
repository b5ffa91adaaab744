"""Directory documents for tests, small and made in code."""

import json
from typing import Any

Document = dict[str, Any]

JANE = "414a6d692bd645ed803f2e7ce360d4c8"
MATTEO = "87a923882e6a460c95c2bd43138e78b2"
NORA = "0f4a4b3cb1f54ad0a1d5a0b7a2b6f001"  # in no document with a status: nobody has set her
NOBODY = "ffffffffffffffffffffffffffffffff"
JANE_EMAIL = "jane.doe@email.com"
MATTEO_EMAIL = "matteo.ricci@example.com"
NORA_EMAIL = "nora.lind@example.com"
IMPORTED_VERSION = 1  # of Jane and Matteo: that the import set them is the first change in their histories
NORA_CREATED_AT = "2021-03-04T05:06:07Z"

VACATIONING = "0d6041a2-8b88-49ec-a99b-a88a078a16c1"
LUNCH = "11111111-2222-4333-8444-555555555555"

# Plans that set the first user of an account available.
PLAN = "9a4f" + "0" * 28
FOREIGN_PLAN = "9a4f" + "0" * 27 + "1"

DESK_KEY = "test_desk_0123456789abcdef"  # may do everything
PLANNER_KEY = "test_planner_0123456789abcdef"  # may not act for others
WALLBOARD_KEY = "test_wallboard_0123456789abcdef"  # may only read
OTHER_KEY = "test_other_0123456789abcdef"  # belongs to the account "globex"

MATTEO_CONTACTS = 25  # more than an answer holds


def directory(**overrides: Any) -> Document:
    """The account "acme": three people, two custom statuses, contacts. `overrides` replace whole lists of it."""
    return {
        "account": {"name": "acme", "dashboard_url": "https://dash.callbell.eu", "bot": {"enabled": True, "name": "B"}},
        "api_keys": [
            {"name": "desk", "key": DESK_KEY, "scopes": ["read", "write", "act_for_others"], "user": JANE_EMAIL},
            {"name": "planner", "key": PLANNER_KEY, "scopes": ["read", "write"], "user": JANE_EMAIL},
            {"name": "wallboard", "key": WALLBOARD_KEY, "scopes": ["read"], "user": JANE_EMAIL},
        ],
        "users": [
            {"uuid": JANE, "email": JANE_EMAIL, "name": "Jane Doe", "available": True, "custom_status_id": None},
            {"uuid": MATTEO, "email": MATTEO_EMAIL, "name": "Matteo Ricci", "available": True},
            {"uuid": NORA, "email": NORA_EMAIL, "name": "Nora Lind", "createdAt": NORA_CREATED_AT},
        ],
        "teams": [
            {"uuid": "ad42a09715814e6483b1c5debd6a2dbc", "name": "General", "default": True, "members": [JANE_EMAIL]}
        ],
        "custom_statuses": [
            {"id": VACATIONING, "name": "Vacationing", "emoji": "🌴"},
            {"id": LUNCH, "name": "Lunch", "emoji": None},
        ],
        "tags": ["VIP"],
        "custom_fields": [{"name": "zipCode", "type": "text"}],
        "contacts": [SEED_CONTACT, *(contact_of_matteo(number) for number in range(MATTEO_CONTACTS))],
        **overrides,
    }


def other_directory() -> Document:
    """Another account, "globex", with one person and one custom status of its own."""
    return {
        "account": {"name": "globex", "dashboard_url": "https://dash.callbell.eu", "bot": {"enabled": False}},
        "api_keys": [
            {"name": "desk", "key": OTHER_KEY, "scopes": ["read", "write"], "user": "hank@globex.example"},
        ],
        "users": [{"uuid": "2" * 32, "email": "hank@globex.example", "name": "Hank"}],
        "custom_statuses": [{"id": "22222222-2222-4222-8222-222222222222", "name": "Vacationing", "emoji": "🌴"}],
    }


# The contact of the seed's example answer, to the letter.
SEED_CONTACT: Document = {
    "uuid": JANE,
    "name": "UPDATE Doe",
    "phoneNumber": "123456789",
    "avatarUrl": None,
    "createdAt": "2020-11-13T21:08:53Z",
    "source": "whatsapp",
    "href": f"https://dash.callbell.eu/contacts/{JANE}",
    "conversationHref": "https://dash.callbell.eu/chat/f3670b13446b412796238b1cd78899f9",
    "tags": [],
    "assignedUser": JANE_EMAIL,
    "customFields": {},
}


def contact_of_matteo(number: int) -> Document:
    return {
        "uuid": f"c{number:031x}",
        "name": f"Contact {number}",
        "phoneNumber": None,
        "avatarUrl": None,
        "createdAt": "2021-01-01T00:00:00Z",
        "source": "whatsapp",
        "tags": ["VIP"],
        "assignedUser": MATTEO_EMAIL,
        "customFields": {"zipCode": "00100"},
    }


def as_bytes(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
