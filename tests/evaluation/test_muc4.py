"""Templates scored on cases worked by hand."""

import pytest

from evaluation import parses
from evaluation._muc4_key import Template, fill, said, template
from evaluation._muc4_score import aligned, fill_worth, score
from evaluation._muc4_templates import Writer
from evaluation.muc4 import chosen, document
from evaluation.outcome import Counts, DataAbsent

KEY = {
    "template": "1",
    "optional": False,
    "incident_date": ["04 MAY 88"],
    "incident_location": ["FREEDONIA: PORT CLARA (CITY)"],
    "incident_type": ["BOMBING"],
    "incident_stage": ["ACCOMPLISHED"],
    "incident_instrument_id": ['"BOMB"'],
    "incident_instrument_type": ['VEHICLE BOMB: "BOMB"'],
    "perp_organization_id": ['"RED DAWN" / "RD"'],
    "perp_organization_confidence": ['SUSPECTED OR ACCUSED BY AUTHORITIES: "RED DAWN" / "RD"'],
    "phys_tgt_id": ['? "BANK"', '"STORE"'],
    "hum_tgt_name": ['"ANNA MARIA LOPEZ"'],
    "hum_tgt_description": ['"CLERK": "ANNA MARIA LOPEZ"'],
    "hum_tgt_foreign_nation": ["-"],
    "hum_tgt_total_number": ["*"],
}


def response(**slots: list[tuple[str, str] | str]) -> Template:
    return Template({s: tuple(said(*v) if isinstance(v, tuple) else said(v) for v in values) for s, values in slots.items()})


@pytest.mark.parametrize(
    ("slot", "key", "found", "worth"),
    [
        ("incident_date", "25 AUG 89 - 26 AUG 89", "26 AUG 89", 0.5),
        ("incident_date", "- 26 AUG 89", "25 AUG 89", 0.5),
        ("incident_date", "26 AUG 89", "- 26 AUG 89", 0.5),
        ("incident_date", "25 AUG 89", "- 26 AUG 89", 0),
        ("incident_date", "- 26 AUG 89", "- 26 AUG 89", 1),
        ("incident_location", "FREEDONIA: PORT CLARA (CITY)", "FREEDONIA", 0.5),
        ("incident_location", "FREEDONIA: PORT CLARA (CITY) - ELMO (TOWN)", "FREEDONIA: ELMO (TOWN)", 0.5),
        ("incident_location", "FREEDONIA: PORT CLARA (CITY)", "SYLVANIA: PORT CLARA (TOWN)", 0.5),
        ("incident_location", "FREEDONIA", "SYLVANIA", 0),
        ("incident_type", "BOMBING", "ATTACK", 0.5),
        ("incident_type", "ATTACK", "BOMBING", 0),
        ("incident_type", "BOMBING / ARSON", "ARSON", 1),
        ("hum_tgt_description", '"FARMERS"', "THE 3 FARMERS", 1),
        ("hum_tgt_description", '"FARMERS" / "PEASANTS"', "OLD PEASANTS", 1),
        ("hum_tgt_description", '"PEASANTS"', "PEASANTS OF THE NORTH", 0.5),
        ("hum_tgt_name", '"ALBERTO ROBERTO TORRES"', "TORRES", 0.5),
        ("hum_tgt_name", '"TORRES"', "MR. TORRES", 1),
        ("hum_tgt_name", '"ALBERTO TORRES"', "LUISA TORRES", 0),
        ("perp_organization_id", '"RED DAWN" / "RD"', "RED DAWN [RD]", 1),
        ("phys_tgt_number", '5 - 7: "PYLONS"', ("7", "PYLONS"), 0.5),
        ("phys_tgt_number", '~7: "PYLONS"', ("7", "THINGS"), 0.5),
        ("phys_tgt_number", '7: "PYLONS"', ("7", "THINGS"), 0.5),
        ("phys_tgt_effect", 'SOME DAMAGE: "OFFICE"', ("DESTROYED", "OFFICE"), 0.5),
        ("hum_tgt_effect", 'NO INJURY OR DEATH: "CLERK"', ("NO INJURY", "CLERK"), 0.5),
        ("hum_tgt_effect", 'INJURY / DEATH: "CLERK" / "GIRL"', ("DEATH", "THE GIRL"), 1),
    ],
)
def test_what_a_fill_is_worth(slot, key, found, worth):
    made = said(*found) if isinstance(found, tuple) else said(found)
    kinds = {"incident_date": "date", "incident_location": "location"}
    assert fill_worth(slot, fill(key, kinds.get(slot, "set")), made) == worth


def test_options_with_references_of_their_own():
    found = fill('("POSSIBLE" / "FACT"): "A" / "B" / OTHER: "C"', "set")
    assert [(o.value, o.refs) for o in found.options] == [("POSSIBLE", ("A", "B")), ("FACT", ("A", "B")), ("OTHER", ("C",))]


def test_slots_of_one_pair_are_counted_with_optional_fills_left_out():
    found = response(
        incident_date=["- 04 MAY 88"],  # half
        incident_location=["FREEDONIA"],  # half
        incident_type=["BOMBING"],  # right
        incident_stage=["ATTEMPTED"],  # wrong
        incident_instrument_id=["CAR BOMB"],  # right, with a modifier
        incident_instrument_type=[("BOMB", "CAR BOMB")],  # half: the wider kind
        perp_organization_id=["RD"],  # right
        perp_organization_confidence=[("SUSPECTED OR ACCUSED", "RD")],  # half
        hum_tgt_name=["LOPEZ"],  # half
        hum_tgt_foreign_nation=["SYLVANIA"],  # spurious
        hum_tgt_total_number=["2"],  # not scored: the key's type has none
    )
    counts: dict[str, Counts] = {}
    score([template(KEY)], [found], counts)
    assert sum(c.right for c in counts.values()) == 1 + 1 + 1 + 0.5 * 5
    assert sum(c.found for c in counts.values()) == 10
    assert sum(c.gold for c in counts.values()) == 11  # the bank is optional and was not found


def test_templates_that_match_nowhere_are_missing_or_spurious_and_optional_ones_free():
    counts: dict[str, Counts] = {}
    other = response(incident_type=["KIDNAPPING"], hum_tgt_name=["LOPEZ"])
    assert aligned([template(KEY)], [other]) == []
    score([template(KEY), template({**KEY, "optional": True})], [other], counts)
    assert (counts["incident_type"].right, counts["incident_type"].found, counts["incident_type"].gold) == (0, 1, 1)
    assert counts["phys_tgt_id"].gold == 1


def test_a_template_needs_a_participant_in_common():
    assert aligned([template(KEY)], [response(incident_type=["BOMBING"], incident_date=["04 MAY 88"])]) == []
    assert aligned([template(KEY)], [response(incident_type=["ATTACK"], phys_tgt_id=["STORE"])]) == [(0, 0)]


def test_the_best_pairs_are_taken_first():
    near = response(incident_type=["BOMBING"], incident_location=["FREEDONIA"], phys_tgt_id=["STORE"])
    nearer = response(incident_type=["BOMBING"], incident_location=["FREEDONIA: PORT CLARA"], phys_tgt_id=["STORE"], incident_stage=["ACCOMPLISHED"])
    assert aligned([template(KEY)], [near, nearer]) == [(0, 1)]


TEXT = """   LIMA, 4 MAY 88 -- [TEXT] A CAR BOMB EXPLODED IN FRONT OF THE NATIONAL BANK IN LIMA YESTERDAY.
TWO CLERKS WERE KILLED AND THE BUILDING WAS BADLY DAMAGED.  POLICE SAID THAT SHINING PATH GUERRILLAS PLANTED THE BOMB."""


def test_statements_become_templates():
    row = {"doc_id": "one", "text": TEXT}
    made = Writer(*parses.read_with_parse(document(row))).templates()
    assert len(made) == 1
    first = {slot: fills[0].options[0] for slot, fills in made[0].slots.items()}
    assert first["incident_date"].value == "03 MAY 88"
    assert first["incident_location"].value == "PERU: LIMA (CITY)"
    assert [f.options[0].value for f in made[0].slots["phys_tgt_effect"]] == ["SOME DAMAGE"]
    assert (first["incident_type"].value, first["incident_stage"].value) == ("BOMBING", "ACCOMPLISHED")
    assert (first["hum_tgt_description"].value, first["hum_tgt_number"].value, first["hum_tgt_effect"].value) == ("CLERKS", "2", "DEATH")
    assert (first["phys_tgt_id"].value, first["phys_tgt_type"].value) == ("NATIONAL BANK", "FINANCIAL")
    assert first["incident_instrument_type"].value == "VEHICLE BOMB"


def test_the_last_test_is_read_where_no_split_is_named():
    rows = [{"split": s} for s in ("dev", "tst1", "tst2", "tst2")]
    assert len(chosen(rows, None)) == 2
    assert len(chosen(rows, "dev")) == 1
    with pytest.raises(DataAbsent):
        chosen(rows, "tst9")
