"""Entries of several words, subjects that are left out, words that melt together: on parses made by hand."""

from lagebild.extract.dropped import dropped_subject
from lagebild.extract.lexicon import phrase_at, phrases
from lagebild.extract.modality import modality_of
from lagebild.extract.reports import Scene
from lagebild.reader.lemmas import lemma, parts_of
from lagebild.reader.parse import Parse, Sentence, Word


def parse_of(text: str, rows: list[tuple[str, str, str, int, str]], ends: tuple[int, ...] = ()) -> Parse:
    """A parse from rows (form, lemma, part of speech, head, label); ``ends`` are the words after each sentence."""
    words: list[Word] = []
    bounds = [0, *(ends or (len(rows),))]
    for i, (form, base, upos, head, label) in enumerate(rows):
        start = text.index(form, words[-1].end if words else 0)
        features = {"Person": "3", "Number": "Sing", "VerbForm": "Fin"} if upos == "VERB" else {"Number": "Sing"}
        sentence = sum(i >= b for b in bounds[1:-1])
        words.append(Word(i, start, start + len(form), form, base, upos, head, label, features, "O", sentence))
    sentences = tuple(Sentence(a, b, words[a].start, words[b - 1].end) for a, b in zip(bounds, bounds[1:], strict=False))
    return Parse(text, tuple(words), sentences)


def test_a_noun_and_what_is_printed_behind_it_are_one_entry():
    text = "un toque de queda"
    parse = parse_of(
        text,
        [
            ("un", "uno", "DET", 1, "det"),
            ("toque", "toque", "NOUN", -1, "root"),
            ("de", "de", "ADP", 3, "case"),
            ("queda", "queda", "NOUN", 1, "nmod"),
        ],
    )
    known = phrases(["toque de queda", "toque"])
    assert phrase_at(parse, parse.words[1], known) == "toque de queda"
    assert phrase_at(parse, parse.words[3], known) is None


def test_the_first_word_must_be_the_head():
    parse = parse_of("a gas leak", [("a", "a", "DET", 2, "det"), ("gas", "gas", "NOUN", 2, "compound"), ("leak", "leak", "NOUN", -1, "root")])
    assert phrase_at(parse, parse.words[1], phrases(["gas leak"])) is None


def test_a_verb_without_subject_speaks_of_the_one_before():
    rows = [
        ("Ruiz", "Ruiz", "PROPN", 1, "nsubj"),
        ("calló", "callar", "VERB", -1, "root"),
        (".", ".", "PUNCT", 1, "punct"),
        ("Anunció", "anunciar", "VERB", -1, "root"),
        ("cambios", "cambio", "NOUN", 3, "obj"),
    ]
    parse = parse_of("Ruiz calló. Anunció cambios", rows, (3, 5))
    found = dropped_subject(parse, parse.words[3], "es")
    assert found is not None
    assert found.text == "Ruiz"
    assert dropped_subject(parse, parse.words[3], "fr") is None


def test_pronouns_joined_to_a_verb_are_words_of_their_own():
    assert parts_of("detenerlos", "es") == ["detener", "los"]
    assert parts_of("entregárselo", "es") == ["entregar", "se", "lo"]
    assert parts_of("deteniéndola", "es") == ["deteniendo", "la"]
    assert parts_of("Berlin", "de") is None


def test_participles_have_the_lemma_of_their_verb():
    assert [lemma(w, "VERB", "fr") for w in ("arrêtés", "détruites", "suspendu")] == ["arrêter", "détruire", "suspendre"]
    assert [lemma(w, "VERB", "es") for w in ("detenidos", "heridas", "abierto")] == ["detener", "herir", "abrir"]


def test_a_verb_in_the_future_tells_a_plan():
    parse = parse_of("Enviará tropas", [("Enviará", "enviar", "VERB", -1, "root"), ("tropas", "tropa", "NOUN", 0, "obj")])
    parse.words[0].features["Tense"] = "Fut"
    assert modality_of(Scene(parse, "es", ()), 0) == "planned"
