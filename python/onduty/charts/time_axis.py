"""A time axis: where an instant is, the lines at its ticks, and what stands below them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from onduty.charts.frame import FONT_SIZE
from onduty.charts.svg import element, text, text_width
from onduty.charts.ticks import Tick, time_ticks

_TICK_DISTANCE = 58  # pixels, at least
AXIS_HEIGHT = 40


@dataclass(frozen=True)
class TimeAxis:
    """The period from start to end, drawn from `left` on."""

    start: datetime  # UTC
    end: datetime
    zone: ZoneInfo
    left: float
    width: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    def x(self, at: datetime) -> float:
        """Where the instant is."""
        return self.left + self.width * ((at - self.start) / (self.end - self.start))

    def drawn(self, top: float, bottom: float) -> list[str]:
        """Lines from top to bottom, and two lines of words below."""
        ticks = time_ticks(self.start, self.end, self.zone, int(self.width / _TICK_DISTANCE))
        lines = [self._line(tick, top, bottom) for tick in ticks]
        labels = [text(self.x(tick.at), bottom + 16, tick.label, "quiet", "middle") for tick in ticks]
        return lines + labels + self._contexts(ticks, bottom + 32)

    def _line(self, tick: Tick, top: float, bottom: float) -> str:
        x = self.x(tick.at)
        return element("line", x1=x, x2=x, y1=top, y2=bottom + 3, class_="grid")

    def _contexts(self, ticks: list[Tick], base: float) -> list[str]:
        """Where it changes, the context; of two that would touch, the first gives way."""
        shown: list[str] = []
        next_left = self.right + 16
        for tick in reversed(_changes(ticks)):
            x, half = self.x(tick.at), text_width(tick.context, FONT_SIZE) / 2
            if x + half <= next_left:
                shown.append(text(x, base, tick.context, "quiet", "middle"))
                next_left = x - half - 6
        return shown


def _changes(ticks: list[Tick]) -> list[Tick]:
    before = [None, *(tick.context for tick in ticks)]
    return [tick for tick, context in zip(ticks, before, strict=False) if tick.context not in (context, "")]
