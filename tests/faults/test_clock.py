"""A clock that jumps: history keeps its order."""

from lagebild.picture import changes
from lagebild.store import Scope, Store
from tests.store.making import report

TIMES = ["2031-01-02T10:00:00.000000Z", "2031-01-02T09:00:00.000000Z", "2031-01-02T08:00:00.000000Z", "2031-01-02T12:00:00.000000Z"]


def test_a_clock_that_is_set_back_does_not_turn_history_round(tmp_path):
    clock = iter(TIMES)
    with Store(f"sqlite:///{tmp_path / 'a.db'}", now=lambda: next(clock)) as store:
        store.add([report("a", "Zwei Verletzte in Seehafen.", ("Zwei Verletzte", {"number": 2}))], "r1")
        store.add([report("b", "Drei Verletzte in Seehafen.", ("Drei Verletzte", {"number": 3}))], "r1")
        store.add([report("a", "Zwei Verletzte in Seehafen.", ("Zwei Verletzte", {"number": 2, "certainty": "hedged"}))], "r2")
        store.add([report("c", "Vier Verletzte in Seehafen.", ("Vier Verletzte", {"number": 4}))], "r2")
        heads = {h.id: h.recorded for h in store.headers(store.keys()).values()}
        assert TIMES[0] == heads["a"] < heads["b"] < heads["c"] == TIMES[3]
        every = store.statement(store.of_documents(store.keys())[0].statement.id)
        assert all(e.until is None or e.since < e.until for e in every)
        before = store.entries(Scope(recorded=TIMES[0]))
        assert [e.statement.certainty for e in before] == ["stated"] and [e.header.id for e in before] == ["a"]
        assert changes(store, TIMES[0])
