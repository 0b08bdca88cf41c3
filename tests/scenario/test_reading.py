"""The same reports read for real: what a careful reader expects each evening, less the known gaps of reading.

``gaps.yaml`` lists the facts that reading does not give yet, and the figures that it gives too much; it is exact, so that it must shrink when reading
gets better. ``python -m tests.scenario.test_reading`` writes it anew; look at what changed before you keep it.
"""

import tempfile
from pathlib import Path

import pytest
import yaml

from lagebild.collect import collect
from lagebild.picture import picture
from lagebild.store import Scope, Store
from lagebild.store.clock import moment
from tests.scenario.reports import REPORTS
from tests.scenario.test_scenario import DAYS, EXPECTED
from tests.store.making import Clock

MEASURES = ("killed", "injured", "missing", "participants")
GAPS = Path(__file__).parent / "gaps.yaml"


def read_all(folder):
    """A store with all texts as ``lagebild add`` reads them."""
    store = Store(f"sqlite:///{folder}/read.db", now=Clock())
    *_, total = collect(store, [r.document for r in REPORTS])
    assert total.new == len(REPORTS) and not total.failed
    return store


def expected(day):
    """What the expectations say, as one fact a line."""
    said = EXPECTED[next(d for d in EXPECTED if str(d) == day)]
    facts = {f"incident {i}" for i in said["incidents"]}
    facts |= {f"figure {name} {low:g} {high:g}" for name, (low, high, *_) in said["figures"].items()}
    facts |= {f"status {name} {official} {actual}" for name, (official, actual, _) in said["statuses"].items()}
    facts |= {f"position {' '.join(p.split()[:2])}" for p in said["positions"]}
    return facts | {f"question {'answered' if answer else 'open'} {topic}" for topic, answer in said["questions"].items()}


def found(store, day):
    """What the picture of an evening says, in the same form."""
    seen = picture(store, Scope(reported=moment(day)))
    of = {o.id: f"{o.place} {o.first if o.dated else 'undated'}" for o in seen.incidents}
    facts = {f"incident {o.place} {t} {o.first if o.dated else 'undated'}" for o in seen.incidents for t in o.types}
    facts |= {f"figure {of[s.incident]} {s.measure} {s.low or 0:g} {s.high or 0:g}" for s in seen.figures if s.measure in MEASURES}
    for s in seen.statuses:
        official, actual = (x.state if x else None for x in (s.official, s.actual))
        facts |= {f"status {name} {s.place} {official} {actual}" for name in (s.kind, s.subject.split()[-1])}
    facts |= {f"position {' '.join(v.holder.split()[-1:])} {v.stance}" for v in seen.positions}
    return facts | {f"question {'answered' if u.answer else 'open'} {u.topic}" for u in seen.questions}


def gaps(store, day):
    """Facts that are missing, and figures that nobody gives."""
    wanted, there = expected(day), found(store, day)
    return {"missing": sorted(wanted - there), "extra": sorted(f for f in there - wanted if f.startswith("figure"))}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    with read_all(tmp_path_factory.mktemp("read")) as store:
        yield store


@pytest.mark.parametrize("day", DAYS)
def test_what_is_read_is_what_a_careful_reader_expects_but_for_known_gaps(read, day):
    assert gaps(read, day) == yaml.safe_load(GAPS.read_text(encoding="utf8"))[day]


def test_most_of_it_is_read(read):
    wanted, missing = (sum(n) for n in zip(*((len(expected(d)), len(gaps(read, d)["missing"])) for d in DAYS), strict=True))
    assert missing < wanted / 2


def test_near_copies_stand_together_and_nothing_is_read_twice(read):
    heads = {h.id: h for h in read.headers(read.keys()).values()}
    assert heads["a1"].copies == heads["a2"].copies == heads["a3"].copies != heads["a4"].copies
    assert list(collect(read, [r.document for r in REPORTS]))[-1].known == len(REPORTS)


def main():
    """Write the gaps anew."""
    with tempfile.TemporaryDirectory() as folder, read_all(folder) as store:
        said = {day: gaps(store, day) for day in DAYS}
    GAPS.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=140), encoding="utf8")


if __name__ == "__main__":
    main()
