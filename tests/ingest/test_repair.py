"""Text is repaired for reading, and every word of it leads back to where it stands in the text as given."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.ingest.repair import repair
from lagebild.text import Edit, Offsets, Span


def back(text, pattern=r"\w+"):
    mended = repair(text)
    spans = [(m.group(), Span(*m.span())) for m in re.finditer(pattern, mended.text)]
    return [(word, (mended.offsets.back(s) if mended.offsets else s).of(text)) for word, s in spans]


@pytest.mark.parametrize(
    ("given_word", "read_word"),
    [
        ("StraÃŸe", "Straße"),
        ("Schie&szlig;erei", "Schießerei"),
        ("Ge\u00adbäu\u00adde", "Gebäude"),
        ("f\u0075\u0308r", "für"),
        ("Kon\ufb02ikt", "Konflikt"),
        ("Ha\u200bfen", "Hafen"),
        ("Re\x00gen", "Regen"),
    ],
)
def test_a_word_is_readable_and_keeps_its_place(given_word, read_word):
    assert back(f"Vor dem {given_word} danach") == [("Vor", "Vor"), ("dem", "dem"), (read_word, given_word), ("danach", "danach")]


def test_edges_of_a_span_leave_out_what_was_only_taken_away():
    assert back("\ufeffEins\u200b\r\n\u200bzwei\u00ad drei") == [("Eins", "Eins"), ("zwei", "zwei"), ("drei", "drei")]


def test_two_rounds_of_changes_lead_back_together():
    assert back("Die BrÃ¼cke\r\nund die &Auml;mter in KÃ¶ln") == [
        ("Die", "Die"),
        ("Brücke", "BrÃ¼cke"),
        ("und", "und"),
        ("die", "die"),
        ("Ämter", "&Auml;mter"),
        ("in", "in"),
        ("Köln", "KÃ¶ln"),
    ]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\u2028", "\x0b"])
def test_every_end_of_a_line_is_one(ends):
    assert repair(f"Eins{ends}{ends}zwei").text == "Eins\n\nzwei"


@pytest.mark.parametrize("text", ["Die Straße – „frei“ – bleibt offen.", "L’élève déçu à Ô.", "Москва «да»", "a & b; c &x; 5 € £", "", "مرحبا 🙂"])
def test_sound_text_is_left_alone(text):
    mended = repair(text)
    assert (mended.text, mended.offsets, mended.flag) == (text, None, None)


@pytest.mark.parametrize(
    ("text", "flagged"), [("MÃ¼ller", True), ("a&amp;b", True), ("x\ud800", True), ("Eins\r\nzwei", False), ("Ge\u00adbäude", False)]
)
def test_only_broken_characters_are_flagged(text, flagged):
    assert (repair(text).flag is not None) == flagged


@given(st.text(max_size=80))
def test_any_text_keeps_order_and_bounds(text):
    mended = repair(text)
    if mended.offsets:
        spans = [mended.offsets.back(Span(i, i + 1)) for i in range(len(mended.text))]
        assert all(0 <= s.start <= s.end <= len(text) for s in spans)
        assert [s.start for s in spans] == sorted(s.start for s in spans)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["Wort", "größer", "für", "–", "„so“", "Ärger", "é"]), min_size=1, max_size=12), st.sampled_from(["cp1252", "latin-1"])
)
def test_wrongly_decoded_words_are_found_where_they_stand(words, table):
    wrong = [w.encode("utf-8").decode(table, "ignore") for w in words]
    text = " ".join(wrong)
    mended = repair(text)
    if mended.offsets and mended.text.split(" ") == words:
        assert [found for _, found in back(text, r"[^ ]+")] == wrong


def test_what_lies_between_changes_runs_in_parallel():
    offsets = Offsets([Edit(Span(2, 3), Span(2, 6))])
    assert [offsets.back(s) for s in (Span(0, 2), Span(2, 3), Span(1, 4), Span(3, 5))] == [Span(0, 2), Span(2, 6), Span(1, 7), Span(6, 8)]
