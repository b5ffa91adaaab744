"""Two accounts that hold the same uuids, names and e-mails for different things, and some that only one of them has."""

from tests.documents import JANE, JANE_EMAIL, LUNCH, MATTEO, MATTEO_EMAIL, NORA, NORA_EMAIL, VACATIONING, Document

HANK = "2" * 32  # of globex alone
HANK_EMAIL = "hank@globex.example"
FOREIGN_STATUS = "22222222-2222-4222-8222-222222222222"  # of globex alone
GENERAL = "ad42a09715814e6483b1c5debd6a2dbc"  # in both accounts
SALES = "5a1e5000000000000000000000000001"
FOREIGN_TEAM = "5a1e5000000000000000000000000002"
CONTACTS = [f"c{number:031x}" for number in range(60)]  # the first two are in both accounts
FOREIGN_CONTACT = "d" * 32

SECRETS = {
    "desk": "test_desk_0123456789abcdef",
    "planner": "test_planner_0123456789abcdef",
    "wallboard": "test_wallboard_0123456789abcdef",
    "collector": "test_collector_0123456789abcdef",
    "globex desk": "test_globex_0123456789abcdef",
    "globex wallboard": "test_globex_wallboard_0123456789",
}

FIELDS: list[Document] = [
    {"name": "zipCode", "type": "text"},
    {"name": "mail", "type": "email"},
    {"name": "size", "type": "number"},
    {"name": "since", "type": "date"},
    {"name": "plan", "type": "dropdown", "options": ["Basic", "Pro"]},
    {"name": "Features", "type": "checkbox", "options": ["Dark Mode", "Reports"]},
]


def acme(contact_count: int) -> Document:
    """With a bot, four keys, two teams, and the first of CONTACTS."""
    return {
        "account": {"name": "acme", "dashboard_url": "https://dash.callbell.eu", "bot": {"enabled": True, "name": "B"}},
        "api_keys": [
            _key("desk", "read", "write", "act_for_others"),
            _key("planner", "read", "write"),
            _key("wallboard", "read"),
            _key("collector", "write"),
        ],
        "users": [
            {"uuid": JANE, "email": JANE_EMAIL, "name": "Jane Doe", "available": True, "custom_status_id": LUNCH},
            {"uuid": MATTEO, "email": MATTEO_EMAIL, "name": "Matteo", "available": False, "custom_status_id": None},
            {"uuid": NORA, "email": NORA_EMAIL, "name": "Nora", "createdAt": "2021-03-04T05:06:07Z"},
        ],
        "teams": [
            {"uuid": GENERAL, "name": "General", "default": True, "members": [JANE_EMAIL, NORA_EMAIL]},
            {"uuid": SALES, "name": "Sales", "default": False, "members": []},
        ],
        "custom_statuses": [
            {"id": VACATIONING, "name": "Vacationing", "emoji": "🌴", "createdAt": "2024-11-22T20:29:43Z"},
            {"id": LUNCH, "name": "Lunch", "emoji": None},
        ],
        "tags": ["VIP", "Lead", "größe"],
        "custom_fields": FIELDS,
        "contacts": [_contact(number) for number in reversed(range(contact_count))],  # not in order of uuid (H3)
    }


def globex() -> Document:
    """Without a bot."""
    return {
        "account": {"name": "globex", "dashboard_url": "https://globex.example", "bot": {"enabled": False}},
        "api_keys": [_key("globex desk", "read", "write", "act_for_others"), _key("globex wallboard", "read")],
        "users": [
            {"uuid": JANE, "email": JANE_EMAIL, "name": "Another Jane"},
            {"uuid": HANK, "email": HANK_EMAIL, "name": "Hank", "available": True},
        ],
        "teams": [
            {"uuid": GENERAL, "name": "Everyone", "default": False, "members": [HANK_EMAIL, JANE_EMAIL]},
            {
                "uuid": FOREIGN_TEAM,
                "name": "Boston",
                "default": True,
                "members": [],
                "createdAt": "2020-11-13T21:08:53Z",
            },
        ],
        "custom_statuses": [
            {"id": VACATIONING, "name": "Lunch", "emoji": "🍜"},
            {"id": FOREIGN_STATUS, "name": "Sailing", "emoji": "⛵"},
        ],
        "tags": ["VIP", "Foreign"],
        "custom_fields": [{"name": "zipCode", "type": "date"}, {"name": "foreign", "type": "text"}],
        "contacts": [
            {"uuid": CONTACTS[0], "name": "A", "assignedUser": JANE_EMAIL, "tags": ["Foreign"]},
            {"uuid": CONTACTS[1], "name": "B", "assignedUser": HANK_EMAIL, "customFields": {"foreign": "yes"}},
            {"uuid": FOREIGN_CONTACT, "name": "C", "assignedUser": HANK_EMAIL},
        ],
    }


def _key(name: str, *scopes: str) -> Document:
    return {"name": name, "key": SECRETS[name], "scopes": list(scopes), "user": JANE_EMAIL}


def _contact(number: int) -> Document:
    """Of the first eight, four are Jane's, two Matteo's, and two nobody's; all others are Jane's."""
    assigned_user = JANE_EMAIL if number >= 8 else (JANE_EMAIL, MATTEO_EMAIL, JANE_EMAIL, None)[number % 4]
    return {
        "uuid": CONTACTS[number],
        "name": f"Contact {number}",
        "phoneNumber": f"{number}" if number % 2 else None,
        "createdAt": "2021-01-01T00:00:00Z",
        "source": "whatsapp",
        "conversationHref": f"https://dash.callbell.eu/chat/{number:032x}" if number % 3 else None,
        "tags": ["VIP"] if number % 2 else [],
        "assignedUser": assigned_user,
        "customFields": {"zipCode": "00100", "size": 7} if number % 3 == 0 else {},
    }
