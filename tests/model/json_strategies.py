"""Texts that are JSON, spelled in all the ways that it allows, and texts that just miss it."""

from hypothesis import strategies as st

from tests.model.chances import Strategy, among, mostly, often
from tests.model.strict_json import DEPTH_MAX

_SPACES = among("", "", " ", "\t", "\n", "\r\n", "  ")
_BAD_SPACES = among("\x0b", "\u00a0", "\ufeff", "\x00", "/**/", "\u2028")
_NUMBERS = mostly(
    among(
        *("0", "-0", "1", "-1", "1.5", "1e5", "1E+5", "-1.25e-3", "0.0", "1e308", "1e-400", "2.5e-324"),
        *("9223372036854775807", "-9223372036854775808", "18446744073709551615", "1e22", "123456789.123456789"),
    ),
    among(
        *("01", "+1", ".5", "5.", "1e", "1e+", "--1", "0x1", "1e999", "-1e999", "1_0", "-", "1.e5", "00", "Infinity"),
        *("NaN", "-Infinity", "-01"),
    ),
)
_LITERALS = mostly(among("true", "false", "null"), among("True", "nul", "undefined", "nulll"))
_PIECES = mostly(
    st.one_of(
        among("a", " ", "ß", "🌴", "\u2028", "\x7f", "/", "'", "\ufeff", "\uffff"),
        among(*(rf"\{mark}" for mark in '"\\/bfnrt'), r"\u0041", r"\u00e9", r"\uD83C\uDF34", r"\u0000", r"\uFFFF"),
    ),
    among(
        r"\ud83c", r"\udf34", r"\udf34\ud83c", r"\ud83ca", r"\x41", r"\u12", r"\uzzzz", "\n", "\x00", "\t", "\\", r"\'"
    ),
)
_TEXTS = st.lists(_PIECES, max_size=4).map(lambda pieces: f'"{"".join(pieces)}"')
_SCALARS = st.one_of(_NUMBERS, _LITERALS, _TEXTS)


def _array(items: Strategy) -> Strategy:
    return st.builds(_joined, _SPACES, st.lists(items, max_size=3), among("[]"))


def _object(items: Strategy) -> Strategy:
    members = st.builds("{}{}:{}{}".format, _TEXTS, _SPACES, _SPACES, items)
    return st.builds(_joined, _SPACES, st.lists(members, max_size=3), among("{}"))


def _joined(space: str, items: list[str], brackets: str) -> str:
    return brackets[0] + space + f"{space},{space}".join(items) + space + brackets[1]


def _nested(inner: str, depth: int) -> str:
    """Within `depth` arrays and objects, in turn."""
    for level in range(depth):
        inner = f"[{inner}]" if level % 2 else f'{{"a": {inner}}}'
    return inner


_VALUES = st.recursive(_SCALARS, lambda items: st.one_of(_array(items), _object(items)), max_leaves=6)
_DEEP = st.builds(_nested, _SCALARS, st.integers(DEPTH_MAX - 3, DEPTH_MAX + 1))


def documents() -> Strategy:
    """Mostly an object that names an unknown key; mostly well formed."""
    objects = st.builds('{{"unknown": {}{}}}'.format, often(_VALUES, _DEEP), _SPACES)
    texts = mostly(objects, mostly(_VALUES, st.builds("{}{}".format, objects, _BAD_SPACES)))
    return st.builds("{}{}{}".format, _SPACES, texts, _SPACES).map(str.encode)


def damaged(body: bytes) -> Strategy:
    """With one byte too many, too few, or another."""
    bytes_to_put = among(
        *(bytes([value]) for value in b'{}[]",:\\0 e\x00\x80\xc0\xed\xff'), b"\xed\xa0\xbd", b"\xef\xbb\xbf"
    )
    return st.tuples(st.integers(0, len(body)), st.integers(0, 1), st.one_of(st.just(b""), bytes_to_put)).map(
        lambda how: _changed(body, *how)
    )


def _changed(body: bytes, at: int, taken: int, put: bytes) -> bytes:
    return body[:at] + put + body[at + taken :]
