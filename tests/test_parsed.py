"""Sentences that readers parsed, as training material: what they agree on, and what is left out."""

from dataclasses import replace

from lagebild.reader import Parse, load_reader
from training.parsed import agreed, sentences
from training.trees import read_conllu

TEXT = "Im Hafen von Seeburg brennt ein Lager."


def parsed(text):
    return load_reader()(text, "de")


def differing(parse: Parse, form: str) -> Parse:
    """The same parse with another label of one word."""
    return replace(parse, words=tuple(replace(w, label="dep") if w.text == form else w for w in parse.words))


def written(parses, path, needed):
    path.write_text("".join("\n".join(block) + "\n\n" for block in sentences(parses, needed)), encoding="utf8")
    return read_conllu(path, bounded=False)


def test_a_word_is_what_enough_readers_say():
    assert agreed([(1, "obj", "NOUN"), (1, "obj", "NOUN"), (2, "obl", "NOUN")], 2) == (1, "obj", "NOUN")
    assert agreed([(1, "obj", "NOUN"), (2, "obl", "NOUN")], 2) is None


def test_what_readers_agree_on_is_read_back_as_they_said_it(tmp_path):
    parse = parsed(TEXT)
    (sentence,) = written([parse, parse], tmp_path / "parsed.conllu", 2)
    assert sentence.text == TEXT
    assert [(w.start, w.end, w.upos, w.label, w.head) for w in sentence.words] == [(w.start, w.end, w.upos, w.label, w.head + 1) for w in parse.words]
    assert [w.form for w in sentence.words[:2]] == ["in", "dem"]


def test_a_word_on_which_they_differ_teaches_nothing(tmp_path):
    parse = parsed(TEXT)
    (sentence,) = written([parse, differing(parse, "Lager")], tmp_path / "parsed.conllu", 2)
    assert [w.form for w in sentence.words if w.head is None] == ["Lager"]


def test_sentences_that_are_cut_otherwise_or_short_are_left_out(tmp_path):
    assert written([parsed(TEXT), parsed("Am Montag brannte dort ein Haus.")], tmp_path / "a", 2) == []
    assert written([parsed("Ja, ja"), parsed("Ja, ja")], tmp_path / "b", 2) == []
