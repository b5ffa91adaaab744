from collections.abc import Iterator

import pytest

from tests.database_dump import DatabaseReader
from tests.model.template import Template, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    reader = DatabaseReader()
    yield make_template(tmp_path_factory.mktemp("model") / "onduty.db", reader)
    reader.close()
