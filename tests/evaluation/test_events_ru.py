"""Russian events: scored by hand on one invented document."""

import pytest

from evaluation.events_ru import gold_of, score
from evaluation.outcome import Counts

TEXT = "Вчера в Энске рабочие начали забастовку, полиция разогнала митинг."


def at(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


def entity(number, kind, words):
    return {"id": f"T{number}", "type": kind, "spans": [at(words)], "text": words}


ROW = {
    "text": TEXT,
    "entities": [
        entity(1, "EVENT", "забастовку"),
        entity(2, "EVENT", "митинг"),
        entity(3, "PROFESSION", "рабочие"),
        entity(4, "CITY", "Энске"),
        entity(5, "DATE", "Вчера"),
        entity(6, "ORGANIZATION", "полиция"),
    ],
    "relations": [
        {"type": "PARTICIPANT_IN", "arg1": "T3", "arg2": "T1"},
        {"type": "TAKES_PLACE_IN", "arg1": "T1", "arg2": "T4"},
        {"type": "POINT_IN_TIME", "arg1": "T1", "arg2": "T5"},
        {"type": "WORKPLACE", "arg1": "T3", "arg2": "T6"},
    ],
}


def test_gold_has_events_and_relations_of_three_roles():
    events, edges = gold_of(ROW)
    assert len(events) == 2
    assert sorted(role for _, role, _ in edges) == ["participant", "place", "time"]


def test_scores_by_hand():
    counts = {name: Counts() for name in ("span", "relation", "participant", "place", "time")}
    events = [{"span": tuple(at("начали"))}, {"span": tuple(at("забастовку"))}]
    edges = [(1, "participant", tuple(at("рабочие"))), (1, "place", tuple(at("Энске"))), (0, "time", tuple(at("Вчера")))]
    score(gold_of(ROW), (events, edges), counts)
    assert (counts["span"].right, counts["span"].found, counts["span"].gold) == (1, 2, 2)
    assert (counts["relation"].right, counts["relation"].found, counts["relation"].gold) == (2, 3, 3)
    assert counts["relation"].f1 == pytest.approx(2 / 3)
    assert counts["time"].f1 == 0
