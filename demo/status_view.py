"""A user's status, as rows of a table."""

from collections.abc import Mapping
from typing import Any

from demo.client import Answer

# What a JSON document holds.
Json = Mapping[str, Any]


def status_rows(answer: Answer) -> list[list[str]]:
    """Both halves of the status, and the version."""
    appearance, custom = answer.body["user_status"]["appearance"], answer.body["user_status"]["custom_status"]
    return [
        ["available", availability(appearance), f"since {appearance['last_updated_at']}"],
        ["custom status", custom_status(custom), f"since {custom['last_updated_at']}" if custom else ""],
        ["version", answer.etag, ""],
    ]


def change_rows(before: Answer, after: Answer) -> list[list[str]]:
    """The rows of both statuses side by side, without the instants."""
    return [[*was[:2], now[1]] for was, now in zip(status_rows(before), status_rows(after), strict=True)]


def availability(appearance: Json) -> str:
    """Available or away, in words."""
    return "yes" if appearance["available"] else "no (away)"


def custom_status(custom: Json | None) -> str:
    """The name of the custom status, after its emoji."""
    return " ".join(filter(None, [custom["emoji"], custom["name"]])) if custom else "none"
