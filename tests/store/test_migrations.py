"""A store that an earlier version made opens with nothing lost, and goes on as if it had always been one of today's."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, Table, insert, select
from sqlalchemy import text as sqltext

from lagebild import incidents
from lagebild.statements import Actor, Gist, Link, Mention
from lagebild.store import Scope, Store, key_of
from lagebild.store import engine as engines
from lagebild.store import tables as t
from lagebild.store.engine import connect, reading, writing
from lagebild.text import Span
from tests.store.making import Clock, report
from tests.stores import empty

BEFORE = "0008"
KEPT = ("documents", "statements", "mentions", "links", "accounts", "edges", "incidents", "sources", "runs")
LONG = "Im Hafen von Grauwerda ist ein Kran umgestürzt. {} Arbeiter wurden verletzt, wie Jorinde Quappe von der Feuerwehr sagte. {}"


def told(id_, hurt, more, day="2031-01-01"):
    text = LONG.format(hurt, more)
    event = ("Kran umgestürzt", {"kind": "event", "type_": "HAZARD", "place": "Grauwerda"})
    made = report(id_, text, event, (f"{hurt} Arbeiter", {"number": 3, "place": "Grauwerda"}), published=day, outlet="Seebote")
    a, b = (s.id for s in made.statements)
    at = text.index("Jorinde")
    name = Mention("actor", Span(at, at + 14), "Jorinde Quappe", Actor("Jorinde Quappe", Span(at, at + 14), "Jorinde Quappe"))
    gist = Gist(("grauwerda", "jorinde", "quappe"), ("kran", "arbeite", "verletz"), "0f" * 32, ((Span(0, 47), "0f" * 32),))
    return type(made)(made.document, made.statements, (name,), (Link(b, a, "part-of"),), gist=gist)


REPORTS = [
    told("a", "Drei", "Die Ursache ist offen; der Betrieb ruht, und ein Gutachter wird am Abend erwartet."),
    told("b", "Drei", "Der Hafen bleibt bis zum Abend gesperrt, sagte ein Sprecher der Stadt."),
]
LATER = told("c", "Drei", "Die Ursache ist offen; der Betrieb ruht, und ein Gutachter wird am Abend erwartet. Mehr folgt.", "2031-01-02")


def an_older_one(url, store):
    """At a URL what an earlier version would have kept of the same reports."""
    engine, config = connect(url), Config()
    config.set_main_option("script_location", str(Path(engines.__file__).parent / "migrations"))
    with writing(engine) as c:
        config.attributes["connection"] = c
        command.upgrade(config, BEFORE)
    with reading(store.engine) as c:
        rows = {n: [dict(r._mapping) for r in c.execute(select(t.metadata.tables[n]))] for n in KEPT}
        about = {r.document: r.body for r in c.execute(select(t.gists))}
    for r in rows["documents"]:
        r["gist"] = about.get(r["row"])
    for r in rows["statements"]:
        r["content"] = "0" * 16
    for r in rows["accounts"]:
        del r["row"]
    rows["blocks"] = [{"block": "0" * 16, "account": r["key"]} for r in rows["accounts"]]
    rows["bands"] = [{"band": 0, "hash": "0" * 16, "document": r["row"]} for r in rows["documents"]]
    old = MetaData()
    with writing(engine) as c:
        for name, some in rows.items():
            c.execute(insert(Table(name, old, autoload_with=c)), some)
        counted = [n for n in rows if engine.dialect.name == "postgresql" and "row" in old.tables[n].columns and n not in ("statements", "accounts")]
        for name in counted:
            c.execute(sqltext(f"SELECT setval(pg_get_serial_sequence('{name}', 'row'), (SELECT coalesce(max(\"row\"), 1) FROM {name}))"))
    engine.dispose()


def all_of(store):
    keys = store.keys()
    accounts = store.accounts_of(keys)
    return {
        "entries": store.entries(),
        "documents": store.documents(),
        "mentions": store.mentions(keys),
        "links": store.links(keys),
        "accounts": accounts,
        "component": store.component(a.key for a in accounts),
        "incidents": store.incidents_of(a.key for a in accounts),
        "headers": store.headers(keys),
        "place": store.entries(Scope(place="Grauwerda", start="2031-01-01")),
        "search": store.search("kran grauwerda"),
        "counts": store.counts(),
    }


@pytest.fixture
def pair(url, request, tmp_path):
    """A store, and one that an earlier version would have made of the same reports, opened today."""
    with Store(url, Clock()) as now, empty("sqlite" if url.startswith("sqlite") else "postgresql", tmp_path) as other:
        now.add(REPORTS, "r1", incidents.linker)
        an_older_one(other, now)
        with Store(other, Clock()) as old:
            yield now, old


def test_nothing_is_lost(pair):
    now, old = pair
    assert all_of(old) == all_of(now)
    assert len(all_of(old)["incidents"]) == 2 and all_of(old)["component"][1]


def test_what_comes_later_is_linked_with_what_was_there(pair):
    now, old = pair
    old.now = now.now
    for store in pair:
        store.now = Clock()
        store.now.ticks = 100
        store.add([LATER], "r1", incidents.linker)
    assert all_of(old) == all_of(now)
    header = old.headers([key_of(LATER.document)])[key_of(LATER.document)]
    assert header.copies == key_of(REPORTS[0].document)
    assert sorted(len(i.accounts) for i in all_of(old)["incidents"]) == [3, 3]


def test_a_person_can_still_be_forgotten(pair):
    _, old = pair
    assert old.forget_person("Jorinde Quappe", "mk") > 0
    assert "orinde" not in str(all_of(old)).casefold()
    assert old.forget("a", "mk") == 1 and len(old.keys()) == 1
    old.add([LATER], "r1", incidents.linker)
    assert {e.header.id for e in old.entries()} == {"b", "c"}
