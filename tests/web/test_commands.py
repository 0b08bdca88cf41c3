"""``lagebild serve`` and ``read --open`` as a person starts them."""

import os
import re
import signal
import subprocess
import sys

import httpx
import pytest

ENVIRONMENT = {**os.environ, "BROWSER": "true %s", "PYTHONUNBUFFERED": "1"}


def started(*words):
    process = subprocess.Popen([sys.executable, "-m", "lagebild", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, process.communicate(timeout=60)[1]
    return process, found.group()


def ended(process):
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    return process.returncode, errors


def test_one_report_is_shown_in_the_browser(tmp_path):
    path = tmp_path / "unfall.txt"
    path.write_text("Bei einem Unfall in Passau wurden am Montag drei Menschen verletzt.", encoding="utf8")
    process, address = started("read", str(path), "--date", "2031-03-04", "--open")
    page = httpx.get(address, timeout=60)
    assert page.status_code == 200 and address.endswith("/picture") and "Passau" in page.text
    assert ended(process)[0] == 0


def test_a_store_is_served(tmp_path):
    process, address = started("serve", "--store", f"sqlite:///{tmp_path / 'desk.db'}", "--port", "0")
    assert httpx.get(address, timeout=60, follow_redirects=True).status_code == 200
    assert ended(process)[0] in (0, 130)


@pytest.mark.parametrize("words", [("serve", "--host", "0.0.0.0"), ("read", "no-such-file.txt", "--open")])
def test_what_cannot_be_served_is_refused(words):
    result = subprocess.run([sys.executable, "-m", "lagebild", *words], capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=120)
    assert result.returncode and "lagebild:" in result.stderr or "--team" in result.stderr
