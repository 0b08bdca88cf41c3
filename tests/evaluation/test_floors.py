"""Floors: what falls is told, and they only rise."""

import json

import pytest

from evaluation.__main__ import names
from evaluation.floors import FILE, below, raised, run


def test_what_is_below_its_floor_is_told():
    assert below({"f1": 0.5, "recall": 0.4}, {"f1": 0.45, "recall": 0.4}) == ["f1 0.4500 is below its floor 0.5"]


def test_what_rounding_moves_holds():
    assert below({"f1": 0.5}, {"f1": 0.486}) == []
    assert below({"f1": 0.5}, {"f1": 0.484}) == ["f1 0.4840 is below its floor 0.5"]


def test_a_number_that_is_missing_fell():
    assert below({"f1": 0.5}, {}) == ["f1 0.0000 is below its floor 0.5"]


def test_floors_rise_and_never_sink():
    assert raised({"a": 0.5, "b": 0.5}, {"a": 0.7, "b": 0.3}) == {"a": 0.69, "b": 0.5}


def test_absent_data_is_skipped(tmp_path, capsys):
    assert not run({"harness": "quotes_de", "floors": {"content_f1": 0.5}}, tmp_path, lift=False)
    assert capsys.readouterr().out.startswith("skipped quotes_de")


@pytest.mark.parametrize("check", json.loads(FILE.read_text(encoding="utf8")), ids=lambda c: c["harness"] + c.get("data", ""))
def test_every_check_names_a_harness_and_shares(check):
    assert check["harness"] in names()
    assert check["floors"]
    assert all(0 < floor < 1 for floor in check["floors"].values())
