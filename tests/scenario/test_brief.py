"""Situation reports of the scenario: what they say, that every sentence has its evidence, and that they are safe and whole."""

import re
from xml.etree import ElementTree

import pytest
from lxml import html
from typer.testing import CliRunner

from lagebild.cli import app
from lagebild.report.brief import Asked, brief
from lagebild.report.brief.page import as_page
from lagebild.report.brief.records import Cite
from lagebild.store import Scope

SINCE = "2032-03-04T23:59:59.999999Z"


@pytest.fixture
def run(told):
    def run_(*args, exit_code=0):
        result = CliRunner().invoke(app, ["report", *args, "--store", told.url])
        assert result.exit_code == exit_code, result.output
        return result.stdout

    return run_


def test_a_report_in_german(run):
    said = run("--language", "de", "--place", "Seehafen", "--since", "2032-03-05")
    assert said.startswith("# Lagebericht: Seehafen\n\nStand 05.03.2032 12:00 · ")
    assert "## Neu seit 05.03.2032\n\n- **Zahl geändert**: Verletzte (Unglück, Seehafen, 01.03.2032): 20 → 22 [^1]" in said
    assert "- **8 Tote** — Unglück, Seehafen, 01.03.2032 · 1 Stimme [^" in said
    assert "  - police: 3 (01.03.2032 09:00, ersetzt) [^" in said
    assert "| airport | Seehafen | offen seit 04.03.2032 [^" in said
    assert "  - beantwortet: *Vier Menschen* [^" in said
    assert "Bergtal" not in said


def test_a_report_in_english_as_of_a_day(run):
    said = run("--language", "en", "--as-of", "2032-03-02", "--since", "2032-03-02")
    assert "As known on 2032-03-02 · 13 reports from 7 sources · times in UTC" in said
    assert "- **figure changed**: killed (disaster, Seehafen, 2032-03-01): 3 → 5–10 (contested)" in said
    assert "Nordwort: *fünf*" not in said and "- Polizei: *fünf* [^" in said and "another voice gives a number that does not agree" in said
    assert "Brandanschlag auf das Rathaus" not in said


def test_every_sentence_has_evidence_and_every_note_is_used(run):
    said = run("--language", "de")
    body, notes = said.split("## Belege")
    lines = [x for x in body.splitlines() if x.lstrip().startswith("- ") or (x.startswith("| ") and "---" not in x)]
    told = [x for x in lines if not x.startswith(("| Was", "| Wann", "|  | Ort", "| Quelle")) and " F | " not in x]
    assert told and [x for x in told if "[^" not in x] == []
    assert set(re.findall(r"\[\^(\d+)\]", body)) == set(re.findall(r"^\[\^(\d+)\]:", notes, re.M))
    assert "Damit gebe es nun acht Tote, sagte die Polizei." in notes


def test_evidence_names_the_report_that_says_it(told):
    made = brief(told, Asked(Scope(), SINCE))
    texts = {d.id: d.text for d in told.texts(told.keys()).values()}
    outlets = {d.id: d.outlet for d in told.texts(told.keys()).values()}
    assert made.language == "de"
    assert [n for n in made.notes if n.sentence not in texts[n.document] or n.outlet != outlets[n.document]] == []
    assert [n.number for n in made.notes] == list(range(1, len(made.notes) + 1))


def test_numbers_rest_on_originals_not_on_copies(told):
    made = brief(told, Asked(Scope(place="Seehafen"), SINCE))
    figures = next(p for p in made.parts if p.name == "figures")
    numbers = {n for i in figures.items for text in (i.text, *i.below) for c in text if isinstance(c, Cite) for n in c.numbers}
    assert {made.notes[n - 1].document for n in numbers} & {"a2", "a3", "a6", "a11", "a15"} == set()


def test_the_page_is_one_file_without_script(told):
    page = as_page(brief(told, Asked(Scope(), SINCE, language="en")))
    found = html.fromstring(page)
    assert not found.xpath("//script | //link | //img | //iframe | //*[@style]") and "@media print" in page
    assert all(a.startswith("#") for a in found.xpath("//a/@href"))
    ids = found.xpath("//@id")
    assert {a[1:] for a in found.xpath("//a/@href")} <= set(ids) and len(ids) == len(set(ids))
    assert found.xpath("//h2/text()")[:3] == [f"New since {SINCE[:10]}", "Key figures", "Status board"]
    assert len(found.xpath("//figure//*[local-name()='svg']")) == 6 and found.xpath("//q[@lang='en']")


def test_pictures_are_well_formed(told):
    made = brief(told, Asked(Scope(), SINCE, language="en"))
    charts = [c for p in made.parts for c in (p.chart, *(i.chart for i in p.items)) if c]
    for chart in charts:
        assert ElementTree.fromstring(chart.svg).find("{http://www.w3.org/2000/svg}title").text == chart.title
    drawn = next(p.chart.svg for p in made.parts if p.name == "map")
    assert ">Bergtal</text>" in drawn and ">Seehafen</text>" in drawn


def test_pdf(run, tmp_path):
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    run("--language", "de", "--output", str(tmp_path / "lage.pdf"))
    found = pypdf.PdfReader(tmp_path / "lage.pdf")
    said = " ".join(" ".join(page.extract_text() for page in found.pages).split())
    assert found.metadata.title == "Lagebericht" and found.trailer["/Root"]["/Lang"] == "de"
    assert "8 Tote — Unglück, Seehafen, 01.03.2032" in said and "Damit gebe es nun acht Tote" in said
    links = [a for page in found.pages for a in page.get("/Annots") or []]
    assert len(links) > 60


def test_the_same_store_gives_the_same_bytes(told, tmp_path, run):
    one, other = (run("--language", "en", "--format", "html") for _ in range(2))
    assert one == other


def test_an_empty_scope_says_so(run):
    said = run("--place", "Nirgends", "--language", "de")
    assert "Zu diesem Ausschnitt ist nichts gespeichert." in said and "##" not in said


@pytest.mark.parametrize("args", [("--language", "xx"), ("--since", "soon"), ("--format", "pdf"), ("--as-of", "2032-02-31")])
def test_wrong_usage(run, args):
    run(*args, exit_code=2)
