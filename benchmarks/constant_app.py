"""The rival of the HTTP benchmarks: reads the body and answers a constant, on the same server stack.

`python -m benchmarks.constant_app SIZE` answers SIZE bytes, and prints `listening on URL` as `onduty serve` does.
"""

import socket
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import uvicorn

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class ConstantApp:
    """An ASGI app without routes, keys, parsing or storage: what any handler on this stack costs at least."""

    def __init__(self, size: int) -> None:
        self._start = {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-type", b"application/json"), (b"content-length", str(size).encode())],
        }
        self._body = {"type": "http.response.body", "body": b'"' + b"x" * (size - 2) + b'"'}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass
        await send(dict(self._start))
        await send(dict(self._body))


def main() -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    config = uvicorn.Config(
        ConstantApp(int(sys.argv[1])),
        http="httptools",
        loop="uvloop",
        lifespan="off",
        access_log=False,
        log_level="error",
    )
    print(f"listening on http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
