"""The custom statuses of simulated people."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID


class SimulatedStatus(NamedTuple):
    """One of the catalogue."""

    name: str
    emoji: str | None


LUNCH, COFFEE, MEETING, TRAINING, FOCUS, SICK, VACATION = range(7)
STATUSES = (
    SimulatedStatus("Lunch", "🍝"),
    SimulatedStatus("Coffee break", "☕"),
    SimulatedStatus("Meeting", "👥"),
    SimulatedStatus("Training", "🎓"),
    SimulatedStatus("Focus", None),
    SimulatedStatus("Sick", "🤒"),
    SimulatedStatus("Vacationing", "🌴"),
)


def digits(seed: int, kind: str, number: int) -> str:
    """32 hexadecimal digits of their own for each kind and number."""
    return sha256(f"{seed} {kind} {number}".encode()).hexdigest()[:32]


def status_id(seed: int, number: int) -> str:
    """The id of a custom status."""
    return str(UUID(digits(seed, "custom status", number)))
