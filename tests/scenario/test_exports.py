"""Every exchange format is read back by its own library or schema, and says what the reports say."""

import csv
import io
import json
from importlib.resources import files

import geojson
import hxl
import jsonschema
import prov.model
import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from lagebild import incidents
from lagebild.cli import app
from lagebild.entries import Review
from lagebild.export import FORMATS
from lagebild.export.incidents import ACLED, UCDP
from lagebild.export.plover import POLECAT
from lagebild.store import Scope, Store
from tests.scenario.reports import REPORTS
from tests.store.making import Clock

CONTRACT = json.loads((files("lagebild") / "data" / "contract.schema.json").read_text(encoding="utf8"))
CLAIM_REVIEW = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {
            "items": {
                "required": ["@type", "claimReviewed", "author", "reviewRating", "itemReviewed"],
                "properties": {"@type": {"const": "ClaimReview"}, "itemReviewed": {"required": ["@type", "name", "appearance"]}},
            }
        },
    },
}


@pytest.fixture
def written(told):
    def write(form, scope=Scope()):  # noqa: B008
        stream = io.StringIO()
        FORMATS[form](told, scope, stream)
        return stream.getvalue()

    return write


def test_jsonl_keeps_the_contract_and_links_documents(written):
    lines = [json.loads(x) for x in written("jsonl").splitlines()]
    for line in lines:
        jsonschema.validate(line, CONTRACT)
    assert [x["document"]["id"] for x in lines] == sorted(r.document.id for r in REPORTS)
    of = {x["document"]["id"]: x for x in lines}
    denied = [a for a in of["a9"]["across"] if a["type"] == "contradicts"]
    assert [a["document"] for a in denied] == [of["a8"]["key"]]
    assert set(of["a1"]["incidents"].values()) == set(of["a4"]["incidents"].values())


def test_jsonl_is_the_same_whenever_and_in_whatever_order_it_was_made(written, tmp_path):
    clock = Clock()
    clock.ticks = 500
    with Store(f"sqlite:///{tmp_path / 'b.db'}", now=clock) as other:
        for r in reversed(REPORTS):
            other.add([r], "r2", incidents.linker)
        stream = io.StringIO()
        FORMATS["jsonl"](other, Scope(), stream)
    assert stream.getvalue() == written("jsonl")


def test_csv_and_parquet_hold_the_same_rows(written, told, tmp_path):
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    path = tmp_path / "a.parquet"
    result = CliRunner().invoke(app, ["export", "parquet", "--output", str(path), "--store", told.url])
    assert result.exit_code == 0, result.output
    table = pyarrow.parquet.read_table(path)
    assert table.num_rows == len(rows) == sum(len(r.statements) for r in REPORTS)
    assert table.column_names == list(rows[0])
    assert [r["low"] for r in rows if r["quote"] == "acht Tote"] == ["8.0", "8.0"]
    assert {str(t) for t in table.schema.types} == {"string", "double", "int64", "bool"}


def test_geojson_is_valid_and_gives_no_point_to_a_wide_place(written, tmp_path):
    found = geojson.loads(written("geojson"))
    assert found.is_valid and all(f.is_valid for f in found.features)
    assert {tuple(f.geometry.coordinates) for f in found.features} == {(10.0, 54.0), (11.0, 47.5)}
    from dataclasses import replace

    wide = replace(REPORTS[0], statements=tuple(replace(s, place=s.place and replace(s.place, precision="country")) for s in REPORTS[0].statements))
    with Store(f"sqlite:///{tmp_path / 'c.db'}") as other:
        other.add([wide], "r1", incidents.linker)
        stream = io.StringIO()
        FORMATS["geojson"](other, Scope(), stream)
    (feature,) = json.loads(stream.getvalue())["features"]
    assert feature["geometry"] is None and feature["properties"]["place_precision"] == "country"


def test_plover_gives_events_with_their_sizes_and_sentences(written):
    found = [json.loads(x) for x in written("plover").splitlines()]
    assert {e["event"] for e in found} == {"PROTEST", "ASSAULT"}
    (attack,) = [e for e in found if e["cite_info"]["citation"] == "b3"]
    assert attack["size"] == {"injured": 2.0} and attack["date"] == "2032-03-02" and attack["quad_code"] == 4
    assert attack["text"] == "In Bergtal wurde am Dienstag ein Brandanschlag auf die Polizeiwache verübt."
    assert attack["event_loc"]["resolution"] == 4


def test_polecat_has_forty_columns(written):
    rows = list(csv.DictReader(io.StringIO(written("polecat")), delimiter="\t"))
    assert len(POLECAT) == len(rows[0]) == 40
    assert {r["Event Type"] for r in rows} == {"PROTEST", "ASSAULT"} and all(None not in r for r in rows)


def test_acled_columns_and_types(written):
    rows = list(csv.DictReader(io.StringIO(written("acled"))))
    assert len(ACLED) == len(rows[0]) == 31
    assert sorted((r["event_type"], r["sub_event_type"], r["event_date"]) for r in rows) == [
        ("Protests", "Peaceful protest", "2032-03-01"),
        ("Protests", "Peaceful protest", "2032-03-05"),
        ("Violence against civilians", "Attack", ""),
        ("Violence against civilians", "Attack", "2032-03-02"),
        ("Violence against civilians", "Attack", "2032-03-04"),
    ]
    assert {r["time_precision"] for r in rows if not r["event_date"]} == {""} and {r["country"] for r in rows} == {"Germany"}


def test_ucdp_gives_low_best_and_high_and_only_what_killed(told, tmp_path):
    from dataclasses import replace

    attack = tuple(replace(s, type="ASSAULT") if s.type == "HAZARD" else s for s in REPORTS[0].statements)
    hospital = tuple(replace(s, type="ASSAULT") if s.type == "HAZARD" else s for s in next(r for r in REPORTS if r.document.id == "a8").statements)
    with Store(f"sqlite:///{tmp_path / 'c.db'}") as other:
        other.add([replace(REPORTS[0], statements=attack)], "r1", incidents.linker)
        other.add([replace(next(r for r in REPORTS if r.document.id == "a8"), statements=hospital)], "r1", incidents.linker)
        stream = io.StringIO()
        FORMATS["ucdp"](other, Scope(), stream)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert len(UCDP) == len(row) == 49
    assert (row["low"], row["best"], row["high"]) in (("10", "10", "10"), ("3", "10", "10"))
    assert (row["side_a"], row["where_prec"], row["number_of_sources"]) == ("XXX", "1", "2")


def test_hxl_is_read_with_bounds_as_numbers(written, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(written("hxl", Scope(place="Seehafen", reported="2032-03-02T23:59:59.999999Z")), encoding="utf8")
    source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    (row,) = list(source)
    assert (row.get("#affected+killed+min"), row.get("#affected+killed+max"), row.get("#loc+name")) == ("5", "10", "Seehafen")
    assert row.get("#affected+participants+min") is None and hxl.validate(source)


def test_prov_is_read_and_leads_from_statement_to_document(told, tmp_path):
    with Store(f"sqlite:///{tmp_path / 'c.db'}") as other:
        other.add(REPORTS[:5], "r1", incidents.linker)
        entry = other.entries()[0]
        other.review(Review(entry.header.key, entry.statement.id, "accept", "mk", 2))
        other.add([REPORTS[4].__class__(REPORTS[4].document)], "r2", incidents.linker)
        stream = io.StringIO()
        FORMATS["prov"](other, Scope(), stream)
    found = prov.model.ProvDocument.deserialize(content=stream.getvalue(), format="json")
    kinds = {type(r).__name__ for r in found.get_records()}
    assert {"ProvEntity", "ProvAgent", "ProvActivity", "ProvDerivation", "ProvAttribution", "ProvAssociation", "ProvInvalidation"} <= kinds
    assert "wasInvalidatedBy" in found.get_provn()


def test_claim_reviews_are_those_of_people(told, tmp_path):
    with Store(f"sqlite:///{tmp_path / 'c.db'}") as other:
        other.add(REPORTS[:1], "r1")
        for e, credibility in zip(other.entries(), (1, 6), strict=False):
            other.review(Review(e.header.key, e.statement.id, "accept", "mk", credibility))
        stream = io.StringIO()
        FORMATS["claimreview"](other, Scope(), stream)
    found = json.loads(stream.getvalue())
    jsonschema.validate(found, CLAIM_REVIEW)
    ratings = [r["reviewRating"] for r in found["@graph"]]
    assert [r.get("ratingValue") for r in ratings] == [5, None] and ratings[1]["alternateName"] == "cannot be judged"


def test_withdrawn_ids_are_listed(tmp_path):
    with Store(f"sqlite:///{tmp_path / 'c.db'}") as other:
        other.add(REPORTS[:1], "r1")
        other.forget("a1", "mk")
        stream = io.StringIO()
        FORMATS["withdrawn"](other, Scope(), stream)
    assert {json.loads(x)["reason"] for x in stream.getvalue().splitlines()} == {"removed"}


def test_formats_that_are_none_or_need_a_file(told):
    assert CliRunner().invoke(app, ["export", "xml", "--store", told.url]).exit_code == 2
    assert CliRunner().invoke(app, ["export", "parquet", "--store", told.url]).exit_code == 2
    result = CliRunner().invoke(app, ["export", "csv", "--place", "Bergtal", "--store", told.url])
    assert result.exit_code == 0 and "Bergtal" in result.stdout and "a1," not in result.stdout
