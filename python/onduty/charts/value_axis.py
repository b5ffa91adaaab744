"""An axis of values, which begins at nothing."""

from __future__ import annotations

import math


def value_ticks(largest: float, most: int = 5) -> list[float]:
    """Round values from 0 to the first that is not below the largest."""
    rough = max(largest, 1e-9) / most
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * magnitude for factor in (1, 2, 2.5, 5, 10) if factor * magnitude >= rough * (1 - 1e-9))
    return [step * place for place in range(math.ceil(largest / step - 1e-9) + 1)]


def value_label(value: float) -> str:
    """The value without needless digits."""
    return f"{value:,.6g}" if value < 1e6 else f"{value:,.0f}"
