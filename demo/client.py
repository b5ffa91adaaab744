"""A client of the HTTP API, with nothing but Python's own library."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

from demo.error import DemoError
from demo.server import Server

ANSWER_TIME_MAX_S = 30


@dataclass(frozen=True)
class Answer:
    """What the server answered, and after how long."""

    status: int
    reason: str
    etag: str
    body: Any
    duration_ms: float


class Client:
    """Sends requests over one connection, with one API key. One thread at a time."""

    def __init__(self, server: Server, headers: Mapping[str, str]) -> None:
        self.connection = HTTPConnection(server.host, server.port, timeout=ANSWER_TIME_MAX_S)
        self.headers = dict(headers)

    def get(self, path: str) -> Answer:
        """Asks for what is at `path`."""
        return self.send("GET", path, None, {})

    def put(self, path: str, body: Mapping[str, object], headers: Mapping[str, str]) -> Answer:
        """Sends `body` as JSON."""
        content = json.dumps(body).encode()
        return self.send("PUT", path, content, {"Content-Type": "application/json", **headers})

    def send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """One request and its answer, which must be 200 and JSON."""
        begun_s = time.perf_counter()
        try:
            self.connection.request(method, path, body, {**self.headers, **headers})
            response = self.connection.getresponse()
            content = response.read()
        except (OSError, HTTPException) as failure:
            raise DemoError(
                f"{method} {path} got no answer: {failure!r}",
                "Run it again with --keep: server.log, beside the database, says more.",
            ) from failure
        duration_ms = (time.perf_counter() - begun_s) * 1000
        if response.status != 200:
            raise DemoError(
                f"{method} {path} was answered with {response.status}: {content.decode(errors='replace')}",
                "docs/api.md lists what each error means.",
            )
        etag = response.getheader("ETag", "(none)")
        return Answer(response.status, response.reason, etag, json.loads(content), duration_ms)
