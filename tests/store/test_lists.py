"""The newest documents of a scope, outlets, and a mark of the store's state."""

import pytest

from lagebild.store import Scope, Store
from tests.store.making import Clock, report


@pytest.fixture
def store(tmp_path):
    """Three reports of two outlets."""
    made = [
        report("r1", "Zwei Tote in Au.", ("Zwei Tote", {"place": "Au"}), published="2031-01-01", outlet="Bote"),
        report("r2", "Drei Tote in Au.", ("Drei Tote", {"place": "Au"}), published="2031-01-03", outlet="Bote"),
        report("r3", "Four dead in Bo.", ("Four dead", {"place": "Bo"}), published="2031-01-02", outlet="Post", language="en"),
    ]
    with Store(f"sqlite:///{tmp_path / 'lists.db'}", now=Clock()) as opened:
        opened.add(made, "r")
        yield opened


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        (Scope(), ["r2", "r3", "r1"]),
        (Scope(place="Au"), ["r2", "r1"]),
        (Scope(language="en"), ["r3"]),
        (Scope(outlet="Bote", reported="2031-01-02"), ["r1"]),
        (Scope(about="tote"), ["r2", "r1"]),
        (Scope(start="2031-01-02"), ["r2", "r3"]),
        (Scope(end="2031-01-02T23:59:59.999999Z"), ["r3", "r1"]),
    ],
)
def test_the_newest_documents_of_a_scope_come_first(store, scope, ids):
    assert [h.id for h in store.recent(scope, 10)] == ids
    assert [h.id for h in store.recent(scope, 1)] == ids[:1]
    assert [h.id for h in store.recent(scope, 10, 1)] == ids[1:]


def test_statements_can_be_asked_by_outlet_language_and_document(store):
    key = store.recent(Scope(language="en"), 1)[0].key
    assert [e.header.id for e in store.entries(Scope(outlet="Bote"))] == ["r1", "r2"]
    assert [e.header.id for e in store.entries(Scope(language="en"))] == ["r3"]
    assert [e.header.id for e in store.entries(Scope(documents=(key,)))] == ["r3"]


def test_outlets_are_counted(store):
    assert [(o.name, o.documents, o.newest[:10]) for o in store.outlets()] == [("Bote", 2, "2031-01-03"), ("Post", 1, "2031-01-02")]


def test_the_state_changes_with_every_change(store):
    before = store.state()
    assert store.state() == before
    store.forget("r3", "me")
    after = store.state()
    store.add([report("r1", "Zwei Tote in Au.", published="2031-01-01", outlet="Bote")], "another reader")
    assert len({before, after, store.state()}) == 3
