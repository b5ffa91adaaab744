"""Where simulated people work, and when it is noon there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Office(NamedTuple):
    """A place with a time zone; `weight` people of all weights work there."""

    city: str
    time_zone: str
    weight: int


OFFICES = (
    Office("Rome", "Europe/Rome", 45),
    Office("Lisbon", "Europe/Lisbon", 15),
    Office("São Paulo", "America/Sao_Paulo", 15),
    Office("New York", "America/New_York", 10),
    Office("Bengaluru", "Asia/Kolkata", 10),
    Office("Tokyo", "Asia/Tokyo", 5),
)


def noon_ms(day: date, office: Office) -> int:
    """Noon there on this day, in milliseconds since 1970. Clocks are set at night, so shifts are told from noon."""
    noon = datetime.combine(day, time(12), ZoneInfo(office.time_zone)).astimezone(UTC)
    return int(noon.timestamp()) * 1000
