"""What Ray gives: ``python -m benchmarks.cluster [--documents 20000] [--workers 1 2] [--kills 10]``. Reports are recombined from invented sentences.

Prints documents a second for each number of workers, and whether the files are the same; with ``--kills``, once more while workers die.
"""

import argparse
import itertools
import json
import multiprocessing
import os
import random
import signal
import tempfile
import threading
import time
from pathlib import Path

from lagebild.cluster import batch

TOWNS = ("Seehafen", "Altmühlen", "Grauwerda", "Neubrück", "Tannwald", "Osterlind", "Hohenfurt", "Kaltenbach")
WHAT = (
    "In {town} ist am {day} ein Lagerhaus in Brand geraten.",
    "Nach Angaben der Feuerwehr wurden {n} Menschen verletzt.",
    "Die Hauptstraße nach {town} ist gesperrt.",
    "Der Bürgermeister von {town} forderte Hilfe der Regierung.",
    "Unklar ist, wer den Brand gelegt hat.",
    "Die Polizei nahm am {day} etwa {n} Personen fest.",
    "Bei einer Demonstration in {town} wurden mindestens {n} Polizisten verletzt.",
    "Der Flughafen von {town} bleibt geschlossen.",
)
LOOPS = 50_000_000
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")


def report(n: int) -> dict[str, str]:
    """Two or three short sentences."""
    chance = random.Random(n)
    town, day = chance.choice(TOWNS), chance.choice(DAYS)
    text = " ".join(s.format(town=town, day=day, n=chance.randint(2, 90)) for s in chance.sample(WHAT, chance.choice((2, 3))))
    published = f"203{n % 3}-{1 + n % 12:02}-{1 + n % 28:02}"
    return {"id": f"r{n}", "text": text, "language": "de", "published": published, "outlet": f"Blatt {n % 40}"}


def files(folder: Path) -> dict[str, bytes]:
    """All results; the plan holds when it was made."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def killing(times: int, over: threading.Event) -> None:
    """Kill a worker now and then."""
    while times and not over.wait(5.0):
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                if b"ShardReader" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    os.kill(int(pid), signal.SIGKILL)
                    times -= 1
                    break
            except OSError:
                continue
    print(f"workers that were not killed in time: {times}", flush=True)


def spin(_: int) -> float:
    """Seconds that plain counting takes."""
    began = time.perf_counter()
    for _ in range(LOOPS):
        pass
    return time.perf_counter() - began


def ceiling(processes: int) -> float:
    """How many times the work of one process this machine does with several at once, whatever they do."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        alone = min(pool.map(spin, [0])[0] for _ in range(3))
        return sum(alone / s for s in pool.map(spin, range(processes), chunksize=1))


def run(source: Path, folder: Path, workers: int) -> tuple[float, float]:
    """Seconds from the first shard that was read to the last, and of everything."""
    began, marks = time.perf_counter(), list[tuple[float, int]]()
    for step in batch(str(source), str(folder), workers=workers):
        if step.documents and (not marks or step.documents > marks[-1][1]):
            marks.append((time.perf_counter(), step.documents))
    whole = time.perf_counter() - began
    steady = marks[-1][0] - marks[0][0]
    rate = (marks[-1][1] - marks[0][1]) / steady if steady else 0.0
    print(f"{workers} workers: {whole:.0f} s with start and linking; {rate:.1f} documents a second while reading", flush=True)
    return rate, whole


def main() -> None:
    """All runs, and whether they agree."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=20_000)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options.add_argument("--kills", type=int, default=0)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        source, made = Path(work) / "archive.jsonl", list[dict[str, bytes]]()
        source.write_text("".join(json.dumps(report(n), ensure_ascii=False) + "\n" for n in range(asked.documents)), encoding="utf8")
        took, most, least = dict[int, tuple[float, float]](), max(asked.workers), min(asked.workers)
        for workers in asked.workers:
            print(f"{most} processes that only count: {ceiling(most):.2f} times one", flush=True)
            took[workers] = run(source, Path(work) / str(workers), workers)
            made.append(files(Path(work) / str(workers)))
        if asked.kills:
            over = threading.Event()
            killer = threading.Thread(target=killing, args=(asked.kills, over))
            killer.start()
            run(source, Path(work) / "killed", most)
            over.set()
            killer.join()
            made.append(files(Path(work) / "killed"))
        reading, everything = took[most][0] / (took[least][0] or 1.0), took[least][1] / took[most][1]
        print(f"{most} workers against {least}: reading {reading:.2f}, everything {everything:.2f} times as fast")
        print(f"same files: {len(made[0])} of each, {all(a == b for a, b in itertools.pairwise(made))}")


if __name__ == "__main__":
    main()
