"""Whatever text comes: reading never fails, spans slice the text as given, lines keep the contract."""

import contextlib
import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lagebild
from lagebild.ingest.lines import documents_of_lines
from lagebild.ingest.page import page
from lagebild.report.contract import to_json

SCHEMA = jsonschema.Draft202012Validator(json.loads((files("lagebild") / "data" / "contract.schema.json").read_text(encoding="utf8")))
SENTENCE = """Polizei Regierung sagte wurden getötet über 1.000 Menschen am Montag in Berlin nicht offenbar »so« „ja“ , .
zwischen 20 bis 30 $ € mehr als für Mord sprachen ages 25 and 23 000
geschlossen Unklar ist wer police killed at least 20 people said reportedly 🙂 مرحبا שלום &amp; Ã¼ 13:30 2022"""
WORDS = st.sampled_from([*SENTENCE.split(), "\n\n", "\r\n", "\u00ad", "\ud800", "\x00"])
TAGS = "<p> </p> <div> <figcaption> </figcaption> <html> <!-- <script> &nbsp; <![CDATA[ <h1>"
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(st.characters(), max_size=60))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(["de", "en", None]), st.sampled_from([None, "2024-03", "2024-03-14"]))
def test_any_text_is_read(text, language, published):
    reading = lagebild.read(text, language=language, published=published)
    line = json.loads(to_json(reading))
    SCHEMA.validate(line)
    ids = [s["id"] for s in line["statements"]]
    assert len(set(ids)) == len(ids)
    for s in reading.statements:
        assert 0 <= s.span.start < s.span.end <= len(text)
        assert all(p.span.of(text) == p.text for p in (s.anchor, s.content, s.topic) if p)


def test_a_report_that_begins_and_breaks_off_anywhere_is_read():
    words = (Path(__file__).parents[1] / "examples" / "hafenstadt.txt").read_text(encoding="utf8").split(" ")
    for end in range(2, min(len(words), 130), 3):
        cut = " ".join(words[max(0, end - 25) : end])
        assert lagebild.read(cut).document.text == cut


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=30), st.just(b'{"id": "a", "text": "Drei Tote."}')), max_size=6))
def test_any_lines_are_documents_or_failures(lines):
    assert len(list(documents_of_lines("x", lines))) <= len(lines)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(TAGS.split()),
            st.text(max_size=20),
        ),
        max_size=12,
    )
)
def test_any_page_is_text_or_an_input_error(parts):
    with contextlib.suppress(lagebild.InputError):
        assert page("x", " ".join(parts)).text


@pytest.mark.parametrize(
    "text",
    [
        "DIE POLIZEI NAHM AM MONTAG IN KÖLN 30 MENSCHEN FEST.",
        "\u202eDie Polizei\u202c nahm 30 Menschen fest. مرحبا 🙂👩‍👩‍👧",
        "Die \ud800 Polizei nahm 30 Menschen fest.",
        "Die\x00 Polizei\x07 nahm 30 Menschen fest.",
        "Die Polizei nahm 30 Menschen fest." + "!" * 3000,
        "a" * 20_000,
    ],
)
def test_odd_texts_are_read(text):
    reading = lagebild.read(text, language="de")
    SCHEMA.validate(json.loads(to_json(reading)))
    figures = [s.quantity.low for s in reading.statements if s.kind == "figure"]
    assert figures == ([30] if "30" in text else [])


@pytest.mark.parametrize("text", ["\ud800", "Tredici \ud800 feriti a Torino."])
def test_half_characters_are_read_in_every_language(text):
    assert lagebild.read(text).statements == ()
