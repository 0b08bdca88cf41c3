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


def test_the_words_of_who_says_it_inside_a_quote_are_marked(quotes):
    (quote,) = quotes("Das Werk plant nach Angaben der Gewerkschaft den Abbau von 300 Stellen.")
    assert [quote.text[s.start - quote.span.start : s.end - quote.span.start].strip() for s in quote.value.inserted] == [
        "nach Angaben der Gewerkschaft"
    ]


def test_a_quotation_that_ends_a_sentence_is_not_said_in_the_next(quotes):
    text = "Der Wirt Karl Ohm klagte: „Wir haben keinen Strom mehr.“ Die Stadtwerke äußerten Zweifel an der Darstellung."
    assert [q.value.speaker for q in quotes(text) if q.value.type == "direct"] == ["Der Wirt Karl Ohm"]


def test_a_source_before_its_preposition_is_the_whole_phrase(quotes):
    (quote,) = quotes("Die Erschütterungen waren Berichten der Sender Nordfunk und Radio Holm zufolge bis zur Küste zu spüren.")
    assert quote.value.speaker == "Berichten der Sender Nordfunk und Radio Holm"


def test_what_is_told_around_a_quotation_is_one_with_it(quotes):
    found = quotes("Die „müden Helfer“ hätten „viele Zeugen schwer bedroht“, so Kolb.")
    assert {q.value.speaker for q in found} == {"Kolb"}
    assert "Die „müden Helfer“ hätten „viele Zeugen schwer bedroht“" in [q.text for q in found]


def test_an_adverb_is_no_preposition_of_a_source(quotes):
    assert quotes("Der Vorstand dachte laut über neue Werke nach.") == []


def test_a_clause_with_its_own_object_is_put_into_nothing(quotes):
    assert quotes("Der Verein hisste am Rathaus eine Fahne; außerdem zeigte er ein Plakat.") == []


def test_a_speech_act_inside_what_is_told_is_part_of_it(quotes):
    text = "Die Strecke ist gesperrt, sagte der Bahnchef. Er habe den Ausbau immer gefordert."
    assert [q.value.type for q in quotes(text)] == ["indirect", "free-indirect"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Wirt Karl Ohm beruhigte die Menge mit den Worten: „Wir haben noch genug Wasser für alle.“", "Der Wirt Karl Ohm"),
        ("Der Sender Nordfunk zitiert Anna Kolb mit folgenden Worten: „Der Damm wird heute Nacht brechen.“", "Anna Kolb"),
    ],
)
def test_the_words_that_somebody_is_quoted_with_are_his(quotes, text, speaker):
    assert [q.value.speaker for q in quotes(text) if q.value.type == "direct"] == [speaker]


def test_who_takes_a_side_is_not_quoted(quotes):
    assert quotes("Der Verband unterstützt den Plan der Stadt.") == []
