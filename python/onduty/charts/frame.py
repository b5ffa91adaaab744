"""What all charts have around them: title, legend, notes, styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from onduty._arguments import whole_number
from onduty.charts.chart import Chart
from onduty.charts.states import TEXTURES, Style, ink
from onduty.charts.svg import CHART_ID, element, escaped, fitted, text, text_width

_WIDTH_MIN = 320  # pixels: less has no room for names and what is beside them
SIDE = 16  # pixels left free at each side
FONT_SIZE = 12
TITLE_HEIGHT = 52
_LINE_HEIGHT = 20
_SWATCH = 16
BAR_HEIGHT = 14
AWAY_HEIGHT = 8  # lower than a bar of somebody available, so that it can be told without colours

# Paper, text, quiet text, lines.
_LIGHT = ("#ffffff", "#1f2328", "#59636e", "#d1d9e0")
_DARK = ("#161b22", "#e6edf3", "#9da7b1", "#3d444d")


@dataclass
class Sheet:
    """Where a chart is put together, from top to bottom."""

    title: str
    subtitle: str
    width: int
    height: float = TITLE_HEIGHT
    parts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        whole_number("width", self.width, _WIDTH_MIN)

    def add(self, *parts: str) -> None:
        """Puts elements on it."""
        self.parts += parts

    def note(self, content: str) -> None:
        """A line below all that is there."""
        self.height += _LINE_HEIGHT
        self.add(text(SIDE, self.height - 6, fitted(content, self.width - 2 * SIDE, FONT_SIZE), "quiet"))

    def nothing(self, content: str) -> Chart:
        """The chart when there is nothing to show but these words."""
        self.height += 48
        self.add(text(self.width / 2, self.height - 24, content, "quiet", "middle"))
        return self.finished(content, ())

    def legend(self, entries: Iterable[tuple[Style, str]]) -> None:
        """The styles, each with its words, in as many lines as they need."""
        x: float = SIDE
        self.height += _LINE_HEIGHT + 4
        for style, words in entries:
            words = fitted(words, self.width / 2, FONT_SIZE)
            length = _SWATCH + 6 + text_width(words, FONT_SIZE)
            if x > SIDE and x + length > self.width - SIDE:
                x, self.height = SIDE, self.height + _LINE_HEIGHT
            self.add(swatch(style, x, self.height - 5), text(x + _SWATCH + 6, self.height - 6, words))
            x += length + 18

    def finished(self, description: str, styles: Iterable[Style]) -> Chart:
        """The chart. `description` is for those who do not see it."""
        height = round(self.height + 10)
        paper = element("rect", width=self.width, height=height, rx=6, class_="paper")
        body = "".join([paper, *self._headings(), *self.parts])
        svg = _document(self.title, description, (self.width, height), tuple(dict.fromkeys(styles)), body)
        return Chart(self.title, description, self.width, height, svg)

    def _headings(self) -> list[str]:
        room = self.width - 2 * SIDE
        return [
            text(SIDE, 26, fitted(self.title, room, 16), "heading"),
            text(SIDE, 44, fitted(self.subtitle, room, FONT_SIZE), "quiet"),
        ]


def swatch(style: Style, x: float, base: float) -> str:
    """A sample of the style, as high as its bars are."""
    height = BAR_HEIGHT if style.available else AWAY_HEIGHT
    return element("rect", x=x, y=base - height, width=_SWATCH, height=height, class_=style.name)


def _document(title: str, description: str, size: tuple[int, int], styles: Sequence[Style], body: str) -> str:
    width, height = size
    drawn = element(
        "svg",
        element("title", escaped(title)),
        element("desc", escaped(description)),
        element("style", _rules(styles)),
        *([element("defs", *map(_pattern, styles))] if styles else []),
        body,
        xmlns="http://www.w3.org/2000/svg",
        id=CHART_ID,
        role="img",
        aria_label=f"{title}. {description}",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        style="max-width:100%;height:auto",
    )
    return drawn.replace(CHART_ID, f"onduty-{sha256(drawn.encode()).hexdigest()[:12]}")


def _rules(styles: Sequence[Style]) -> str:
    """The style sheet. Each rule begins with the chart's id: in a page, it reaches nothing else."""
    fills = "".join(f"#{CHART_ID} .{style.name}{{fill:url(#{CHART_ID}-{style.name})}}" for style in styles)
    fixed = (
        f"#{CHART_ID} text{{font:{FONT_SIZE}px system-ui,'DejaVu Sans',sans-serif;unicode-bidi:isolate}}"
        f"#{CHART_ID} text.heading{{font-size:16px;font-weight:600}}"
        f"#{CHART_ID} text.cell{{font-size:11px}}"
        f"#{CHART_ID} .piece{{stroke-width:.75}}"
        f"#{CHART_ID} .gap{{stroke-dasharray:1 4}}"
        f"#{CHART_ID} .now{{stroke-width:1.5}}"
    )
    return fixed + _colours(*_LIGHT) + f"@media (prefers-color-scheme:dark){{{_colours(*_DARK)}}}" + fills


def _colours(paper: str, words: str, quiet: str, lines: str) -> str:
    here = f"#{CHART_ID} "
    return (
        f"{here}.paper{{fill:{paper}}}{here}.text,{here}.heading{{fill:{words}}}{here}.quiet{{fill:{quiet}}}"
        f"{here}.grid{{stroke:{lines}}}{here}.gap{{stroke:{quiet}}}{here}.now{{stroke:{words}}}"
        f"{here}.piece{{stroke:{paper}}}{here}.blank{{fill:{lines}}}"
    )


def _pattern(style: Style) -> str:
    ground = element("rect", width=6, height=6, fill=style.colour)
    marks = element("path", d=TEXTURES[style.texture], stroke=ink(style.colour), stroke_opacity=0.55, fill="none")
    return element(
        "pattern",
        ground,
        *([marks] if TEXTURES[style.texture] else []),
        id=f"{CHART_ID}-{style.name}",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )
