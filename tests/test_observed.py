"""What can be seen of the work: timings of stages, log lines for machines, health and figures of the server."""

import json
import logging
import os
import subprocess
import sys

import pytest

from lagebild.errors import StoreGoneError
from lagebild.logs import LogFormat, start
from lagebild.pipeline import read
from lagebild.stages import measured, stage
from lagebild.store import Store


def test_inner_stages_are_not_counted_twice():
    with measured() as times:
        with stage("outer"), stage("inner"):
            sum(range(200_000))
        with stage("inner"):
            pass
    assert times.calls == {"outer": 1, "inner": 2}
    assert times.seconds["outer"] < times.seconds["inner"]


def test_reading_tells_its_stages_only_when_asked():
    with measured() as times:
        read("In Seehafen wurden zwei Menschen verletzt.", language="de")
    assert {"repair", "parse", "encoder", "heads", "extract"} <= set(times.seconds)
    before = dict(times.seconds)
    read("In Seehafen wurden zwei Menschen verletzt.", language="de")
    assert times.seconds == before


def run(*arguments, **environment):
    command = [sys.executable, "-m", "lagebild", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf8", check=False, env={**os.environ, **environment})


def test_the_command_prints_a_profile(tmp_path):
    (tmp_path / "a.txt").write_text("In Seehafen wurden zwei Menschen verletzt. " * 3, encoding="utf8")
    done = run("read", str(tmp_path / "a.txt"), "--profile", "--format", "jsonl", "--language", "de")
    assert done.returncode == 0 and json.loads(done.stdout)["statements"]
    rows = {line[:16].strip(): line.split() for line in done.stderr.splitlines()}
    assert rows["encoder"][-1] == "1" and float(rows["extract"][1]) >= 0
    assert run("read", str(tmp_path / "a.txt"), "--profile", "--processes", "2").returncode == 2


def test_log_lines_are_json_with_their_figures(tmp_path):
    (tmp_path / "a.txt").write_text("In Seehafen wurden zwei Menschen verletzt.", encoding="utf8")
    done = run("--log-format", "json", "add", str(tmp_path / "a.txt"), "--store", f"sqlite:///{tmp_path / 'a.db'}")
    (line,) = [json.loads(x) for x in done.stderr.splitlines()]
    assert (line["message"], line["level"], line["new"], line["failed"]) == ("written", "info", 1, 0)


@pytest.fixture
def quiet():
    own = logging.getLogger("lagebild")
    held = own.handlers[:], own.level, own.propagate
    yield
    own.handlers[:], own.level, own.propagate = held


def test_without_a_format_only_warnings_are_told(capsys, quiet):
    start(None)
    logging.getLogger("lagebild.collect").info("written")
    logging.getLogger("lagebild.collect").warning("waiting for the store", extra={"seconds": 4})
    assert capsys.readouterr().err == "lagebild: waiting for the store (seconds=4)\n"
    start(LogFormat.json)
    try:
        raise ValueError("odd")
    except ValueError:
        logging.getLogger("lagebild.web").exception("fault")
    assert "ValueError: odd" in json.loads(capsys.readouterr().err)["fault"]


def test_the_server_says_whether_it_is_well_and_what_it_did(tmp_path, monkeypatch):
    pytest.importorskip("fastapi")
    from lagebild.web import create_app
    from tests.web.browsing import Browser

    with Store(f"sqlite:///{tmp_path / 'a.db'}") as store, Browser(create_app(store, team=True)) as browser:
        assert browser.get("/healthz").json() == {"status": "ok"}
        assert browser.get("/metrics").status_code in (303, 401, 200) and "lagebild_store" not in browser.get("/metrics").text
        monkeypatch.setattr(store, "check", lambda: (_ for _ in ()).throw(StoreGoneError("away")))
        assert browser.get("/healthz").status_code == 503
    with Store(f"sqlite:///{tmp_path / 'a.db'}") as store, Browser(create_app(store)) as browser:
        browser.get("/sources")
        browser.get("/no/such/page")
        told = browser.get("/metrics").text
        assert 'lagebild_requests_total{method="GET",page="/sources",status="200"} 1.0' in told
        assert 'page="other",status="404"' in told and "no/such" not in told
        assert 'lagebild_store{what="documents"} 0.0' in told and "process_resident_memory_bytes" in told
