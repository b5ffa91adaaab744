from tests.model.contact_machine import ContactMachine
from tests.model.machine import run
from tests.model.template import Template


def test_s5_to_s10_and_h1_to_h3_and_c5_in_generated_sequences(template: Template) -> None:
    run(ContactMachine, template, share=1.0, steps=30)
