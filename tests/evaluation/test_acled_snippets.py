"""Scoring of single labels on a case worked by hand."""

import pytest

from evaluation.acled_snippets import LABELS, scores
from lagebild.crosswalk import event_type
from lagebild.ontology import load


def test_weighted_and_macro_f1():
    numbers = scores(["A", "A", "A", "B"], ["A", "A", "B", "OTHER"])
    assert numbers["a_f1"] == pytest.approx(0.8)
    assert numbers["b_f1"] == 0
    assert numbers["weighted_f1"] == pytest.approx(0.6)
    assert numbers["macro_f1"] == pytest.approx(0.4)


def test_every_row_of_the_crosswalk_has_a_label_and_every_sub_event_a_type():
    table = load("acled")
    assert {row["name"] for row in table["rows"]} <= set(LABELS)
    assert all(event_type(row["name"]) for row in table["rows"] if row.get("acled", True))
    assert sum(len(subs) for subs in table["events"].values()) == 25
