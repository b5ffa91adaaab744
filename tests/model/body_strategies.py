"""Bodies to be tried: most of them good, some wrong in one place, some hostile."""

from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.documents import JANE, JANE_EMAIL, LUNCH, MATTEO_EMAIL, NOBODY, NORA_EMAIL, VACATIONING
from tests.model import places
from tests.model.bodies import written
from tests.model.chances import Strategy, among, among_uuids, mostly, often, seldom
from tests.model.documents import FOREIGN_STATUS, FOREIGN_TEAM, GENERAL, HANK_EMAIL, SALES
from tests.model.model import BODY_SIZE_MAX
from tests.model.strict_json import Members
from tests.model.values import dashed


class Values(NamedTuple):
    """What one key of a body may have, and what not, or not always."""

    good: Strategy
    bad: Strategy


Keys = dict[str, Values]

_HOSTILE_TEXTS = ("", " ", "true", "null", "0", "\x00", "\u202e", "💩", "x" * 1001, "' OR 1=1 --", "../..", "%00")
_HOSTILE_IDS = (NOBODY, JANE, JANE + "0", "{" + dashed(JANE) + "}", FOREIGN_STATUS)
_NO_TEXTS = among(
    *(None, True, False, 0, 1, -1, 2**63, 1.5, 1e300, [], [None], [[]], [1], ["VIP", 1]),
    *(Members(), Members([("a", 1)]), Members([("VIP", True)])),
)
_HOSTILE = st.one_of(_NO_TEXTS, among(*_HOSTILE_TEXTS, *_HOSTILE_IDS))
_UNKNOWN_KEYS = among("colour", "Available", "available ", "", "\x00", "user_status", "uuid", "ünde")

_FIELDS = {
    "zipCode": Values(among("00100", "x"), among(5, ["x"])),
    "mail": Values(among("a@b.example", "ä@b.example"), among("no mail", "@", 1)),
    "size": Values(among(1, 1.5, -3, "12", "1e3", 0, 2**53), among("twelve", True, "0x1", "1e400")),
    "since": Values(among("2026-03-03", "2024-02-29"), among("2023-02-29", "03.03.2026", "2026-3-3", "2026-03-03 ")),
    "plan": Values(among("Basic", "Pro"), among("pro", ["Basic"])),
    "Features": Values(among(["Reports"], ["Reports", "Dark Mode"]), among(["Nope"], "Reports", ["Reports", 1])),
    "foreign": Values(st.nothing(), among("x")),
    "zipcode": Values(st.nothing(), among("x")),
}
_CLEARED = among(None, "")


def _fields(*, may_clear: bool) -> Values:
    good = _field("good", st.nothing())
    cleared = _field("good", _CLEARED)
    bad = _field("bad", _HOSTILE if may_clear else st.one_of(_CLEARED, _HOSTILE))
    either = st.one_of(good, cleared) if may_clear else good
    return Values(
        st.lists(either, max_size=3, unique_by=lambda field: field[0]).map(Members),
        st.lists(st.one_of(good, bad), min_size=1, max_size=3).map(Members),
    )


def _field(which: str, more: Strategy) -> Strategy:
    names = sorted(name for name, values in _FIELDS.items() if not getattr(values, which).is_empty)
    return st.sampled_from(names).flatmap(
        lambda name: st.tuples(st.just(name), st.one_of(getattr(_FIELDS[name], which), more))
    )


HAND_OFF: Keys = {
    "assigned_user": Values(among(JANE_EMAIL, MATTEO_EMAIL, NORA_EMAIL, JANE_EMAIL.upper()), among(HANK_EMAIL, "me")),
    "team_uuid": Values(among_uuids(GENERAL, SALES), among_uuids(FOREIGN_TEAM, NOBODY)),
    "tags": Values(st.lists(among("VIP", "Lead", "größe"), max_size=4), st.lists(among("VIP", "vip", "Foreign", ""))),
    "custom_fields": _fields(may_clear=False),
    "bot_status": Values(among("bot_start", "bot_end"), among("bot_stop", "BOT_END")),
}
STATUS: Keys = {
    "available": Values(st.booleans(), _HOSTILE),
    "custom_status_uuid": Values(
        st.one_of(st.none(), among_uuids(VACATIONING, LUNCH), st.integers(0, 3).map(places.made)),
        among_uuids(FOREIGN_STATUS, NOBODY),
    ),
    "reason": Values(among("lunch", "", "π" * 200, "💤" * 200, "a\nb"), among("x" * 201)),
}
PATCH: Keys = HAND_OFF | {
    "name": Values(among("Ann", "Büro 🌴", "", "x" * 200), st.one_of(_NO_TEXTS, among("x" * 201, "a\nb", "\x00"))),
    "note": Values(among("", "call back", "two\n\tlines\r\n", "π" * 1000), among("x" * 1001, "\x00", "a\x85b")),
    "unassign_user": Values(st.just(True), st.just(False)),
    "custom_fields": _fields(may_clear=True),
}
CATALOGUE: Keys = {
    "name": Values(
        among("Lunch", "ＬＵＮＣＨ", " lunch ", "Away", "away", "Straße", "STRASSE", "x" * 60, "Ärger", "A\u0308rger"),
        among("x" * 61, "", " ", "a\tb", "a\u0085b"),
    ),
    "emoji": Values(
        among(None, "🌴", "🍜", "👩‍👩‍👧", "🇩🇪", "👍🏽", "e\u0301", "a"),
        among("", "ab", "🌴🌴", "🇩🇪🇮🇹", "\n", "👩‍👩‍👧🌴"),
    ),
}


def bodies(keys: Keys, *, size_max: int = 4) -> Strategy:
    """Bytes of bodies with some of the keys, in any order."""
    good = _members(keys, size_max)
    bad = mostly(_with_bad_value(keys, good), st.one_of(_with_intruders(keys, good), _NOTHING))
    some = st.builds(_written, often(good, bad), st.booleans())
    return seldom(some, st.one_of(_MALFORMED, some.flatmap(_filled_up)))


def _filled_up(body: bytes) -> Strategy:
    """With spaces, to as much as a body may have, or a byte more (E8)."""
    return among(BODY_SIZE_MAX, BODY_SIZE_MAX + 1).map(lambda size: body + b" " * (size - len(body)))


def _members(keys: Keys, size_max: int) -> Strategy:
    names = st.lists(st.sampled_from(sorted(keys)), unique=True, min_size=1, max_size=size_max)
    names = names.filter(lambda chosen: chosen != ["reason"])  # which asks for nothing (U3)
    return names.flatmap(lambda chosen: st.tuples(*(_member(name, keys[name].good) for name in chosen))).map(Members)


def _member(name: str, values: Strategy) -> Strategy:
    return values.map(lambda value: (name, value))


def _with_bad_value(keys: Keys, good: Strategy) -> Strategy:
    def spoiled(members: Members) -> Strategy:
        name = members[0][0]
        bad = keys[name].bad if keys[name].bad is _NO_TEXTS else mostly(keys[name].bad, _HOSTILE)
        return bad.map(lambda value: Members([*members[1:], (name, value)]))

    return good.flatmap(spoiled)


def _with_intruders(keys: Keys, good: Strategy) -> Strategy:
    """A key that is unknown, or there twice."""

    def intruded(members: Members) -> Strategy:
        names = st.one_of(_UNKNOWN_KEYS, st.sampled_from([name for name, _ in members]))
        intruders = st.lists(st.tuples(names, _HOSTILE), min_size=1, max_size=2)
        return intruders.map(lambda more: Members([*members, *more]))

    return good.flatmap(intruded)


def _written(members: Any, ascii_only: bool) -> bytes:
    return written(members, ascii_only=ascii_only).encode()


_NOTHING = among(Members(), Members([("reason", "no more")]), Members([("uuid", JANE)]), Members([("uuid", "x")]))
_MALFORMED = among(
    *(b"", b"{", b"[]", b"null", b"1", b'"a"', b'{"available": true} x', b'{"available": tru}', b"{'a': 1}"),
    *(b'\xef\xbb\xbf{"available": true}', b'{"available": true,}', b'{"reason": "\xff"}', b'{"reason": "\\ud800"}'),
    *(b'{"reason": 1e999}', b'{"available": NaN}', b'{"reason": "a\nb"}', b'{"reason": 01}', b'{"a": 1} {"a": 1}'),
    *(b'{"a": ' * 17 + b"1" + b"}" * 17, b'{"a": ' + b"[" * 16 + b"]" * 16 + b"}"),
)
