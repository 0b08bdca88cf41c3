"""What each extra is for, done once: ``python use.py EXTRA EXAMPLES``, run in a folder by the Python of a clean environment."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

LAGEBILD = Path(sys.executable).parent / "lagebild"


def lagebild(*words):
    """What a command prints."""
    return subprocess.run([LAGEBILD, *words], check=True, stdout=subprocess.PIPE, text=True).stdout


def nothing(examples):
    line = json.loads(lagebild("read", f"{examples}/hafenstadt.txt", "--date", "2024-03-14", "--format", "jsonl"))
    assert {s["kind"] for s in line["statements"]} == {"event", "figure", "status", "position", "question"}
    lagebild("add", f"{examples}/desk.jsonl")
    assert "25 injured" in lagebild("picture", "--place", "Seehafen", "--words", "en").replace("–", " ")
    assert "#date+start" in lagebild("export", "hxl")


def web(examples):
    lagebild("add", f"{examples}/desk.jsonl")
    with subprocess.Popen(
        [LAGEBILD, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as server:
        address = server.stdout.readline().split(" ")[0]
        pages = [
            urllib.request.urlopen(address + path, timeout=300).read().decode()
            for path in ("healthz", "", "documents", "metrics", "api/v1/documents")
        ]
        server.terminate()
    assert "Seehafen" in pages[1] and "nordwort-1" in pages[4] and "lagebild_" in pages[3]


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
    USES[sys.argv[1]](Path(sys.argv[2]).resolve())
