"""What requests have beside their bodies: paths, headers, queries."""

from hypothesis import strategies as st

from tests.documents import JANE, LUNCH, MATTEO, NOBODY, NORA, VACATIONING
from tests.model import places
from tests.model.chances import among, among_uuids, mostly, often, seldom
from tests.model.documents import CONTACTS, FOREIGN_CONTACT, FOREIGN_STATUS, HANK, SECRETS

USERS = seldom(among_uuids(JANE, MATTEO, NORA), st.one_of(among_uuids(HANK, NOBODY), among("jane", "0" * 31)))
CONTACT_IDS = seldom(
    among_uuids(*CONTACTS[:8]), st.one_of(among_uuids(FOREIGN_CONTACT, NOBODY, JANE), among("c" * 33, "c" * 31 + "g"))
)
CUSTOM_STATUS_IDS = seldom(
    st.one_of(among_uuids(VACATIONING, LUNCH), st.integers(0, 3).map(places.made)),
    st.one_of(among_uuids(FOREIGN_STATUS, NOBODY), among("lunch")),
)
PREFIXES = among("/v1", "/v1", "")
SLASHES = mostly(st.just(""), st.just("/"))

_GOOD_KEYS = ("desk", "desk", "desk", "desk", "planner", "planner", "globex desk")
_POOR_KEYS = ("wallboard", "collector", "globex wallboard")
AUTHORIZATIONS = seldom(
    among(*_GOOD_KEYS).map(lambda name: f"Bearer {SECRETS[name]}"),
    st.one_of(
        among(*_POOR_KEYS).map(lambda name: f"bearer {SECRETS[name]}"),
        among(None, "", "Bearer", "Bearer unknown", f"Basic {SECRETS['desk']}", f"BEARER {SECRETS['desk']}"),
    ),
)
ACTORS = mostly(
    st.none(),
    mostly(
        among("jane", "Lucía", "π" * 100),
        among("\udcff", "", "x" * 101, "a\x7fb", "π" * 101),  # the first is no UTF-8
    ),
).map(lambda actor: None if actor is None else actor.encode("utf-8", "surrogateescape"))
CONTENT_TYPES = seldom(
    among(None, "application/json", "application/json; charset=utf-8", "Application/JSON"),
    among("text/plain", "application/x-www-form-urlencoded"),
)
IDEMPOTENCY_KEYS = often(st.none(), mostly(among("a", "b", "c", "~ ~", "x" * 255), among("x" * 256, "", "\x7f", "ä")))
IF_MATCHES = often(  # with the present version in them, and another
    st.none(),
    among(
        *('"<present>"', '"<present>"', '"<other>", "<present>"', "*", " * ", ',"<present>",', '"<present>" , W/"1"'),
        *('"<other>"', 'W/"<present>"', "<present>", '"<present>', "", '"0<present>"', '"x,<present>"', "*, *"),
    ),
)


def _query(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return pairs


CONTACTS_QUERIES = mostly(
    among(_query(), _query(), _query(), *(_query(("contacts", number)) for number in ("0", "1", "2", "100"))),
    among(
        *(_query(("contacts", text)) for text in ("101", "-1", "", "ten")),
        _query(("contacts", "1"), ("contacts", "1")),
        _query(("page", "1"), ("", "")),
    ),
)
REASON_QUERIES = mostly(
    among(_query(), *(_query(("reason", text)) for text in ("lunch", "", "π" * 200))),
    among(_query(("reason", "x" * 201)), _query(("reason", "a"), ("reason", "b")), _query(("contacts", "1"))),
)
