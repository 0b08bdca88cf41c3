"""The picture of every evening and the changes of every day are what a careful reader wrote down, in whatever order the reports came."""

import random
from pathlib import Path

import pytest
import yaml

from lagebild import incidents
from lagebild.commands.viewing import before
from lagebild.picture import changes, picture
from lagebild.store import Scope, Store
from lagebild.store.clock import moment
from tests.scenario.reports import REPORTS
from tests.store.making import Clock

EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf8"))
DAYS = [str(d) for d in EXPECTED]


def filled(url, readings):
    store = Store(url, now=Clock())
    for r in readings:
        store.add([r], "r1", incidents.linker)
    return store


def written(found):
    """A picture in the form of the expectations."""
    place = {o.id: f"{o.place} {o.first if o.dated else 'undated'}" for o in found.incidents}
    return {
        "incidents": sorted(f"{o.place} {o.types[0]} {o.first if o.dated else 'undated'}" for o in found.incidents),
        "figures": {f"{place[s.incident]} {s.measure}": [s.low, s.high, s.voices, s.contested] for s in found.figures},
        "statuses": {
            f"{s.subject} {s.place}": [s.official and s.official.state, s.actual and s.actual.state, s.actual and s.actual.since]
            for s in found.statuses
        },
        "positions": sorted(f"{v.holder} {v.stance} {v.quote}" + (f" < {v.before}" if v.before else "") for v in found.positions),
        "questions": {u.topic: u.answer_quote for u in found.questions},
        "contradictions": sorted(f"{c.first_quote} | {c.second_quote}" for c in found.contradictions),
    }


def as_expected(day):
    said = EXPECTED[next(d for d in EXPECTED if str(d) == day)]
    plain = {k: sorted(v) if isinstance(v, list) else v for k, v in said.items() if k != "changes"}
    plain["statuses"] = {k: [a, b, str(c)] for k, (a, b, c) in said["statuses"].items()}
    return plain, sorted(said["changes"])


@pytest.mark.parametrize("day", DAYS)
def test_the_picture_of_each_evening(told, day):
    found = written(picture(told, Scope(reported=moment(day))))
    expected, _ = as_expected(day)
    for part in expected:
        assert found[part] == expected[part], part


@pytest.mark.parametrize("day", DAYS)
def test_the_changes_of_each_day(told, day):
    said = []
    for c in changes(told, before(day), moment(day)):
        key = {"figure": c.key.partition(" ")[2], "incident": getattr(c.after, "place", None), "contradiction": c.before}.get(c.kind, c.key)
        said.append(f"{c.kind} {c.change} {key}")
    assert sorted(said) == as_expected(day)[1]


def test_the_picture_of_now_is_that_of_the_last_evening(told):
    now, last = picture(told), picture(told, Scope(reported=moment(DAYS[-1])))
    assert written(now) == written(last) and now.figures == last.figures and now.incidents == last.incidents


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_does_not_matter(told, tmp_path, seed):
    shuffled = random.Random(seed).sample(REPORTS, len(REPORTS))
    with filled(f"sqlite:///{tmp_path / 'b.db'}", shuffled) as other:
        for day in DAYS:
            assert picture(other, Scope(reported=moment(day))) == picture(told, Scope(reported=moment(day)))
        assert picture(other) == picture(told)


def test_a_place_shows_only_what_happened_there(told):
    found = picture(told, Scope(place="Bergtal"))
    assert {o.place for o in found.incidents} == {s.place for s in found.statuses} == {"Bergtal"}


def test_wire_copies_count_once(told):
    (blast,) = [o for o in picture(told, Scope(reported=moment(DAYS[0]))).incidents if o.place == "Seehafen"]
    assert (blast.reports, blast.voices) == (2, 3)


def test_what_is_not_said_is_said(told):
    found = picture(told)
    of = {o.id: f"{o.place} {o.types[0]} {o.dated}" for o in found.incidents}
    gaps = {(of[g.incident], g.what) for g in found.gaps}
    assert (
        ("Bergtal ASSAULT False", "time") in gaps and ("Bergtal ASSAULT False", "second voice") in gaps and ("Bergtal ASSAULT True", "killed") in gaps
    )
    assert not any(name.startswith("Seehafen") for name, _ in gaps)
