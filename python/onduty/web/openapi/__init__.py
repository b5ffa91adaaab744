"""The description of the HTTP API: for programs as an OpenAPI document, for people as a page made of it."""

from onduty.web.openapi.document import document
from onduty.web.openapi.page import page

__all__ = ["document", "page"]
