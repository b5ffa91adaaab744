"""Chances. Python promises to give the same numbers for the same seed in any version for `Random.random()` alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

# From 0 to below 1.
Chance = Callable[[], float]


def chance(seed: int, purpose: str) -> Chance:
    """Numbers of their own for each seed and purpose."""
    return Random(f"{seed} {purpose}").random


def below(bound: int, random: Chance) -> int:
    """A whole number from 0 to below `bound`."""
    return int(random() * bound)


def by_weight(weights: Sequence[int], random: Chance) -> int:
    """An index, each as likely as its weight says."""
    left = below(sum(weights), random)
    index = 0
    while left >= weights[index]:
        left -= weights[index]
        index += 1
    return index
