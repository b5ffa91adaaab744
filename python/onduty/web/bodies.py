"""Reading a request's body, no further than it may go (E8, E9)."""

from __future__ import annotations

from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from onduty.web.errors import RequestError

BODY_SIZE_MAX = 64 * 1024  # bytes


async def read_json_body(request: Request, size_max: int = BODY_SIZE_MAX) -> bytes:
    """The body of a request that is to send JSON; its bytes are not looked at."""
    body = await read_body(request, size_max)
    declared = request.headers.get("content-type")
    if body and declared and not is_json(declared):
        message = f"The body must be JSON, and is declared as {declared}. Send Content-Type: application/json."
        raise RequestError("unsupported_media_type", message)
    return body


async def read_body(request: Request, size_max: int = BODY_SIZE_MAX) -> bytes:
    """The whole body, unless it is larger than `size_max` bytes: then it is not read to its end, or not at all."""
    if int(request.headers.get("content-length", "0")) > size_max:
        raise _too_large(size_max)
    body = bytearray()
    more = True
    while more:
        chunk, more = _chunk_of(await request.receive())
        body += chunk
        if len(body) > size_max:
            raise _too_large(size_max)
    return bytes(body)


def _chunk_of(message: Message) -> tuple[bytes, bool]:
    if message["type"] == "http.disconnect":
        raise ClientDisconnect
    return message.get("body", b""), message.get("more_body", False)


def _too_large(size_max: int) -> RequestError:
    return RequestError("body_too_large", f"The body is larger than {size_max} bytes.")


def is_json(content_type: str) -> bool:
    """Whether a Content-Type names JSON: `application/json` or `application/<anything>+json`, with any parameters."""
    media_type = content_type.partition(";")[0].strip().lower()
    return media_type == "application/json" or (media_type.startswith("application/") and media_type.endswith("+json"))
