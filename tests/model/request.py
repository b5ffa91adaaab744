"""A request of the HTTP API, as a client writes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    method: str
    path: str  # with /v1 or without (S13)
    query: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    authorization: str | None = None
    actor: bytes | None = None
    if_match: str | None = None
    idempotency_key: str | None = None
    content_type: str | None = None

    @property
    def writes(self) -> bool:
        return self.method in ("PUT", "POST", "PATCH", "DELETE")

    @property
    def normal_path(self) -> str:
        """One spelling for the paths that mean the same (S13, E5)."""
        path = self.path.removeprefix("/v1") if self.path.startswith("/v1/") else self.path
        return path.removesuffix("/")
