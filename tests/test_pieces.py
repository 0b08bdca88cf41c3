"""Chunks and windows hold every visible character, at its own place."""

from hypothesis import given
from hypothesis import strategies as st

from lagebild.reader import load_reader
from lagebild.reader.pieces import chunks_of
from lagebild.reader.windows import MAX_PIECES, windows_of


@given(st.text(max_size=300))
def test_chunks_cover_all_but_spaces(text):
    covered = {i for c in chunks_of(text) for i in range(c.start, c.end)}
    assert all(i in covered or char.isspace() for i, char in enumerate(text))


def test_long_paragraphs_are_cut_without_loss():
    text = "Am Montag wurden in der Stadt erneut Straßen gesperrt. " * 120
    windows = list(windows_of(text, load_reader().model.pieces))
    assert all(len(w.ids) <= MAX_PIECES + 2 for w in windows)
    assert "".join(text[c.start : c.end] for w in windows for c in w.chunks) == text.replace(" ", "")


@given(st.text(max_size=120))
def test_any_text_is_parsed_with_words_in_order(text):
    parse = load_reader()(text, "de")
    starts = [w.start for w in parse.words]
    assert starts == sorted(starts)
    assert all(0 <= w.start < w.end <= len(text) for w in parse.words)
