"""Requests that are sent twice and carried out once (U8)."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from tests.model.answers import Answer, Refusal
from tests.model.call import Call

KEY_LENGTH_MAX = 255


@dataclass(frozen=True)
class Reply:
    request: Hashable  # all that makes it the same request
    answer: Answer


def is_key(text: str) -> bool:
    return 1 <= len(text) <= KEY_LENGTH_MAX and all(" " <= character <= "~" for character in text)


def once(call: Call, key: str, request: Hashable, carry_out: Callable[[Call], Answer]) -> Answer:
    """The first answer again, or a new one that is kept. A refusal leaves the key free."""
    caller = call.caller
    place = (caller.account.name, caller.api_key_name, key)
    kept: Reply | None = call.world.replies.get(place)
    if kept is None:
        answer = carry_out(call)
        call.world.replies[place] = Reply(request, answer)
        call.world.writes += 1
        return answer
    if kept.request != request:
        raise Refusal("idempotency_conflict")
    return replace(kept.answer, replayed=True)
