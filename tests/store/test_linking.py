"""Which reports tell of one happening: explained, the same in any order, undone when a person says so, refused where two fit."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild import incidents
from lagebild.entries import Header, Judgement
from lagebild.link import accounts_of, blocks, clusters, compare
from lagebild.link.compare import JOIN
from lagebild.link.voices import bare
from lagebild.sketches import bands, likeness, merged, sketch
from lagebild.statements import Actor, Mention, Period, Place, Span
from lagebild.store import Store, key_of
from tests.store.making import Clock, report

SPAN = Span(0, 1)


def on(day):
    return Period(day, SPAN, day, day, "day")


def city(name, number=None, country="DEU"):
    return Place(name, SPAN, name, number, country=country, precision="city")


HARBOUR, VALLEY = city("Seehafen", 1), city("Bergtal", 2)


def blast(id_, day, place=HARBOUR, number=None, published=None, words="Explosion", language="de", **more):
    """A report of an explosion, with a number of injured where one is given."""
    text = f"{words} ({id_}). {number or ''} Verletzte."
    said = [(words, {"kind": "event", "type_": "HAZARD", "time": on(day) if day else None, "place": place})]
    if number:
        said.append((f"{number} Verletzte", {"number": number}))
    return report(id_, text, *said, published=published or f"{day}T20:00+00:00", language=language, **more)


def undated(id_, text, **more):
    return report(id_, text, ("Explosion", {"kind": "event", "type_": "HAZARD", "place": HARBOUR, **more}), published="2032-03-09")


def groups(store):
    """Which documents stand together, by their ids."""
    heads = {h.key: h.id for h in store.headers([k for k, _ in store.documents()]).values()}
    found = {}
    for a in store.accounts_of(heads):
        for i in store.incidents_of([a.key]):
            found.setdefault(i.id, set()).add(heads[a.document])
    return sorted(sorted(g) for g in found.values())


def filled(url, readings):
    store = Store(url, now=Clock())
    for r in readings:
        store.add([r], "r1", incidents.linker)
    return store


REPORTS = [
    blast("a1", "2032-03-01", number=3),
    blast("a2", "2032-03-01", number=5, published="2032-03-02T09:00+00:00"),
    blast("a3", "2032-03-01", words="explosion", language="en", number=5, published="2032-03-02T10:00+00:00"),
    blast("b1", "2032-03-08", number=2),
    blast("c1", "2032-03-01", VALLEY, number=3),
]


def test_reports_of_one_happening_stand_together_across_languages(url):
    with filled(url, REPORTS) as store:
        assert groups(store) == [["a1", "a2", "a3"], ["b1"], ["c1"]]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_does_not_matter(url, seed):
    shuffled = [*REPORTS, blast("x", None, published="2032-03-09", words="Unglück")]
    random.Random(seed).shuffle(shuffled)
    with filled(url, shuffled) as store:
        assert groups(store) == [["a1", "a2", "a3"], ["b1", "x"], ["c1"]]


def test_what_fits_two_happenings_equally_is_linked_to_neither(url):
    torn = report(
        "x",
        "Nach der Explosion ermittelt die Polizei.",
        ("Explosion", {"kind": "event", "type_": "HAZARD", "place": HARBOUR}),
        published="2032-03-09",
    )
    with filled(url, [blast("a", "2032-03-04"), blast("b", "2032-03-08"), torn]) as store:
        assert groups(store) == [["a"], ["b"], ["x"]]
        (account,) = store.accounts_of([key_of(torn.document)])
        unsure = [i.unsure for i in incidents.incidents_as_of(store, [account.key], "2032-12-31") if account.key in i.accounts]
        assert len(unsure[0]) == 2


def test_a_person_can_part_and_join_and_take_it_back(url):
    keys = [key_of(r.document) for r in REPORTS]
    part, join = (Judgement(keys[0], "", keys[n], "", v, "mk") for n, v in ((1, "different"), (4, "same")))
    with filled(url, REPORTS) as store:
        incidents.judge(store, part)
        assert ["a1", "a2", "a3"] not in groups(store)
        assert incidents.judge(store, part, undo=True) and not incidents.judge(store, part, undo=True)
        incidents.judge(store, join)
        assert ["a1", "a2", "a3", "c1"] in groups(store)
        incidents.judge(store, join, undo=True)
        assert groups(store) == [["a1", "a2", "a3"], ["b1"], ["c1"]]


def test_a_forgotten_report_no_longer_holds_others_together(url):
    bridge = report(
        "x",
        "Explosion in Seehafen.",
        ("Explosion", {"kind": "event", "type_": "HAZARD", "time": on("2032-03-08"), "place": HARBOUR}),
        published="2032-03-08",
    )
    with filled(url, [*REPORTS, bridge]) as store:
        assert ["b1", "x"] in groups(store)
        incidents.forget(store, "b1", "mk")
        assert ["x"] in groups(store)


def test_a_better_reader_and_a_fresh_start_give_the_same(url):
    with filled(url, REPORTS) as store:
        before = groups(store)
        store.add(REPORTS[:2], "r2", incidents.linker)
        assert groups(store) == before
        assert incidents.relink(store) == len(REPORTS)
        assert groups(store) == before


def kept(store):
    """Which accounts stand in which incident."""
    accounts = [a.key for a in store.accounts_of([k for k, _ in store.documents()])]
    return sorted((i.id, i.accounts) for i in store.incidents_of(accounts))


def test_versions_of_one_address_are_linked_alike_whether_they_come_together_or_apart(tmp_path):
    early, late = (blast(f"v{n}", "2032-03-01", number=n, published=f"2032-03-01T{20 + n}:00+00:00", url="https://seebote.invalid/v") for n in (2, 3))
    ways = {"together": [[early, *REPORTS, late]], "apart": [[early], REPORTS, [late]], "backwards": [[late], REPORTS, [early]]}
    found = {}
    for name, batches in ways.items():
        with Store(f"sqlite:///{tmp_path / name}.db", now=Clock()) as store:
            for batch in batches:
                store.add(batch, "r1", incidents.linker)
            found[name] = kept(store)
            assert groups(store) == [["a1", "a2", "a3", "v2", "v3"], ["b1"], ["c1"]]
            incidents.relink(store)
            assert kept(store) == found[name]
            (account,) = store.accounts_of([key_of(early.document)])
            assert account.key in {a for i in incidents.incidents_as_of(store, [account.key], "2032-03-01T22:30") for a in i.accounts}
    assert found["together"] == found["apart"] == found["backwards"]


def account(reading):
    header = Header(key_of(reading.document), reading.document.id, "2032-03-01T20:00:00.000000Z", "", language=reading.document.language)
    return accounts_of(header, reading.statements, reading.links, reading.mentions)


def test_a_comparison_says_what_it_saw():
    (a,), (b,) = account(REPORTS[0]), account(REPORTS[2])
    said = {r.feature: (r.weight, r.words) for r in compare(a, b).reasons}
    assert said["place"] == (3.0, "both in seehafen") and said["time"] == (2.0, "on the same day") and said["kind"][1] == "both tell of HAZARD"
    assert compare(a, b) == compare(b, a) and compare(a, b).score >= JOIN
    assert blocks(a) & blocks(b)


def test_two_happenings_in_one_report_are_two_accounts_and_figures_go_to_theirs():
    text = "Explosion in Seehafen, 3 Verletzte. Demonstration in Bergtal, 200 Teilnehmer."
    reading = report(
        "a",
        text,
        ("Explosion", {"kind": "event", "type_": "HAZARD", "place": HARBOUR}),
        ("3 Verletzte", {"number": 3}),
        ("Demonstration", {"kind": "event", "type_": "PROTEST", "place": VALLEY}),
        ("200 Teilnehmer", {"type_": "participants", "number": 200}),
    )
    found = {a.family: (a.spots[0].name, a.counts) for a in account(reading)}
    assert found == {"harm": ("seehafen", (("injured", 3, 3),)), "protest": ("bergtal", (("participants", 200, 200),))}


def test_full_names_speak_for_one_happening():
    name = (Mention("actor", Span(0, 3), "Jorinde Quappe", Actor("Jorinde Quappe", SPAN, "Jorinde Quappe")),)
    (a,), (b,) = ([*accounts_of(h, r.statements, (), name)] for h, r in ((_header("a"), REPORTS[0]), (_header("b"), REPORTS[1])))
    assert "both name jorinde quappe" in [r.words for r in compare(a, b).reasons]


def _header(key):
    return Header(key, key, "2032-03-01T20:00:00.000000Z", "")


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(8)), st.data())
def test_clusters_depend_on_the_set_alone(order, data):
    days = [data.draw(st.sampled_from(["2032-03-01", "2032-03-02", "2032-03-04", None])) for _ in range(8)]
    places = [data.draw(st.sampled_from([HARBOUR, VALLEY, None])) for _ in range(8)]
    made = [a for n in range(8) for a in account(blast(f"d{n}", days[n], places[n], number=n % 4, published="2032-03-04"))]
    edges = [compare(a, b) for a in made for b in made if a.key < b.key]
    strong = [e for e in edges if e.score >= JOIN]
    shuffled = sorted(strong, key=lambda e: hash((e.a, e.b, tuple(order))))
    assert clusters(made, strong) == clusters([made[i] for i in order], shuffled)


def test_sketches_keep_near_vectors_near():
    near, far = np.array([[1.0, 0.2, 0.1, 0.0] * 8], np.float32), np.array([[-0.3, 1.0, -0.8, 0.5] * 8], np.float32)
    a, b, c = sketch(near), sketch(near + 0.01), sketch(far)
    assert likeness(a, b) > 0.95 and likeness(a, c) < 0.5 and likeness(a, "") is None
    assert set(bands(a)) & set(bands(b))
    assert merged([a, b, a]) == a and likeness(merged([a, c]), sketch(np.concatenate([near, far]))) > 0.6


@pytest.mark.parametrize(
    ("printed", "voice"), [("der Polizei", "polizei"), ("die Polizei", "polizei"), ("the mayor", "mayor"), ("US Army", "us army"), ("la", "la")]
)
def test_an_article_makes_no_other_voice(printed, voice):
    assert bare(printed) == voice
