"""What only a server can name: the ids that it made and the cursors that it gave. Requests hold places for them."""

import re
from dataclasses import replace
from typing import Any

from tests.documents import NOBODY, VACATIONING
from tests.model.request import Request

_PLACE = re.compile(r"<(made|cursor|walker|sender)-([0-9]+)>")


def made(number: int) -> str:
    """A place for the id of a custom status that the server made."""
    return f"<made-{number}>"


def cursor(number: int) -> str:
    return f"<cursor-{number}>"


def walker(number: int) -> str:
    """A place for the user whose contacts the cursor of that number walks."""
    return f"<walker-{number}>"


def sender(number: int) -> str:
    """A place for the Authorization of the request that the cursor of that number answered."""
    return f"<sender-{number}>"


class Places:
    """What one system gave so far."""

    def __init__(self) -> None:
        self._made: list[str] = []
        self._walks: list[dict[str, str]] = []

    @property
    def has_cursors(self) -> bool:
        return bool(self._walks)

    def note_answer(self, request: Request, body: Any) -> None:
        if not isinstance(body, dict):
            return
        if request.method == "POST":
            self._made.append(body["customStatus"]["id"])
        if body.get("meta", {}).get("next") is not None:
            user, text = request.normal_path.split("/")[2], body["meta"]["next"]
            self._walks.append({"walker": user, "cursor": text, "sender": request.authorization or ""})

    def fill(self, request: Request) -> Request:
        """The request with what its places stand for in this system."""
        query = tuple((name, self._filled(value)) for name, value in request.query)
        authorization = request.authorization and self._filled(request.authorization)
        path, body = self._filled(request.path), _PLACE.sub(self._of, request.body.decode("latin-1"))
        return replace(request, authorization=authorization, path=path, query=query, body=body.encode("latin-1"))

    def _filled(self, text: str) -> str:
        return _PLACE.sub(self._of, text)

    def _of(self, place: re.Match[str]) -> str:
        kind, number = place[1], int(place[2])
        if kind == "made":
            return self._made[number % len(self._made)] if self._made else VACATIONING
        return self._walks[number % len(self._walks)][kind] if self._walks else NOBODY
