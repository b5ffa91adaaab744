import pytest

from tests.model.catalogue_machine import CatalogueMachine
from tests.model.contact_machine import ContactMachine
from tests.model.list_machine import ListMachine
from tests.model.machine import run
from tests.model.status_machine import StatusMachine
from tests.model.template import Template

pytestmark = pytest.mark.timeout(900)  # seconds: finding the shortest sequence that fails takes long


class EverythingMachine(StatusMachine, ContactMachine, CatalogueMachine, ListMachine):
    """All requests there are."""


def test_u8_c7_and_all_else_in_generated_sequences(template: Template) -> None:
    run(EverythingMachine, template, share=0.3, steps=40)
