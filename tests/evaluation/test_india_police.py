"""Scoring of label sets on a case worked by hand."""

import pytest

from evaluation.india_police import count, labels, spans
from evaluation.outcome import Counts


def test_sentences_are_found_in_order_even_when_they_repeat():
    text = "Police came.\nPolice came. They left."
    assert [s.start for s in spans(text, ["Police came.\n", "Police came. ", "They left."])] == [0, 13, 26]


def test_labels_are_counted_one_by_one():
    counts: dict[str, Counts] = {}
    count([{"KILL", "FORCE"}, {"ARREST"}, set()], [{"FORCE"}, {"ARREST", "KILL"}, {"ARREST"}], counts, "sentence_")
    assert counts["sentence_force_f1"].f1 == 1.0
    assert counts["sentence_kill_f1"].f1 == 0.0
    assert counts["sentence_arrest_f1"].f1 == pytest.approx(2 / 3)


def test_a_deed_of_police_is_named_where_it_stands(reading_of):
    text = "Police attacked the traders."
    statements = list(reading_of(text, "en").statements)
    assert "FORCE" in labels(statements, text)
    assert "FORCE" not in labels(statements, "The attack went on for days.")
