"""The commands that keep a store, on SQLite."""

import json

import pytest
from typer.testing import CliRunner

from lagebild.cli import app
from lagebild.store import Store
from tests.store.making import report

TEXT = "In Seehafen wurden drei Menschen verletzt, sagte Jorinde Quappe."


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("LAGEBILD_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.delenv("LAGEBILD_STORE", raising=False)
    return tmp_path / "settings.toml"


@pytest.fixture
def url(tmp_path):
    found = f"sqlite:///{tmp_path / 'a.db'}"
    with Store(found) as store:
        store.add([report("a", TEXT, ("drei Menschen", {"number": 3, "place": "Seehafen"}), title="Kran")], "r1")
    return found


def run(*args):
    return CliRunner().invoke(app, [str(a) for a in args])


def test_add_keeps_what_it_reads_and_says_what_failed(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Bei einem Brand in Hamburg wurden drei Menschen verletzt.", encoding="utf8")
    (folder / "b.pdf").write_bytes(b"no pdf")
    url = f"sqlite:///{tmp_path / 'new.db'}"
    result = run("add", folder, "--language", "de", "--date", "2032-03-03", "--store", url)
    assert result.exit_code == 1 and "2 documents: 1 new, 1 failed" in result.stdout and "b: the PDF is damaged" in result.stderr
    with Store(url) as store:
        assert [e.statement.quantity.low for e in store.entries() if e.statement.kind == "figure"] == [3]
    again = run("add", folder / "a.txt", "--language", "de", "--date", "2032-03-03", "--store", url)
    assert again.exit_code == 0 and "1 known already" in again.stdout


def test_search_prints_documents_and_their_statements(url):
    result = run("search", "drei", "seehaf", "--store", url)
    assert result.exit_code == 0 and "Kran" in result.stdout and "figure injured: drei Menschen" in result.stdout
    (line,) = run("search", "drei", "--format", "json", "--store", url).stdout.splitlines()
    assert json.loads(line)["statements"][0]["quote"] == "drei Menschen"
    assert run("search", "nirgends", "--store", url).exit_code == 1


def test_forget_needs_one_of_two_and_logs_who_did_it(url):
    assert run("forget", "--store", url).exit_code == 2
    assert run("forget", "a", "--person", "Jorinde Quappe", "--store", url).exit_code == 2
    assert run("forget", "--person", "Jorinde Quappe", "--author", "mk", "--store", url).exit_code == 0
    result = run("forget", "a", "--author", "mk", "--reason", "asked", "--store", url)
    assert result.exit_code == 0 and "removed for good: 1" in result.stdout
    with Store(url) as store:
        assert [(r["what"], r["author"]) for r in store.removals()] == [("person", "mk"), ("document", "mk")]
    assert run("forget", "a", "--author", "mk", "--store", url).exit_code == 1


def test_backup_and_restore(url, tmp_path):
    assert run("backup", tmp_path / "copy.db", "--store", url).exit_code == 0
    other = f"sqlite:///{tmp_path / 'b.db'}"
    assert run("restore", tmp_path / "copy.db", "--store", other).exit_code == 0
    assert run("search", "drei", "--store", other).exit_code == 0


def test_settings_name_the_store_and_the_author(url, settings):
    settings.write_text(f'store = "{url}"\nauthor = "nn"\n', encoding="utf8")
    assert run("search", "drei").exit_code == 0
    run("forget", "a")
    with Store(url) as store:
        assert [r["author"] for r in store.removals()] == ["nn"]


@pytest.mark.parametrize("said", ["store = 3", 'shop = "x"', "= ="])
def test_wrong_settings_are_named(settings, said):
    settings.write_text(said, encoding="utf8")
    result = run("search", "drei")
    assert result.exit_code == 1 and "settings.toml" in str(result.exception)


def test_judgements_sources_and_linking_anew(url):
    with Store(url) as store:
        store.add([report("b", "Anderes in Bergtal.", outlet="Seebote")], "r1")
    assert run("judge", "different", "a", "b", "--author", "mk", "--store", url).stdout == "noted\n"
    assert run("judge", "different", "a", "b", "--undo", "--store", url).stdout == "taken back\n"
    assert run("judge", "different", "a", "b", "--undo", "--store", url).exit_code == 1
    assert run("judge", "alike", "a", "b", "--store", url).exit_code == run("judge", "same", "a", "nothing", "--store", url).exit_code == 2
    assert "B · Seebote · outlet" in run("sources", "Seebote", "--reliability", "B", "--store", url).stdout
    assert run("sources", "Seebote", "--reliability", "Z", "--store", url).exit_code == 2
    assert run("link", "--store", url).stdout.startswith("2 documents")


def test_watch_needs_feeds(tmp_path):
    (tmp_path / "feeds.txt").write_text("# none\n")
    assert run("watch", tmp_path / "feeds.txt").exit_code == 2
