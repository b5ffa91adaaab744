"""What a system answered, in the model's terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.model.agreement import Agreement
from tests.model.answers import Answer, Refusal

UNTOLD = "untold"  # the code of an error that comes without a body


@dataclass(frozen=True)
class Seen:
    body: Any = None
    status: int | None = None  # None: a call of the library has none
    version: int | None = None
    replayed: bool | None = None
    code: str | None = None  # of an error
    params: Mapping[str, list[str]] = field(default_factory=dict)


def check_seen(agreement: Agreement, expected: Answer | Refusal, seen: Seen) -> None:
    """Fails unless the system answered what the model says."""
    if isinstance(expected, Refusal):
        _check_refusal(expected, seen)
        return
    assert seen.code is None, f"refused with {seen.code} {seen.params} instead of {expected}"
    assert seen.status in (None, expected.status)
    assert seen.replayed in (None, expected.replayed)
    assert seen.version == expected.version
    agreement.check(expected.body, seen.body)


def _check_refusal(expected: Refusal, seen: Seen) -> None:
    assert seen.code in (expected.code, UNTOLD), f"{seen} instead of {expected!r}"
    assert seen.status in (None, expected.status)
    if seen.code == UNTOLD:
        return
    named, wanted = set(seen.params), set(expected.params)
    assert named >= wanted if expected.more_params else named == wanted, f"names {named} instead of {wanted}"
    for param, mentions in expected.params.items():
        reasons = " ".join(seen.params[param])
        assert all(mention in reasons for mention in mentions), f"{param}: {reasons} does not mention {set(mentions)}"
