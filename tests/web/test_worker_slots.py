"""What workers leave for each other."""

import os
from collections.abc import Iterator

import pytest
from prometheus_client import CollectorRegistry

from onduty.web.tallies import Tallies
from onduty.web.worker_slots import WorkerNumbers, WorkerSlots, make_slots

TALLIES = Tallies().state()


@pytest.fixture
def descriptors() -> Iterator[list[int]]:
    made = make_slots(2)
    yield made
    for descriptor in made:
        os.close(descriptor)


def numbers(queue_length: int, process_id: int = 0) -> WorkerNumbers:
    return WorkerNumbers(process_id or os.getpid(), 1, queue_length, TALLIES)


def test_what_is_left_is_found_by_the_others(descriptors: list[int]) -> None:
    first, second = WorkerSlots(descriptors, 1), WorkerSlots(descriptors, 2)
    assert (first.own(), second.all()) == (None, {})
    for queue_length in range(5):
        first.publish(numbers(queue_length))
        assert second.all() == {1: numbers(queue_length)}
    second.publish(numbers(9))
    assert first.all() == {1: numbers(4), 2: numbers(9)}


def test_who_takes_a_slot_over_finds_what_was_left_and_goes_on(descriptors: list[int]) -> None:
    WorkerSlots(descriptors, 1).publish(numbers(1))
    again = WorkerSlots(descriptors, 1)
    assert again.own() == numbers(1)
    for queue_length in (2, 3):
        again.publish(numbers(queue_length))
        assert WorkerSlots(descriptors, 2).all() == {1: numbers(queue_length)}


@pytest.mark.parametrize("written", [0, 5, 16, 17, 60])
def test_what_was_half_written_leaves_what_was_there_before(descriptors: list[int], written: int) -> None:
    slots = WorkerSlots(descriptors, 1)
    slots.publish(numbers(1))
    slots.publish(numbers(2))
    whole = os.pread(descriptors[0], 1000, 0)  # the second, as halves are written in turn
    slots.publish(numbers(3))
    os.pwrite(descriptors[0], b"\xff" * (len(whole) - written), written)
    assert WorkerSlots(descriptors, 1).own() == numbers(3)
    slots.publish(numbers(4))
    assert WorkerSlots(descriptors, 1).own() == numbers(4)


def test_a_process_that_has_ended_is_told(descriptors: list[int]) -> None:
    ended = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(ended, 0)
    assert not numbers(1, ended).is_running()
    assert numbers(1).is_running()


def shown(tallies: Tallies) -> list[object]:
    registry = CollectorRegistry()
    registry.register(tallies)
    return [sample for family in registry.collect() for sample in family.samples]


def test_tallies_add_up_to_what_one_alone_would_have_counted() -> None:
    alone, total, parts = Tallies(), Tallies(), [Tallies(), Tallies()]
    for number, seconds in enumerate((0.125, 0.25, 4.0, 0.0625, 20.0)):
        for each in (alone, parts[number % 2]):
            each.count_request("/users", "GET", 200 + number % 3, seconds)
            each.count_update("changed", "")
    for part in parts:
        total.add(part.state())
    assert sorted(map(str, shown(total))) == sorted(map(str, shown(alone)))
