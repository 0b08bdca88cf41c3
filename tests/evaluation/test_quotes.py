"""Scoring of quotes on a case worked by hand."""

import pytest

from evaluation.outcome import Counts
from evaluation.quotes_de import outcome, score, words


def row(content, source, cue):
    return {"content": words(content), "source": words(source), "cue": words(cue)}


def test_quotes_are_matched_one_to_one_by_overlap():
    counts = {name: Counts() for name in ("content", "source", "cue", "accuracy")}
    gold = [row("die Brücke ist gesperrt", "Anna Kolb", "sagte"), row("es regnet", "der Wirt", "meinte")]
    found = [row("Brücke ist gesperrt morgen", "Kolb", "sagte"), row("ganz anderes", "der Wirt", None)]
    score(gold, found, counts)
    numbers = outcome(counts).numbers
    assert numbers["content_f1"] == pytest.approx(2 * 0.75 / 4)
    assert numbers["source_f1"] == pytest.approx(2 * (2 / 3) / 4)
    assert numbers["cue_f1"] == pytest.approx(2 / 3)
    assert numbers["source_accuracy"] == 1.0
