"""What happens to one person on one day."""

from __future__ import annotations

import json
from typing import NamedTuple

from onduty.simulation.chances import Chance
from onduty.simulation.staff import Employee
from onduty.simulation.statuses import COFFEE, FOCUS, LUNCH, MEETING, SICK, STATUSES, TRAINING, VACATION, status_id

MINUTE_MS = 60_000


class Happening(NamedTuple):
    """An entry of the history, but for the instant in words. They sort by time."""

    at_ms: int  # since 1970
    line_begin: str
    line_end: str


class _Activity(NamedTuple):
    """What one may do in a part of a shift, which leaves the desk (or not) for some minutes."""

    part: int  # of six
    likelihood: float
    custom_status: int
    available: bool
    shortest_min: int
    longest_min: int


# In the order of the day; those of one part exclude each other, as the first that comes about takes it.
_ACTIVITIES = (
    _Activity(1, 0.7, COFFEE, False, 5, 15),
    _Activity(2, 0.35, MEETING, False, 20, 45),
    _Activity(2, 0.2, FOCUS, True, 20, 45),
    _Activity(3, 0.95, LUNCH, False, 25, 45),
    _Activity(4, 0.08, TRAINING, False, 30, 45),
    _Activity(4, 0.25, MEETING, False, 20, 45),
    _Activity(5, 0.6, COFFEE, False, 5, 15),
)
_PARTS = 6
_SICK_REASONS = ("flu", "a cold", "a bad back", None)


class Diary:
    """Writes down what happens to people, each day after the other, within one period."""

    def __init__(self, seed: int, start_ms: int, end_ms: int, random: Chance) -> None:
        self.happenings: list[Happening] = []
        self._start_ms, self._end_ms, self._random = start_ms, end_ms, random
        self._ids = [status_id(seed, number) for number in range(len(STATUSES))]
        self._line_ends: dict[tuple[bool | None, int | None, str | None], str] = {}

    def live(self, who: Employee, day: int, weekday: int, noon_ms: int) -> None:
        """Writes the person's day down."""
        start_ms = noon_ms + who.shift_start_min * MINUTE_MS
        if not who.first_day <= day < who.last_day:
            if day == who.last_day:
                self._set(who, start_ms, False, None, "has left the company", by_lead=True)
            return
        for first, back in who.vacations:
            if first <= day < back:
                self._set(who, start_ms - 60 * MINUTE_MS, False, VACATION, "on holiday")
                return
        if day >= who.well_from_day and weekday not in who.days_off:
            self._work_or_be_sick(who, day, start_ms)

    def _work_or_be_sick(self, who: Employee, day: int, start_ms: int) -> None:
        random = self._random
        if random() < 0.012:
            who.well_from_day = day + 1 + int(random() * random() * 8)
            reason = _SICK_REASONS[int(random() * len(_SICK_REASONS))]
            self._set(who, start_ms - int(random() * 30 * MINUTE_MS), False, SICK, reason)
            return
        late = 20 if random() < 0.05 else 0
        start_ms += int((random() * 15 - 8 + late) * MINUTE_MS)
        length_ms = int((who.shift_length_min + random() * 20 - 5) * MINUTE_MS)
        self._set(who, start_ms, True, None, None)
        self._do_this_and_that(who, start_ms, length_ms // _PARTS)
        self._log_out(who, start_ms + length_ms)

    def _do_this_and_that(self, who: Employee, start_ms: int, part_ms: int) -> None:
        random, taken = self._random, 0
        for part, likelihood, custom_status, available, shortest_min, longest_min in _ACTIVITIES:
            if part == taken or random() >= likelihood:
                continue
            taken = part
            begin_ms = start_ms + int(part_ms * (part + random() * 0.35))
            wanted_ms = int((shortest_min + random() * (longest_min - shortest_min)) * MINUTE_MS)
            self._set(who, begin_ms, available, custom_status, None)
            self._set(who, begin_ms + min(wanted_ms, part_ms * 6 // 10), True, None, None)

    def _log_out(self, who: Employee, end_ms: int) -> None:
        random = self._random
        if random() >= who.forgetfulness:
            self._set(who, end_ms, False, None, None)
        elif random() < 0.6:
            found_ms = end_ms + int((0.5 + 3 * random()) * 60 * MINUTE_MS)
            self._set(who, found_ms, False, None, "forgot to log out", by_lead=True)

    def _set(
        self,
        who: Employee,
        at_ms: int,
        available: bool,
        custom_status: int | None,
        reason: str | None,
        by_lead: bool = False,
    ) -> None:
        """Writes a change down. What changes nothing, and what lies outside of the period, has not happened."""
        new_available = available if available != who.available else None
        new_custom = -1 if custom_status is None else custom_status
        has_new_custom = custom_status != who.custom_status
        if (new_available is None and not has_new_custom) or not self._start_ms <= at_ms < self._end_ms:
            return
        key = (new_available, new_custom if has_new_custom else None, reason)
        line_end = self._line_ends.get(key) or self._line_end(key)
        who.available, who.custom_status = available, custom_status
        self.happenings.append(Happening(at_ms, who.lead_line_begin if by_lead else who.line_begin, line_end))

    def _line_end(self, key: tuple[bool | None, int | None, str | None]) -> str:
        available, custom_status, reason = key
        values: dict[str, object] = {}
        if available is not None:
            values["available"] = available
        if custom_status is not None:
            values["custom_status_id"] = None if custom_status < 0 else self._ids[custom_status]
        if reason is not None:
            values["reason"] = reason
        line_end = '",' + json.dumps(values, separators=(",", ":"))[1:] + "\n"
        self._line_ends[key] = line_end
        return line_end
