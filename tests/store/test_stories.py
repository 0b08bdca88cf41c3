"""Whole reports: which are about one story, told by names, words, days and, across languages, by sentence vectors."""

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from sqlalchemy import select

from lagebild import incidents
from lagebild.link import accounts_of, blocks, compare
from lagebild.link.compare import JOIN
from lagebild.link.reports import REPORT
from lagebild.sketches import sketch
from lagebild.statements import Gist, Span
from lagebild.store import Store, key_of
from lagebild.store import tables as t
from tests.store.making import Clock, report
from tests.store.test_linking import _header


def vector(*numbers):
    return sketch(np.array([numbers * 8], np.float32))


CRANE = Gist(("seehafen", "quappe", "hafen ag"), ("kran", "umstürz", "arbeite", "verletz", "kai"), vector(1.0, 0.3, 0.0, 0.2))
LATER = Gist(("seehafen", "quappe", "feuerwehr"), ("kran", "umstürz", "bergung", "verletz", "kai"), vector(1.0, 0.2, 0.1, 0.2))
OTHER = Gist(("bergtal", "lohmann", "winzer"), ("kran", "umstürz", "arbeite", "verletz", "baustel"), vector(1.0, 0.3, 0.0, 0.2))
ENGLISH = Gist(("seehafen", "quappe", "hafen ag"), ("crane", "fall", "worker", "injure", "quay"), vector(1.0, 0.3, 0.0, 0.2))


def told(id_, gist, published="2032-03-01", language="de"):
    return replace(report(id_, f"Text {id_}.", published=published, language=language), gist=gist)


READINGS = [
    told("a", CRANE),
    told("b", LATER, "2032-03-02"),
    told("c", ENGLISH, "2032-03-02", "en"),
    told("d", OTHER, "2032-03-02"),
    told("e", LATER, "2033-03-02"),
]


def whole(gist, published="2032-03-01", language="de"):
    header = replace(_header(f"{published}{gist.words}"), reported=f"{published}T23:59:59.999999Z", published=published, language=language)
    (found,) = accounts_of(header, (), gist=gist)
    return found


@pytest.mark.parametrize("apart", [0, 1, 9, 20])
def test_reports_of_twenty_days_that_share_two_names_are_compared(apart):
    for day in range(1, 31):
        first = date(2032, 3, day)
        one, other = (whole(g, d.isoformat()) for g, d in ((CRANE, first), (LATER, first + timedelta(days=apart))))
        assert blocks(one) & blocks(other)


def stories(store):
    heads = store.headers(store.keys())
    found = {}
    for a in store.accounts_of(heads):
        if a.family == REPORT:
            (incident,) = store.incidents_of([a.key])
            found.setdefault(incident.id, set()).add(heads[a.document].id)
    return sorted(sorted(s) for s in found.values())


@pytest.mark.parametrize("seed", range(4))
def test_reports_of_one_story_stand_together_in_any_order(url, seed):
    with Store(url, now=Clock()) as store:
        for r in random.Random(seed).sample(READINGS, len(READINGS)):
            store.add([r], "r1", incidents.linker)
        assert stories(store) == [["a", "b", "c"], ["d"], ["e"]]
        assert store.counts()["incidents"] == 0


def test_a_comparison_of_reports_explains_itself():
    said = {r.feature: r.words for r in compare(whole(CRANE), whole(LATER, "2032-03-02")).reasons}
    assert said["names"] == "67% of the names in common: seehafen, quappe" and said["words"].startswith("80% of the words in common: kran")
    assert said["time"] == "reported 1 days apart" and "meaning" not in said


def test_words_alone_are_not_enough_and_another_language_is_told_by_vectors():
    assert compare(whole(CRANE), whole(OTHER)).score < JOIN
    edge = compare(whole(CRANE), whole(ENGLISH, language="en"))
    assert edge.score >= JOIN and {r.feature for r in edge.reasons} == {"names", "time", "meaning"}


def test_sentence_vectors_speak_for_one_happening(url):
    near = Gist(sentences=((Span(0, 40), vector(1.0, 0.3, 0.0, 0.2)),))
    readings = [
        replace(report(f"x{n}", f"Ein Kran fiel um ({n}).", ("Kran fiel", {"kind": "event", "type_": "HAZARD"})), gist=near) for n in range(2)
    ]
    with Store(url, now=Clock()) as store:
        store.add(readings, "r1", incidents.linker)
        a, b = (x for x in store.accounts_of(store.keys()) if x.family != REPORT)
    assert "meaning" in {r.feature for r in compare(a, b).reasons} and a.sketch == near.sentences[0][1]


def test_a_forgotten_name_leaves_the_gists_too(url):
    readings = [replace(r, document=replace(r.document, text=f"Jorinde Quappe sah zu ({r.document.id}).")) for r in READINGS[:2]]
    with Store(url, now=Clock()) as store:
        store.add(readings, "r1", incidents.linker)
        store.forget_person("Jorinde Quappe", "mk")
        with store.engine.connect() as c:
            kept = [*c.scalars(select(t.gists.c.body)), *c.scalars(select(t.accounts.c.body)), *c.scalars(select(t.edges.c.reasons))]
    assert len(kept) == 5 and not any("quappe" in k for k in kept) and "seehafen" in json.loads(kept[0])["names"]


def test_gists_of_a_better_reader_replace_the_old_ones(url):
    with Store(url, now=Clock()) as store:
        store.add([told("a", CRANE)], "r1", incidents.linker)
        store.add([told("a", OTHER)], "r2", incidents.linker)
        (account,) = store.accounts_of([key_of(READINGS[0].document)])
    assert account.names == OTHER.names
