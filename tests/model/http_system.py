"""The HTTP application, asked as a client asks it."""

from pathlib import Path
from urllib.parse import urlencode

import httpx

from onduty.web import create_app
from tests.model.answers import Answer
from tests.model.model import answer_http
from tests.model.request import Request
from tests.model.seen import UNTOLD, Seen
from tests.model.system import System
from tests.model.template import Template
from tests.web.client import Client


class HttpSystem(System):
    """Requests go through the whole application."""

    def __init__(self, template: Template, folder: Path) -> None:
        self._first_answers: dict[tuple[str | None, str | None], bytes] = {}
        super().__init__(template, folder)

    def _open(self) -> None:
        super()._open()
        self._client = Client(create_app(self.db))

    def close(self) -> None:
        self._client.close()
        super().close()

    def put(self, request: Request) -> Request:
        return request

    def send(self, request: Request) -> Seen:
        path = request.path + (f"?{urlencode(request.query)}" if request.query else "")
        response = self._client.raw(request.method, path, content=request.body, headers=_headers(request))
        seen = _seen(request, response)
        self._check_replay(request, seen, response.content)
        return seen

    def answer(self, request: Request) -> Answer:
        return answer_http(self.world, request)

    def _check_replay(self, request: Request, seen: Seen, body: bytes) -> None:
        """U8: to the byte the first answer."""
        place = (request.authorization, request.idempotency_key)
        if seen.replayed:
            assert body == self._first_answers[place]
        elif seen.code is None:
            self._first_answers[place] = body


def _headers(request: Request) -> list[tuple[bytes, bytes]]:
    texts = {
        "Authorization": request.authorization,
        "If-Match": request.if_match,
        "Idempotency-Key": request.idempotency_key,
        "Content-Type": request.content_type,
    }
    headers = [(name.encode(), text.encode()) for name, text in texts.items() if text is not None]
    return headers if request.actor is None else [*headers, (b"X-Onduty-Actor", request.actor)]


def _seen(request: Request, response: httpx.Response) -> Seen:
    status, headers = response.status_code, response.headers
    if status >= 400 and request.method == "HEAD":
        assert not response.content
        return Seen(status=status, code=UNTOLD)
    if status >= 400:
        _check_error(response)
        error = response.json()
        params = error["error"] if isinstance(error["error"], dict) else {}
        return Seen(status=status, code=error["code"], params=params)
    version = int(headers["ETag"].strip('"')) if "ETag" in headers else None
    body = response.json() if response.content else None
    return Seen(body, status, version, replayed=headers.get("Idempotent-Replayed") == "true")


def _check_error(response: httpx.Response) -> None:
    """§5: always JSON, with the headers that belong to it."""
    assert response.headers["Content-Type"] == "application/json"
    assert set(response.json()) == {"error", "code"}
    assert ("WWW-Authenticate" in response.headers) is (response.status_code == 401)
    assert ("Allow" in response.headers) is (response.status_code == 405)
