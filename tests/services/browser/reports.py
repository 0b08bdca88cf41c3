"""The scenario with reports from further places: towns close to each other, a province, a country, a place that nobody knows."""

from dataclasses import replace

from lagebild.statements import Place
from lagebild.text import Span
from tests.scenario.reports import REPORTS, event, figure, reading, status

FURTHER = {
    "Hafenvorstadt": Place("Hafenvorstadt", Span(0, 0), "Hafenvorstadt", 903, 54.02, 10.03, "DEU", "city"),
    "Bayern": Place("Bayern", Span(0, 0), "Bayern", None, 48.97, 11.29, "DEU", "province"),
    "Polen": Place("Polen", Span(0, 0), "Polen", 798544, 52.0, 20.0, "POL", "country"),
    "Nebeltal": Place("Nebeltal", Span(0, 0), "Nebeltal"),
}


def at(name, made):
    """A reading whose statements all lie at one place."""
    return replace(made, statements=tuple(replace(s, place=FURTHER[name]) for s in made.statements))


ALL = [
    *REPORTS,
    at("Hafenvorstadt", reading("c1", "2032-03-02T14:00", "Seebote", "de",
       "In der Hafenvorstadt fiel am Dienstag der Strom aus. Etwa 400 Haushalte sind betroffen.",
       status("In der Hafenvorstadt fiel am Dienstag der Strom aus", "der Strom", "power", "cut", None, "2032-03-02"),
       figure("Etwa 400 Haushalte", "affected", 400, approx=True))),
    at("Bayern", reading("c2", "2032-03-03T16:00", "Südblatt", "de",
       "In Bayern protestierten am Mittwoch Landwirte mit Traktoren gegen die neue Abgabe.",
       event("protestierten", "PROTEST", "2032-03-03"))),
    at("Polen", reading("c3", "2032-03-04T08:00", "Harbour News", "en",
       "Poland sent two rescue teams to help after the explosion, the ministry said on Wednesday.",
       event("sent", "AID", "2032-03-03", said="the ministry"))),
    at("Nebeltal", reading("c4", "2032-03-04T19:00", "Talkurier", "de",
       "In Nebeltal brannte eine Scheune.", event("brannte", "HAZARD"))),
]  # fmt: skip
