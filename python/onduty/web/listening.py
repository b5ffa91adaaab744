"""The socket that a server listens on."""

from __future__ import annotations

import socket

BACKLOG = 2048  # connections that may wait to be accepted


class ServeError(Exception):
    """The server cannot start; the message says why in one line."""


def listen(host: str, port: int) -> socket.socket:
    """Listens there already; port 0 takes a free one. Errors: `ServeError`."""
    try:
        return _listening_socket(host.strip("[]"), port)
    except (OSError, UnicodeError) as error:  # the latter for what cannot be a name
        reason = getattr(error, "strerror", None) or str(error)
        raise ServeError(
            f"cannot listen on {_authority(host, port)}: {reason}; choose another --host or --port"
        ) from error


def _listening_socket(host: str, port: int) -> socket.socket:
    """Listens here already: two processes may bind a port at once, and only one of them comes to listen on it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def url_of(host: str, listener: socket.socket) -> str:
    """Where it is reached, as `host` was given."""
    return f"http://{_authority(host, listener.getsockname()[1])}"


def _authority(host: str, port: int) -> str:
    host = host.strip("[]")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
