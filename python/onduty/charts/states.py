"""States as charts tell them apart: by colour, by texture, and by words.

The colours are those of Masataka Okabe and Kei Ito, “Color Universal Design” (2008), which people with any common kind
of colour blindness can tell apart, and a grey. Each has a texture too, so that nothing depends on colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class State(NamedTuple):
    """What a person is at one moment; the custom status by its name."""

    available: bool
    custom_status: str | None = None

    @property
    def label(self) -> str:
        """The state in words."""
        word = "Available" if self.available else "Away"
        return word if self.custom_status is None else f"{word}: {self.custom_status}"


@dataclass(frozen=True)
class Style:
    """How a state is drawn."""

    name: str  # of its class and texture within the chart
    label: str
    available: bool
    colour: str
    texture: str  # a key of TEXTURES


# The strokes of one tile of 6 × 6 pixels.
TEXTURES: Mapping[str, str] = {
    "plain": "",
    "rising": "M-1 1 1 -1M0 6 6 0M5 7 7 5",
    "falling": "M-1 5 1 7M0 0 6 6M5 -1 7 1",
    "lying": "M0 3H6",
    "standing": "M3 0V6",
    "crossed": "M0 3H6M3 0V6",
    "dotted": "M2 2h2v2h-2z",
    "zigzag": "M0 4.5 3 1.5 6 4.5",
    "latticed": "M0 0 6 6M6 0 0 6",
    "dashed": "M1 3H5",
    "ringed": "M1.2 3a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0",
    "sparse": "M2.5 2.5h1v1h-1z",
}

_GREEN, _ORANGE, _SKY, _PURPLE = "#009E73", "#E69F00", "#56B4E9", "#CC79A7"
_YELLOW, _VERMILION, _BLUE, _GREY = "#F0E442", "#D55E00", "#0072B2", "#A6A6A6"
_FURTHER = (
    (_ORANGE, "rising"),
    (_SKY, "dotted"),
    (_PURPLE, "falling"),
    (_YELLOW, "standing"),
    (_BLUE, "lying"),
    (_VERMILION, "crossed"),
    (_SKY, "zigzag"),
    (_ORANGE, "latticed"),
    (_PURPLE, "ringed"),
    (_YELLOW, "dashed"),
)
_PLAIN = {State(True): (_GREEN, "plain"), State(False): (_GREY, "sparse")}
_OTHERS = {State(True, "others"): (_GREEN, "dotted"), State(False, "others"): (_GREY, "latticed")}


def styles(times: Mapping[State, int]) -> dict[State, Style]:
    """A style for each state, in the order in which they are listed.

    The custom statuses of most time have styles of their own, the others share two.
    """
    named = [state for state in times if state not in _PLAIN]
    kept = sorted(named, key=lambda state: (-times[state], state.label))[: len(_FURTHER)]
    looks = {state: look for state, look in _PLAIN.items() if state in times}
    looks |= dict(zip(sorted(kept, key=_by_name), _FURTHER, strict=False))
    represented = {state: state if state in looks else State(state.available, "others") for state in times}
    looks |= {state: look for state, look in _OTHERS.items() if state in represented.values() and state not in looks}
    order = sorted(looks, key=_by_name)
    made = {state: Style(f"s{place}", state.label, state.available, *looks[state]) for place, state in enumerate(order)}
    return {state: made[represented[state]] for state in sorted(times, key=lambda each: order.index(represented[each]))}


def _by_name(state: State) -> tuple[bool, bool, str]:
    """Available before away, those without a custom status first."""
    return not state.available, state.custom_status is not None, state.label


def ink(colour: str) -> str:
    """Black or white, whichever is easier to read on the colour."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    luminance = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#000" if luminance > 0.18 else "#fff"
