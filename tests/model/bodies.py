"""JSON texts of bodies, with keys that come twice where the members have them twice."""

import json

from tests.model.strict_json import Json, Members


def written(value: Json, *, ascii_only: bool = False) -> str:
    if isinstance(value, Members):
        members = (
            f"{written(name, ascii_only=ascii_only)}: {written(item, ascii_only=ascii_only)}" for name, item in value
        )
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(item, ascii_only=ascii_only) for item in value) + "]"
    return json.dumps(value, ensure_ascii=ascii_only)
