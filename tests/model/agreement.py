"""Whether what a system showed is what the model says, with the instants and cursors that only the system knows."""

from datetime import datetime
from typing import Any

from tests.model.answers import Cursor
from tests.model.state import World
from tests.model.values import Moment, Shown, Unordered, read_instant, written_instant


class Clock:
    """The instant that a system shows for each of the model's moments: the same one always, and within its request."""

    def __init__(self) -> None:
        self._windows: dict[Moment, tuple[datetime, datetime]] = {}
        self._shown: dict[Moment, datetime] = {}

    def note_request(self, moment: Moment, begun: datetime, ended: datetime) -> None:
        self._windows[moment] = (begun, ended)

    def check(self, expected: Shown, text: Any, where: str) -> None:
        assert isinstance(text, str), f"{where}: {text!r} instead of an instant"
        instant = expected.instant if isinstance(expected.instant, datetime) else self._of(expected, text, where)
        assert text == written_instant(instant, expected.style), f"{where}: {text} instead of {instant}"

    def _of(self, expected: Shown, text: str, where: str) -> datetime:
        moment = expected.instant
        assert isinstance(moment, Moment)
        seen = read_instant(text)
        begun, ended = self._windows[moment]
        if expected.style != "millisecond":
            known = self._shown.get(moment)
            if known is None:
                assert begun.replace(microsecond=0) <= seen <= ended, f"{where}: {text} is not of its request"
            return known or seen
        assert begun <= seen <= ended, f"{where}: {text} is not of its request, {begun} to {ended}"
        return self._shown.setdefault(moment, seen)


class Agreement:
    """Of one system and its model."""

    def __init__(self, world: World) -> None:
        self.clock = Clock()
        self._world = world

    def check(self, expected: Any, seen: Any, where: str = "answer") -> None:
        """Fails where they differ; JSON objects must have their keys in the same order (S11)."""
        if isinstance(expected, Shown):
            self.clock.check(expected, seen, where)
        elif isinstance(expected, Cursor):
            assert isinstance(seen, str), f"{where}: {seen!r} instead of a cursor"
            self._world.cursor_texts.setdefault(expected, seen)
        elif isinstance(expected, dict):
            self._check_object(expected, seen, where)
        elif isinstance(expected, list):
            self._check_list(expected, seen, where)
        else:
            same = expected == seen and isinstance(expected, bool) is isinstance(seen, bool)
            assert same, f"{where}: {seen!r} instead of {expected!r}"

    def _check_object(self, expected: dict[str, Any], seen: Any, where: str) -> None:
        assert isinstance(seen, dict), f"{where}: {seen!r} instead of an object"
        in_order = list(seen) == list(expected)
        is_good = in_order or (isinstance(expected, Unordered) and set(seen) == set(expected))
        assert is_good, f"{where}: the keys {list(seen)} instead of {list(expected)}"
        for name, value in expected.items():
            self.check(value, seen[name], f"{where}.{name}")

    def _check_list(self, expected: list[Any], seen: Any, where: str) -> None:
        assert isinstance(seen, list), f"{where}: {seen!r} instead of a list"
        assert len(seen) == len(expected), f"{where}: {seen} instead of {expected}"
        for index, (value, shown) in enumerate(zip(expected, seen, strict=True)):
            self.check(value, shown, f"{where}[{index}]")
