from collections.abc import Iterator

import pytest

from tests.database_dump import DatabaseReader
from tests.model.documents import CONTACTS
from tests.model.template import Template, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """Few contacts."""
    yield from _template(tmp_path_factory, 8)


@pytest.fixture(scope="session")
def template_of_long_lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """More contacts than an answer or a page holds."""
    yield from _template(tmp_path_factory, len(CONTACTS))


def _template(tmp_path_factory: pytest.TempPathFactory, contact_count: int) -> Iterator[Template]:
    reader = DatabaseReader()
    yield make_template(tmp_path_factory.mktemp("model") / "onduty.db", reader, contact_count)
    reader.close()
