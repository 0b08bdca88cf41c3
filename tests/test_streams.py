"""Texts read together have the words that each has by itself; words that are given stay."""

from lagebild.reader import load_reader

TEXTS = [
    ("In Lohe brannte am Montag eine Fabrik. Verletzt wurde niemand.", "de"),
    ("", "de"),
    ("Police arrested twelve people near the harbour, officials said on Friday.", "en"),
    ("Die Brücke bleibt gesperrt.", "de"),
]


def rows(parse):
    return [(w.start, w.end, w.text) for w in parse.words]


def test_a_stream_gives_the_same_words_in_order():
    reader = load_reader()
    assert [rows(p) for p in reader.stream(TEXTS)] == [rows(reader(text, language)) for text, language in TEXTS]


def test_words_that_are_given_are_parsed_as_given():
    reader, text = load_reader(), "Das geht im Hafen nicht."
    given = [[0, 4, 9, 9, 12, 18, 23]]
    (parse,) = reader.stream_words([(text, given, "de")])
    assert [w.start for w in parse.words] == given[0]
    assert [w.text for w in parse.words][2:4] == ["in", "dem"]
    assert rows(parse) == rows(reader.parse_words(text, given, "de"))


def test_a_sentence_without_end_is_cut_and_nothing_is_lost():
    text = "und dann und wann " * 1200
    parse = load_reader()(text, "de")
    assert "".join(w.text for w in parse.words) == text.replace(" ", "")
    assert max(s.last - s.first for s in parse.sentences) <= 400
