"""Small values of the contract, read and written by the book: uuids, texts, instants."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

_UUID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def read_uuid(text: object) -> str | None:
    """The uuid as answers show it (S2, C8): 32 lower-case digits; None when it is none."""
    if isinstance(text, str) and text.isascii() and _UUID.fullmatch(text):
        return text.replace("-", "").lower()
    return None


def dashed(uuid: str) -> str:
    """As the ids of custom statuses are shown (C8)."""
    return "-".join((uuid[:8], uuid[8:12], uuid[12:16], uuid[16:20], uuid[20:]))


def folded(text: str) -> str:
    """What two names have in common that count as the same (C2)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def has_control_character(text: str) -> bool:
    return any(unicodedata.category(character) == "Cc" for character in text)


def fits_many_lines(text: str, length_max: int) -> bool:
    """Line ends and tabs may be in it."""
    return len(text) <= length_max and not has_control_character(text.translate({ord(each): None for each in "\n\r\t"}))


def fits_a_line(text: str, length_max: int) -> bool:
    return len(text) <= length_max and not has_control_character(text)


@dataclass(frozen=True, order=True)
class Moment:
    """An instant that the model cannot know, only its place among the others: the server's clock shows it."""

    number: int


Instant = Moment | datetime


def place(instant: Instant) -> tuple[int, float]:
    """To sort by: what a document dates lies before all that happens."""
    return (1, instant.number) if isinstance(instant, Moment) else (0, instant.timestamp())


@dataclass(frozen=True)
class Shown:
    """An instant as an answer shows it: to the "millisecond" (§2) or "second" (S12), or as in the "catalogue" (C1)."""

    instant: Instant
    style: str


class Unordered(dict[str, Any]):
    """A JSON object whose keys may come in any order."""


def read_instant(text: str) -> datetime:
    """Of any of the three styles, in UTC."""
    if text.endswith(" +0000"):
        text = text.removesuffix(" +0000") + "Z"
    return datetime.fromisoformat(text).astimezone(UTC)


def written_instant(instant: datetime, style: str) -> str:
    if style == "millisecond":
        return instant.isoformat(timespec="milliseconds")
    if style == "catalogue":
        return instant.strftime("%Y-%m-%d %H:%M:%S +0000")
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
