"""What holds for every chart."""

import re
from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from onduty import charts
from onduty.charts import Chart
from tests.charts.drawing import MONDAY, SVG, hour, root, texts

NASTY = '<script>alert("1")</script> & \'"]]>\x00\x1b\ud800\uffff ' + "\u202e"
WITH_CONTENT = [
    charts.timeline([("Jane", [(hour(0), hour(8), True, "Focus"), (hour(8), None, False, None)])], now=hour(9)),
    charts.timeline([("Jane", [(hour(n), hour(n + 0.9), True) for n in range(2000)])]),
    charts.stacked_bars([(MONDAY, True, "Focus", 3_600_000), (MONDAY, False, None, 1000)]),
    charts.heat_map([(0, 9, 2.5), (6, 23, 0)]),
]
EMPTY = [
    charts.timeline([]),
    charts.timeline([("Jane", [])], start=hour(0), end=hour(24)),
    charts.stacked_bars([]),
    charts.stacked_bars([(MONDAY, True, None, 0)]),
    charts.heat_map([]),
]


@pytest.mark.parametrize("chart", WITH_CONTENT + EMPTY)
def test_it_is_an_svg_image_with_a_name_and_a_description(chart: Chart) -> None:
    svg = root(chart)
    assert svg.tag == f"{SVG}svg"
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"] == f"{chart.title}. {chart.description}"
    assert svg.attrib["viewBox"] == f"0 0 {chart.width} {chart.height}"
    assert svg.findtext(f"{SVG}title") == chart.title
    assert svg.findtext(f"{SVG}desc") == chart.description
    assert chart.title in texts(chart)


@pytest.mark.parametrize("chart", WITH_CONTENT + EMPTY)
def test_nothing_is_loaded_and_nothing_runs(chart: Chart) -> None:
    names = {each.tag.removeprefix(SVG) for each in root(chart).iter()}
    drawn = {"desc", "g", "line", "path", "pattern", "rect", "text", "title"}
    assert names <= {"svg", "style", "defs"} | drawn
    attributes = {name for each in root(chart).iter() for name in each.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]
    assert "http" not in str(chart).replace("http://www.w3.org/2000/svg", "")
    assert "@import" not in str(chart)


@pytest.mark.parametrize("chart", WITH_CONTENT + EMPTY)
def test_it_fits_itself(chart: Chart) -> None:
    for each in root(chart).iter():
        if "x" in each.attrib and each.tag != f"{SVG}pattern":
            assert 0 <= float(each.attrib["x"]) <= chart.width
            assert float(each.attrib["x"]) + float(each.attrib.get("width", 0)) <= chart.width
            assert 0 <= float(each.attrib.get("y", 0)) + float(each.attrib.get("height", 0)) <= chart.height


@pytest.mark.parametrize("chart", WITH_CONTENT)
def test_its_style_reaches_only_itself_and_knows_light_and_dark(chart: Chart) -> None:
    style = root(chart).findtext(f"{SVG}style") or ""
    rules = re.sub(r"@media \(prefers-color-scheme:dark\)\{(.*?\})\}", r"\1", style)
    assert rules != style
    selectors = [selector for rule in rules.split("}") if rule for selector in rule.split("{")[0].split(",")]
    assert all(selector.startswith(f"#{root(chart).attrib['id']} ") for selector in selectors)


def test_charts_that_differ_share_no_id() -> None:
    different = {str(chart): chart for chart in WITH_CONTENT + EMPTY}.values()
    ids = [each.attrib["id"] for chart in different for each in root(chart).iter() if "id" in each.attrib]
    assert len(ids) > len(different) > len(WITH_CONTENT)
    assert len(set(ids)) == len(ids)


def test_every_colour_has_a_texture_of_its_own_id() -> None:
    chart = WITH_CONTENT[0]
    ids = {each.attrib["id"] for each in root(chart).iter(f"{SVG}pattern")}
    assert ids == set(re.findall(r"url\(#([^)]*)\)", str(chart)))
    assert len(ids) == 2


def test_the_same_data_gives_the_same_text() -> None:
    assert str(charts.heat_map([(0, 9, 2.5)])) == str(charts.heat_map([(0, 9, 2.5)]))


@pytest.mark.parametrize(
    "chart",
    [
        charts.timeline([(NASTY, [(hour(0), hour(8), True, NASTY)])], title=NASTY),
        charts.stacked_bars([(MONDAY, True, NASTY, 3_600_000)], title=NASTY),
        charts.heat_map([(0, 9, 2.5)], title=NASTY),
    ],
)
def test_text_stays_text(chart: Chart) -> None:
    root(chart)
    assert "<script" not in str(chart)
    assert not re.search("[\x00\x1b\ud800\uffff]", str(chart))
    assert any('<script>alert("1")</script> & ' in each for each in texts(chart))
    str(chart).encode()


def test_long_names_are_cut_and_told_whole() -> None:
    name = "Someone with a very, very long name " * 3
    chart = charts.timeline([(name, [(hour(0), hour(8), True)])])
    shown = next(each for each in texts(chart) if each.startswith("Someone"))
    assert shown.endswith("…")
    assert len(shown) < 40
    assert name in [each.text for each in root(chart).iter(f"{SVG}title")]


def test_a_saved_chart_is_a_file_of_its_own(tmp_path: Path) -> None:
    chart = WITH_CONTENT[0]
    chart.save(tmp_path / "chart.svg")
    (tmp_path / "chart.svg").write_text("was there before")
    chart.save(str(tmp_path / "chart.svg"))
    assert ElementTree.parse(tmp_path / "chart.svg").getroot().attrib == root(chart).attrib
    assert (tmp_path / "chart.svg").read_bytes().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<svg ')


def test_notebooks_show_it() -> None:
    chart = WITH_CONTENT[0]
    assert chart._repr_svg_() == str(chart)
    shown = ElementTree.fromstring(chart._repr_html_().replace('">', '"/>'))
    assert (shown.tag, shown.attrib["alt"]) == ("img", f"{chart.title}. {chart.description}")
    assert b64decode(shown.attrib["src"].removeprefix("data:image/svg+xml;base64,")).decode() == str(chart)
    assert "svg=" not in repr(chart)
    assert chart.title in repr(chart)


def test_naive_instants_and_unknown_zones_are_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        charts.timeline([("Jane", [(hour(0).replace(tzinfo=None), None, True)])])
    with pytest.raises(ValueError, match="no time zone"):
        charts.timeline([], start=hour(0), end=hour(1), now=hour(0).replace(tzinfo=None))
    for name in ("Mars/Phobos", "Europe", "../etc/passwd", ""):
        with pytest.raises(ValueError, match="IANA"):
            charts.stacked_bars([], time_zone=name)
        with pytest.raises(ValueError, match="IANA"):
            charts.heat_map([], time_zone=name)
    with pytest.raises(ValueError, match="not after its start"):
        charts.timeline([], start=hour(1), end=hour(1) - timedelta(seconds=1))
    with pytest.raises(TypeError, match="datetime with a time zone, not str"):
        charts.timeline([("Jane", [("2026-03-02", None, True)])])
    with pytest.raises(TypeError, match="time_zone must be an IANA name or a ZoneInfo, not int"):
        charts.timeline([], time_zone=1)  # type: ignore[arg-type]


@pytest.mark.parametrize(("width", "error"), [(319, ValueError), (0, ValueError), (640.5, TypeError)])
def test_there_is_room_for_a_chart(width: Any, error: type[Exception]) -> None:
    people = [("W" * 90, [(hour(number), hour(number + 1), number % 2 == 0) for number in range(900)])]
    draws: list[Callable[..., Chart]] = [
        lambda **size: charts.timeline(people, **size),
        lambda **size: charts.stacked_bars([(MONDAY, True, None, 3_600_000)], **size),
        lambda **size: charts.heat_map([(0, 9, 2.5)], **size),
    ]
    for draw in draws:
        with pytest.raises(error, match="width must be"):
            draw(width=width)
        widths = [float(each.attrib["width"]) for each in root(draw(width=320)).iter(f"{SVG}rect")]
        assert min(widths) > 0
