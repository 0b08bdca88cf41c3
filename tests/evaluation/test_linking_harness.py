"""How groups of documents are scored."""

import pytest

from evaluation import _coreference, ecbplus
from evaluation._linking import b_cubed, joined
from evaluation.ecbplus import laid_out, plain
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


def test_tokens_are_found_again_in_the_text():
    tokens = ["``", "No", ",", "''", "he", "did", "n't", "say", "."]
    text, spans = laid_out(tokens)
    assert [s.of(text) for s in spans] == ['"', "No", ",", '"', "he", "did", "n't", "say", "."]


def test_conll_of_a_worked_example():
    gold = [frozenset("abc"), frozenset("defg")]
    found = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]
    assert _coreference.muc(gold, found) == _coreference.muc(found, gold) == (2.0, 5.0)
    assert _coreference.b_cubed(gold, found)[0] == pytest.approx(2 * 2 / 3 + 1 / 3 + 1 / 4 + 2 * 2 / 4)
    assert _coreference.ceaf(gold, found)[0] == pytest.approx(4 / 5 + 4 / 8)
    assert _coreference.conll(gold, gold) == 1.0


def test_only_checked_sentences_are_scored(tmp_path):
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("Topic,File,Sentence Number\n1,2ecb,1\n")
    row = {"doc_id": "1_2ecb", "sent_of_token": [0, 1], "mentions": [{"tag": "ACTION_STATE", "tokens": [n], "m_id": str(n)} for n in (0, 1)]}
    assert [m["m_id"] for m in ecbplus.events_of(row, ecbplus.checked(tmp_path))] == ["1"]
    assert len(ecbplus.events_of(row, ecbplus.checked(tmp_path / "x"))) == 2
