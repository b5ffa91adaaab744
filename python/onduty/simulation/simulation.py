"""The whole simulation: a directory document, and the history of its people."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import product

from onduty.simulation.chances import chance
from onduty.simulation.diary import MINUTE_MS, Diary, Happening
from onduty.simulation.offices import OFFICES, noon_ms
from onduty.simulation.staff import TEAMS, Employee, employees
from onduty.simulation.statuses import STATUSES, digits, status_id

_DAY = timedelta(days=1)
_DAY_MS = 86_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A day's first happening may be the announcement of a vacation, an hour before the earliest shift.
_FIRST_HAPPENING_MS = -8 * 60 * MINUTE_MS
_FOUNDED_DAY = -1000
_MINUTES = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(1440)]


@dataclass(frozen=True)
class Simulation:
    """So many people over so many days until an instant. All the same, to the byte, for the same four values."""

    people: int
    days: int
    seed: int
    until: datetime
    account: str = "simulated"

    def __post_init__(self) -> None:
        if self.people < 1 or self.days < 1:
            raise ValueError("a simulation has at least one person and one day")
        if self.until.tzinfo is None:
            raise ValueError("until has no time zone; give one, as in datetime(2026, 3, 3, tzinfo=timezone.utc)")
        if self.start.year < 1975:
            raise ValueError("the simulated days begin before 1975; give a later until, or fewer days")

    @property
    def start(self) -> datetime:
        """When its first day begins, in UTC."""
        return self.until.astimezone(UTC) - self.days * _DAY

    def directory(self) -> bytes:
        """The directory document, for `Database.import_directory`."""
        staff = list(employees(self.people, self.days, self.seed))
        document = {
            "account": {"name": self.account},
            "users": [self._user(each) for each in staff],
            "teams": list(self._teams(staff)),
            "custom_statuses": [self._custom_status(number) for number in range(len(STATUSES))],
        }
        return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"

    def history(self) -> Iterator[bytes]:
        """A line of JSON an entry, in the order of time. Of all entries only those of about two days are in memory."""
        for happening in self._happenings():
            yield _line(happening)

    def _happenings(self) -> Iterator[Happening]:
        staff = list(employees(self.people, self.days, self.seed))
        diary = Diary(self.seed, _ms(self.start), _ms(self.until), chance(self.seed, "days"))
        for number in range(-1, self.days + 3):  # in the east it is tomorrow already
            today = self.start.date() + number * _DAY
            _live(staff, diary, number, today)
            yield from _taken(diary.happenings, _begin_ms(today + _DAY))
        yield from _taken(diary.happenings, _ms(self.until))

    def _user(self, employee: Employee) -> dict[str, object]:
        created_at = self._midnight(employee.first_day - 1)
        return {"uuid": employee.uuid, "email": employee.email, "name": employee.name, "createdAt": created_at}

    def _teams(self, staff: list[Employee]) -> Iterator[dict[str, object]]:
        yield self._team(0, "General", staff) | {"default": True}
        for number, (office, team) in enumerate(product(range(len(OFFICES)), range(len(TEAMS))), 1):
            members = [each for each in staff if (each.office, each.team) == (office, team)]
            if members:
                yield self._team(number, f"{TEAMS[team]} {OFFICES[office].city}", members)

    def _team(self, number: int, name: str, members: list[Employee]) -> dict[str, object]:
        return {
            "uuid": digits(self.seed, "team", number),
            "name": name,
            "createdAt": self._midnight(_FOUNDED_DAY),
            "members": [each.email for each in members],
        }

    def _custom_status(self, number: int) -> dict[str, object]:
        return {
            "id": status_id(self.seed, number),
            "name": STATUSES[number].name,
            "emoji": STATUSES[number].emoji,
            "createdAt": self._midnight(_FOUNDED_DAY),
        }

    def _midnight(self, day: int) -> str:
        return f"{self.start.date() + day * _DAY}T00:00:00Z"


def _live(staff: list[Employee], diary: Diary, number: int, today: date) -> None:
    noons = [noon_ms(today, office) for office in OFFICES]
    weekday = today.weekday()
    for who in staff:
        diary.live(who, number, weekday, noons[who.office])


def _begin_ms(day: date) -> int:
    """When the first thing of the day may happen anywhere."""
    return min(noon_ms(day, office) for office in OFFICES) + _FIRST_HAPPENING_MS


def _taken(happenings: list[Happening], end_ms: int) -> list[Happening]:
    """Takes what happened before, in the order of time."""
    happenings.sort()
    count = bisect_left(happenings, end_ms, key=lambda happening: happening.at_ms)
    taken = happenings[:count]
    del happenings[:count]
    return taken


def _ms(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(milliseconds=1)


def _line(happening: Happening) -> bytes:
    at_ms, line_begin, line_end = happening
    day, in_day_ms = divmod(at_ms, _DAY_MS)
    minute, in_minute_ms = divmod(in_day_ms, MINUTE_MS)
    seconds, thousandths = divmod(in_minute_ms, 1000)
    return f"{line_begin}{_date_text(day)}T{_MINUTES[minute]}:{seconds:02}.{thousandths:03}Z{line_end}".encode()


@lru_cache(maxsize=8)
def _date_text(day: int) -> str:
    return str((_EPOCH + day * _DAY).date())
