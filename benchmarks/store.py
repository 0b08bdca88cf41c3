"""What a large store costs: ``python -m benchmarks.store [--documents 200000] [--store URL]``. Reports are made by recombining invented words."""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from lagebild import incidents
from lagebild.entries import Header
from lagebild.picture import changes, picture
from lagebild.statements import Actor, Gist, Mention, Period, Phrase, Place, Quantity, Reading, Statement, Voice
from lagebild.store import Scope, Store
from lagebild.store.clock import moment
from lagebild.text import Document, Published, Span, digest

SYLLABLES = ["ba", "del", "fin", "gor", "hau", "kal", "lim", "mor", "nes", "or", "pal", "ris", "sta", "tun", "ul", "ven", "wes", "zar"]
FIRST_DAY, DAYS, PLACES, PART = date(2030, 1, 1), 730, 600, 200
EVENTS = ("ASSAULT", "HAZARD", "PROTEST", "COERCE", "REQUEST", "ACCUSE", "MOBILIZE", "AID")
MEASURES = ("killed", "injured", "missing", "arrested", "participants", "damaged")
STATES = ("closed", "open", "blocked", "restored", "damaged")
VOICES = ("Polizei", "Feuerwehr", "Ministerium", "Bürgermeister", None)


class Maker:
    """Invented reports: each incident has a place, a day and one to six reports of 300 words and about a dozen statements."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.words = [self._word() for _ in range(4000)]
        self.names = [f"{self._word().title()} {self._word().title()}" for _ in range(2000)]
        self.places = [(self._word().title() + str(n), n) for n in range(PLACES)]

    def _word(self) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(self.random.randint(2, 4)))

    def reports(self) -> Iterator[Reading]:
        """Reports for ever, in order of their days."""
        number = 0
        while True:
            place, day = self.random.choice(self.places), FIRST_DAY + timedelta(days=number * DAYS // 200_000 % DAYS)
            for _ in range(self.random.choice((1, 1, 1, 2, 2, 3, 6))):
                yield self._report(number, place, day)
                number += 1

    def _report(self, number: int, place: tuple[str, int], day: date) -> Reading:
        words = self.random.choices(self.words, k=300)
        text = " ".join(words)
        shown = day + timedelta(days=self.random.choice((0, 0, 1)))
        published = Published(shown.isoformat(), shown.isoformat(), shown.isoformat())
        outlet = f"Blatt {self.random.randint(1, 60)}"
        document = Document(f"r{number}", text, " ".join(words[:6]), "de", outlet, None, published)
        said = [self._statement(document, n, place, day) for n in range(self.random.randint(8, 16))]
        names = [self._mention(n) for n in range(6)]
        return Reading(document, tuple({s.id: s for s in said}.values()), tuple(names), gist=self._gist(words, [m.text for m in names], place[0]))

    def _gist(self, words: list[str], names: list[str], place: str) -> Gist:
        """What a report of this length is about: as many names, words and sentences as a reader finds."""
        found = (place.lower(), *(part for n in names for part in n.lower().split()))
        sentences = tuple((Span(n * 100, n * 100 + 100), self.random.randbytes(32).hex()) for n in range(20))
        return Gist(found, tuple(w[:7] for w in words[:80]), self.random.randbytes(32).hex(), sentences)

    def _mention(self, n: int) -> Mention:
        name = self.random.choice(self.names)
        return Mention("actor", Span(n, n + 1), name, Actor(name, Span(n, n + 1), name))

    def _statement(self, document: Document, n: int, place: tuple[str, int], day: date) -> Statement:
        span = Span(n * 40, n * 40 + 30)
        kind = ("event", "event", "figure", "figure", "status", "position")[n % 6]
        where = Place(place[0], span, place[0], place[1], 50.0, 10.0, "DEU", "city")
        when = Period("am Tag", span, day.isoformat(), day.isoformat(), "day")
        voice = self.random.choice(VOICES)
        types = {"event": EVENTS, "figure": MEASURES, "status": STATES, "position": ("demands", "opposes")}[kind]
        low = float(self.random.randint(1, 60))
        words = Phrase(span.of(document.text), span, "road" if kind == "status" else None)
        part = {"figure": {"quantity": Quantity(low, low, unit="persons")}, "status": {"subject": words}, "position": {"holder": words}}.get(kind, {})
        made = Statement(
            "", kind, self.random.choice(types), span, "bench", anchor=words, time=when, place=where,
            voice=Voice(voice, "speaker", span) if voice else None, **part,
        )  # fmt: skip
        return Statement(**{f: getattr(made, f) for f in Statement.__slots__} | {"id": digest(document.text, n, kind)})


clock = time.process_time


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call; of this process alone, so that a busy machine does not matter, or by the clock where a server does the work."""
    began = clock()
    work()
    return clock() - began


def fill(store: Store, made: Iterator[Reading], count: int) -> None:
    """Add reports, and say what one cost at the end."""
    done, spent = 0, 0.0
    while done < count:
        some = [next(made) for _ in range(min(PART, count - done))]
        spent = timed(lambda batch=some: store.add(batch, "bench", incidents.linker)) / len(some)  # type: ignore[misc]
        done += len(some)
    print(f"{store.counts()['documents']} documents, {1000 * spent:.1f} ms each in bulk", flush=True)


def one(store: Store, made: Iterator[Reading]) -> float:
    """Milliseconds for one report alone: the median of 21."""
    return sorted(1000 * timed(lambda: store.add([next(made)], "bench", incidents.linker)) for _ in range(21))[10]


def views(store: Store, header: Header, place: str) -> dict[str, float]:
    """Milliseconds of each view: the best of three."""
    last = date.fromisoformat(header.reported[:10])
    week = Scope(place=place, start=(last - timedelta(days=7)).isoformat(), end=moment(last.isoformat()))
    works: dict[str, Callable[[], object]] = {
        "picture of a place and week": lambda: picture(store, week),
        "search": lambda: store.search("balim gor"),
        "changes since yesterday": lambda: changes(store, moment((last - timedelta(days=1)).isoformat())),
    }
    return {name: min(1000 * timed(work) for _ in range(3)) for name, work in works.items()}


def measured(store: Store, made: Iterator[Reading], folder: Path | None) -> float:
    """Say what one report and each view cost now, and how large the file is; the first of them."""
    spent = one(store, made)
    newest = store.recent(Scope(), 1)[0]
    place = next(e.statement.place.name or "" for e in store.of_documents([newest.key]) if e.statement.place)
    said = {"one report": spent, **views(store, newest, place)}
    size = f", file {sum(p.stat().st_size for p in folder.iterdir()) / 1e6:.0f} MB" if folder else ""
    print("  " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in said.items()) + size, flush=True)
    return spent


def main() -> None:
    """Fill a store and measure at the start and after every tenth."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=200_000)
    options.add_argument("--store")
    asked = options.parse_args()
    if asked.store:
        globals()["clock"] = time.perf_counter
    with tempfile.TemporaryDirectory() as folder, Store(asked.store or f"sqlite:///{Path(folder) / 'bench.db'}") as store:
        made, room = Maker().reports(), None if asked.store else Path(folder)
        start = min(1000, asked.documents)
        fill(store, made, start)
        first = last = measured(store, made, room)
        for n in range(1, 11):
            fill(store, made, n * asked.documents // 10 - store.counts()["documents"])
            last = measured(store, made, room)
        print(f"one report at the end costs {last / first:.2f} times what it cost with {start}")
        print(store.counts())


if __name__ == "__main__":
    main()
