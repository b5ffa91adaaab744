from types import ModuleType

from onduty import _core
from tests.codebase import stub
from tests.codebase.project import ROOT


def test_stub_and_extension_module_have_the_same_names() -> None:
    text = (ROOT / "python/onduty/_core.pyi").read_text(encoding="utf-8")
    assert stub.declared(text) == stub.defined(_core)


def test_names_are_found_on_both_sides() -> None:
    module = ModuleType("module")
    vars(module).update(User=int, open=open, UNSET=None, _hidden=1)
    text = "import ast\nclass User: ...\ndef open() -> None: ...\nUNSET: int\n_hidden: int\n"
    assert stub.declared(text) == stub.defined(module) == {"User", "open", "UNSET"}
