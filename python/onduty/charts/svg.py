"""SVG elements as text. Whatever comes from outside is escaped here."""

from __future__ import annotations

import re
import unicodedata
from html import escape

# Stands for the chart's id until that is known. No text can hold it: see `escaped`.
CHART_ID = "\0"

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AVERAGE_WIDTH = 0.6  # of a Latin letter, in font sizes; a little more than most fonts have
_WIDE = frozenset({"W", "F"})
_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})


def escaped(text: str) -> str:
    """The text as XML may hold it, in an element or an attribute."""
    return escape(_NOT_IN_XML.sub("\ufffd", text), quote=True)


def number(value: float) -> str:
    """A coordinate, to the hundredth of a pixel."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def element(name: str, *children: str, **attributes: str | float) -> str:
    """One element. Children are elements or `escaped` text; attributes are named `stroke_width`, `class_`."""
    written = "".join(f' {_attribute_name(key)}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _attribute_name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _attribute(value: str | float) -> str:
    if not isinstance(value, str):
        return number(value)
    return CHART_ID.join(map(escaped, value.split(CHART_ID)))


def text(x: float, y: float, content: str, class_: str = "text", anchor: str = "start") -> str:
    """A line of text; `y` is its base line."""
    return element("text", escaped(content), x=x, y=y, class_=class_, text_anchor=anchor)


def titled(name: str, title: str, **attributes: str | float) -> str:
    """An element that says what it is when the pointer rests on it."""
    return element(name, element("title", escaped(title)), **attributes)


def text_width(content: str, size: float) -> float:
    """About how wide the text is drawn, in pixels. Nobody knows the reader's font."""
    return sum(map(_relative_width, content)) * _AVERAGE_WIDTH * size


def _relative_width(character: str) -> float:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    if unicodedata.east_asian_width(character) in _WIDE:
        return 1.9
    return 1.4 if character in "MWmw@%" else 1.2 if character.isupper() else 0.6 if character in "iljtf.,:;'|! " else 1


def fitted(content: str, width: float, size: float) -> str:
    """The text, cut with an ellipsis where it is wider than `width`."""
    if text_width(content, size) <= width:
        return content
    kept = len(content)
    while kept > 0 and text_width(content[:kept] + "…", size) > width:
        kept -= 1
    return content[:kept].rstrip() + "…"
