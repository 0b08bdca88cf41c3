"""How groups of documents are scored."""

import pytest

from evaluation._linking import b_cubed, joined
from evaluation.ecbplus import plain
from evaluation.stories_de import scores


def test_b_cubed_of_a_worked_example():
    gold, found = {"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "y", "c": "y"}
    precision, recall, f1 = b_cubed(gold, found)
    assert (precision, recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3)) and f1 == pytest.approx(2 / 3)
    assert b_cubed(gold, gold)[2] == 1.0


def test_pairs_of_a_story_count_neither_way():
    lists = {"incidents": [{"files": ["a", "b"]}], "stories": [{"files": ["a", "b", "c"]}], "lookalikes": [["d", "e"]]}
    found = scores(lists, joined({"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}))
    assert found["pair_recall"] == 1.0 and found["pair_precision"] == 0.5 and found["lookalikes_joined"] == 1.0


def test_tokens_become_text():
    assert plain(["``", "No", ",", "''", "he", "did", "n't", "say", "."]) == '"No," he didn\'t say.'
