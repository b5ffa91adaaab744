"""C2: which names count as the same."""

import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onduty
from tests.model.template import Template
from tests.model.values import folded

# Assigned since Unicode 3.2, so that old and new tables agree; without what case folding may ignore.
_IGNORABLE = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0") | set(map(chr, range(0xFE00, 0xFE10)))
LETTERS = st.characters(categories=("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Mn")).filter(
    lambda letter: unicodedata.ucd_3_2_0.category(letter) != "Cn" and letter not in _IGNORABLE
)
CHANGES: dict[str, Callable[[str], str]] = {
    "none": str,
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "folded": str.casefold,
    "composed": lambda name: unicodedata.normalize("NFKC", name),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "other": lambda name: name + "x",
}


@pytest.fixture(scope="module")
def globex(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[onduty.Account]:
    path = tmp_path_factory.mktemp("names") / "onduty.db"
    path.write_bytes(template.path.read_bytes())
    with onduty.open(str(path)) as db:
        yield db.account("globex")


@settings(max_examples=settings().max_examples * 3)
@given(name=st.text(LETTERS, min_size=1, max_size=15), change=st.sampled_from(sorted(CHANGES)))
def test_c2_the_same_names_are_taken_for_both(globex: onduty.Account, name: str, change: str) -> None:
    other = CHANGES[change](name)
    first = globex.create_custom_status(f"1{name}")
    try:
        assert _is_taken(globex, f"1{other}") is (folded(f"1{name}") == folded(f"1{other}"))
    finally:
        globex.destroy_custom_status(first.id)


def _is_taken(account: onduty.Account, name: str) -> bool:
    try:
        second = account.create_custom_status(name)
    except onduty.InvalidParamsError:
        return True
    account.destroy_custom_status(second.id)
    return False
