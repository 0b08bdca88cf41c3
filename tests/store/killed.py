"""Adds reports in small batches to the store that is named; the other side kills it. What a whole store is."""

import sys

from lagebild import collect
from lagebild.statements import Place
from lagebild.store import Store
from lagebild.text import Span
from tests.store.making import report

PLACE = Place("Seehafen", Span(0, 1), "Seehafen", 1, country="DEU", precision="city")
REPORTS = [
    report(
        f"d{n}",
        f"Explosion {n} in Seehafen, {n} Verletzte. Und {n * 7919 % 1000} andere Dinge, {n * 104729 % 977} Wagen.",
        ("Explosion", {"kind": "event", "type_": "HAZARD", "place": PLACE}),
        (f"{n} Verletzte", {"number": n}),
        published=f"2032-{1 + n // 28 % 12:02}-{1 + n % 28:02}",
    )
    for n in range(1, 97)
]


def whole(store):
    """Every document with its two statements, its account, and each account in one incident."""
    keys = store.keys()
    entries, accounts = store.of_documents(keys), store.accounts_of(keys)
    members = [a for i in store.incidents_of(a.key for a in accounts) for a in i.accounts]
    return len(entries) == 2 * len(keys) and len(accounts) == len(keys) and sorted(members) == sorted(a.key for a in accounts)


def main(url):
    """Read and add everything, eight at a time."""
    collect.BATCH = 8
    of = {r.document.id: r for r in REPORTS}
    with Store(url) as store:
        print("open", flush=True)
        for _ in collect.collect(store, [r.document for r in REPORTS], lambda found: (of[d.id] for d in found), "r1"):
            pass


if __name__ == "__main__":
    main(sys.argv[1])
