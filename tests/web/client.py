"""A plain synchronous client of an ASGI application, without a network between."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import httpx
from starlette.types import ASGIApp

from tests.documents import DESK_KEY


class Client:
    """Sends requests to `app` on a loop of its own. Close it."""

    def __init__(self, app: ASGIApp) -> None:
        self._runner = asyncio.Runner()
        self._http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://onduty.test")

    def request(
        self, method: str, path: str, *, key: str | None = DESK_KEY, headers: dict[str, str] | None = None, **more: Any
    ) -> httpx.Response:
        authorization = {} if key is None else {"Authorization": f"Bearer {key}"}
        return self.raw(method, path, headers=authorization | (headers or {}), **more)

    def raw(self, method: str, path: str, **more: Any) -> httpx.Response:
        """A request with no header but those given."""
        return self._runner.run(self._http.request(method, path, **more))

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.request("GET", path, **more)

    def put(self, path: str, body: object = None, **more: Any) -> httpx.Response:
        return self.send("PUT", path, body, **more)

    def post(self, path: str, body: object = None, **more: Any) -> httpx.Response:
        return self.send("POST", path, body, **more)

    def patch(self, path: str, body: object = None, **more: Any) -> httpx.Response:
        return self.send("PATCH", path, body, **more)

    def send(self, method: str, path: str, body: object, **more: Any) -> httpx.Response:
        if body is not None:
            more["json"] = body
        return self.request(method, path, **more)

    def delete(self, path: str, **more: Any) -> httpx.Response:
        return self.request("DELETE", path, **more)

    def put_at_once(self, path: str, bodies: Sequence[object]) -> list[httpx.Response]:
        return self.send_at_once("PUT", path, bodies)

    def send_at_once(
        self, method: str, path: str, bodies: Sequence[object], headers: dict[str, str] | None = None
    ) -> list[httpx.Response]:
        """Sends all the requests before it waits for the first answer."""
        headers = {"Authorization": f"Bearer {DESK_KEY}"} | (headers or {})

        async def send() -> list[httpx.Response]:
            requests = (self._http.request(method, path, json=body, headers=headers) for body in bodies)
            return await asyncio.gather(*requests)

        return self._runner.run(send())

    def put_beside(self, path: str, body: object, other_path: str) -> tuple[httpx.Response, list[float]]:
        """Sends one request, and while it is not answered others, one after the other: how long each of those took."""
        headers = {"Authorization": f"Bearer {DESK_KEY}"}

        async def send() -> tuple[httpx.Response, list[float]]:
            sent = asyncio.ensure_future(self._http.put(path, json=body, headers=headers))
            durations_seconds: list[float] = []
            while not sent.done() or len(durations_seconds) < 3:
                began = time.monotonic()
                available = len(durations_seconds) % 2 == 0
                answer = await self._http.put(other_path, json={"available": available}, headers=headers)
                assert answer.status_code == 200
                durations_seconds.append(time.monotonic() - began)
            return await sent, durations_seconds

        return self._runner.run(send())

    def close(self) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()


def status_path(user: str) -> str:
    return f"/v1/users/{user}/status"


def assert_error(response: httpx.Response, status: int, code: str) -> None:
    """The shape that every error has (§5)."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    answer = response.json()
    assert list(answer) == ["error", "code"]
    assert answer["code"] == code
    if code == "invalid_params":
        assert all(reasons and all(reasons) for reasons in answer["error"].values())
        assert answer["error"]
    else:
        assert isinstance(answer["error"], str)
        assert answer["error"]


def assert_refused(response: httpx.Response, *params: str) -> None:
    """422 that names exactly these parameters (E10)."""
    assert_error(response, 422, "invalid_params")
    assert sorted(response.json()["error"]) == sorted(params)
