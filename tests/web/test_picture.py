"""The picture as a page: what it shows, of when, and in parts."""

import pytest

from lagebild.picture import picture
from lagebild.web import charts, scene
from lagebild.web.interface import Interface

DE = Interface("de", "de")


@pytest.fixture(scope="module")
def dead(told):
    """The series of the dead of the explosion."""
    return next(s for s in picture(told).figures if s.measure == "killed")


def test_the_page_has_every_part(client):
    page = client.get("/picture.json").json()
    assert page["window"]["reports"] == 33 and not page["window"]["more"]
    assert page["totals"] == {"figures": 5, "statuses": 2, "incidents": 6, "positions": 4, "questions": 2, "contradictions": 1}
    text = client.get("/picture", headers={"accept-language": "de"}).text
    for words in ("Sprecher des Krankenhauses", "Hauptstraße", "eine innere Angelegenheit", "what caused the explosion", "2.000–2.600"):
        assert words in text


def test_every_line_leads_to_the_words_behind_it(client):
    position = client.get("/picture.json").json()["parts"]["positions"][0]["views"][0]
    key, statement = position["statement"]
    assert f'href="/document/{key}?statement={statement}#t-{statement}"' in client.get("/picture").text


def test_as_of_a_day_is_what_was_known_then(client):
    page = client.get("/picture.json?as_of=2032-03-01&place=Seehafen").json()
    killed = next(s for b in page["parts"]["figures"] for s in b["figures"] if s["measure"] == "killed")
    assert (killed["low"], killed["high"]) == (3, 3)
    assert page["range"] == ["2032-03-01", "2032-03-05"]


def test_what_is_new_since_a_day(client):
    page = client.get("/picture.json?since=2032-03-05").json()
    assert ["position", "new", "Polizei"] in [[c["kind"], c["change"], c["key"]] for c in page["changes"]]
    text = client.get("/picture?since=2032-03-05", headers={"accept-language": "de"}).text
    assert "Was neu ist" in text and "Verletzte: 20 → 22 (Unglück, Seehafen)</a>" in text


def test_nothing_is_new_since_a_visit_after_everything(client):
    assert client.get("/picture.json?since=visit").json()["changes"] == []
    client.cookies.set("visits", "2099-01-01T00:00~2099-01-01T00:10")
    assert client.get("/picture.json?since=visit").json()["new"] == 0


@pytest.mark.parametrize(
    ("query", "reports"),
    [("place=Bergtal", 12), ("language=en", 11), ("source=Nordwort", 6), ("about=Brandanschlag", 3), ("place=Nowhere", 0), ("from=2032-03-05", 6)],
)
def test_filters_narrow(client, query, reports):
    assert client.get(f"/picture.json?{query}").json()["window"]["reports"] == reports


def test_a_part_is_a_page_of_its_own(client):
    page = client.get("/picture/incidents.json?place=Bergtal").json()
    assert (page["total"], page["number"], page["last"]) == (5, 1, 1)
    assert all(b["incident"]["place"] == "Bergtal" for b in page["parts"]["incidents"])
    assert client.get("/picture/gossip").status_code == 404
    assert client.get("/picture/incidents?page=-3").status_code == 200


def test_of_many_reports_the_newest_are_shown_with_what_they_tell_of(told, monkeypatch):
    monkeypatch.setattr(scene, "MOST", 3)
    scene.scenes.clear()
    found = scene.scene(told, scene.Scope())
    assert found.window.reports == 3 and found.window.more and found.window.wider == 6
    killed = next(s for s in found.picture.figures if s.measure == "killed")
    assert [t.points[0].low for t in killed.tracks][:1] == [3]
    scene.scenes.clear()


def test_voices_have_lanes_and_what_holds_comes_first(dead):
    axis = charts.axis([dead])
    first, second = charts.lanes(dead, axis, DE)
    assert (first.voice, second.voice) == ("police", "Sprecher des Krankenhauses")
    assert [(m.label, m.standing) for m in first.marks] == [("3", "updated"), ("5", "updated"), ("10", "denied"), ("8", "holds")]
    assert [m.x for m in first.marks] == sorted(m.x for m in first.marks)
    assert len(first.steps) == 3 and first.steps[-1].to == 100


def test_open_bounds_are_drawn_open(dead):
    point = dead.tracks[0].points[0]
    track = charts.Track("x", "x", (charts.replace(point, low=1000.0, high=None), charts.replace(point, low=None, high=50.0)))
    lane = charts.lanes(charts.replace(dead, tracks=(track,)), charts.axis([dead]), DE)[0]
    assert [(m.up, m.down) for m in lane.marks] == [(True, False), (False, True)]


def test_texts_of_marks_never_meet(dead):
    point = dead.tracks[0].points[0]
    crowd = tuple(charts.replace(point, low=float(1000 + n), high=float(1000 + n), reported=f"2032-03-01T0{n}:00:00.000000Z") for n in range(9))
    lane = charts.lanes(charts.replace(dead, tracks=(charts.Track("x", "x", crowd),)), charts.axis([dead]), DE)[0]
    reach = sorted(charts._reach(m) for m in lane.marks if m.label)
    assert reach and all(a[1] <= b[0] for a, b in zip(reach, reach[1:], strict=False))


def test_a_report_of_an_unknown_hour_stands_in_the_middle_of_its_day(dead):
    point = dead.tracks[0].points[0]
    times = ("2032-03-01T18:00:00.000000Z", "2032-03-01T23:59:59.999999Z")
    points = tuple(charts.replace(point, reported=x, low=n, high=n) for n, x in enumerate(times, 1))
    alone, both = (charts.replace(dead, tracks=(charts.Track("x", "x", some),)) for some in (points[1:], points))
    assert len(charts.axis([alone]).ticks) == 1 and charts.lanes(alone, charts.axis([alone]), DE)[0].marks[0].x == 50
    first, second = charts.lanes(both, charts.axis([both]), DE)[0].marks
    assert len(charts.axis([both]).ticks) == 4 and first.x == second.x
