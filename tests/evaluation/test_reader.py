"""The scores of trees and boundaries on a sentence worked out by hand."""

import numpy as np
import pytest

from evaluation._treebanks import Scores, _score_word, joined, paragraphs
from evaluation.reader import nearest
from lagebild.reader import Word as Found
from training.trees import Sentence, Word


def found(head, label, upos, features=None, lemma="x"):
    return Found(0, 0, 1, "x", lemma, upos, head, label, features or {}, "O", 0)


def test_attachment_and_label_are_counted_apart():
    scores = Scores()
    _score_word(scores, Word("a", 0, 1, "NOUN", 2, "nsubj", {"Case": "Nom"}, lemma="x"), found(1, "nsubj:pass", "NOUN", {"Case": "Acc"}))
    _score_word(scores, Word("b", 2, 3, "VERB", 0, "root", {"Mood": "Sub"}, lemma="y"), found(-1, "root", "AUX", {"Mood": "Sub"}))
    _score_word(scores, Word("c", 4, 5, "ADV", 2, "advmod", {}, lemma="x"), found(0, "advmod", "ADV", {"Mood": "Sub"}))
    assert scores.numbers("de") == pytest.approx(
        {"de.uas": 2 / 3, "de.las": 2 / 3, "de.upos": 2 / 3, "de.case": 0, "de.subjunctive": 2 / 3, "de.lemmas": 2 / 3}
    )


def test_a_headline_without_a_mark_ends_its_paragraph():
    sentences = [Sentence(text, []) for text in ("Eins.", "Zwei.", "Titel", "Drei.", "Vier.", "Fünf.", "Sechs.", "Sieben.")]
    assert [[s.text for s in group] for group in paragraphs(sentences)] == [
        ["Eins.", "Zwei.", "Titel"],
        ["Drei.", "Vier.", "Fünf.", "Sechs."],
        ["Sieben."],
    ]


def test_sentences_are_joined_by_a_space():
    assert joined([Sentence("Eins.", []), Sentence("Zwei.", [])]) == ("Eins. Zwei.", [0, 6])


def test_the_nearest_sentence_is_counted_both_ways():
    a = np.array([[1.0, 0.0], [0.0, 1.0]], np.float32)
    b = np.array([[1.0, 0.1], [1.0, 0.2]], np.float32)
    assert nearest(a, b) == 0.75
