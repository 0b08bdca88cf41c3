"""Statuses: class and state, lists, ellipsis, denial, formal states, holders, on invented sentences."""

import pytest

GERMAN = [
    ("Die Brücke über die Lohe wurde gesperrt.", "road", "closed"),
    ("Die Schulen bleiben geschlossen.", "school", "closed"),
    ("Wegen des Stromausfalls stand die Fabrik still.", "power", "cut"),
    ("Bei einem Waldbrand starben Tiere.", "territory", "burning"),
    ("In einer Lagerhalle brach ein Feuer aus.", "building", "burning"),
    ("Die Stadt steht unter Wasser.", "territory", "unsafe"),
    ("Randalierer steckten zwei Autos in Brand.", "vehicle", "burning"),
    ("Die Ausgangssperre wurde aufgehoben.", "legal-order", "lifted"),
    ("In Grünau gilt der Ausnahmezustand.", "legal-order", "in-force"),
    ("Rebellen eroberten den Flughafen.", "airport", "occupied"),
    ("Der Zugverkehr kam zum Erliegen.", "rail", "suspended"),
    ("Nach dem Unfall bildete sich ein langer Stau.", "road", "blocked"),
    ("Das Rathaus ist einsturzgefährdet.", "government-building", "unsafe"),
    ("Überweisungen sind nicht mehr möglich.", "bank", "suspended"),
    ("Die Straße ist nicht befahrbar.", "road", "closed"),
    ("Die Apotheken haben den Verkauf eingestellt.", "shop", "suspended"),
    ("Bei dem Beben stürzten Häuser ein.", "building", "collapsed"),
    ("Die Grenze ist wieder offen.", "border", "open"),
    ("Das Kernkraftwerk Talheim bleibt außer Betrieb.", "power", "cut"),
    ("Die Infrastruktur in der Region ist teilweise zerstört.", "other", "destroyed"),
    ("Der Fahrbahnbelag wurde stark beschädigt.", "road", "damaged"),
]
ENGLISH = [
    ("The bridge was closed after the storm.", "road", "closed"),
    ("Schools remain shut.", "school", "closed"),
    ("A power outage hit the town.", "power", "cut"),
    ("A house fire killed two people.", "building", "burning"),
    ("The town is under rebel control.", "territory", "held"),
    ("Two cars were set on fire.", "vehicle", "burning"),
    ("The curfew was lifted on Monday.", "legal-order", "lifted"),
    ("The governor declared a state of emergency.", "legal-order", "in-force"),
    ("Phone lines to the island have been cut off.", "phone", "cut"),
    ("The walls of the market collapsed.", "shop", "collapsed"),
    ("Food is scarce in the camp.", "supply", "scarce"),
    ("Trains are not running.", "rail", "suspended"),
]


SINGLE = [
    ("Nur ein Fahrstreifen ist für den Verkehr freigegeben.", [("road", "blocked")]),
    ("Das Kernkraftwerk nimmt wieder den gewohnten Betrieb auf.", [("power", "open")]),
    ("Bewohner sollen die Fenster geschlossen halten.", [("building", "closed")]),
    ("Der Brand in der Lagerhalle ist unter Kontrolle.", [("building", "secured")]),
    ("Die Feuerwehr hat den Brand gelöscht.", [("other", "secured")]),
]


def statuses_of(reading):
    return [s for s in reading.statements if s.kind == "status"]


@pytest.mark.parametrize(("text", "expected"), SINGLE)
def test_what_is_said_once_is_one_status(reading_of, text, expected):
    assert [(s.subject.kind, s.type) for s in statuses_of(reading_of(text))] == expected


@pytest.mark.parametrize(("language", "text", "kind", "state"), [*(("de", *row) for row in GERMAN), *(("en", *row) for row in ENGLISH)])
def test_a_status_has_a_class_and_a_state(reading_of, language, text, kind, state):
    assert (kind, state) in [(s.subject.kind, s.type) for s in statuses_of(reading_of(text, language))]


def test_a_list_gives_one_status_for_each_place_and_ellipsis_keeps_the_class(reading_of):
    text = "Gesperrt wurden die Häfen von Bremen und Kiel. Derjenige von Lübeck ist offiziell geöffnet, fertigt aber seit Montag keine Schiffe ab."
    found = statuses_of(reading_of(text))
    assert [(s.type, s.place.text) for s in found if s.type == "closed"] == [("closed", "Bremen"), ("closed", "Kiel")]
    formal = next(s for s in found if s.type == "open")
    assert formal.formal and formal.subject.kind == "port" and formal.place.text == "Lübeck"
    actual = next(s for s in found if s.type == "suspended")
    assert (actual.subject.kind, actual.place.text, actual.modality) == ("port", "Lübeck", "actual")


def test_who_holds_a_place_is_the_holder(reading_of):
    found = statuses_of(reading_of("Das Rathaus wurde von Vermummten besetzt."))
    assert found[0].holder.text == "Vermummten"


def test_the_latest_state_counts_where_an_attribute_names_an_earlier_one(reading_of):
    found = statuses_of(reading_of("Das besetzte Zollamt ist wieder geöffnet."))
    assert [s.type for s in found] == ["open"]


def test_fire_from_weapons_burns_nothing(reading_of):
    assert statuses_of(reading_of("Die Polizei eröffnete das Feuer.")) == []


@pytest.mark.parametrize("text", ["Der Spieler wurde für zwei Wochen gesperrt.", "Die Ministerin bleibt knapp vorn."])
def test_people_and_what_nobody_can_close_are_in_no_state(reading_of, text):
    assert statuses_of(reading_of(text)) == []


@pytest.mark.parametrize(
    "text", ["Das Ministerium nahm keine Verhandlungen auf.", "Das Kraftwerk ist seit 1980 am Netz.", "Der Mann hat wieder ein Haus."]
)
def test_words_that_say_a_state_of_other_things_say_none(reading_of, text):
    assert statuses_of(reading_of(text)) == []


def test_who_takes_in_nobody_any_more_is_closed(reading_of):
    (found,) = statuses_of(reading_of("Die Klinik nimmt keine Patienten mehr auf."))
    assert (found.type, found.subject.kind) == ("closed", "hospital")
