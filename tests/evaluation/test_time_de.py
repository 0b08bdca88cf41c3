"""The scorer of time expressions on a case worked out by hand."""

import json

import pytest

from evaluation import time_de
from evaluation.outcome import DataAbsent

GOLD = [(0, 5, "2024-03-12"), (10, 15, "P2W"), (20, 25, "PRESENT_REF"), (30, 35, "2019")]
FOUND = [(0, 5, "2024-03-12"), (10, 15, "P3W"), (22, 25, "PRESENT_REF"), (40, 45, "2020")]


def test_counts_worked_out_by_hand():
    counts = time_de.compared(GOLD, FOUND)
    assert {name: c.right for name, c in counts.items()} == {"strict": 2, "strict_value": 1, "relaxed": 3, "relaxed_value": 2}
    assert counts["relaxed"].f1 == pytest.approx(0.75)


def test_an_expression_is_matched_once():
    assert time_de.compared([(0, 10, "a"), (12, 20, "b")], [(0, 20, "b")])["relaxed"].right == 1


def test_equal_spans_go_first():
    matched = time_de.pairs([(0, 10, "a"), (5, 10, "b")], [(5, 10, "b")])
    assert matched == [((5, 10, "b"), (5, 10, "b"))]


def test_a_folder_is_scored(tmp_path):
    text = "Am Dienstag brannte es."
    timex = [{"span": [3, 11], "text": "Dienstag", "type": "DATE", "value": "2024-03-12"}]
    row = {"doc_id": "invented", "part": "x", "dct": "2024-03-14", "text": text, "timex": timex}
    (tmp_path / "own_dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf8")
    outcome = time_de.measure(tmp_path)
    assert outcome.numbers["strict_value_f1"] == 1
    assert outcome.documents["invented"]["relaxed_f1"] == 1


def test_absent_data_is_said(tmp_path):
    with pytest.raises(DataAbsent):
        time_de.measure(tmp_path)
