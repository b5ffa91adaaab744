"""The simulated people: who they are, and when they work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onduty.simulation.chances import Chance, below, by_weight, chance
from onduty.simulation.names import FIRST_NAMES, LAST_NAMES, email
from onduty.simulation.offices import OFFICES
from onduty.simulation.statuses import digits

TEAMS = ("Support", "Sales")  # in each office
_SETTLED_DAYS = 28  # in a shorter period nobody comes or goes
_VACATION_EVERY_DAYS = 120


class _Shift(NamedTuple):
    start_min: int  # from noon
    length_min: int
    weight: int


_SHIFTS = (
    _Shift(-360, 480, 22),  # early
    _Shift(-180, 510, 48),  # day
    _Shift(120, 480, 18),  # late
    _Shift(600, 480, 7),  # night
    _Shift(-180, 240, 5),  # half a day
)


@dataclass(slots=True)
class Employee:
    """Somebody with habits, and with the status of the moment."""

    uuid: str
    email: str
    name: str
    office: int
    team: int
    shift_start_min: int  # from noon
    shift_length_min: int
    days_off: tuple[int, int]  # 0 is Monday
    first_day: int  # of the simulation; below 0 for who was there before
    last_day: int
    vacations: tuple[tuple[int, int], ...]  # first day, first day back
    forgetfulness: float  # how likely a log-out is forgotten
    line_begin: str  # of what this person does
    lead_line_begin: str  # of what the lead does to this person
    available: bool = False
    custom_status: int | None = None
    well_from_day: int = 0


def employees(people: int, days: int, seed: int) -> Iterator[Employee]:
    """So many people. The first is everybody's lead."""
    random = chance(seed, "people")
    lead = ""
    for number in range(people):
        employee = _employee(number, days, seed, lead, random)
        lead = lead or employee.email
        yield employee


def _employee(number: int, days: int, seed: int, lead: str, random: Chance) -> Employee:
    first, last = FIRST_NAMES[below(len(FIRST_NAMES), random)], LAST_NAMES[below(len(LAST_NAMES), random)]
    address, uuid = email(first, last, number), digits(seed, "user", number)
    shift = _SHIFTS[by_weight([each.weight for each in _SHIFTS], random)]
    first_day, last_day = _stay(days, random) if number else (-900, days + 1)
    return Employee(
        uuid=uuid,
        email=address,
        name=f"{first} {last}",
        office=by_weight([office.weight for office in OFFICES], random),
        team=below(len(TEAMS), random),
        shift_start_min=shift.start_min + 15 * below(5, random) - 30,
        shift_length_min=shift.length_min,
        days_off=(5, 6) if random() < 0.8 else _days_off(random),
        first_day=first_day,
        last_day=last_day,
        vacations=tuple(_vacations(days, random)),
        forgetfulness=0.08 if random() < 0.1 else 0.01,
        line_begin=_line_begin(uuid, address),
        lead_line_begin=_line_begin(uuid, lead or address),
    )


def _stay(days: int, random: Chance) -> tuple[int, int]:
    first_day, last_day = -1 - below(900, random), days + 1
    if days >= _SETTLED_DAYS:
        if random() < 0.12:
            first_day = below(days - 7, random)
        if random() < 0.08:
            last_day = max(first_day + 3, below(days, random))
    return first_day, last_day


def _days_off(random: Chance) -> tuple[int, int]:
    first = below(7, random)
    return first, (first + 1) % 7


def _vacations(days: int, random: Chance) -> Iterator[tuple[int, int]]:
    """One of one to three weeks in about four months, each in a part of its own."""
    for begin in range(0, days, _VACATION_EVERY_DAYS):
        if random() < 0.75:
            first = begin + below(_VACATION_EVERY_DAYS - 22, random)
            yield first, first + 7 * (1 + below(3, random))


def _line_begin(uuid: str, actor: str) -> str:
    return f'{{"user":"{uuid}","actor":{json.dumps(actor)},"at":"'
