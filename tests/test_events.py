"""Events of invented sentences: trigger, type, who acts on whom."""

import pytest


def told(reading):
    return sorted((s.anchor.span.start, s.anchor.text, s.type) for s in reading.statements if s.kind == "event")


def event(reading, trigger):
    return next(s for s in reading.statements if s.kind == "event" and s.anchor.text == trigger)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Polizei nahm in Kolbstadt zwölf Randalierer fest.", [("nahm", "COERCE")]),
        ("Auf der Landstraße kam es zu einem Verkehrsunfall.", [("Verkehrsunfall", "HAZARD")]),
        ("Die Rettungsarbeiten dauern an.", [("Rettungsarbeiten", "AID")]),
        ("Bei der Suchaktion half ein Hubschrauber.", [("Suchaktion", "MOBILIZE"), ("half", "AID")]),
        ("Nach der Erstürmung der Wache flohen die Täter.", [("Erstürmung", "COERCE"), ("flohen", "RETREAT")]),
        ("Die Gewerkschaft erhob Klage gegen die Firma.", [("Klage", "ACCUSE")]),
        ("Der Minister sagte, das Wetter sei schön.", []),
        ("Mit Hilfe eines Krans wurde das Dach gedeckt.", []),
        ("Die Botschaft liegt am Fluss.", []),
    ],
)
def test_german_triggers(reading_of, text, found):
    assert [t[1:] for t in told(reading_of(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police arrested two men in Millford.", [("arrested", "COERCE")]),
        ("Gunmen opened fire on a convoy.", [("opened", "ASSAULT")]),
        ("The fire engine was parked behind the station.", []),
        ("The rescue workers had lunch.", []),
        ("A gas leak closed the school.", [("gas leak", "HAZARD")]),
        ("Rebels have taken twelve villagers hostage.", [("taken", "ASSAULT")]),
        ("The union called for a boycott.", [("called", "REQUEST"), ("boycott", "SANCTION")]),
    ],
)
def test_english_triggers(reading_of, text, found):
    assert [t[1:] for t in told(reading_of(text, "en"))] == found


@pytest.mark.parametrize(
    ("language", "text", "trigger", "type_"),
    [
        ("de", "Bei dem Zugunglück wurden neun Menschen verletzt.", "verletzt", "HAZARD"),
        ("de", "Bei dem Überfall wurden neun Menschen verletzt.", "verletzt", "ASSAULT"),
        ("en", "The earthquake injured nine people.", "injured", "HAZARD"),
        ("en", "Nine people died when a bomber attacked the market.", "died", "ASSAULT"),
        ("de", "Der Präsident kündigte an, die Stellungen der Rebellen zu bombardieren.", "kündigte", "THREATEN"),
    ],
)
def test_the_context_decides_what_a_death_or_an_announcement_is(reading_of, language, text, trigger, type_):
    assert event(reading_of(text, language), trigger).type == type_


@pytest.mark.parametrize(
    ("language", "text", "trigger", "actor", "recipient"),
    [
        ("de", "Der Bürgermeister wurde von Rebellen entführt.", "entführt", "Rebellen", "Der Bürgermeister"),
        ("de", "Die Festnahme von Anna Kolb durch die Armee überraschte alle.", "Festnahme", "die Armee", "Anna Kolb"),
        ("de", "Die Regierung forderte die Rebellen auf, den Ort zu verlassen.", "forderte", "Die Regierung", "die Rebellen"),
        ("de", "Die Regierung forderte die Rebellen auf, die Wachen anzugreifen.", "anzugreifen", "die Rebellen", "die Wachen"),
        ("de", "Der festgenommene Fahrer schwieg.", "festgenommene", None, "Der festgenommene Fahrer"),
        ("de", "Die Brücke stürzte ein.", "stürzte", None, "Die Brücke"),
        ("en", "Soldiers attacked the village, wounding four people.", "wounding", "Soldiers", "four people"),
        ("en", "The mayor was kidnapped by rebels.", "kidnapped", "rebels", "The mayor"),
        ("en", "Two men were killed in army shelling.", "killed", "army", "Two men"),
        ("en", "Nine people were wounded in militant attacks.", "wounded", "militant", "Nine people"),
    ],
)
def test_who_acts_on_whom(reading_of, language, text, trigger, actor, recipient):
    found = event(reading_of(text, language), trigger)
    assert (next((a.text for a in found.actors), None), next((r.text for r in found.recipients), None)) == (actor, recipient)
