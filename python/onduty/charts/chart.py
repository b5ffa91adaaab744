"""The chart itself: SVG in memory, shown by notebooks and saved as a file."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from os import PathLike
from pathlib import Path


@dataclass(frozen=True)
class Chart:
    """A picture as SVG text: no script, nothing loaded from elsewhere. `str(chart)` is the `<svg>` element.

    The element can be put into an HTML page as it is. It has a background of its own, light or dark as the reader's
    system has it, so that it is readable on any page. Its ids are made of its content: two charts that differ never
    share one, and the same data gives the same text.
    """

    title: str
    description: str  # what it shows, in words
    width: int  # pixels
    height: int
    svg: str = field(repr=False)

    def __str__(self) -> str:
        return self.svg

    def save(self, path: str | PathLike[str]) -> None:
        """Writes an SVG file; one that is there is replaced."""
        Path(path).write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{self.svg}\n', encoding="utf-8")

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        # As an image: notebooks that are not trusted yet take an element out of their HTML and leave its words.
        data = b64encode(self.svg.encode()).decode()
        words = escape(f"{self.title}. {self.description}")
        return f'<img alt="{words}" src="data:image/svg+xml;base64,{data}" style="max-width:100%">'
