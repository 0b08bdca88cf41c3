"""Maps, timelines and range plots: what is drawn where, and what is not."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from lagebild.picture import Point, Series, Site, Track
from lagebild.report.draw.basemap import countries, hull, outline
from lagebild.report.draw.days import at, over
from lagebild.report.draw.frame import Frame, around, clipped
from lagebild.report.draw.ranges import plotted, range_plot
from lagebild.report.draw.timeline import Bar, timeline
from lagebild.report.draw.worldmap import drawable, world_map
from training.meridian import cut

SVG = "{http://www.w3.org/2000/svg}"


def site(name, precision, country="DEU", at=(None, None), geonames=None):
    return Site(name, geonames, country, precision, *at, ("i1",), (), ())


def found(drawn, name, **attributes):
    return [e for e in ElementTree.fromstring(drawn).iter(SVG + name) if all(e.get(k.rstrip("_")) == v for k, v in attributes.items())]


def within(ring, point):
    x, y = point
    crossings = [a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in zip(ring, ring[1:], strict=False) if (a[1] > y) != (b[1] > y)]
    return sum(x < c for c in crossings) % 2 == 1


def test_the_base_map_knows_every_country_and_where_it_lies():
    rings = dict(countries())
    assert {"DEU", "KAZ", "UKR", "FRA", "XKX"} <= set(rings)
    for code, capital in (("DEU", (13.4, 52.5)), ("KAZ", (71.4, 51.1)), ("BRA", (-47.9, -15.8))):
        assert any(within(r, capital) for r in rings[code]), code


def test_a_province_is_the_area_around_its_towns():
    (around_bavaria,) = outline(site("Bayern", "province"))
    assert within(around_bavaria, (11.6, 48.1)) and not within(around_bavaria, (13.4, 52.5))
    assert around_bavaria[0] == around_bavaria[-1]


@pytest.mark.parametrize(("place", "shown"), [
    (site("Seehafen", "city", at=(54.0, 10.0)), True), (site("Deutschland", "country"), True), (site("Bayern", "province"), True),
    (site("Nirgendland", "province"), False), (site("Mitteleuropa", "region", None), False), (site("Irgendwo", None, None), False),
])  # fmt: skip
def test_what_can_be_shown(place, shown):
    assert drawable(place) is shown


def test_a_map_has_points_where_places_are_points_and_areas_elsewhere():
    drawn = world_map([site("Seehafen", "city", at=(54.0, 10.0)), site("Bayern", "province"), site("Deutschland", "country")], "Map")
    assert len(found(drawn, "rect", class_="pin")) == 1 and len(found(drawn, "path", class_="area")) == 2
    assert world_map([site("Irgendwo", None)], "Map") is None


def test_markers_that_would_lie_on_each_other_become_one():
    near = [site(n, "facility", at=(54.0 + d, 10.0)) for n, d in (("Kai", 0.0), ("Mole", 0.001), ("Schleuse", 0.002))]
    drawn = world_map([*near, site("Bergtal", "city", at=(47.5, 11.0))], "Map")
    assert [t.text for t in found(drawn, "text", class_="on-pin")] == ["1,2,3", "4"]
    assert "Kai, Mole +1" in drawn


def test_names_are_escaped():
    drawn = world_map([site('<script>"&', "city", at=(54.0, 10.0))], "<b>")
    assert "<script>" not in drawn and "<b>" not in drawn and "&lt;script&gt;" in drawn


def test_an_outline_is_cut_at_the_frame():
    frame = Frame(0, 0, 10, 10, 100, 100)
    assert set(clipped(((-5, -5), (5, -5), (5, 5), (-5, 5), (-5, -5)), frame)) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert list(clipped(((20, 20), (30, 20), (30, 30), (20, 20)), frame)) == []
    wide = around([(9.0, 50.0), (11.0, 52.0)], 720, 420)
    x, y = wide.place((10.0, 51.0))
    assert (round(x), round(y)) == (360, 210)


def test_a_hull_needs_three_points():
    assert hull(((0, 0), (1, 1))) == ()
    assert set(hull(((0, 0), (4, 0), (4, 4), (0, 4), (2, 2)))) == {(0, 0), (4, 0), (4, 4), (0, 4)}


def test_a_timeline_tells_sure_from_unsure_and_open_from_ended():
    bars = [Bar("Brand", "incident", "2032-03-01", "2032-03-01"), Bar("Streik", "incident", None, "2032-03-04", False),
            Bar("Hafen: zu", "status", "2032-03-02", None), Bar("nichts", "incident", None, None)]  # fmt: skip
    drawn = timeline(bars, "2032-03-05", str, "Time")
    assert [e.get("class") for e in found(drawn, "rect")] == ["bar incident", "bar incident unsure", "bar status"]
    first, _, last = found(drawn, "rect")
    assert float(first.get("width")) * 5 == pytest.approx(458, abs=3)
    assert float(last.get("x")) + float(last.get("width")) == 708
    assert len(found(drawn, "path", class_="arrow")) == 2
    assert timeline([bars[-1]], "2032-03-05", str, "Time") is None


def test_a_row_of_a_timeline_can_be_a_link():
    drawn = timeline([Bar("Brand", "incident", "2032-03-01", "2032-03-01", href="/incidents/1?a=1&b=2")], "2032-03-05", str, "Time")
    assert found(drawn, "a")[0].get("href") == "/incidents/1?a=1&b=2"


@pytest.mark.parametrize(("span", "most"), [(1, 3), (5, 7), (40, 7), (400, 7), (9000, 7)])
def test_days_below_have_room(span, most):
    days = over([at("2032-03-01")], [at("2032-03-01") + span], 250, 708)
    ticks = days.ticks(str)
    assert 1 <= len(ticks) <= most and all(b[0] - a[0] >= 78 for a, b in zip(ticks, ticks[1:], strict=False))


def point(n, day, low, high, standing="holds"):
    return Point(("d", str(n)), f"2032-03-0{day}T12:00:00Z", low, high, False, "stated", standing, "")


def series(*tracks):
    return Series("i1", "killed", "persons", None, 1.0, 9.0, False, 2, True, tuple(Track(f"v{n}", None, t) for n, t in enumerate(tracks)))


def test_a_range_plot_shows_what_holds_what_does_not_and_open_bounds():
    told = series((point(1, 1, 3, 3, "updated"), point(2, 2, 5, 8)), (point(3, 2, 10, 10, "denied"),), (point(4, 3, 4, None),))
    drawn = range_plot(told, ["Polizei", "Klinik", "Stadt"], str, lambda n: f"{n:g}", "Killed")
    dots = found(drawn, "circle")
    assert [d.get("class") for d in dots] == ["hollow", None, None] and dots[1].get("fill") != dots[0].get("fill")
    assert {t.text for t in found(drawn, "text", class_="voice")} == {"Polizei", "Klinik", "Stadt"}
    assert all(0 <= float(d.get("cy")) <= 190 for d in dots)


def test_one_number_needs_no_plot():
    assert not plotted(series((point(1, 1, 3, 3), point(2, 2, 3, 3)))) and plotted(series((point(1, 1, 3, 3), point(2, 2, 5, 5))))


@pytest.mark.parametrize("top", [0, 1, 2, 7, 48, 999, 2600, 1_000_000])
def test_a_scale_is_round_and_high_enough(top):
    told = series((point(1, 1, 0, 0), point(2, 2, top, top)))
    drawn = range_plot(told, ["a"], str, lambda n: f"{n:g}", "t")
    scale = [float(t.text) for t in found(drawn, "text", class_="soft") if "-" not in t.text]
    assert max(scale) >= top and 2 <= len(scale) <= 7


def test_no_line_of_the_base_map_runs_across_the_whole_world():
    jumps = [(code, a, b) for code, rings in countries() for ring in rings for a, b in pairwise(ring) if abs(a[0] - b[0]) > 180 and abs(a[1]) < 89]
    assert jumps == []


def test_a_country_on_the_180th_meridian_is_cut_in_two():
    assert cut([[(170.0, 60.0), (-170.0, 60.0), (-170.0, 70.0), (170.0, 70.0), (170.0, 60.0)]]) == [
        [[(170.0, 60.0), (180.0, 60.0), (180.0, 70.0), (170.0, 70.0), (170.0, 60.0)]],
        [[(-180.0, 60.0), (-170.0, 60.0), (-170.0, 70.0), (-180.0, 70.0), (-180.0, 60.0)]],
    ]
