"""Quotes as printed: what is one quote, who speaks in it, on invented reports."""

import pytest


@pytest.fixture
def quotes(reading_of):
    """The quotes of a text, scare quotes left out."""

    def found(text, language="de"):
        return [m for m in reading_of(text, language).mentions if m.kind == "quote" and m.value.type != "scare"]

    return found


def test_sentences_that_go_on_with_one_speaker_are_one_quote(quotes):
    text = "Die Brücke ist gesperrt, sagte die Ministerin. Der Deich sei gebrochen. Das Wasser habe zwei Dörfer erreicht."
    assert [(q.text, q.value.speaker) for q in quotes(text) if q.value.type == "free-indirect"] == [
        ("Der Deich sei gebrochen. Das Wasser habe zwei Dörfer erreicht", "die Ministerin")
    ]


def test_what_is_quoted_inside_a_quotation_is_part_of_it(quotes):
    text = "Anna Kolb sagte: „Ich habe dem Amt gesagt, dass der Damm nicht hält.“"
    assert [q.value.speaker for q in quotes(text)] == ["Anna Kolb"]


def test_who_is_quoted_by_a_speaker_does_not_go_on_speaking(quotes):
    text = "Die Ministerin erklärte, der Landrat habe gesagt, dass der Deich hält. Das Wasser sei aber weiter gestiegen."
    assert [q.value.speaker for q in quotes(text) if q.value.type == "free-indirect"] == ["Die Ministerin"]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "Verletzt wurde auch der Wirt, der sagte, dass er niemanden gesehen habe.", "der"),
        ("en", "The fire was seen by the baker, who said that nobody was inside.", "who"),
    ],
)
def test_a_relative_pronoun_is_printed_as_it_stands(quotes, language, text, speaker):
    assert speaker in [q.value.speaker for q in quotes(text, language)]
