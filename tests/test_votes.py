"""Votes of the reader's heads: what they add, and what they never change."""

from dataclasses import replace

import numpy as np
import pytest

from lagebild.extract.compose import extract
from lagebild.reader import load_reader
from lagebild.reader.votes import Votes, shares
from lagebild.text import Document

LABELS = {"event": ["-", "ASSAULT", "HAZARD"], "measure": ["-", "killed", "other"]}


def voting(text, language="de", **certain):
    """The statements of a text whose words vote as given: word=(matter, label, share)."""
    parse = load_reader()(text, language)
    tables = {matter: np.zeros((len(parse.words), len(labels)), np.float16) for matter, labels in LABELS.items()}
    for table in tables.values():
        table[:, 0] = 1
    for word, (matter, label, share) in certain.items():
        i = next(w.i for w in parse.words if w.text == word)
        tables[matter][i] = 0
        tables[matter][i, [0, LABELS[matter].index(label)]] = 1 - share, share
    return extract(Document("v", text, None, language), replace(parse, votes=Votes(LABELS, tables))).statements


def test_shares_of_a_word_sum_to_one():
    found = shares(np.array([[2.0, 0.0, -1.0], [0.0, 0.0, 0.0]], np.float32))
    assert np.allclose(found.sum(1), 1, atol=2e-3)
    assert found[0, 0] > found[0, 1] > found[0, 2]


def test_the_best_label_of_several_words_is_never_none():
    table = np.array([[0.9, 0.1, 0.0], [0.3, 0.1, 0.6]], np.float16)
    votes = Votes(LABELS, {"event": table})
    assert votes.best("event", [0, 1])[0] == "HAZARD"
    assert votes.best("event", []) == ("-", 0.0)


def test_a_word_that_no_entry_has_is_an_event_where_the_votes_are_nearly_certain():
    found = [s for s in voting("Die Miliz pfählte den Boten.", pfählte=("event", "ASSAULT", 0.9)) if s.kind == "event"]
    assert [(s.type, s.anchor.text, s.origin) for s in found] == [("ASSAULT", "pfählte", "de/events#votes")]
    assert [a.text for a in found[0].actors] == ["Die Miliz"]


@pytest.mark.parametrize("share", [0.2, 0.6])
def test_a_doubtful_vote_adds_nothing(share):
    assert not [s for s in voting("Die Miliz pfählte den Boten.", pfählte=("event", "ASSAULT", share)) if s.kind == "event"]


def test_a_lexicon_entry_stands_against_the_votes():
    found = [s for s in voting("Die Polizei nahm drei Männer fest.", nahm=("event", "HAZARD", 0.99)) if s.kind == "event"]
    assert [s.type for s in found] == ["COERCE"]


def test_a_number_without_a_known_measure_takes_the_voted_one():
    found = [s for s in voting("Die Flut hat 14 Hirten behalten.", Hirten=("measure", "killed", 0.95)) if s.kind == "figure"]
    assert [(s.type, s.origin) for s in found] == [("killed", "de/figures#votes")]
