"""``lagebild pack``: faults with file and line, and words that a pack lacks."""

from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild import packs
from lagebild.cli import app
from lagebild.commands.packs import faults, unknown

LANGUAGES = Path(str(files("lagebild") / "data" / "languages"))


@pytest.mark.parametrize("language", packs.languages())
def test_every_pack_has_no_faults(language):
    assert list(faults(LANGUAGES / language)) == []


def broken(folder: Path, name: str, text: str) -> list[str]:
    (folder / f"{name}.yaml").write_text(text, encoding="utf8")
    return [f for f in faults(folder) if f.startswith(f"{folder.name}/{name}.yaml")]


def test_faults_name_file_and_line(tmp_path):
    pack = tmp_path / "xx"
    pack.mkdir()
    assert broken(pack, "voices", "agent: [by\n") == ["xx/voices.yaml:2: expected ',' or ']', but got '<stream end>'"]
    assert broken(pack, "questions", "open: [unclear]\nnegation: [no, not]\n") == ["xx/questions.yaml:2: no is no word; put it in quotes"]
    assert broken(pack, "places", "airport: [a]\nairport: [b]\n") == ["xx/places.yaml:2: airport stands here a second time"]
    events = "groups:\n  - {name: a, verbs: [rob]}\n  - {name: b, verbs: [rob]}\n"
    assert broken(pack, "events", events) == ["xx/events.yaml:3: rob has a second meaning without a condition; the first is in line 2"]


def test_patterns_of_time_must_compile(tmp_path):
    times = "words:\n  number: {one: 1}\npatterns:\n  year:\n    - '{year}'\n    - '{yeer}'\n"
    found = broken(tmp_path, "times", times)
    assert len(found) == 1
    assert "times.yaml:6: " in found[0]


def test_missing_files_are_faults(tmp_path):
    result = CliRunner().invoke(app, ["pack", "check", str(tmp_path)])
    assert result.exit_code == 1
    assert "events.yaml:1: the file is missing" in result.output


def test_coverage_counts_what_the_pack_does_not_know():
    found = unknown(LANGUAGES / "en", ["The luthier plucked a zinnia. The luthier was arrested."], "en")
    assert found["nouns"]["luthier"] == 2
    assert "arrest" not in found["predicates"]


def test_coverage_prints_the_most_frequent_first(tmp_path):
    (tmp_path / "report.txt").write_text("The luthier plucked a zinnia. The luthier was arrested.", encoding="utf8")
    result = CliRunner().invoke(app, ["pack", "coverage", str(LANGUAGES / "en"), str(tmp_path / "report.txt"), "--most", "1"])
    assert result.exit_code == 0, result.output
    assert "   2 luthier" in result.output
    assert "zinnia" not in result.output
