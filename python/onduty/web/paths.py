"""One spelling for the paths that mean the same (S13, E5)."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

_MOUNT = "onduty.mount"  # of the ASGI scope


class NormalPaths:
    """Takes the `/v1` prefix, one slash at the end, and the prefix of a mount off the path, before it is routed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes one request on; an ASGI application."""
        if scope["type"] == "http":
            mount = scope.get("root_path", "")
            scope = {**scope, "path": normal_path(scope["path"], mount), "root_path": "", _MOUNT: mount}
        await self._app(scope, receive, send)


def mount_of(scope: Scope) -> str:
    """The path under which the application is mounted; empty at the root."""
    mount: str = scope.get(_MOUNT, "")
    return mount


def normal_path(path: str, root_path: str) -> str:
    """The path as the routes know it."""
    if root_path and path.startswith(root_path + "/"):
        path = path[len(root_path) :]
    if path.startswith("/v1/"):
        path = path[3:]
    return path[:-1] if path.endswith("/") and path != "/" else path
