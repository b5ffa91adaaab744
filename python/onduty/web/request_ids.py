"""Request ids: one for each request, in its answer and in every line that is logged for it."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Iterable
from contextvars import ContextVar

REQUEST_ID_HEADER = "X-Request-Id"

_HEADER_NAME = REQUEST_ID_HEADER.lower().encode()
_ACCEPTED = re.compile(rb"[ -~]{1,128}")

# Of the request that the running task answers; empty outside of one.
current_request_id: ContextVar[str] = ContextVar("onduty_request_id", default="")


def request_id_of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The id that the client sent, when it is 1 to 128 printable ASCII characters and sent once; else a new one."""
    sent = [value for name, value in headers if name == _HEADER_NAME]
    if len(sent) == 1 and _ACCEPTED.fullmatch(sent[0]):
        return sent[0].decode("ascii")
    return f"{random.getrandbits(128):032x}"  # to be told apart, not to be secret


class _RequestIds(logging.Filter):
    """Puts the id of the request that a line is about before it, and into the record as `request_id`."""

    def filter(self, record: logging.LogRecord) -> bool:
        request_id = current_request_id.get()
        if request_id:
            record.request_id = request_id
            record.msg, record.args = f"[{request_id}] {record.getMessage()}", ()
        return True


_request_ids = _RequestIds()


def request_logger(name: str) -> logging.Logger:
    """The logger of this name, whose lines begin with the id of the request that they are about."""
    logger = logging.getLogger(name)
    logger.addFilter(_request_ids)
    return logger
