"""Events with roles, and types of sentences, scored on cases worked by hand."""

import json

from evaluation import mobie, plover, smartdata, wikievents
from evaluation._roles import Event, counters, score
from evaluation.outcome import Counts
from lagebild.statements import Actor, Reading, Statement
from lagebild.text import Document, Span

BANK, REBELS, MAYOR = (20, 26), (0, 6), (40, 50)


def values(c: Counts) -> tuple[float, float, float]:
    return c.right, c.found, c.gold


def test_events_need_type_and_trigger_arguments_role_and_words():
    gold = [Event("Attack", (7, 13), frozenset({("Attacker", REBELS), ("Target", BANK)})), Event("Die", (30, 36), frozenset({("Victim", MAYOR)}))]
    found = [
        Event("Attack", (7, 13), frozenset({("Attacker", (0, 5)), ("Target", MAYOR)})),  # one of two arguments is right
        Event("Injure", (30, 36), frozenset({("Victim", MAYOR)})),  # another type: nothing is right
    ]
    counts = counters()
    score(gold, found, counts)
    assert values(counts["event"]) == (1, 2, 2)
    assert values(counts["argument"]) == (1, 3, 3)


def test_a_document_has_each_type_and_role_once():
    gold = [Event("Attack", (0, 3), frozenset({("Target", BANK), ("Target", MAYOR)})), Event("Attack", (9, 12))]
    found = [Event("Attack", (50, 53), frozenset({("Target", REBELS)})), Event("Die", (60, 63))]
    counts = counters("type", "role")
    wikievents.document_sets(gold, found, counts)
    assert values(counts["type"]) == (1, 2, 1)
    assert values(counts["role"]) == (1, 1, 1)


def test_gold_of_wikievents():
    row = {
        "sentences": [[[["Rebels", 0, 6], ["shelled", 7, 14], ["Elmo", 15, 19]], "Rebels shelled Elmo"]],
        "entity_mentions": [{"id": "T1", "start": 0, "end": 1}, {"id": "T2", "start": 2, "end": 3}],
        "event_mentions": [
            {
                "event_type": "Conflict.Attack.Unspecified",
                "trigger": {"start": 1, "end": 2},
                "arguments": [{"entity_id": "T1", "role": "Attacker"}, {"entity_id": "T2", "role": "Place"}],
            }
        ],
    }
    assert wikievents.text_of(row) == "Rebels shelled Elmo"
    assert wikievents.gold_events(row) == [Event("Conflict.Attack.Unspecified", (7, 14), frozenset({("Attacker", (0, 6)), ("Place", (15, 19))}))]


def test_gold_of_smartdata_stands_at_its_trigger():
    row = {
        "events": [{"type": "Obstruction", "span": [0, 30], "args": [{"role": "trigger", "span": [10, 18]}, {"role": "location", "span": [0, 2]}]}]
    }
    assert smartdata.gold_events(row) == [Event("Obstruction", (10, 18), frozenset({("trigger", (10, 18)), ("location", (0, 2))}))]


def test_a_corpus_of_traffic_messages_is_read_and_scored(tmp_path):
    text = "Die A7 ist nach einem Unfall bei Hammelfeld gesperrt."
    at = text.index("gesperrt")
    args = [{"role": "trigger", "span": [at, at + 8]}, {"role": "location", "span": [4, 6]}]
    event = {"type": "Obstruction", "span": [4, at + 8], "args": args}
    (tmp_path / "mobie").mkdir()
    line = {"id": "1", "date": "2019-03-19T18:05:18", "langCode": "de", "text": text, "events": [event]}
    (tmp_path / "mobie" / "dev.jsonl").write_text(json.dumps(line), encoding="utf8")
    found = mobie.measure(tmp_path, None, None)
    assert found.numbers["event_recall"] == 1
    assert found.numbers["argument_recall"] == 1
    assert found.numbers["documents"] == 1


def test_codes_and_earlier_names_become_types():
    row = {
        "events": [
            {"eventcode": "15", "plover": "DEMAND", "sourcecode": "---", "targetcode": "FRE"},
            {"eventcode": "190_use_force", "plover": "", "sourcecode": "FREREB", "targetcode": "FRE~MIL"},
            {"noevents": "True"},
            {"eventcode": "000", "plover": "CRIME", "sourcecode": "FRE", "targetcode": "FRE"},
        ]
    }
    assert plover.gold_of(row) == ({"REQUEST", "ASSAULT"}, {("FREREB", "ASSAULT", "FREMIL")})


def test_who_does_what_to_whom():
    span = Span(0, 4)
    one = Statement("1", "event", "ACCUSE", span, "en/events#accuse", actors=(Actor("Freedonia", span, "Freedonia", "FRE GOV"),),
                    recipients=(Actor("Sylvanian rebels", span, None, "SYL REB"),))  # fmt: skip
    hazard = Statement("2", "event", "HAZARD", span, "en/events#fire")
    types, triples = plover.found_of(Reading(Document("x", "text"), (one, hazard)))
    assert types == {"ACCUSE"}
    assert triples == {("FRE", "ACCUSE", "SYLREB")}
