"""Reads charts as what they are: XML."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

from onduty.charts import Chart

SVG = "{http://www.w3.org/2000/svg}"
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def hour(number: float) -> datetime:
    """So many hours after the beginning of a Monday in UTC."""
    return MONDAY + timedelta(hours=number)


def root(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(str(chart))


def texts(chart: Chart) -> list[str]:
    """What is written on it."""
    return [each.text or "" for each in root(chart).iter(f"{SVG}text")]


def titles(chart: Chart) -> list[str]:
    """What its parts tell when the pointer rests on them."""
    return [each.text or "" for each in root(chart).iter(f"{SVG}title")][1:]


def titled(chart: Chart, begin: str) -> ElementTree.Element:
    """The one part whose title begins so."""
    found = [
        each
        for each in root(chart).iter()
        if each.tag != f"{SVG}svg" and (each.findtext(f"{SVG}title") or "").startswith(begin)
    ]
    assert len(found) == 1, titles(chart)
    return found[0]


def number(part: ElementTree.Element, attribute: str) -> float:
    return float(part.attrib[attribute])


def classes(chart: Chart) -> list[str]:
    return [each.attrib.get("class", "") for each in root(chart).iter()]


def labels(chart: Chart, at_least: int = 1) -> dict[str, float]:
    """Where the words at the axes stand."""
    found = [each for each in root(chart).iter(f"{SVG}text") if each.attrib["class"] == "quiet"]
    assert len(found) >= at_least
    return {each.text or "": number(each, "x") for each in found}
