"""Lists of updates: both sides carry out the same one, and a naive model of it says what must come out."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.databases import CUSTOM_STATUSES, State, uuid_of

KEEP = "-"
CLEAR = "none"


@dataclass(frozen=True)
class Update:
    """A line of a workload's file: user, availability and custom status."""

    user: str
    available: bool | None  # None leaves it
    custom_status: str  # an id, KEEP or CLEAR

    def line(self) -> str:
        available = KEEP if self.available is None else str(int(self.available))
        return f"{self.user} {available} {self.custom_status.replace('-', '') or KEEP}"

    def keywords(self) -> dict[str, Any]:
        """The arguments of `update_status` for it."""
        asked: dict[str, Any] = {} if self.available is None else {"available": self.available}
        if self.custom_status != KEEP:
            asked["custom_status_uuid"] = None if self.custom_status == CLEAR else self.custom_status
        return asked

    def mapping(self) -> dict[str, Any]:
        """The item of `update_many` for it."""
        return {"uuid": self.user, **self.keywords()}

    def after(self, before: State) -> State:
        """What the update makes of a state."""
        state = before
        if self.available is not None:
            state = replace(state, available=self.available)
        if self.custom_status == CLEAR:
            state = replace(state, custom_status=None)
        elif self.custom_status != KEEP:
            state = replace(state, custom_status=self.custom_status.replace("-", ""))
        return state if state == before else replace(state, version=before.version + 1)


def choose(users: int, count: int, seed: int) -> list[str]:
    """`count` different users out of the first `users`, at random."""
    return [uuid_of(number) for number in random.Random(seed).sample(range(1, users + 1), count)]


def flips(chosen: Sequence[str], states: dict[str, State], rounds: int = 1) -> list[Update]:
    """Updates of each of them, round after round, each a change of the availability."""
    return [
        Update(user, states[user].available == (number % 2 == 1), KEEP) for number in range(rounds) for user in chosen
    ]


def mixture(users: int, count: int, seed: int) -> list[Update]:
    """Updates of users at random: mostly availability, some custom statuses; some change nothing, some are refused."""
    chance = random.Random(seed)
    return [_one_of_mixture(chance, users) for _ in range(count)]


def _one_of_mixture(chance: random.Random, users: int) -> Update:
    number = chance.randint(1, users)
    kind = chance.random()
    if kind < 0.01:
        return Update(uuid_of(number + users), True, KEEP)  # nobody
    if kind < 0.20:
        return Update(uuid_of(number), None, chance.choice(CUSTOM_STATUSES))
    if kind < 0.25:
        return Update(uuid_of(number), False, CLEAR)
    return Update(uuid_of(number), chance.random() < 0.5, KEEP)


def write(updates: Iterable[Update], path: Path) -> None:
    path.write_text("".join(update.line() + "\n" for update in updates), encoding="ascii")


def read(path: Path) -> list[Update]:
    updates = []
    for line in path.read_text(encoding="ascii").splitlines():
        user, available, custom_status = line.split()
        updates.append(Update(user, None if available == KEEP else available == "1", custom_status))
    return updates


def carry_out(updates: Sequence[Update], states: dict[str, State]) -> tuple[dict[str, State], Counter[str]]:
    """The states after the updates, and how many had which outcome."""
    after = dict(states)
    outcomes: Counter[str] = Counter()
    for update in updates:
        before = after.get(update.user)
        if before is None:
            outcomes["refused"] += 1
            continue
        after[update.user] = update.after(before)
        outcomes["unchanged" if after[update.user] == before else "changed"] += 1
    return after, outcomes
