"""``lagebild review`` on a store of one report."""

import json
import re

import pytest
from typer.testing import CliRunner

from lagebild.cli import app
from lagebild.store import Store
from tests.store.making import report

TEXT = "In Seehafen wurden drei Menschen verletzt, sagte die Polizei. Zwei Boote sanken."


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("LAGEBILD_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("LAGEBILD_STORE", f"sqlite:///{tmp_path / 'a.db'}")


@pytest.fixture
def ids():
    made = report("a", TEXT, ("drei Menschen", {"number": 3, "place": "Seehafen"}), ("Zwei Boote", {"number": 2, "type_": "damaged"}), title="Kran")
    with Store(_url()) as store:
        store.add([made], "r1")
    return [s.id for s in made.statements]


def _url():
    import os

    return os.environ["LAGEBILD_STORE"]


def run(*args, author="mk"):
    named = () if args[0] in ("show", "history", "export", "agreement") else ("--author", author)
    return CliRunner().invoke(app, ["review", *map(str, args), *named])


def test_the_whole_way_from_the_queue_to_gold(ids, tmp_path):
    listed = run("list")
    assert listed.exit_code == 0 and listed.stdout.index("drei Menschen") < listed.stdout.index("Zwei Boote")
    following = run("next")
    assert ids[0] in following.stdout and "low = 3" in following.stdout and "In Seehafen wurden" in following.stdout
    assert "mk looks at it until" in run("list", author="nn").stdout
    taken = run("accept", ids[0], author="nn")
    assert isinstance(taken.exception, Exception) and "mk is looking at this" in str(taken.exception)
    done = run("correct", ids[0], "--set", "low=4", "--set", "high=4", "--set", "voice=Polizei", "--note", "heard again")
    action = re.search(r"undo (\w+)", done.stdout).group(1)
    assert "low = 4" in run("show", f"a:{ids[0]}").stdout and "heard again" in run("show", ids[0]).stdout
    assert "taken back: correct" in run("undo", action).stdout and "low = 3" in run("show", ids[0]).stdout
    assert run("reject", ids[0]).exit_code == 0 and run("comment", ids[1], "which harbour?").exit_code == 0
    assert run("accept", ids[1], "--credibility", 2).exit_code == 0
    assert run("list").stdout.strip() == "nothing waits" and run("next").exit_code == 1
    said = json.loads(run("history", "a", "--format", "json").stdout)
    assert [x["verdict"] for x in said] == ["correct", "undo", "reject", "comment", "accept"]
    assert "1 reports written" in run("export", tmp_path / "gold").stdout
    article = json.loads((tmp_path / "gold" / "a.json").read_text(encoding="utf8"))
    assert [f["quote"] for f in article["figures"]] == ["Zwei Boote"]


def test_missed_statements_merges_splits_and_links(ids):
    new = run("add", "a", "event", "--set", "quote=sanken", "--set", "type=HAZARD").stdout.strip()
    assert "event HAZARD: sanken" in run("show", new).stdout
    assert run("link", "add", ids[1], "same", new).exit_code == 0
    assert run("merge", ids[1], new).exit_code == 0
    assert run("undo").exit_code == 0
    assert run("split", ids[0], "--part", "low=1|high=1", "--part", "low=2|high=2").exit_code == 0
    assert json.loads(run("list", "--format", "json").stdout)[0]["id"] == ids[1]


def test_agreement_is_printed(ids):
    run("accept", ids[0])
    run("reject", ids[0], author="nn")
    assert "verdict: 1 statements, alpha 0.00" in run("agreement").stdout
    assert json.loads(run("agreement", "--format", "json").stdout)[0]["kappas"] == [["mk", "nn", 0.0]]


@pytest.mark.parametrize(("args", "words"), [(("accept", "none"), "no statement none"), (("correct", "ID", "--set", "low"), "FIELD=VALUE")])
def test_what_makes_no_sense_is_said(ids, args, words):
    result = run(*(ids[0] if a == "ID" else a for a in args))
    assert result.exit_code == 2 and words in " ".join(result.output.replace("│", " ").split())
