"""Crosswalks: what they say both ways, and that their tables fit the ontology."""

import pytest

import lagebild
from lagebild import ontology
from lagebild.crosswalk import cameo_of, coded, contexts_of, current_type, event_type, hxl_bounds, hxl_columns, hxl_measures, plover_of, quads, roles
from lagebild.statements import Actor, Phrase, Statement
from lagebild.text import Span


@pytest.mark.parametrize(
    ("code", "type_", "mode", "contexts"),
    [
        ("173", "COERCE", "arrest", ("legal",)),
        ("1823", "ASSAULT", None, ()),
        ("186", "ASSAULT", "targeted", ()),
        ("0871", "RETREAT", "ceasefire", ("military",)),
        ("19055", "ASSAULT", None, ("military",)),
    ],
)
def test_cameo_codes_are_plover_types(code, type_, mode, contexts):
    found = plover_of(code)
    assert found is not None
    assert (found.type, found.mode, found.contexts) == (type_, mode, contexts)


def test_unknown_codes_have_no_type():
    assert plover_of("99") is None
    assert current_type("HAZARD") is None
    assert cameo_of("HAZARD") is None


@pytest.mark.parametrize("type_", quads())
def test_every_plover_type_has_a_cameo_code_that_leads_back(type_):
    assert plover_of(cameo_of(type_)).type == type_


def test_the_most_general_code_of_a_mode_leads_back():
    modes = {(p.type, p.mode) for c in ontology.load("cameo")["codes"] if (p := plover_of(c)).mode}
    for type_, mode in modes:
        found = plover_of(cameo_of(type_, mode))
        assert (found.type, found.mode) == (type_, mode)


def test_tables_use_the_words_of_the_ontology():
    types, modes = set(ontology.values("types")), set(ontology.values("modes"))
    assert set(quads()) == types - {"HAZARD"}
    for code, row in ontology.load("cameo")["codes"].items():
        found = plover_of(code)
        assert found.type in types
        assert found.mode is None or found.mode in modes
        assert set(row.get("contexts") or ()) <= set(ontology.load("plover")["contexts"])


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("The army shelled the village and killed twelve civilians.", ["human_rights", "military"]),
        ("A court convicted the minister.", ["legal"]),
        ("Soldiers arrested a priest.", ["military", "religion_ethnicity"]),
        ("The two presidents met in Seahaven.", []),
    ],
)
def test_contexts_by_parties_and_means(text, contexts):
    said = [s for s in lagebild.read(text, language="en").statements if s.kind == "event"]
    assert sorted({c for s in said for c in contexts_of(s)}) == contexts


def test_contexts_are_of_the_manual():
    table = ontology.load("plover")
    assert {row["name"] for row in table["rows"]} <= set(table["contexts"])


def test_earlier_names_of_types():
    assert current_type("INVESTIGATE") == "ACCUSE"
    assert current_type("AID") == "AID"


def test_every_sub_event_has_one_event_type():
    subs = [s for some in ontology.load("acled")["events"].values() for s in some]
    assert len(subs) == len(set(subs))
    assert all(s in ontology.load("acled")["events"][event_type(s)] for s in subs)


def test_hashtags_stand_for_one_column_each():
    tags = [*hxl_columns().values(), *hxl_measures().values(), *hxl_bounds().values()]
    assert len(tags) == len(set(tags))
    assert hxl_bounds()["killed", "min"] == "#affected+killed+min"
    assert set(hxl_measures()) <= set(ontology.values("measures"))


def made(**fields) -> Statement:
    base = {"id": "1", "kind": "event", "type": "ASSAULT", "span": Span(0, 9), "origin": "en/events#attack", "anchor": Phrase("bombing", Span(0, 7))}
    return Statement(**{**base, **fields})


def test_tables_of_data_sets_name_statements_and_their_roles():
    one = made(actors=(Actor("rebels", Span(10, 16)),), recipients=(Actor("a bank", Span(20, 26)),))
    assert coded("kairos", one) == "Conflict.Attack.DetonateExplode"
    assert list(roles("kairos", "Conflict.Attack.DetonateExplode", one)) == [("Attacker", Span(10, 16)), ("Target", Span(20, 26))]
    road = made(
        kind="status", type="closed", origin="de/statuses#closed", anchor=Phrase("gesperrt", Span(8, 16)), subject=Phrase("A1", Span(0, 2), "road")
    )
    assert coded("smartdata", road) == "Obstruction"
    assert ("location", Span(0, 2)) in list(roles("smartdata", "Obstruction", road))
    assert coded("smartdata", made(type="AGREE")) is None
