"""A full or read-only disk: the store stays whole, the message says what to do, and the same command goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lagebild.collect import collect
from lagebild.errors import StoreError, StoreGoneError
from lagebild.store import Store
from tests.store.killed import REPORTS, whole

ROOT = Path(__file__).parent.parent.parent
FILLED = """
import resource, sys
from lagebild.errors import StoreError
from tests.store import killed
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    killed.main(sys.argv[1])
except StoreError as error:
    sys.exit(str(error))
"""


def fill(url, room):
    command = [sys.executable, "-c", FILLED, url, str(room)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit for files there")
def test_a_full_disk_costs_nothing_that_was_written(tmp_path):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with Store(url):
        pass
    room = (tmp_path / "a.db").stat().st_size + 200_000
    ended = fill(url, room)
    assert ended.returncode == 1 and "go" in ended.stderr and "when there is room" in ended.stderr, ended.stderr
    with Store(url) as store:
        assert whole(store) and len(store.keys()) < len(REPORTS)
    assert fill(url, 1 << 30).returncode == 0
    with Store(url) as store:
        assert whole(store) and len(store.keys()) == len(REPORTS)


@pytest.mark.skipif(not Path("/proc/sys").is_dir(), reason="needs a file system that nobody can write to")
def test_a_read_only_disk_is_told():
    with pytest.raises(StoreError, match="cannot be opened or made: check the path"):
        Store("sqlite:////proc/sys/kernel/a.db")


def test_a_file_that_is_no_store_is_left_alone(tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("Lieber Anton, " * 500)
    with pytest.raises(StoreError, match="no store"):
        Store(f"sqlite:///{path}")
    assert path.read_text().startswith("Lieber Anton")


def test_a_store_that_comes_back_is_gone_on_with(tmp_path, monkeypatch):
    waited, left = [], [3]
    monkeypatch.setattr("lagebild.collect.time.sleep", waited.append)
    of = {r.document.id: r for r in REPORTS}
    with Store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        add = store.add

        def gone(*arguments):
            if left[0]:
                left[0] -= 1
                raise StoreGoneError("away")
            return add(*arguments)

        monkeypatch.setattr(store, "add", gone)
        *_, total = collect(store, [r.document for r in REPORTS[:5]], lambda some: (of[d.id] for d in some), "r1")
        assert total.new == 5 and whole(store) and waited == [1, 2, 4]
