"""What stands between a noun and the finite verb belongs to the noun."""

from lagebild.packs import verb_second
from lagebild.reader.fields import behind_cue, one_before_verb, one_preposition
from lagebild.reader.parse import Word


def heads(*rows):
    """Heads and labels after the rule, of words given as (text, upos, head, label)."""
    words = [
        Word(i, 0, 0, text, text, upos, head, label, {"VerbForm": "Fin"} if label == "root" else {}, "O", 0)
        for i, (text, upos, head, label) in enumerate(rows)
    ]
    return [(w.head, w.label) for w in one_before_verb(words)]


NOUN = ("Festnahme", "NOUN", 3, "nsubj")
BY = ("durch", "ADP", 2, "case")
ARMY = ("Soldaten", "NOUN", 3, "obl")
VERB = ("überraschte", "VERB", -1, "root")


def test_a_phrase_between_noun_and_verb_hangs_to_the_noun():
    assert heads(NOUN, BY, ARMY, VERB)[2] == (0, "nmod")


def test_a_phrase_behind_the_verb_stays():
    verb, noun = ("kam", "VERB", -1, "root"), ("Hilfe", "NOUN", 0, "nsubj")
    assert heads(verb, noun, ("durch", "ADP", 3, "case"), ("Soldaten", "NOUN", 0, "obl"))[3] == (0, "obl")


def test_a_phrase_without_a_noun_before_it_stays():
    early = ("gestern", "ADV", 3, "advmod")
    assert heads(early, BY, ARMY, VERB)[2] == (3, "obl")


def test_german_puts_the_verb_second_and_english_does_not():
    assert verb_second() >= {"de"}
    assert "en" not in verb_second()


def test_the_first_of_two_prepositions_belongs_to_the_noun_around():
    rows = (
        ("über", "ADP", 2, "case"),
        ("durch", "ADP", 2, "case"),
        ("Rebellen", "NOUN", 3, "obl"),
        ("besetzte", "ADJ", 4, "amod"),
        ("Dörfer", "NOUN", -1, "root"),
    )
    words = [Word(i, 0, 0, text, text, upos, head, label, {}, "O", 0) for i, (text, upos, head, label) in enumerate(rows)]
    assert [w.head for w in one_preposition(words)] == [4, 2, 3, 4, -1]


def test_what_follows_a_verb_of_saying_belongs_to_it():
    rows = (
        ("Retter", "NOUN", 1, "nsubj"),
        ("suchen", "VERB", 3, "ccomp"),
        (",", "PUNCT", 1, "punct"),
        ("hieß", "VERB", -1, "root"),
        ("es", "PRON", 3, "nsubj"),
    )
    end = ("Montag", "NOUN", 1, "obl")
    words = [Word(i, 0, 0, text, text, upos, head, label, {}, "O", 0) for i, (text, upos, head, label) in enumerate((*rows, end))]
    assert behind_cue(words)[5].head == 3
    parted = [
        Word(i, 0, 0, text, text, upos, head, label, {}, "O", 0)
        for i, (text, upos, head, label) in enumerate((*rows, (",", "PUNCT", 3, "punct"), end))
    ]
    assert behind_cue(parted)[6].head == 1
