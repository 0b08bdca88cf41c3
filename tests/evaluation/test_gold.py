"""Scoring of annotated articles on a case worked by hand."""

import pytest

from evaluation.gold import count
from evaluation.matching import close, pairs, same_phrase, span_of
from evaluation.outcome import Counts

TEXT = "Die Polizei nahm laut Radio Nord in Kolbstadt 12 Männer fest, darunter 3 Ausländer. Die Bahn fährt nicht. Der Wirt fordert Hilfe."


def item(key, quote, **values):
    return {key: quote, "voice": None, "hedged": False, **values}


ARTICLE = {
    "text": TEXT,
    "figures": [
        item("quote", "12 Männer", measure="arrested", low=12, high=12, subset_of=None),
        item("quote", "3 Ausländer", measure="arrested", low=3, high=3, subset_of="12 Männer"),
    ],
    "events": [
        item(
            "trigger",
            "nahm",
            type="COERCE",
            actor="Polizei",
            recipient="12 Männer",
            modality="actual",
            date=["2024-05-01", "2024-05-02"],
            voice="Radio Nord",
        ),
        item("trigger", "fordert", type="REQUEST", actor="Wirt", recipient=None, modality="actual", date=None),
    ],
    "statuses": [item("quote", "Die Bahn fährt nicht", **{"class": "rail", "state": "suspended", "place": None})],
    "positions": [{"quote": "Hilfe", "holder": "Der Wirt", "stance": "demands"}],
}


def at(kind, type_, quote, **values):
    start, end = span_of(TEXT, quote)
    return {"id": quote, "kind": kind, "type": type_, "start": start, "end": end, "certainty": "stated", "modality": "actual", **values}


LINE = {
    "statements": [
        at("figure", "arrested", "12 Männer", quantity={"low": 12.0, "high": None}),
        at("figure", "arrested", "3 Ausländer", quantity={"low": 3.0, "high": 3.0}, part_of="12 Männer"),
        at(
            "event",
            "COERCE",
            "nahm",
            actors=[{"text": "Die Polizei"}],
            recipients=[{"text": "Radio"}],
            time={"earliest": "2024-05-02", "latest": "2024-05-02"},
        ),
        at("event", "AID", "Hilfe", actors=[], recipients=[]),
        at("status", "suspended", "Bahn fährt nicht", subject={"text": "Bahn", "class": "rail"}, place=None),
        at("position", "supports", "Hilfe", holder={"text": "Wirt"}),
    ]
}


@pytest.fixture(scope="module")
def numbers():
    return {name: Counts(*numbers) for name, numbers in count(ARTICLE, LINE).items()}


@pytest.mark.parametrize(
    ("name", "f1"),
    [
        ("figures", 0.5),
        ("figures-span", 1.0),
        ("figures.part-of", 1.0),
        ("events", 0.5),
        ("events-span", 0.5),
        ("events.actor", 1.0),
        ("events.recipient", 0.0),
        ("events.voice", 0.0),
        ("events.modality", 1.0),
        ("events.date", 1.0),
        ("statuses", 1.0),
        ("positions", 0.0),
        ("positions-span", 1.0),
    ],
)
def test_every_name_of_an_article(numbers, name, f1):
    assert numbers[name].f1 == pytest.approx(f1)


def test_an_article_that_was_not_read_has_no_hits():
    assert count(ARTICLE, None)["events"] == (0, 0, 2)


def test_spans_match_by_a_quarter_of_the_longer():
    assert close((0, 4), (3, 7))
    assert not close((0, 5), (4, 9))


def test_the_best_overlap_is_matched_first():
    gold, found = [{"span": (0, 10)}, {"span": (8, 20)}], [{"span": (6, 18)}, {"span": (0, 4)}]
    assert [(g["span"], f["span"]) for g, f in pairs(gold, found, lambda g, f: True)] == [((8, 20), (6, 18)), ((0, 10), (0, 4))]


@pytest.mark.parametrize(
    ("gold", "found", "same"), [("der Polizei", "Polizisten", True), ("Anna Kolb", "Kolb", True), ("Wirt", "Gast", False), ("x", None, False)]
)
def test_phrases_are_compared_by_content_words(gold, found, same):
    assert same_phrase(gold, found) is same
