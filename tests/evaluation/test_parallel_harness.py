"""Parallel reports: statements matched across languages, worked out by hand."""

from pathlib import Path

import pytest

from evaluation.parallel import Said, compared, measure, shares

FIGURE = Said("figure", "killed", (3, 3), 100, "actual", 0.1)
PROTEST = Said("event", "PROTEST", None, 100, "actual", 0.5)
THREAT = Said("event", "THREATEN", None, None, "actual", 0.9)


def test_only_what_agrees_in_everything_is_recovered():
    same = compared(
        [FIGURE, PROTEST, THREAT],
        [FIGURE._replace(at=0.2), PROTEST._replace(places=200), THREAT._replace(type="ASSAULT")],
    )
    numbers = shares("fr", same)
    assert numbers["recovered.fr"] == pytest.approx(1 / 3)
    assert numbers["recovered.fr.kind"] == 1
    assert numbers["recovered.fr.type"] == pytest.approx(2 / 3)
    assert numbers["recovered.fr.places"] == pytest.approx(1 / 3)
    assert numbers["recovered.fr.numbers"] == pytest.approx(2 / 3)


def test_one_statement_recovers_no_two():
    assert compared([FIGURE, FIGURE._replace(at=0.3)], [FIGURE]).count(None) == 1


def test_another_kind_or_number_is_not_the_same():
    assert compared([FIGURE], [FIGURE._replace(kind="event")]) == [None]
    assert compared([FIGURE], [FIGURE._replace(numbers=(2, None))]) == [frozenset({"type", "places", "modality"})]


def test_a_folder_of_reports(tmp_path: Path):
    (tmp_path / "storm.de.txt").write_text("In Lyon wurden drei Menschen getötet.", encoding="utf8")
    (tmp_path / "storm.en.txt").write_text("In Lyon three people were killed.", encoding="utf8")
    outcome = measure(tmp_path, None, None)
    assert outcome.numbers["recovered.en"] == 1
    assert outcome.documents == {"storm": {"recovered.en": 1}}
