"""Objects have no preposition, and what has an object is no passive."""

from lagebild.packs import bare_objects, particle_verbs
from lagebild.reader.parse import Word
from lagebild.reader.roles import settled, with_particles

BOUNDS = frozenset({"over"})


def words(*rows):
    return [Word(i, 0, 0, text, text.lower(), upos, head, label, {}, "O", 0) for i, (text, upos, head, label) in enumerate(rows)]


def test_an_object_behind_a_preposition_is_an_oblique():
    said = words(("They", "PRON", 1, "nsubj"), ("called", "VERB", -1, "root"), ("for", "ADP", 3, "case"), ("help", "NOUN", 1, "obj"))
    assert [w.label for w in settled(said, BOUNDS)] == ["nsubj", "root", "case", "obl"]


def test_what_bounds_a_number_is_no_preposition():
    counted = (("over", "ADP", 4, "case"), ("30", "NUM", 4, "nummod"), ("men", "NOUN", 1, "obj"))
    said = words(("Police", "NOUN", 1, "nsubj"), ("held", "VERB", -1, "root"), *counted)
    assert [w.label for w in settled(said, BOUNDS)] == ["nsubj", "root", "case", "nummod", "obj"]


def test_who_has_an_object_and_no_auxiliary_acts():
    said = words(("Soldiers", "NOUN", 1, "nsubj:pass"), ("held", "VERB", -1, "root"), ("men", "NOUN", 1, "obj"))
    assert settled(said, BOUNDS)[0].label == "nsubj"


def test_a_passive_with_its_auxiliary_stays():
    said = words(("Men", "NOUN", 2, "nsubj:pass"), ("were", "AUX", 2, "aux:pass"), ("given", "VERB", -1, "root"), ("food", "NOUN", 2, "obj"))
    assert settled(said, BOUNDS)[0].label == "nsubj:pass"


def test_the_packs_name_what_bounds():
    assert "über" in bare_objects()["de"]
    assert "over" in bare_objects()["en"]
    assert "es" not in bare_objects()


def test_a_particle_is_no_preposition_of_the_object():
    said = words(("Police", "NOUN", 1, "nsubj"), ("seal", "VERB", -1, "root"), ("off", "ADP", 3, "case"), ("streets", "NOUN", 1, "obl"))
    found = with_particles(said, particle_verbs()["en"])
    assert [(w.label, w.head) for w in found] == [("nsubj", 1), ("root", -1), ("compound:prt", 1), ("obj", 1)]
    assert [w.label for w in settled(found, BOUNDS)][3] == "obj"


def test_an_unknown_verb_with_a_preposition_keeps_it():
    said = words(("He", "PRON", 1, "nsubj"), ("fall", "VERB", -1, "root"), ("off", "ADP", 3, "case"), ("roofs", "NOUN", 1, "obl"))
    assert with_particles(said, particle_verbs()["en"]) == said
