"""Lemmas by edit scripts: what training writes, reading applies."""

import pytest

from lagebild.reader.lemmas import edited, lemma, with_particle
from training.scripts import script_of


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("Häuser", "Haus"),
        ("gesperrte", "gesperrt"),
        ("ging", "gehen"),
        ("brought", "bring"),
        ("réfugiées", "réfugié"),
        ("городов", "город"),
        ("UNO", "UNO"),
    ],
)
def test_a_script_gives_back_the_lemma_it_was_made_from(form, base):
    assert edited(form, script_of(form, base)) == base


def test_a_script_that_does_not_fit_changes_nothing():
    assert edited("ab", "2||3|x|l") == "ab"


def test_marks_and_numbers_stay_as_printed():
    assert lemma("1.200", "NUM", "de", "0||2||l") == "1.200"


def test_a_separable_verb_is_one_word_in_german():
    assert (with_particle("nehmen", "fest", True), with_particle("carry", "Out", False)) == ("festnehmen", "carry out")


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("verloren", "verlieren"),
        ("stand", "stehen"),
        ("verbrachten", "verbringen"),
        ("heißen", "heißen"),
        ("abgeflossen", "abfließen"),
        ("einbestellt", "einbestellen"),
        ("zurückgewonnen", "zurückgewinnen"),
        ("verübt", "verüben"),
        ("gedrosselt", "drosseln"),
        ("belagert", "belagern"),
        ("gefeuert", "feuern"),
        ("misshandelte", "misshandeln"),
        ("vergewaltigt", "vergewaltigen"),
        ("gesperrt", "sperren"),
        ("beschwert", "beschweren"),
    ],
)
def test_german_verbs_have_infinitives_where_the_dictionary_sees_adjectives_or_nothing(form, base):
    assert lemma(form, "VERB", "de") == base


@pytest.mark.parametrize(
    ("form", "language"),
    [("berichten", "de"), ("erwarten", "de"), ("behaupten", "de"), ("befürchten", "de"), ("ausschalten", "de"), ("dire", "fr"), ("mettre", "fr")],
)
def test_an_infinitive_that_the_dictionary_knows_is_its_own_lemma(form, language):
    assert lemma(form, "VERB", language) == form


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("closing", "close"),
        ("cutting", "cut"),
        ("freezing", "freeze"),
        ("wrestling", "wrestle"),
        ("offering", "offer"),
        ("guarded", "guard"),
        ("remains", "remain"),
        ("cancelled", "cancel"),
        ("clinging", "cling"),
    ],
)
def test_english_verbs_have_their_base_where_the_dictionary_sees_nouns_or_older_forms(form, base):
    assert lemma(form, "VERB", "en") == base
