"""`/openapi.json` and `/docs`. They need no key and are the same for everybody."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from onduty.web import openapi
from onduty.web.paths import mount_of

# The page loads nothing and runs nothing, and a browser is told to see to it.
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class DescriptionRoutes:
    """The API, described."""

    async def openapi(self, request: Request) -> Response:
        """GET: the OpenAPI document, with the paths as this client reaches them."""
        return JSONResponse({**openapi.document(), "servers": [{"url": f"{mount_of(request.scope)}/v1"}]})

    async def page(self, request: Request) -> Response:
        """GET: a page for people."""
        return HTMLResponse(openapi.page(), headers={"Content-Security-Policy": _PAGE_POLICY})
