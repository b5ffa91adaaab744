import pytest

from tests.model.catalogue_machine import CatalogueMachine
from tests.model.machine import run
from tests.model.status_machine import StatusMachine
from tests.model.template import Template

pytestmark = pytest.mark.timeout(900)  # seconds: finding the shortest sequence that fails takes long


class HolderMachine(CatalogueMachine, StatusMachine):
    """What changes custom statuses, and who has them."""


def test_c1_to_c3_and_s4_and_u10_in_generated_sequences(template: Template) -> None:
    run(HolderMachine, template, share=0.4, steps=30)
