import pytest

from tests.model.machine import run
from tests.model.status_machine import StatusMachine
from tests.model.template import Template

pytestmark = pytest.mark.timeout(900)  # seconds: finding the shortest sequence that fails takes long


def test_s1_to_s4_and_u1_to_u11_in_generated_sequences(template: Template) -> None:
    run(StatusMachine, template, share=0.3, steps=30)
