"""Writing is idempotent, history is kept, better readings replace, removal is for good."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from lagebild.entries import Judgement, Review, Source
from lagebild.errors import StoreError
from lagebild.statements import Candidate, Failure, Link, Period, Place, Statement, Voice
from lagebild.store import Scope, Store, key_of, restore, search
from lagebild.store import tables as t
from lagebild.store.codec import dumps, loads
from lagebild.store.engine import reading
from lagebild.text import Span
from tests.store.making import Clock, report

TEXT = "In Seehafen wurden drei Menschen verletzt. Die Polizei sprach von fünf Verletzten."
FIRST = ("drei Menschen", {"number": 3, "place": "Seehafen"})
SECOND = ("fünf Verletzten", {"number": 5, "voice": "Polizei"})


def said(store, **scope):
    return [(e.statement.quantity.low, e.quote) for e in store.entries(Scope(**scope))]


def test_what_is_written_comes_back(store):
    reading_ = report("a", TEXT, FIRST, SECOND, outlet="Seebote", title="Verletzte")
    store.add([reading_], "r1")
    found = store.entries()
    assert [e.statement for e in found] == list(reading_.statements)
    assert [e.quote for e in found] == ["drei Menschen", "fünf Verletzten"]
    assert found[0].header.outlet == "Seebote" and found[0].header.reported.startswith("2031-01-01T23:59:59")
    assert store.document("a")[1] == reading_.document


def test_a_second_time_changes_nothing(store):
    reading_ = report("a", TEXT, FIRST, SECOND)
    assert len(store.add([reading_, reading_], "r1").new) == 1
    before = store.entries()
    written = store.add([reading_], "r1")
    assert (written.new, written.replaced, len(written.same)) == ((), (), 1)
    assert store.entries() == before
    assert store.counts()["documents"] == 1


def test_a_better_reader_replaces_its_own_statements_and_no_review(store):
    store.add([report("a", TEXT, FIRST, SECOND)], "r1")
    kept, dropped = store.entries()
    store.review(Review(kept.header.key, kept.statement.id, "accept", "mk", 2))
    between = store.now()
    store.add([report("a", TEXT, FIRST)], "r2")
    assert said(store) == [(3, "drei Menschen")]
    assert said(store, recorded=between) == [(3, "drei Menschen"), (5, "fünf Verletzten")]
    assert store.entries()[0].since == kept.since
    assert store.entries()[0].review.credibility == 2
    assert [w["id"] for w in store.withdrawn()] == [dropped.statement.id]


def test_a_statement_read_differently_leaves_its_old_form_in_the_history(store):
    store.add([report("a", TEXT, FIRST)], "r1")
    old = store.entries()[0]
    new = report("a", TEXT, FIRST)
    new = replace(new, statements=(replace(new.statements[0], certainty="hedged"),))
    store.add([new], "r2")
    rows = store.statement(old.statement.id)
    assert [(e.statement.certainty, e.until is None) for e in rows] == [("stated", False), ("hedged", True)]
    assert store.withdrawn() == []


def test_links_inside_a_document_are_kept(store):
    reading_ = report("a", TEXT, FIRST, SECOND)
    a, b = (s.id for s in reading_.statements)
    store.add([replace(reading_, links=(Link(b, a, "contradicts", Span(0, 3)),))], "r1")
    assert store.links([key_of(reading_.document)]) == {key_of(reading_.document): [Link(b, a, "contradicts", Span(0, 3))]}


@pytest.mark.parametrize(("scope", "found"), [({"place": "Seehafen"}, 2), ({"place": "SEEHAFEN"}, 2), ({"place": "Bergtal"}, 0)])
def test_a_place_finds_its_statements_and_those_beside_them_without_a_place(store, scope, found):
    store.add([report("a", TEXT, FIRST, SECOND)], "r1")
    assert len(store.entries(Scope(**scope))) == found


def test_reports_are_known_from_the_end_of_their_day(store):
    store.add([report("a", TEXT, FIRST, published="2031-03-02"), report("b", TEXT + " Mehr.", SECOND, published="2031-03-03T09:00+02:00")], "r1")
    assert said(store, reported="2031-03-02T18:00:00.000000Z") == []
    assert said(store, reported="2031-03-02T23:59:59.999999Z") == [(3, "drei Menschen")]
    assert len(said(store, reported="2031-03-03T07:00:00.000000Z")) == 2


def test_a_new_version_of_an_address_takes_the_place_of_the_old_one(store):
    url = "https://seebote.invalid/a"
    old = report("a", TEXT, FIRST, published="2031-03-02T08:00+00:00", url=url)
    new = report("a", TEXT.replace("drei", "vier"), ("vier Menschen", {"number": 4}), published="2031-03-02T12:00+00:00", url=url + "#top")
    store.add([new], "r1")
    store.add([old], "r1")
    assert said(store) == [(4, "vier Menschen")]
    assert said(store, reported="2031-03-02T09:00:00.000000Z") == [(3, "drei Menschen")]
    assert [v.published[11:13] for v in store.versions(key_of(new.document))] == ["08", "12"]


LONG = (
    "Am Hafen von Seehafen ist am Montag ein Kran auf ein Lagerhaus gestürzt. Nach Angaben der Feuerwehr wurden dabei drei Arbeiter verletzt. "
    "Das Gelände wurde gesperrt, der Betrieb ruht bis auf Weiteres. Die Ursache des Unglücks ist noch unklar, ein Gutachter wird erwartet."
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_near_copies_share_a_group_in_any_order(store, order):
    readings = [
        report("wire", LONG, published="2031-03-02T08:00+00:00"),
        report("copy", f"Seehafen - {LONG} Wir berichten weiter.", published="2031-03-02T10:00+00:00"),
        report("own", "Beim Sturz eines Krans in Seehafen sind drei Menschen verletzt worden, wie die Feuerwehr sagte. Der Hafen ist zu."),
    ]
    for i in order:
        store.add([readings[i]], "r1")
    heads = store.headers(key_of(r.document) for r in readings)
    groups = [heads[key_of(r.document)].copies for r in readings]
    assert groups[0] == groups[1] == key_of(readings[0].document)
    assert groups[2] != groups[0]


def test_search_finds_words_and_their_beginnings_in_all_languages(store):
    store.add([report("a", TEXT), report("b", "Three people were injured in Seehafen."), report("c", "В Морске ранены трое.", language="ru")], "r1")
    ids = {q: sorted(h.id for h in store.headers(store.search(q)).values()) for q in ("seehafen", "verletz", "ранены", "seehafen injured", "x", '"')}
    assert ids == {"seehafen": ["a", "b"], "verletz": ["a"], "ранены": ["c"], "seehafen injured": ["b"], "x": [], '"': []}


def test_of_very_many_that_fit_the_last_ones_are_compared_and_all_are_found_where_asked_for(store, monkeypatch):
    monkeypatch.setattr(search, "RANKED", {"sqlite": 3, "postgresql": 3})
    store.add([report(f"r{n}", f"Brand in Seehafen, Nummer {n}.") for n in range(6)], "r1")
    assert len(store.search("Brand", 2)) == 2 and len(store.search("Brand", 3)) == 3
    assert sorted(h.id for h in store.headers(store.search("Brand", 100)).values()) == [f"r{n}" for n in range(6)]


def test_failures_are_kept_until_the_input_can_be_read(store):
    store.fail([("a", Failure("InputError", "empty"))])
    store.fail([("a", Failure("InputError", "binary"))])
    assert [f.message for _, f in store.failures()] == ["binary"]
    store.add([report("a", TEXT)], "r1")
    assert store.failures() == []


def test_a_forgotten_document_is_gone_and_stays_gone(store):
    reading_ = report("a", TEXT, FIRST)
    store.add([reading_, report("b", "Etwas anderes.")], "r1")
    assert store.forget("a", "mk", "asked for") == 1
    assert store.entries() == [] and store.document("a") is None and store.search("Seehafen") == []
    assert store.add([reading_], "r1").refused == (key_of(reading_.document),)
    assert store.document("a") is None
    (entry,) = store.removals()
    assert (entry["what"], entry["author"], entry["reason"]) == ("document", "mk", "asked for")
    assert [w["reason"] for w in store.withdrawn()] == ["removed"]
    assert store.forget("a", "mk") == 0


def test_a_forgotten_person_stands_nowhere(store):
    text = "Jorinde Quappe wurde in Seehafen verletzt, wie JORINDE QUAPPE selbst sagte. Quappenfang bleibt erlaubt."
    voice = {"number": 1, "voice": "Jorinde Quappe", "place": "Seehafen"}
    store.add([report("a", text, ("Jorinde Quappe", voice), title="Jorinde Quappe verletzt")], "r1")
    assert store.forget_person("Jorinde Quappe", "mk") > 0
    (entry,) = store.entries()
    assert entry.quote == entry.statement.voice.text == "█" * 14
    _, document = store.document("a")
    assert len(document.text) == len(text) and "Quappenfang" in document.text and "jorinde" not in document.text.casefold()
    assert store.search("Jorinde") == []
    if store.url.startswith("sqlite"):
        raw = Path(store.url.removeprefix("sqlite:///")).read_bytes()
        assert b"orinde" not in raw and b"ORINDE" not in raw
    with pytest.raises(StoreError, match="four letters"):
        store.forget_person("Ali", "mk")


def test_sources_have_a_history(store):
    store.add([report("a", TEXT, outlet="Seebote")], "r1")
    assert store.sources() == [Source("Seebote")]
    store.put_source(Source("Seebote", reliability="B", aliases=("seebote.invalid",)))
    store.add([report("b", "Neu.", outlet="seebote.invalid")], "r1")
    assert store.sources() == [Source("Seebote", reliability="B", aliases=("seebote.invalid",))]
    with reading(store.engine) as c:
        assert [r.reliability for r in c.execute(select(t.sources).order_by(t.sources.c.row))] == ["F", "B"]
    with pytest.raises(StoreError, match="reliability"):
        store.put_source(Source("Seebote", reliability="G"))


def test_judgements_can_be_taken_back(store):
    word = Judgement("d2", "s2", "d1", "s1", "different", "mk")
    store.judge(word)
    assert [(j.document_a, j.document_b) for j in store.judgements()] == [("d1", "d2")]
    assert store.undo(word) and not store.undo(word)
    assert store.judgements() == []


def test_a_transaction_that_fails_leaves_nothing(store):
    def broken(connection, written, at):
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        store.add([report("a", TEXT, FIRST)], "r1", broken)
    assert store.counts()["documents"] == 0 and store.search("Seehafen") == []


def test_the_schema_is_what_the_tables_say(store):
    with reading(store.engine) as c:
        differences = compare_metadata(MigrationContext.configure(c), t.metadata)
    own = [d for d in differences if "search" not in str(d)]
    assert own == []


def test_opening_again_keeps_everything(url):
    with Store(url) as first:
        first.add([report("a", TEXT, FIRST)], "r1")
    with Store(url) as second:
        assert said(second) == [(3, "drei Menschen")]


def test_backup_and_restore(tmp_path):
    url, copy = f"sqlite:///{tmp_path / 'a.db'}", tmp_path / "copy.db"
    with Store(url, Clock()) as store:
        store.add([report("a", TEXT, FIRST)], "r1")
        store.backup(copy)
        with pytest.raises(StoreError, match="exists"):
            store.backup(copy)
    target = f"sqlite:///{tmp_path / 'b.db'}"
    restore(target, copy)
    with Store(target) as again:
        assert said(again) == [(3, "drei Menschen")] and again.search("Seehafen")
    with pytest.raises(StoreError, match="exists"):
        restore(target, copy)


def test_what_is_no_backup_is_not_restored(tmp_path):
    bad = tmp_path / "bad.db"
    sqlite3.connect(bad).execute("CREATE TABLE x (y)")
    with pytest.raises(StoreError, match="no backup"):
        restore(f"sqlite:///{tmp_path / 'b.db'}", bad)


@pytest.mark.parametrize("bad", ["nonsense", "mysql://x/y", "oracle://a"])
def test_other_stores_are_refused_with_the_forms_that_work(bad):
    with pytest.raises(StoreError, match="sqlite:///file.db"):
        Store(bad)


spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 99), st.integers(0, 99))
words = st.text(min_size=1, max_size=8)
periods = st.builds(Period, words, spans, candidates=st.lists(st.builds(Candidate, words, words), max_size=2).map(tuple), role=st.none() | words)
voices = st.builds(Voice, words, st.just("speaker"), st.none() | spans, within=st.none() | st.builds(Voice, words, st.just("agency")))
places = st.builds(Place, words, spans, latitude=st.none() | st.floats(-90, 90), timezone=st.none() | words)


@settings(max_examples=60, deadline=None)
@given(st.builds(Statement, words, words, words, spans, words, time=st.none() | periods, voice=st.none() | voices, place=st.none() | places,
                 hedges=st.lists(spans, max_size=2).map(tuple), total=st.none() | st.booleans()))  # fmt: skip
def test_records_survive_the_store_without_loss(record):
    assert loads(Statement, dumps(record)) == record
