"""E1: what is JSON, and what is not."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onduty
from tests.documents import JANE
from tests.model.json_strategies import damaged, documents
from tests.model.strict_json import MalformedError, read_object
from tests.model.template import Template


@pytest.fixture(scope="module")
def acme(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[onduty.Account]:
    path = tmp_path_factory.mktemp("json") / "onduty.db"
    path.write_bytes(template.path.read_bytes())
    with onduty.open(str(path)) as db:
        yield db.account("acme")


@settings(max_examples=settings().max_examples * 8)  # they are quick
@given(body=st.one_of(documents(), documents().flatmap(damaged)))
def test_e1_bodies_are_malformed_for_both(acme: onduty.Account, body: bytes) -> None:
    assert _is_malformed(acme, body) is _is_malformed_by_the_book(body)


def _is_malformed(acme: onduty.Account, body: bytes) -> bool:
    """Every body names an unknown key, so that nothing is written."""
    try:
        acme.update_status_json(JANE, body)
    except onduty.MalformedJsonError:
        return True
    except onduty.InvalidParamsError:
        return False
    return False


def _is_malformed_by_the_book(body: bytes) -> bool:
    try:
        read_object(body)
    except MalformedError:
        return True
    return False
