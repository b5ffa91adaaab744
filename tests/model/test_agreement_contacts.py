import pytest

from tests.model.contact_machine import ContactMachine
from tests.model.list_machine import ListMachine
from tests.model.machine import run
from tests.model.template import Template

pytestmark = pytest.mark.timeout(900)  # seconds: finding the shortest sequence that fails takes long


class LongListMachine(ContactMachine, ListMachine):
    """What answers with lists."""


def test_s5_to_s10_and_h1_to_h3_and_c5_in_generated_sequences(template: Template) -> None:
    run(ContactMachine, template, share=0.4, steps=30)


def test_h3_and_c7_where_lists_are_cut(template_of_long_lists: Template) -> None:
    run(LongListMachine, template_of_long_lists, share=0.4, steps=20)
