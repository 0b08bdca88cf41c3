"""Web addresses given to ``lagebild add``: fetched with the manners of feeds, and kept with their versions."""

import pytest
from typer.testing import CliRunner

from lagebild.cli import app
from lagebild.feeds import fetched
from lagebild.ingest import Failed, documents
from lagebild.store import Store
from tests.feeds.test_watch import BODY, article, fetcher, site, slept  # noqa: F401
from tests.ingest.test_files import SAID, pdf_of

ADDED = "Drei Menschen wurden verletzt. "


def run(*args):
    return CliRunner().invoke(app, [str(a) for a in args])


@pytest.fixture
def url(tmp_path, monkeypatch):
    monkeypatch.setenv("LAGEBILD_SETTINGS", str(tmp_path / "settings.toml"))
    return f"sqlite:///{tmp_path / 'a.db'}"


def test_a_changed_page_is_a_new_version_and_an_unchanged_one_is_known(site, url):  # noqa: F811
    site.put("/a", article(BODY), **{"Content-Type": "text/html; charset=utf-8"})
    command = ("add", f"{site.url}/a", "--private", "--pause", 0, "--store", url)
    first = run(*command)
    assert first.exit_code == 0 and "1 new" in first.stdout, first.output
    assert "1 known already" in run(*command).stdout
    site.put("/a", article(ADDED + BODY))
    assert "1 new" in run(*command).stdout
    with Store(url) as store:
        old, new = store.versions(store.document(f"{site.url}/a")[0])
        assert old.identity == new.identity == f"{site.url}/a" and ADDED.strip() in store.document(new.key)[1].text
        assert {e.header.key for e in store.entries()} == {new.key}


def test_private_addresses_need_to_be_allowed_and_failures_are_kept_until_they_succeed(site, url):  # noqa: F811
    refused = run("add", f"{site.url}/a", f"{site.url}/gone", "--pause", 0, "--store", url)
    assert refused.exit_code == 1 and "--private allows it" in refused.stderr and "2 failed" in refused.stdout
    again = run("add", f"{site.url}/a", f"{site.url}/gone", "--private", "--pause", 0, "--store", url)
    assert again.exit_code == 1 and "gone answers 404" in again.stderr
    with Store(url) as store:
        assert [(i, f.type) for i, f in store.failures()] == [(f"{site.url}/gone", "InputError")]


def test_robots_txt_holds_for_single_pages_too(site, fetcher):  # noqa: F811
    site.put("/robots.txt", "User-agent: *\nDisallow: /b\n")
    (failed,) = fetched(f"{site.url}/b", fetcher)
    assert isinstance(failed, Failed) and failed.type == "Refused" and site.count("/b") == 0


def test_other_kinds_of_content_are_told_by_the_server_else_by_the_address(site, fetcher):  # noqa: F811
    site.put("/report", "Ein Kran ist umgestürzt.", **{"Content-Type": "text/plain; charset=utf-8"})
    site.put("/lines.jsonl", '{"id": "x", "text": "Ein Kran ist umgestürzt."}\n{"id": "y", "text": "Der Hafen ist gesperrt."}\n')
    site.put("/paper", pdf_of(SAID).decode("ascii"), **{"Content-Type": "application/pdf"})
    assert [(d.text, d.url) for d in fetched(f"{site.url}/paper", fetcher)] == [(SAID, f"{site.url}/paper")]
    assert [(d.text, d.url) for d in fetched(f"{site.url}/report#top", fetcher)] == [("Ein Kran ist umgestürzt.", f"{site.url}/report")]
    assert [(d.id, d.url) for d in fetched(f"{site.url}/lines.jsonl", fetcher)] == [("x", None), ("y", None)]


def test_reading_without_a_store_does_not_fetch():
    (failed,) = documents(["https://seebote.invalid/a"])
    assert isinstance(failed, Failed) and "lagebild add fetches it" in failed.message
