"""The reports of our own are valid, and their notation gives the gold format."""

import pytest

from lagebild.errors import DataError
from training.annotate import FOLDER, files, report, reports

EXAMPLE = """2031-05-04 | Ostwind | Angriff | p=Holm; d=-1
Bei einem [Angriff|assault] in Holm sind [drei Männer|killed 3] [getötet|assault; r=drei Männer] worden.
Ein [Angriff|assault; d=2030-02; p=-] im Februar 2030 misslang.
[Die Polizei nahm [mehrere Verdächtige|arrested ~2..] [fest|coerce; a=Polizei]|v=Polizei; ?]
und will [verhandeln|consult; planned]. [Die Brücke ist gesperrt|road closed; s=Brücke]."""


@pytest.fixture
def gold():
    return report("de-test-01", EXAMPLE)


def test_brackets_leave_the_text(gold):
    assert gold["text"].startswith("Bei einem Angriff in Holm sind drei Männer getötet worden.\nEin Angriff im")
    assert "[" not in gold["text"]


def test_spans_carry_place_day_and_count(gold):
    first, killed, second, caught, talk = gold["events"]
    assert (first["nth"], first["place"], first["date"]) == (1, "Holm", ["2031-05-03", "2031-05-03"])
    assert killed["recipient"] == "drei Männer"
    assert (second["nth"], second["place"], second["date"]) == (2, None, ["2030-02-01", "2030-02-28"])
    assert (talk["place"], talk["date"], talk["modality"]) == (None, None, "planned")
    assert (caught["voice"], caught["hedged"]) == ("Polizei", True)


def test_figures_have_bounds_and_group(gold):
    three, several = gold["figures"]
    assert (three["low"], three["high"], three["approx"], three["group"], three["voice"]) == (3, 3, False, "Männer", None)
    assert (several["low"], several["high"], several["approx"], several["voice"]) == (2, None, True, "Polizei")
    assert gold["statuses"][0]["class"] == "road"


@pytest.mark.parametrize(
    "wrong", ["[Mann|kiled 1]", "[Mann|killed x]", "[Mann|assault; a=Frau]", "[Mann|assault", "Mann|assault]", "[Mann|assault; d=neulich]"]
)
def test_mistakes_are_named(wrong):
    with pytest.raises(DataError):
        report("de-test-01", f"2031-05-04 | Ostwind | Titel\n{wrong}")


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_reports_are_valid(path):
    for gold in reports(path):
        assert gold["language"] in ("de", "en")
        assert 40 <= len(gold["text"].split()) <= 260, (gold["id"], len(gold["text"].split()))
        for figure in gold["figures"]:
            assert figure["low"] is not None or figure["high"] is not None


def test_readme_counts_the_reports():
    count = {language: sum(len(reports(path)) for path in files() if path.stem.startswith(language)) for language in ("de", "en")}
    said = f"{sum(count.values())} reports, {count['de']} German and {count['en']} English"
    assert said in (FOLDER / "README.md").read_text(encoding="utf8")
