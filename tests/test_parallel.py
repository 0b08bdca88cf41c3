"""Reading on several processes gives what reading on one gives, and survives a process that dies."""

import os

import pytest

from lagebild import parallel
from lagebild.ingest import Failed
from lagebild.pipeline import read_many
from lagebild.statements import Reading
from lagebild.text import Document

TEXTS = [f"In Lohe wurden am Montag {n} Menschen verletzt." for n in range(2, 14)]


def reports():
    yield from (Document(f"d{n}", text, language="de") for n, text in enumerate(TEXTS))
    yield Failed("broken", "InputError", "broken: the text is empty")


def test_two_processes_give_the_same_readings_in_the_same_order():
    assert list(parallel.read_parallel(reports(), 2)) == list(read_many(reports()))


def fatal(chunk):
    if any(d.id == "d3" for d in chunk):
        os._exit(1)
    return [Reading(Document(d.id, "")) for d in chunk]


def test_a_document_that_kills_its_process_costs_only_itself(monkeypatch):
    monkeypatch.setattr(parallel, "_read", fatal)
    found = list(parallel.read_parallel((Document(f"d{n}", "x") for n in range(20)), 2))
    assert [r.document.id for r in found] == [f"d{n}" for n in range(20)]
    assert [r.document.id for r in found if r.failure] == ["d3"]


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_document(count):
    assert len(list(parallel.read_parallel(iter([Document("one", "Ruhe.", language="de")][:count]), 2))) == count
