"""The scorer of toponyms on a hand-worked case."""

import pytest

from evaluation.places import Toponym, kilometres, score
from lagebild.text import Span


def test_distance_of_two_cities():
    assert kilometres((52.52, 13.41), (48.14, 11.58)) == pytest.approx(504, abs=3)


def test_found_and_placed():
    gold = [Toponym(Span(0, 5), (10.0, 10.0)), Toponym(Span(10, 15), (20.0, 20.0)), Toponym(Span(20, 25), None), Toponym(Span(30, 35), (1.0, 1.0))]
    found = [Toponym(Span(0, 5), (10.5, 10.5)), Toponym(Span(9, 15), (40.0, 20.0)), Toponym(Span(21, 25), (5.0, 5.0)), Toponym(Span(50, 55), None)]
    mentions, placed = score(gold, found)
    assert (mentions.right, mentions.found, mentions.gold) == (3, 4, 4)
    assert placed.recall == pytest.approx(1 / 3)
    assert placed.precision == pytest.approx(1 / 2)
