"""What each extra is for, done once: ``python use.py EXTRA EXAMPLES``, run in a folder by the Python of a clean environment."""

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

LAGEBILD = Path(sys.executable).parent / "lagebild"
LIMIT = 0.8 * float(os.environ.get("LIMIT", "600"))


def lagebild(*words, said=""):
    """What a command prints; one that does not end is ended, and named."""
    with tempfile.TemporaryFile("w+", encoding="utf8") as held:
        done = subprocess.run([LAGEBILD, *words], stdout=held, input=said, text=True, timeout=LIMIT)
        held.seek(0)
        printed = held.read()
    if done.returncode:
        sys.exit(f"use.py: lagebild {' '.join(words)} ended with {done.returncode}\n{printed}")
    return printed


@contextlib.contextmanager
def serving():
    """The address of a server that is there as long as it is asked."""
    server = subprocess.Popen([LAGEBILD, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    try:
        yield server.stdout.readline().split(" ")[0]
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


def nothing(examples):
    line = json.loads(lagebild("read", f"{examples}/hafenstadt.txt", "--date", "2024-03-14", "--format", "jsonl"))
    assert {s["kind"] for s in line["statements"]} == {"event", "figure", "status", "position", "question"}, line
    assert "≥ 400" in lagebild("read", f"{examples}/hafenstadt.txt", "--date", "2024-03-14")
    lagebild("add", f"{examples}/desk.jsonl")
    assert "25 injured" in lagebild("picture", "--place", "Seehafen", "--words", "en").replace("–", " ")
    assert "#date+start" in lagebild("export", "hxl")


def web(examples):
    lagebild("add", f"{examples}/desk.jsonl")
    assert "Ada" in lagebild("user", "add", "Ada", "--role", "administrator", "--password-stdin", said="a long word of Ada's\n")
    with serving() as address, httpx.Client(base_url=address, timeout=LIMIT / 2, follow_redirects=True) as browser:
        assert browser.get("/healthz").json() == {"status": "ok"}
        for path, word in PAGES.items():
            answer = browser.get(path)
            assert answer.status_code == 200 and word in answer.text, f"{path}: {answer.status_code}, no {word} in it"
        upload(browser, Path(examples) / "hafenstadt.txt")


PAGES = {
    "/": "Seehafen",
    "/search?q=Seehafen": "/document/",
    "/map": "Seehafen",
    "/timeline": "Seehafen",
    "/sources": "Nordwort",
    "/metrics": "lagebild_",
    "/api/v1/documents": "nordwort-1",
    "/api/v1/openapi.json": "/documents",
}


def upload(browser, path):
    """Give a file by the form, as a browser does, and wait until it is read."""
    proof = re.search(r'name="csrf" value="(\w+)"', browser.get("/ingest").text).group(1)
    answer = browser.post("/ingest", data={"csrf": proof, "date": "2024-03-14"}, files={"files": (path.name, path.read_bytes())})
    assert answer.status_code == 200, f"/ingest: {answer.status_code}"
    ends = time.monotonic() + LIMIT / 2
    while "/document/" not in browser.get("/search?q=Varnstedt").text:
        assert time.monotonic() < ends, f"{path.name} was not read in {LIMIT / 2:.0f} s: {browser.get('/ingest.json').text[:500]}"
        time.sleep(1)


def pdf(examples):
    lagebild("add", f"{examples}/desk.jsonl")
    lagebild("report", "--place", "Seehafen", "--output", "lage.pdf")
    assert Path("lage.pdf").read_bytes().startswith(b"%PDF-")


def tables(examples):
    lagebild("add", f"{examples}/desk.jsonl")
    lagebild("export", "parquet", "--output", "all.parquet")
    from pyarrow import parquet

    assert parquet.read_table("all.parquet").num_rows > 10


def postgresql(examples):
    store = ("--store", os.environ["LAGEBILD_USE_POSTGRES"])
    assert "4 new" in lagebild("add", f"{examples}/desk.jsonl", *store)
    assert "4 known already" in lagebild("add", f"{examples}/desk.jsonl", *store)
    assert "nordwort-1" in lagebild("search", "flughafen", "geschlossen", *store)


def cluster(examples):
    lagebild("add", f"{examples}/desk.jsonl", "--store", "sqlite:///added.db")
    assert "4 documents in 1 of 1 shards" in lagebild("batch", f"{examples}/desk.jsonl", "results", "--workers", "1")
    lagebild("load", "results", "--store", "sqlite:///loaded.db")
    added, loaded = (lagebild("export", "jsonl", "--store", f"sqlite:///{n}.db") for n in ("added", "loaded"))
    assert added == loaded and len(added.splitlines()) == 4


USES = {"": nothing, "web": web, "pdf": pdf, "tables": tables, "postgresql": postgresql, "postgres": postgresql, "cluster": cluster}

if __name__ == "__main__":
    try:
        USES[sys.argv[1]](Path(sys.argv[2]).resolve())
    except subprocess.TimeoutExpired as late:
        sys.exit(f"use.py: {' '.join(map(str, late.cmd))} did not end within {late.timeout:.0f} s")
