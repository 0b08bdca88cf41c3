"""Case by agreement, on scores given by hand."""

import numpy as np

from lagebild.packs import case_rules
from lagebild.reader.cases import CaseRules, agreed, rules_of
from lagebild.reader.parse import Word

VALUES = ["_", "Nom", "Acc", "Gen", "Dat"]
GERMAN = rules_of(case_rules()["de"])


def parsed(*rows):
    """Words of (text, upos, head, label, logits of the cases); each has the case that scores best."""
    words = [
        Word(i, 0, 0, text, text, upos, head, label, {"Case": VALUES[1 + int(np.argmax(logits))]}, "O", 0)
        for i, (text, upos, head, label, logits) in enumerate(rows)
    ]
    return words, np.array([[-9.0, *logits] for *_, logits in rows], np.float32)


def found(rules, *rows):
    words, logits = parsed(*rows)
    return [w.features["Case"] for w in agreed(words, logits, VALUES, rules)]


def test_article_and_noun_agree_on_what_both_say_together():
    assert found(CaseRules(), ("der", "DET", 1, "det", (0, 0, 3, 2)), ("Brücke", "NOUN", -1, "root", (0, 1, 0, 9))) == ["Dat", "Dat"]


def test_a_preposition_allows_only_what_it_governs():
    rows = (("mit", "ADP", 1, "case", (0, 0, 0, 0)), ("Waffen", "NOUN", -1, "obl", (0, 4, 0, 3)))
    assert found(GERMAN, *rows)[1] == "Dat"
    assert found(CaseRules(), *rows)[1] == "Acc"


def test_the_form_of_an_article_outweighs_a_wrong_guess():
    assert found(GERMAN, ("dem", "DET", 1, "det", (0, 5, 0, 2)), ("Sprecher", "NOUN", -1, "root", (0, 2, 0, 1))) == ["Dat", "Dat"]


def test_what_is_coordinated_shares_a_case_and_a_second_preposition_parts_it():
    noun = ("Städten", "NOUN", -1, "obl", (0, 0, 0, 5))
    second = ("Dörfer", "NOUN", 0, "conj", (0, 1, 0, 0))
    assert found(GERMAN, noun, second) == ["Dat", "Dat"]
    assert found(GERMAN, noun, second, ("durch", "ADP", 1, "case", (0, 0, 0, 0)))[:2] == ["Dat", "Acc"]


def test_a_language_without_rules_of_its_own_keeps_what_stands_alone():
    assert found(CaseRules(), ("er", "PRON", -1, "nsubj", (1, 0, 0, 0))) == ["Nom"]
