"""Voice, certainty and modality, on invented sentences."""

import pytest

from lagebild.extract.clauses import trimmed
from lagebild.extract.marks import quoted
from lagebild.text import Span


def first(reading, kind="event"):
    return next(s for s in reading.statements if s.kind == kind)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er sagte: „Das ist ‚gut‘ so.“", ["„Das ist ‚gut‘ so.“", "‚gut‘"]),
        ("»Ja«, sagte sie, «nein».", ["»Ja«", "«nein»"]),
        ('"Yes," he said. It\'s “fine”.', ['"Yes,"', "“fine”"]),
        ("“One.\n\n“Two,” she said.", ["“One.", "“Two,”"]),
        ("The mayor's house isn't ours.", []),
    ],
)
def test_quotations_in_every_typography(text, found):
    assert [s.of(text) for s in quoted(text)] == found


@pytest.mark.parametrize(
    ("language", "text", "voice", "kind"),
    [
        ("de", "Nach Angaben der Feuerwehr wurden drei Menschen verletzt.", "Feuerwehr", "speaker"),
        ("de", "Nach staatlichen Angaben wurden drei Menschen verletzt.", "staatlichen", "speaker"),
        ("de", "Drei Menschen wurden verletzt, teilte die Polizei mit.", "Polizei", "speaker"),
        ("de", "Die Polizei erklärte, dass drei Menschen verletzt wurden.", "Polizei", "speaker"),
        ("de", "Wie die Agentur Nordpress berichtete, wurden drei Menschen verletzt.", "Agentur", "agency"),
        ("de", "„Drei Menschen wurden verletzt“, sagte Bürgermeisterin Anna Kolb.", "Kolb", "speaker"),
        ("en", "According to officials, three people were injured.", "officials", "speaker"),
        ("en", "Three people were injured, police said.", "police", "speaker"),
        ("en", 'The mayor said: "Three people were injured in the flood."', "mayor", "speaker"),
    ],
)
def test_the_voice_is_as_short_as_the_text_allows(reading_of, language, text, voice, kind):
    found = first(reading_of(text, language), "figure").voice
    assert found is not None
    assert voice in found.text
    assert found.kind == kind


@pytest.mark.parametrize(
    ("language", "text", "voice"),
    [
        ("de", "Augenzeugen berichten von Plünderungen.", "Augenzeugen"),
        ("de", "Die Armee will am Montag 40 Kämpfer getötet haben.", "Armee"),
        ("de", "Ein Sprecher nannte Gerüchte über eine Explosion falsch.", "Gerüchte"),
        ("de", "Polizei: Drei Menschen wurden verletzt.", "Polizei"),
        ("de", "Der Verband behauptet, drei Menschen seien verletzt worden.", "Verband"),
        ("de", "Am Ort hält sich die Behauptung, das Wasser sei vergiftet worden.", "Behauptung"),
        ("de", "Aus Militärkreisen verlautete, drei Menschen seien verletzt worden.", "Militärkreisen"),
        ("en", "There were reports of an explosion in the harbour.", "reports"),
    ],
)
def test_who_tells_without_a_clause_of_saying_is_the_voice(reading_of, language, text, voice):
    found = first(reading_of(text, language)).voice
    assert found is not None
    assert voice in found.text


def test_the_subjunctive_goes_on_with_the_last_speaker(reading_of):
    reading = reading_of("Die Brücke ist gesperrt, sagte die Ministerin. Vier Menschen seien verletzt worden.")
    voice = first(reading, "figure").voice
    assert voice is not None
    assert "Ministerin" in voice.text


def test_a_report_without_any_voice_speaks_itself(reading_of):
    assert first(reading_of("Vier Menschen wurden am Dienstag verletzt."), "figure").voice is None


@pytest.mark.parametrize(
    ("language", "text", "certainty", "modality"),
    [
        ("de", "Die Polizei verhaftete den Anführer.", "stated", "actual"),
        ("de", "Die Polizei verhaftete offenbar den Anführer.", "hedged", "actual"),
        ("de", "Der Anführer soll verhaftet worden sein.", "hedged", "actual"),
        ("de", "Der Anführer soll morgen verhaftet werden.", "stated", "planned"),
        ("de", "Der Anführer wurde nicht verhaftet.", "stated", "negated"),
        ("de", "Die Regierung will den Anführer verhaften.", "stated", "planned"),
        ("en", "Police arrested the leader.", "stated", "actual"),
        ("en", "Police allegedly arrested the leader.", "hedged", "actual"),
        ("en", "Police did not arrest the leader.", "stated", "negated"),
        ("en", "Police will arrest the leader.", "stated", "planned"),
        ("en", "Police may arrest the leader.", "hedged", "possible"),
    ],
)
def test_certainty_and_modality(reading_of, language, text, certainty, modality):
    event = next(s for s in reading_of(text, language).statements if s.kind == "event" and s.type == "COERCE")
    assert (event.certainty, event.modality) == (certainty, modality)


def test_what_is_denied_is_denied(reading_of):
    event = next(s for s in reading_of("Die Armee bestreitet den Angriff.").statements if s.anchor and s.anchor.text == "Angriff")
    assert (event.certainty, event.modality) == ("denied", "negated")
    assert event.voice is not None


def test_quotes_are_mentions_with_speaker_and_cue(reading_of):
    reading = reading_of("„Wir haben alles verloren“, sagte Anna Kolb.")
    (quote,) = [m for m in reading.mentions if m.kind == "quote"]
    assert (quote.value.speaker, quote.value.cue, quote.value.type) == ("Anna Kolb", "sagte", "direct")
    assert quote.text == "„Wir haben alles verloren“"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Der Sprecher nannte die Tat »feige und gemein«.", "»feige und gemein«"),
        ("„Wir gehen nicht“, sagte Anna Kolb.", "„Wir gehen nicht“"),
        ("Das Amt sprach von einem «Versuch, den Damm zu sprengen».", "«Versuch, den Damm zu sprengen»"),
    ],
)
def test_both_marks_belong_to_a_quote(reading_of, text, quote):
    assert quote in [m.text for m in reading_of(text).mentions if m.kind == "quote"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("»ja«,", "»ja«"), ("»ja und", "ja und"), ("ja« und", "ja« und"), ("ja“.", "ja"), (" (nein) ", "nein)"), ("“", "")],
)
def test_a_mark_stays_at_an_edge_only_with_its_partner(text, found):
    assert trimmed(text, Span(0, len(text))).of(text) == found


@pytest.mark.parametrize(
    ("language", "text", "type_", "voice"),
    [
        ("de", "Der Landrat von Holm, Uwe Brandt, sagte, drei Menschen seien verletzt worden.", "ASSAULT", "Uwe Brandt"),
        ("de", "Die Rettungsteams konnten eigenen Angaben zufolge 40 Arbeiter retten.", "AID", "Rettungsteams"),
        ("de", "Die Armee beschoss nach Angaben des Gouverneurs das Dorf.", "ASSAULT", "Gouverneurs"),
        ("en", "The head of the fire brigade in Holm, Anna Reed, said that rebels attacked the village.", "ASSAULT", "Anna Reed"),
    ],
)
def test_a_voice_is_named_in_full_and_found_behind_its_cue(reading_of, language, text, type_, voice):
    found = next(s for s in reading_of(text, language).statements if s.kind == "event" and (s.type == type_ or s.type == "HAZARD"))
    assert found.voice is not None
    assert voice in found.voice.text


@pytest.mark.parametrize(
    ("language", "text", "anchor"),
    [
        ("de", "Die Opposition verurteilte den Putsch.", "Putsch"),
        ("de", "Nach dem Putsch sind nach Angaben der Behörden 8.000 Menschen geflohen.", "Putsch"),
        ("de", "Ihm droht eine lange Haft.", "Haft"),
        ("en", "The minister condemned the attack.", "attack"),
    ],
)
def test_what_is_taken_as_given_is_not_said(reading_of, language, text, anchor):
    assert all(s.voice is None for s in reading_of(text, language).statements if s.kind == "event" and s.anchor and s.anchor.text == anchor)


def test_a_pronoun_for_a_person_is_no_country_and_no_happening(reading_of):
    text = "Turkey closed the border. The ceasefire collapsed on Monday. Rebels attacked a convoy, he said."
    voice = next(s.voice for s in reading_of(text, "en").statements if s.anchor and s.anchor.text == "attacked")
    assert voice is None or "Turkey" not in voice.text and "ceasefire" not in voice.text


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Sender Radio Ostwind berichtete von der Bergung zweier Leichen.", "Der Sender Radio Ostwind"),
        ("Der Bürgermeister hat am Abend seinen Rücktritt bekannt gegeben.", "Der Bürgermeister"),
        ("Die Ermittler schließen einen Anschlag als Ursache aus.", "Die Ermittler"),
    ],
)
def test_what_is_told_without_a_clause_is_a_reported_quote(reading_of, text, speaker):
    found = [m.value for m in reading_of(text, "de").mentions if m.kind == "quote"]
    assert [(q.type, q.speaker) for q in found] == [("reported", speaker)]
