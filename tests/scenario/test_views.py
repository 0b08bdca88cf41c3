"""The views on the command line: words, JSON and Markdown, down to the sentence."""

import json

import pytest
from typer.testing import CliRunner

from lagebild.cli import app


@pytest.fixture
def run(told):
    def run_(*args, exit_code=0):
        result = CliRunner().invoke(app, [*args, "--store", told.url])
        assert result.exit_code == exit_code, result.output
        return result.stdout

    return run_


def test_the_picture_in_words(run):
    said = run("picture", "--place", "Seehafen", "--as-of", "2032-03-02", "--words", "de")
    assert "Lage · Seehafen · Stand 2032-03-02" in said
    assert "5–10 Tote — Unglück, Seehafen, 01.03.2032 · 2 Stimmen · umstritten" in said
    assert "Polizei: 3 (01.03.2032 09:00, ersetzt) → 5 (02.03.2032 08:00) → 10 (02.03.2032 17:00, bestritten)" in said
    assert "Nordwort: 4 (02.03.2032 08:00)" in said
    assert "offiziell geschlossen seit 02.03.2032; tatsächlich offen seit 02.03.2032" in said
    assert "beantwortet: Vier Menschen" in said and "Bergtal" not in said


def test_the_picture_as_data_and_as_markdown(run):
    found = json.loads(run("picture", "--from", "2032-03-04", "--format", "json"))
    assert {"figures", "statuses", "incidents", "positions", "questions", "contradictions", "gaps"} <= set(found)
    assert "## Key figures" in run("picture", "--about", "airport", "--words", "en", "--format", "markdown")
    assert "0 reports" in run("picture", "--place", "Nirgends", "--words", "en")


def test_what_is_new(run):
    said = run("changes", "--since", "2032-03-02", "--as-of", "2032-03-02")
    assert "changed: killed — 3 → 5–10" in said and "answered: wie viele Menschen vermisst werden" in said
    kinds = {c["kind"] for c in json.loads(run("changes", "--since", "2032-03-05", "--format", "json"))}
    assert kinds == {"figure", "incident", "position", "question"}
    assert "nothing" in run("changes", "--since", "2032-04-01")


def test_what_stands_behind_a_line(run):
    found = json.loads(run("picture", "--place", "Seehafen", "--format", "json"))
    killed = next(s for s in found["figures"] if s["measure"] == "killed")
    key, statement = killed["tracks"][0]["points"][0]["statement"]
    shown = json.loads(run("show", statement, "--format", "json"))
    assert killed["incident"] in shown["incident"] and shown["document"]["key"] == key
    assert shown["history"][0]["quote"] in shown["sentence"]
    told_ = run("show", killed["incident"])
    assert "both in seehafen" in told_ and "+3 place" in told_
    assert "statements" in run("show", "a1")
    run("show", "nothing-of-the-kind", exit_code=1)


@pytest.mark.parametrize("args", [("picture", "--as-of", "soon"), ("changes", "--since", "2032-13-01")])
def test_no_dates_are_wrong_usage(run, args):
    run(*args, exit_code=2)
