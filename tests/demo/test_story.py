import json
from typing import Any

import pytest

from demo.client import Answer
from demo.story import BODY, EXPECTED_ANSWER, as_asked, show_comparison


def answer(body: Any, etag: str = '"2"') -> Answer:
    return Answer(status=200, reason="OK", etag=etag, body=body, duration_ms=1.0)


def status(available: bool, custom_status_id: str | None, etag: str) -> Answer:
    custom = {"id": custom_status_id} if custom_status_id else None
    return answer({"user_status": {"appearance": {"available": available}, "custom_status": custom}}, etag)


def documented_contact() -> dict[str, Any]:
    contact: dict[str, Any] = json.loads(EXPECTED_ANSWER.read_text(encoding="utf-8"))["contact"][0]
    return contact


def test_s12_the_documented_contact_is_accepted() -> None:
    assert show_comparison(answer({"contact": [documented_contact()]}))


@pytest.mark.parametrize(
    "contacts",
    [
        [],
        [documented_contact(), documented_contact()],
        [documented_contact() | {"tags": ["VIP"]}],
        [{key: value for key, value in documented_contact().items() if key != "source"}],
        [documented_contact() | {"note": None}],
        [dict(reversed(documented_contact().items()))],
    ],
    ids=["none", "two", "other value", "key missing", "key too many", "other order"],
)
def test_s12_any_other_answer_fails_the_demo(contacts: list[dict[str, Any]]) -> None:
    assert not show_comparison(answer({"contact": contacts}))


def test_what_was_asked_for_is_checked_half_by_half() -> None:
    before = status(True, None, '"1"')
    custom_status_id = str(BODY["custom_status_uuid"])
    assert as_asked(before, status(False, custom_status_id, '"2"')) == [True, True, True]
    assert as_asked(before, status(True, None, '"1"')) == [False, False, False]
    assert as_asked(before, status(False, "another", '"3"')) == [True, False, False]
