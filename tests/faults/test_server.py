"""The web server is killed at any moment: what was written stays, and it starts again without repair."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from lagebild.store import Store
from tests.store.killed import REPORTS, main, whole

pytest.importorskip("fastapi")
ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("LAGEBILD_KILLS", "2"))


def start(url, port):
    command = [sys.executable, "-m", "lagebild", "serve", "--store", url, "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=10).status_code == 200:
                return server
        except httpx.HTTPError:
            time.sleep(0.1)
    server.kill()
    raise AssertionError("the server does not start")


def test_a_killed_server_loses_nothing(tmp_path):
    url, chance = f"sqlite:///{tmp_path / 'a.db'}", random.Random(5)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    writer = threading.Thread(target=main, args=(url,))
    for n in range(KILLS):
        server = start(url, port)
        if n == 0:
            writer.start()
        time.sleep(chance.random() * 0.5)
        server.send_signal(signal.SIGKILL)
        server.wait()
    writer.join()
    server = start(url, port)
    try:
        assert httpx.get(f"http://127.0.0.1:{port}/", timeout=60, follow_redirects=True).status_code == 200
    finally:
        server.terminate()
        server.wait()
    with Store(url) as store:
        assert whole(store) and len(store.keys()) == len(REPORTS)
