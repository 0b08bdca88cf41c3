"""The simulation of docs/scale.md, on cases whose answer is known."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks import hot, simulate
from benchmarks.simulate import Costs, Reports

PLAIN = Costs(writing=0.0, comparing=0.0, grouping=0.0)


def test_two_readers_take_four_reports_in_turn():
    arrived = np.zeros(4)
    done = simulate.read(arrived, np.ones(4), 2)
    assert done.tolist() == [1, 1, 2, 2]
    assert simulate.delays(arrived, done, 0) == (1.5, 2.0) and simulate.backlog(arrived, done) == 4


def test_a_queue_waits_as_long_as_theory_says():
    """One reader, chance arrivals, equal work, two thirds busy: the mean wait is 2/3 / (2 · 1/3) = 1 report's work."""
    chance = np.random.default_rng(3)
    arrived = np.cumsum(-np.log(1 - chance.random(200_000)) * 1.5)
    waits = simulate.read(arrived, np.ones(len(arrived)), 1) - arrived - 1
    assert waits.mean() == pytest.approx(1.0, rel=0.03)


def test_a_writer_takes_what_is_ready_and_pays_for_what_is_hot():
    ready, same = np.array([0.0, 0.5, 0.6, 9.0]), np.array([True, True, False, True])
    costs = Costs(writing=1.0, comparing=0.5, grouping=0.25, batch=2)
    done = simulate.link(ready, same, costs)
    assert done.tolist() == [1.5, 1.5 + 2 + 0.5 * 1.5 + 0.25 * 2, 4.75, 9 + 1 + 0.5 * 2.5 + 0.25 * 3]


def test_the_fewest_readers_that_keep_up_are_found():
    arrived = simulate.DAY + np.repeat(np.arange(200.0), 3)
    found = Reports(arrived, np.full(600, 1.0), np.zeros(600, bool))
    assert simulate.enough(found, 1.0) == 3 and simulate.enough(found, 1e9) == 1


def test_a_day_has_as_many_reports_as_it_should():
    world = simulate.World()
    found = simulate.reports(2000, world, PLAIN)
    days = np.bincount((found.arrived // simulate.DAY).astype(int))
    assert days[0] == 2000 and days[1] > 2800 and days.sum() == 7000 and found.same.sum() == pytest.approx(50, abs=25)
    assert found.reading.mean() == pytest.approx(PLAIN.document + 300 * PLAIN.word, rel=0.03)
    assert (np.diff(found.arrived) >= 0).all()


def test_constants_are_found_again():
    added = [hot.Added(m, n, m * (0.02 + 3e-5 * (n + m / 2)) + 2e-6 * (n + m)) for n in range(0, 512, 64) for m in (1, 64)]
    assert hot.fitted(added) == pytest.approx((0.02, 3e-5, 2e-6))


def test_the_table_in_the_documents_is_what_the_command_prints():
    page = (Path(__file__).parent.parent / "docs" / "scale.md").read_text(encoding="utf8")
    for size in (1000, 10_000):
        assert simulate.row(size, simulate.World(), Costs(), 600.0) in page.splitlines()
