"""Memory that the workers of one server share, where each leaves what it counted for whichever of them is asked.

It has no name in any directory, and is gone with the last of the processes.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

_HEAD = struct.Struct("<QII")  # generation, length and checksum of what follows
_HALF_SIZE = 1 << 20  # bytes; far more than all routes, methods and statuses there are take


@dataclass(frozen=True)
class WorkerNumbers:
    """What one worker counted, and how it stands."""

    process_id: int
    requests_in_flight: int
    queue_length: int
    tallies: dict[str, Any]  # as `Tallies.state` gives them

    def is_running(self) -> bool:
        """Whether there is still such a process."""
        try:
            os.kill(self.process_id, 0)
        except ProcessLookupError:
            return False
        return True


class WorkerSlots:
    """A slot of each worker, of which this process writes its `own`; workers are numbered from 1.

    A slot has two halves that are written in turn, so that a worker that is killed while it writes leaves the half
    before whole, and who reads meanwhile finds it.
    """

    def __init__(self, descriptors: Sequence[int], own: int) -> None:
        self._descriptors = descriptors
        self.own_number = own
        self._generation = _newest(descriptors[own - 1])[0]

    def own(self) -> WorkerNumbers | None:
        """What the worker that had this slot before left there."""
        return _numbers(self._descriptors[self.own_number - 1])

    def publish(self, numbers: WorkerNumbers) -> None:
        """Leaves what this worker counted."""
        content = json.dumps(asdict(numbers)).encode()
        self._generation += 1
        head = _HEAD.pack(self._generation, len(content), zlib.crc32(content))
        os.pwrite(self._descriptors[self.own_number - 1], head + content, self._generation % 2 * _HALF_SIZE)

    def all(self) -> dict[int, WorkerNumbers]:
        """What every worker left, by its number."""
        found = ((number, _numbers(descriptor)) for number, descriptor in enumerate(self._descriptors, 1))
        return {number: numbers for number, numbers in found if numbers is not None}


def make_slots(workers: int) -> list[int]:
    """The descriptors of empty slots, to be inherited by every worker."""
    return [os.memfd_create(f"onduty worker {number}") for number in range(1, workers + 1)]


def _numbers(descriptor: int) -> WorkerNumbers | None:
    content = _newest(descriptor)[1]
    return WorkerNumbers(**json.loads(content)) if content else None


def _newest(descriptor: int) -> tuple[int, bytes]:
    return max(_half(descriptor, 0), _half(descriptor, _HALF_SIZE))


def _half(descriptor: int, offset: int) -> tuple[int, bytes]:
    """Its generation and content; of one that is not whole, none."""
    half = os.pread(descriptor, _HALF_SIZE, offset)
    if len(half) < _HEAD.size:
        return 0, b""
    generation, length, checksum = _HEAD.unpack_from(half)
    content = half[_HEAD.size : _HEAD.size + length]
    return (generation, content) if zlib.crc32(content) == checksum and content else (0, b"")
