import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.plan_machine import HttpPlanMachine, LibraryPlanMachine, PlanMachine

pytestmark = pytest.mark.timeout(900)  # seconds: finding the shortest sequence that fails takes long


@pytest.mark.parametrize("machine", [LibraryPlanMachine, HttpPlanMachine])
def test_q4_q5_in_generated_sequences(machine: type[PlanMachine]) -> None:
    profile = settings()
    chosen = settings(
        profile,
        max_examples=max(1, round(profile.max_examples * 0.3)),
        stateful_step_count=40,
        suppress_health_check=[HealthCheck.too_slow],  # as for the deadline: the machine may be busy
    )
    run_state_machine_as_test(machine, settings=chosen)
