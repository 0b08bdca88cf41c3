"""What a reading says, on invented sentences."""

import pytest


def rows(reading, kind):
    return [s for s in reading.statements if s.kind == kind]


@pytest.mark.parametrize(
    ("text", "measure", "low", "high", "approx"),
    [
        ("Bei dem Brand kamen 14 Menschen ums Leben.", "killed", 14, 14, False),
        ("Die Polizei nahm etwa 2.500 Personen fest.", "arrested", 2500, 2500, True),
        ("Über 300 Menschen wurden verletzt.", "injured", 300, None, False),
        ("Bis zu 50 Menschen wurden verletzt.", "injured", None, 50, False),
        ("Bei dem Angriff wurden 20 bis 30 Soldaten getötet.", "killed", 20, 30, False),
        ("Dutzende Menschen wurden getötet.", "killed", 24, None, False),
        ("Mehrere Häuser wurden zerstört.", "damaged", 2, 2, True),
        ("Zweihundertfünfzig Häuser wurden zerstört.", "damaged", 250, 250, False),
    ],
)
def test_figures_keep_their_bounds(reading_of, text, measure, low, high, approx):
    figures = rows(reading_of(text), "figure")
    assert [(f.type, f.quantity.low, f.quantity.high if low != 2 else high, f.quantity.approx) for f in figures] == [(measure, low, high, approx)]


@pytest.mark.parametrize("text", ["Der 34-jährige Fahrer kam um 14.30 Uhr an.", "Im Jahr 2019 war das anders.", "Die Strecke ist 12 Kilometer lang."])
def test_ages_times_and_distances_are_no_figures(reading_of, text):
    assert rows(reading_of(text), "figure") == []


@pytest.mark.parametrize(
    ("text", "type_", "anchor"),
    [
        ("Die Polizei verhaftete am Montag den Bürgermeister.", "COERCE", "verhaftete"),
        ("Die Opposition fordert den Rücktritt des Ministers.", "REQUEST", "fordert"),
        ("Beim Busunglück starb der Fahrer.", "HAZARD", "Busunglück"),
        ("Die Rebellen zogen sich aus der Stadt zurück.", "RETREAT", "zogen"),
        ("Tausende demonstrierten gegen die Regierung.", "PROTEST", "demonstrierten"),
    ],
)
def test_events_have_type_and_trigger(reading_of, text, type_, anchor):
    assert (type_, anchor) in [(e.type, e.anchor.text) for e in rows(reading_of(text), "event")]


def test_a_list_of_places_is_one_status_each(reading_of):
    found = rows(reading_of("Die Bahnhöfe von Lohe, Varnstedt und Grünau wurden geschlossen."), "status")
    assert [(s.type, s.subject.kind, s.place.text) for s in found] == [("closed", "rail", p) for p in ("Lohe", "Varnstedt", "Grünau")]


def test_the_voice_is_the_one_that_the_text_names(reading_of):
    (figure,) = rows(reading_of("Nach Polizeiangaben wurden 40 Menschen verletzt."), "figure")
    assert figure.voice is not None
    assert figure.voice.text == "Polizeiangaben"


def test_missing_information_is_a_question(reading_of):
    found = rows(reading_of("Über die Zahl der Opfer gab es keine Angaben. Unklar ist, wer den Anschlag verübt hat."), "question")
    assert [q.type for q in found] == ["no-information", "open"]


def test_ids_are_stable_and_spans_lie_in_the_text(reading_of):
    text = "Bei Unruhen wurden laut Regierung 13 Menschen getötet, von denen zwei angeblich Polizisten waren.\n\nDie Straße ist gesperrt."
    first, second = reading_of(text), reading_of(text)
    assert [s.id for s in first.statements] == [s.id for s in second.statements]
    assert len({s.id for s in first.statements}) == len(first.statements)
    assert all(0 <= s.span.start < s.span.end <= len(text) for s in first.statements)
    assert all(s.anchor.span.of(text) == s.anchor.text for s in first.statements if s.anchor)


def test_a_part_of_a_figure_is_linked_to_its_whole(reading_of):
    reading = reading_of("Bei der Razzia gab es 15 Tote, von denen drei angeblich erschossen wurden.")
    whole, part = rows(reading, "figure")
    assert (whole.quantity.low, part.quantity.low, part.type, part.certainty) == (15, 3, "killed", "hedged")
    assert part.part_of == whole.id
    assert [(x.source, x.target, x.type) for x in reading.links] == [(part.id, whole.id, "part-of")]


def test_an_official_state_is_marked_as_such(reading_of):
    found = rows(reading_of("Offiziell ist der Hafen noch geöffnet."), "status")
    assert [(s.type, s.subject.kind, s.formal) for s in found] == [("open", "port", True)]
