"""One member of a team at a PostgreSQL store: ``python -m tests.services.database.team ingester|reviewer|reader URL NUMBER SECONDS``.

Prints one JSON line with the milliseconds of everything that was done and what went wrong.
"""

import json
import random
import sys
import time

from lagebild import incidents
from lagebild.collect import lasting
from lagebild.entries import Judgement, Review
from lagebild.picture import picture
from lagebild.statements import Place
from lagebild.store import Scope, Store
from lagebild.text import Span
from tests.store.making import report

TOWNS = ("Seehafen", "Altmühlen", "Grauwerda", "Neubrück", "Tannwald")


def made(who, n):
    """The report that an ingester adds as its n-th: the two of them tell of the same happenings now and then."""
    town = TOWNS[n % len(TOWNS)]
    place = Place(town, Span(0, 1), town, 1 + n % len(TOWNS), country="DEU", precision="city")
    hurt = 2 + n % 9
    text = f"Explosion in {town}, {hurt} Verletzte. Nachricht {n} von {who}: {n * 7919 % 1009} Wagen, {n * 104729 % 997} Fragen."
    day = f"2032-{1 + n // 28 % 12:02}-{1 + n % 28:02}"
    facts = ("Explosion", {"kind": "event", "type_": "HAZARD", "place": place})
    return report(f"{who}-{n}", text, facts, (f"{hurt} Verletzte", {"number": hurt, "place": place}), published=day, outlet=f"Blatt {who}")


def ingester(store, number, until, spent):
    """Adds reports eight at a time."""
    n = 0
    while time.monotonic() < until:
        some = [made(number, n + i) for i in range(8)]
        timed(spent, "add 8", lambda some=some: lasting(lambda: store.add(some, "r1", incidents.linker)))
        n += 8
    return n


def reviewer(store, number, until, spent):
    """Looks at a report, judges its statements, now and then whole reports."""
    chance, done = random.Random(number), 0
    while time.monotonic() < until:
        keys = store.keys()
        if len(keys) > 1:
            a, b = chance.sample(keys, 2)
            said = store.of_documents([a])
            if said:
                verdict = Review(a, said[0].statement.id, "accept", f"reviewer-{number}", 2, f"note {done}")
                timed(spent, "review", lambda verdict=verdict: lasting(lambda: store.review(verdict)))
                done += 1
            if done % 5 == 4:
                word = Judgement(a, "", b, "", "different", f"reviewer-{number}")
                timed(spent, "judge", lambda word=word: lasting(lambda: incidents.judge(store, word)))
        time.sleep(chance.random())
    return done


def reader(store, number, until, spent):
    """Asks for the picture of a place and week, and searches."""
    chance, done = random.Random(number), 0
    while time.monotonic() < until:
        day = chance.randint(1, 20)
        scope = Scope(place=chance.choice(TOWNS), start=f"2032-01-{day:02}", end=f"2032-01-{day + 7:02}T23:59:59.999999Z")
        timed(spent, "picture", lambda scope=scope: picture(store, scope))
        timed(spent, "search", lambda: store.search("Explosion Wagen"))
        done += 1
        time.sleep(2 * chance.random())
    return done


def timed(spent, name, work):
    """Do it and note its milliseconds."""
    began = time.perf_counter()
    work()
    spent.setdefault(name, []).append(round(1000 * (time.perf_counter() - began), 1))


def main(role, url, number, seconds):
    """One member at work; several readers share a process and its pool, as they do in the web server."""
    from concurrent.futures import ThreadPoolExecutor

    spent, until = {}, time.monotonic() + float(seconds)
    numbers = [int(n) for n in number.split("-")]
    members = range(numbers[0], numbers[-1] + 1)
    work = {"ingester": ingester, "reviewer": reviewer, "reader": reader}[role]
    with Store(url) as store, ThreadPoolExecutor(len(members)) as pool:
        done = list(pool.map(lambda n: work(store, n, until, spent), members))
    print(json.dumps({"role": role, "done": sum(done), "each": done, "spent": spent}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
