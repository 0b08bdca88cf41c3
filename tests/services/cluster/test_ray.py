"""Ray on this machine: the same files as without it, also when workers die."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from lagebild.cluster import batch, plan
from lagebild.cluster.batch import _ray
from lagebild.cluster.sharing import Pool
from lagebild.store import Store
from tests.cluster import archives
from tests.cluster.dying import dying
from tests.cluster.test_shards import exported, files, run

KILLS = int(os.environ.get("LAGEBILD_KILLS", "2"))
pytestmark = pytest.mark.skipif(not os.environ.get("LAGEBILD_TEST_RAY"), reason="starts a Ray of its own: make test-services")


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(plan, "SHARD", 6)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    return archives.lines(folder / "a.jsonl", 16)


@pytest.fixture(scope="module")
def single(archive):
    """What one process makes of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "SHARD", 6)
        run(archive, archive.parent / "single")
    return archive.parent / "single"


def readers():
    """Processes of Ray that read shards, by their title."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as stream:
                if b"ShardReader" in stream.read():
                    found.append(int(pid))
        except OSError:
            continue
    return found


def test_ray_writes_what_one_process_writes_although_workers_are_killed(archive, single, tmp_path):
    killed, over = [], threading.Event()

    def kill():
        while not over.is_set() and len(killed) < KILLS:
            time.sleep(2.0)
            for pid in readers()[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    steps = list(batch(str(archive), str(tmp_path / "out"), workers=2))
    over.set()
    killer.join()
    assert killed and steps[-1].done == steps[-1].shards == 3 and steps[-1].documents == 16
    assert files(tmp_path / "out") == files(single)
    again = list(batch(str(archive), str(tmp_path / "out"), workers=2))
    assert len(again) == 1 and again[0].documents == 16


def test_what_a_worker_that_dies_had_to_compare_is_compared_again(tmp_path):
    with _ray(2, None) as ray:
        pool = Pool(ray, 2)
        pool.hold({n: f"account {n}" for n in range(9)})
        found = list(pool.each(dying, [(str(tmp_path / "died"), n) for n in range(9)]))
    assert (tmp_path / "died").exists()
    assert found == [[f"account {i}" for i in range(n)] for n in range(9)]


def test_the_commands_read_an_archive_and_load_it(archive, tmp_path):
    command = [sys.executable, "-m", "lagebild"]
    run_ = subprocess.run([*command, "batch", str(archive), str(tmp_path / "out"), "--workers", "2"], capture_output=True, text=True, check=False)
    assert run_.returncode == 1 and "16 documents in 1 of 1 shards" in run_.stdout and "2 failed" in run_.stdout, run_.stderr
    assert "is no JSON" in run_.stderr and "stood on an earlier line already" in run_.stderr
    url = f"sqlite:///{tmp_path / 'a.db'}"
    loaded = subprocess.run([*command, "load", str(tmp_path / "out"), "--store", url], capture_output=True, text=True, check=False)
    assert loaded.stdout == "16 documents loaded\n", loaded.stderr
    with Store(url) as store:
        assert len(exported(store).splitlines()) == 16
