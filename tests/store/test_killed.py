"""A process that is killed while it adds: nothing lost, nothing doubled, no repair. LAGEBILD_KILLS sets how often (50 before a release)."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lagebild.store import Store, key_of
from tests.store.killed import REPORTS, whole

ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("LAGEBILD_KILLS", "3"))


def start(url):
    command = [sys.executable, "-m", "tests.store.killed", url]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path, kind):
    url, chance = f"sqlite:///{tmp_path / 'a.db'}", random.Random(3)
    for _ in range(KILLS):
        process = start(url)
        process.stdout.readline()
        time.sleep(chance.random() * 0.8)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with Store(url) as store:
            assert whole(store)
    assert start(url).wait() == 0
    with Store(url) as store:
        assert sorted(store.keys()) == sorted({key_of(r.document) for r in REPORTS}) and whole(store)
        assert store.counts()["statements"] == sum(len(r.statements) for r in REPORTS)
