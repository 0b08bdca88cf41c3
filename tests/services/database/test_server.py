"""A PostgreSQL that dies, comes back, is used by many at once, is migrated under load, backed up and put back."""

import json
import os
import shlex
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from lagebild.errors import StoreGoneError
from lagebild.store import Store
from lagebild.store.engine import connect, writing
from tests.store.killed import REPORTS, whole
from tests.stores import SERVER, empty

ROOT = Path(__file__).parent.parent.parent.parent
CONTROL = os.environ.get("LAGEBILD_TEST_POSTGRES_CONTROL")
SECONDS = os.environ.get("LAGEBILD_TEAM_SECONDS", "12")
pytestmark = pytest.mark.skipif(not (SERVER and CONTROL), reason="needs a PostgreSQL of its own: tests/services/postgres.sh")


def control(word):
    """``stop`` or ``start`` the server."""
    subprocess.run([*shlex.split(CONTROL), *shlex.split(word)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start(module, *arguments):
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def url(tmp_path):
    with empty("postgresql", tmp_path) as found:
        yield found


def test_a_database_that_is_killed_and_comes_back_loses_nothing(url):
    with Store(url):
        pass
    adding = [start("tests.store.killed", url) for _ in range(2)]
    for process in adding:
        process.stdout.readline()
    for pause in (0.3, 0.5):
        time.sleep(pause)
        control("-m immediate stop")
        with pytest.raises(StoreGoneError, match="cannot be reached"):
            Store(url)
        time.sleep(2.0)
        control("-w start")
    assert [p.wait(timeout=180) for p in adding] == [0, 0]
    with Store(url) as store:
        assert whole(store) and len(store.keys()) == len(REPORTS)
        assert store.counts()["statements"] == sum(len(r.statements) for r in REPORTS)


def test_a_team_works_at_once_and_nothing_is_lost(url, capsys):
    with Store(url):
        pass
    members = [("ingester", "1"), ("ingester", "2"), ("reviewer", "1-10"), ("reader", "1-50")]
    running = [start("tests.services.database.team", role, url, number, SECONDS) for role, number in members]
    told = [json.loads(p.communicate(timeout=900)[0]) for p in running]
    assert all(p.returncode == 0 for p in running)
    with Store(url) as store:
        assert len(store.keys()) == sum(t["done"] for t in told if t["role"] == "ingester") and whole(store)
        reviews = store.said_of(store.keys(), "statement")
        assert len(reviews) == sum(t["done"] for t in told if t["role"] == "reviewer") > 0
        assert all(r.author.startswith("reviewer-") for r in reviews)
    with capsys.disabled():
        print()
        for t in told:
            for what, spent in t["spent"].items():
                few = sorted(spent)
                print(f"{t['role']}: {what}: {len(few)} times, median {few[len(few) // 2]:.0f} ms, 95 % under {few[len(few) * 95 // 100]:.0f} ms")


def test_a_store_is_opened_by_many_at_once_while_it_is_still_empty(url):
    faults = []

    def open_it():
        try:
            with Store(url) as store:
                store.counts()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert faults == []


def test_an_old_store_is_migrated_while_a_team_comes_to_work(url):
    first = sorted((ROOT / "lagebild" / "store" / "migrations" / "versions").glob("v*.py"))[0].stem[1:5]
    config = Config()
    config.set_main_option("script_location", str(ROOT / "lagebild" / "store" / "migrations"))
    bare = connect(url)
    with writing(bare) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, first)
    bare.dispose()
    members = [("ingester", "1"), ("ingester", "2"), ("reviewer", "1-3"), ("reader", "1-5")]
    running = [start("tests.services.database.team", role, url, number, "3") for role, number in members]
    assert [p.wait(timeout=180) for p in running] == [0] * 4
    with Store(url) as store:
        assert whole(store) and store.keys()


def test_a_dump_is_put_back_whole(url, tmp_path):
    with Store(url):
        pass
    assert start("tests.store.killed", url).wait(timeout=180) == 0
    with empty("postgresql", tmp_path) as other:
        dump = subprocess.run(["pg_dump", "--format=custom", f"--dbname={url}"], check=True, capture_output=True).stdout
        subprocess.run(["pg_restore", "--no-owner", f"--dbname={other}"], input=dump, check=True)
        with Store(url) as one, Store(other) as two:
            assert one.counts() == two.counts() and whole(two) and one.keys() == two.keys()
            assert two.search("Explosion Seehafen")
