"""S12 with the demo's own document: the seed's example, request and answer."""

import json
from pathlib import Path
from typing import Any

import pytest

import onduty
from onduty.web import create_app
from tests.documents import JANE, VACATIONING
from tests.web.client import Client, status_path

DEMO = Path(__file__).parents[2] / "demo"


@pytest.fixture(scope="module")
def document() -> Any:
    return json.loads((DEMO / "demo.json").read_text(encoding="utf-8"))


def test_s12_the_demos_answer_is_the_seeds_key_for_key(tmp_path: Path, document: Any) -> None:
    expected = json.loads((DEMO / "expected_answer.json").read_text(encoding="utf-8"))
    with onduty.open(str(tmp_path / "demo.db")) as db:
        db.import_directory((DEMO / "demo.json").read_bytes())
        client = Client(create_app(db))
        body = {"available": False, "custom_status_uuid": VACATIONING}
        key = document["api_keys"][0]["key"]
        answer = client.put(status_path(JANE), body, key=key).json()
        client.close()
    assert [list(contact.items()) for contact in answer["contact"]] == [
        list(contact.items()) for contact in expected["contact"]
    ]
    assert answer["user_status"]["custom_status"]["name"] == "Vacationing"


def test_i1_the_demos_document_imports_and_imports_again(tmp_path: Path, document: Any) -> None:
    with onduty.open(str(tmp_path / "demo.db")) as db:
        text = (DEMO / "demo.json").read_bytes()
        assert db.import_directory(text).counts["users"].created == len(document["users"])
        assert db.import_directory(text).nothing_changed
