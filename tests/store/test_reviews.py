"""People's words: they stand in front of the reader's, outlive it, collide kindly, and can all be taken back."""

import json
from dataclasses import replace

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from lagebild import incidents
from lagebild.entries import Judgement, Review
from lagebild.errors import Collision, StoreError
from lagebild.picture import picture
from lagebild.review import Desk, Thing, agreement, gold, queue
from lagebild.review.agreement import alpha, kappa
from lagebild.statements import Actor, Link, Phrase
from lagebild.store import Scope, Store, key_of
from lagebild.store import engine as engines
from lagebild.store.engine import connect, writing
from tests.store.making import Clock, report

TEXT = (
    "In Seehafen sind nach Angaben der Polizei zwölf Menschen getötet worden. Drei Arbeiter wurden verletzt. "
    "Das Krankenhaus sprach dagegen von vier Verletzten. Der Bahnhof ist geschlossen. Die Regierung warnt vor Plünderungen."
)
KILLED = ("zwölf Menschen", {"number": 12, "type_": "killed", "voice": "Polizei", "place": "Seehafen"})
HURT = ("Drei Arbeiter", {"number": 3, "place": "Seehafen"})
CLOSED = ("Der Bahnhof ist geschlossen", {"kind": "status", "type_": "closed"})


def filled(store, *statements, reader="r1", id_="a"):
    made = report(id_, TEXT, *statements, outlet="Seebote", title="Unruhen")
    store.add([made], reader, incidents.linker)
    return made


def thing(store, quote):
    entry = next(e for e in store.entries() if e.quote == quote)
    return Thing(entry.header.key, entry.statement.id)


def numbers(store, **scope):
    return sorted(e.statement.quantity.low for e in store.entries(Scope(**scope)) if e.statement.quantity)


def test_a_correction_stands_in_front_and_is_taken_back(store):
    filled(store, HURT)
    hurt = thing(store, "Drei Arbeiter")
    desk = Desk(store, "mk")
    before = store.now()
    action = desk.say(hurt, "correct", {"low": "4", "high": "5", "voice": "Krankenhaus", "place": ""}, note="number of the hospital")
    (entry,) = store.entries()
    assert (entry.statement.id, entry.author, entry.review.note) == (hurt.id, "mk", "number of the hospital")
    assert (entry.statement.quantity.low, entry.statement.quantity.high, entry.statement.place) == (4, 5, None)
    assert entry.statement.voice.span.of(TEXT) == "Krankenhaus"
    assert numbers(store, recorded=before) == [3] and numbers(store) == [4]
    assert [x.verdict for x in desk.undo(action)] == ["correct"]
    (entry,) = store.entries()
    assert (entry.statement.quantity.low, entry.author, entry.review) == (3, None, None)
    assert [(x.verdict, x.until is None) for x in desk.history(hurt)] == [("correct", False), ("undo", False)]
    desk.undo(desk.history(hurt)[-1].action)
    assert numbers(store) == [4] and len(desk.history(hurt)) == 3
    assert store.counts()["statements"] == 1 and store.withdrawn() == []


def test_a_corrected_place_moves_the_statement(store):
    filled(store, HURT)
    Desk(store, "mk").say(thing(store, "Drei Arbeiter"), "correct", {"place": "Bahnhof"})
    assert (len(store.entries(Scope(place="Seehafen"))), len(store.entries(Scope(place="Bahnhof")))) == (0, 1)


def test_corrections_add_up_and_the_later_word_on_a_field_counts(store):
    filled(store, HURT)
    hurt = thing(store, "Drei Arbeiter")
    Desk(store, "mk").say(hurt, "correct", {"low": "4"})
    Desk(store, "mk").say(hurt, "correct", {"certainty": "hedged"})
    Desk(store, "nn").say(hurt, "correct", {"low": "6"})
    Desk(store, "nn").say(hurt, "accept", credibility=2)
    (entry,) = store.entries()
    assert (entry.statement.quantity.low, entry.statement.certainty, entry.review.credibility) == (6, "hedged", 2)
    Desk(store, "nn").undo()
    assert numbers(store) == [6] and store.entries()[0].review.credibility is None
    Desk(store, "nn").undo()
    assert numbers(store) == [4] and store.entries()[0].review.author == "mk"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"low": "vier"}, "digits"),
        ({"low": "-1"}, "count"),
        ({"low": "nan"}, "count"),
        ({"type": "hungry"}, "killed, injured"),
        ({"voice": "Präsident"}, "does not print"),
        ({"stance": "warns"}, "no field stance"),
        ({"time": "gestern"}, "2031-03-01"),
        ({"time": "2031-03-05/2031-03-01"}, "after it ends"),
        ({"certainty": ""}, "stated"),
        ({}, "which field"),
    ],
)
def test_what_is_no_correction_is_refused_and_changes_nothing(store, values, message):
    filled(store, HURT)
    hurt = thing(store, "Drei Arbeiter")
    with pytest.raises(StoreError, match=message):
        Desk(store, "mk").say(hurt, "correct", values)
    assert store.said(hurt.document) == [] and numbers(store) == [3]


def test_every_field_can_be_corrected(store):
    made = report(
        "a", TEXT, CLOSED, ("warnt vor Plünderungen", {"kind": "position", "type_": "warns"}), ("getötet", {"kind": "event", "type_": "HAZARD"})
    )
    place = TEXT.index("Bahnhof")
    status = replace(made.statements[0], subject=Phrase("Bahnhof", replace(made.statements[0].span, start=place, end=place + 7), "other"))
    store.add([replace(made, statements=(status, *made.statements[1:]))], "r1")
    desk = Desk(store, "mk")
    desk.say(
        thing(store, "Der Bahnhof ist geschlossen"),
        "correct",
        {"class": "rail", "type": "blocked", "formal": "true", "time": "2031-01", "quote": "Bahnhof"},
    )
    desk.say(thing(store, "warnt vor Plünderungen"), "correct", {"holder": "Die Regierung", "content": "Plünderungen"})
    desk.say(
        thing(store, "getötet"), "correct", {"type": "ASSAULT", "actors": "Polizei; Arbeiter", "anchor": "getötet worden", "modality": "possible"}
    )
    said = {e.statement.kind: e.statement for e in store.entries()}
    assert (said["status"].subject.kind, said["status"].type, said["status"].formal, said["status"].span.of(TEXT)) == (
        "rail",
        "blocked",
        True,
        "Bahnhof",
    )
    assert (said["status"].time.earliest, said["status"].time.latest) == ("2031-01-01", "2031-01-31")
    assert (said["position"].holder.span.of(TEXT), said["position"].content.text) == ("Die Regierung", "Plünderungen")
    assert ([a.text for a in said["event"].actors], said["event"].type, said["event"].modality) == (["Polizei", "Arbeiter"], "ASSAULT", "possible")
    assert all(a == Actor(a.text, a.span) and a.span.of(TEXT) == a.text for a in said["event"].actors)


def test_rejected_statements_leave_the_picture_and_its_incidents(store):
    filled(store, KILLED, HURT)
    assert {s.measure for s in picture(store, Scope()).figures} == {"killed", "injured"}
    action = Desk(store, "mk").say(thing(store, "zwölf Menschen"), "reject", note="a misreading")
    assert {s.measure for s in picture(store, Scope()).figures} == {"injured"}
    Desk(store, "nn").undo(action)
    assert {s.measure for s in picture(store, Scope()).figures} == {"killed", "injured"}


def test_words_of_people_outlive_the_reader(store):
    filled(store, KILLED, HURT, CLOSED)
    killed, hurt, closed = (thing(store, q) for q in ("zwölf Menschen", "Drei Arbeiter", "Der Bahnhof ist geschlossen"))
    desk = Desk(store, "mk")
    desk.say(killed, "correct", {"certainty": "hedged"})
    desk.say(hurt, "accept")
    desk.say(closed, "reject")
    other = {"number": 30, "type_": "killed", "place": "Seehafen"}
    again = {"kind": "status", "type_": "closed", "place": "Seehafen"}
    filled(store, ("zwölf Menschen", other), ("Der Bahnhof ist geschlossen", again), ("Die Regierung", {"number": 1}), reader="r2")
    shown = {e.quote: e for e in store.entries()}
    assert (shown["zwölf Menschen"].statement.quantity.low, shown["zwölf Menschen"].statement.certainty) == (12, "hedged")
    assert (shown["zwölf Menschen"].author, shown["Drei Arbeiter"].author) == ("mk", "mk")
    assert shown["Der Bahnhof ist geschlossen"].review.verdict == "reject" and shown["Die Regierung"].author is None
    assert [r.feature for i in queue(store) if i.entry.quote == "zwölf Menschen" for r in i.reasons if r.feature == "reread"] == ["reread"]
    assert [i.entry.quote for i in queue(store)][-1] == "Die Regierung" or len(queue(store)) == 2
    filled(store, KILLED, HURT, reader="r3")
    assert {(e.quote, e.author) for e in store.entries()} == {("zwölf Menschen", "mk"), ("Drei Arbeiter", None)}


def test_a_different_claim_about_rejected_words_is_looked_at_again(store):
    filled(store, KILLED)
    Desk(store, "mk").say(thing(store, "zwölf Menschen"), "reject")
    filled(store, ("zwölf Menschen", {"number": 12, "type_": "injured"}), reader="r2")
    (entry,) = store.entries()
    assert entry.review is None and entry.behind is None
    assert [i.entry.statement.id for i in queue(store)] == [entry.statement.id]


def test_merge_and_split_are_taken_back_whole(store):
    filled(store, KILLED, HURT, ("vier Verletzten", {"number": 4}))
    desk = Desk(store, "mk")
    hurt, other = thing(store, "Drei Arbeiter"), thing(store, "vier Verletzten")
    merged = desk.merge(other, hurt.id, note="the same people")
    assert sorted(s.measure for s in picture(store, Scope()).figures) == ["injured", "killed"]
    with pytest.raises(StoreError, match="stands"):
        desk.merge(hurt, other.id)
    desk.undo(merged)
    done = desk.split(hurt, [{"low": "1", "high": "1"}, {"low": "2", "high": "2", "type": "affected"}])
    parts = [e for e in store.entries() if e.statement.origin == "people#split"]
    assert sorted((e.statement.type, e.statement.quantity.low) for e in parts) == [("affected", 2), ("injured", 1)]
    desk.say(Thing(hurt.document, parts[0].statement.id), "correct", {"approx": "true"})
    desk.undo()
    desk.undo(done)
    assert {e.quote for e in store.entries()} == {"zwölf Menschen", "Drei Arbeiter", "vier Verletzten"}
    assert all(e.review is None for e in store.entries())
    with pytest.raises(StoreError, match="two parts"):
        desk.split(hurt, [{"low": "1"}])


def test_a_missed_statement_is_added_and_outlives_the_reader(store):
    filled(store, HURT)
    key = store.entries()[0].header.key
    desk = Desk(store, "mk")
    id_ = desk.add(key, "status", {"quote": "Der Bahnhof ist geschlossen", "type": "closed", "subject": "Bahnhof", "class": "rail"})
    filled(store, HURT, reader="r2")
    added = next(e for e in store.entries() if e.statement.id == id_)
    assert (added.author, added.review.verdict, added.statement.subject.kind) == ("mk", "add", "rail")
    assert [s.subject for s in picture(store, Scope()).statuses] == ["Bahnhof"]
    with pytest.raises(StoreError, match="does not print"):
        desk.add(key, "figure", {"quote": "neun Boote", "type": "damaged"})
    desk.undo(added.review.action)
    assert len(store.entries()) == 1


def test_links_are_judged_and_added(store):
    made = report("a", TEXT, KILLED, HURT)
    a, b = (s.id for s in made.statements)
    store.add([replace(made, links=(Link(b, a, "part-of"),))], "r1")
    key, desk = key_of(made.document), Desk(store, "mk")
    action = desk.link(key, b, a, "part-of", "reject", "they are others")
    desk.link(key, a, b, "causes", "add")
    assert store.links([key])[key] == [Link(a, b, "causes")]
    store.add([replace(made, links=(Link(b, a, "part-of"),))], "r2")
    assert store.links([key])[key] == [Link(a, b, "causes")]
    desk.undo(action)
    assert store.links([key])[key] == [Link(b, a, "part-of"), Link(a, b, "causes")]


def test_incidents_are_joined_parted_and_commented_on(store):
    other = "Am Montag brannte in Bergtal eine Halle. Neun Menschen wurden verletzt."
    filled(store, KILLED)
    store.add([report("b", other, ("Neun Menschen", {"number": 9, "place": "Bergtal"}), published="2031-05-05")], "r1", incidents.linker)
    first, second = (store.incidents_of([a.key])[0].id for a in sorted(store.accounts_of(store.keys()), key=lambda a: a.reported))
    desk = Desk(store, "mk")
    assert first != second
    action = desk.join(first, second, "one night")
    assert store.counts()["incidents"] == 1
    desk.undo(action)
    assert store.counts()["incidents"] == 2
    desk.undo(desk.history(Thing(store.document("a")[0], first))[-1].action)
    assert store.counts()["incidents"] == 1
    desk.part(first, store.document("b")[0])
    assert store.counts()["incidents"] == 2
    desk.say(Thing(store.document("a")[0], first, "incident"), "comment", note="who leads here?")
    assert [x.verdict for x in store.said(store.document("a")[0], first)] == ["merge", "undo", "merge", "split", "comment"]


def test_comments_judge_nothing_and_are_all_kept(store):
    filled(store, HURT)
    hurt, desk = thing(store, "Drei Arbeiter"), Desk(store, "mk")
    desk.say(hurt, "comment", note="is this the same night?")
    desk.say(hurt, "accept")
    desk.say(hurt, "comment", note="yes")
    assert [(x.verdict, x.note, x.until) for x in store.said(*_ref(hurt)) if x.verdict == "comment"] == [
        ("comment", "is this the same night?", None),
        ("comment", "yes", None),
    ]
    assert store.entries()[0].review.verdict == "accept"
    with pytest.raises(StoreError, match="words"):
        desk.say(hurt, "comment", note="  ")


def _ref(thing_):
    return thing_.document, thing_.id


def test_the_queue_begins_with_what_is_unsure_and_weighs_most(store):
    filled(store, CLOSED, HURT, KILLED, ("Die Regierung", {"kind": "question", "type_": "open"}))
    found = queue(store, author="mk")
    assert [i.entry.quote for i in found][:2] == ["zwölf Menschen", "Drei Arbeiter"] and found[-1].entry.statement.kind == "question"
    assert all(a.score >= b.score for a, b in zip(found, found[1:], strict=False)) and all(i.reasons for i in found)
    Desk(store, "mk").say(thing(store, "zwölf Menschen"), "accept")
    assert "zwölf Menschen" not in [i.entry.quote for i in queue(store)]
    assert [i.entry.quote for i in queue(store, Scope(kinds=("status",)))] == ["Der Bahnhof ist geschlossen"]


def test_what_voices_contest_comes_before_what_they_do_not(store):
    filled(store, HURT)
    other = "In Seehafen wurden nach Angaben des Krankenhauses vierzig Arbeiter verletzt."
    store.add([report("b", other, ("vierzig Arbeiter", {"number": 40, "voice": "Krankenhauses", "place": "Seehafen"}))], "r1", incidents.linker)
    store.judge(Judgement(*_ref(thing(store, "Drei Arbeiter")), *_ref(thing(store, "vierzig Arbeiter")), "same", "mk"))
    incidents.relink(store)
    found = {i.entry.quote: [r.feature for r in i.reasons] for i in queue(store)}
    assert "contested" in found["Drei Arbeiter"] and "contested" in found["vierzig Arbeiter"]


def test_two_people_on_one_queue_do_not_collide(store):
    filled(store, KILLED, HURT)
    mk, nn = Desk(store, "mk"), Desk(store, "nn")
    one, two = mk.next(), nn.next()
    assert one.entry.quote != two.entry.quote
    assert mk.next().entry.quote == one.entry.quote
    with pytest.raises(Collision, match="mk is looking at this until"):
        nn.say(Thing(one.entry.header.key, one.entry.statement.id), "reject")
    nn.say(Thing(one.entry.header.key, one.entry.statement.id), "comment", note="hurry")
    assert nn.claim(Thing(one.entry.header.key, one.entry.statement.id)).author == "mk"
    mk.release()
    assert nn.claim(Thing(one.entry.header.key, one.entry.statement.id)).author == "nn"


def test_claims_run_out(url):
    now = ["2031-01-01T10:00:00.000000Z"]
    with Store(url, now=lambda: now[0]) as store:
        filled(store, HURT)
        hurt = thing(store, "Drei Arbeiter")
        Desk(store, "mk").claim(hurt)
        now[0] = "2031-01-01T10:09:59.000000Z"
        assert Desk(store, "nn").next() is None
        now[0] = "2031-01-01T10:10:01.000000Z"
        assert Desk(store, "nn").next().entry.statement.id == hurt.id


def test_who_comes_second_is_told_and_nothing_is_lost(store):
    filled(store, HURT)
    hurt, mk, nn = thing(store, "Drei Arbeiter"), Desk(store, "mk"), Desk(store, "nn")
    seen = nn.seen(hurt)
    mk.say(hurt, "correct", {"low": "4"})
    with pytest.raises(Collision, match=r"mk was first \(correct\)"):
        nn.say(hurt, "reject", seen=seen)
    nn.say(hurt, "accept", seen=nn.seen(hurt))
    assert numbers(store) == [4]


def test_people_who_disagree_bring_the_statement_back_into_the_queue(store):
    filled(store, HURT)
    hurt = thing(store, "Drei Arbeiter")
    Desk(store, "mk").say(hurt, "accept")
    assert queue(store) == []
    assert [i.entry.statement.id for i in queue(store, author="nn", again=True)] == [hurt.id]
    assert queue(store, author="mk", again=True) == []
    Desk(store, "nn").say(hurt, "reject")
    (item,) = queue(store)
    assert item.reasons[0].feature == "disagreed"
    Desk(store, "oo").say(hurt, "accept")
    assert queue(store) == []


def test_agreement_between_reviewers(store):
    filled(store, KILLED, HURT, ("vier Verletzten", {"number": 4}))
    for quote, second in (("zwölf Menschen", "accept"), ("Drei Arbeiter", "reject"), ("vier Verletzten", "accept")):
        Desk(store, "mk").say(thing(store, quote), "accept")
        Desk(store, "nn").say(thing(store, quote), second)
    Desk(store, "nn").say(thing(store, "vier Verletzten"), "correct", {"low": "5"})
    found = {a.question: a for a in agreement(store)}
    assert found["verdict"].units == 3 and found["low"].units == 2
    assert found["low"].kappas[0][:2] == ("mk", "nn") and found["type"].alpha == 1.0


def test_alpha_and_kappa_are_those_of_the_literature():
    """Cohen's example has 200 units; Krippendorff's has four observers, twelve units and gaps (nominal alpha 0.743)."""
    counts = {("a", "a"): 25, ("b", "b"): 15, ("a", "b"): 5, ("b", "a"): 5}
    pairs = [p for p, n in counts.items() for _ in range(n)]
    assert kappa(pairs) == pytest.approx((0.8 - 0.52) / 0.48)
    rows = ("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")
    units = [{str(o): v for o, v in enumerate(unit) if v != "."} for unit in zip(*(r.split() for r in rows), strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=0.001)
    assert alpha([{"a": "x", "b": "x"}]) is None and kappa([]) is None


def test_corrections_come_out_as_an_annotated_article(store):
    extra = ("vier Verletzten", {"number": 4, "voice": "Krankenhaus"})
    filled(store, KILLED, HURT, extra, CLOSED)
    desk = Desk(store, "mk")
    desk.say(thing(store, "zwölf Menschen"), "correct", {"certainty": "hedged", "group": "Menschen"})
    assert list(gold(store)) == []
    assert [len(a["figures"]) for a in gold(store, partial=True)] == [1]
    desk.say(thing(store, "Drei Arbeiter"), "accept")
    desk.say(thing(store, "vier Verletzten"), "reject")
    desk.say(thing(store, "Der Bahnhof ist geschlossen"), "correct", {"subject": "Bahnhof"})
    (article,) = gold(store)
    assert article["figures"][0] == {
        "quote": "zwölf Menschen", "low": 12, "high": 12, "approx": False, "measure": "killed", "group": "Menschen",
        "voice": "Polizei", "hedged": True, "subset_of": None,
    }  # fmt: skip
    assert [f["quote"] for f in article["figures"]] == ["zwölf Menschen", "Drei Arbeiter"]
    assert (article["statuses"][0]["subject"], article["statuses"][0]["class"]) == ("Bahnhof", "other")
    assert json.loads(json.dumps(article))["text"] == TEXT


def test_words_that_stand_twice_say_which(store):
    text_ = "Zwei Boote sanken. Zwei Boote trieben ab."
    made = report("a", text_, ("Zwei Boote", {"number": 2, "type_": "damaged"}))
    store.add([made], "r1")
    desk = Desk(store, "mk")
    desk.say(thing(store, "Zwei Boote"), "correct", {"quote": "Zwei Boote trieben ab", "anchor": "Zwei Boote"})
    (article,) = gold(store)
    assert (article["figures"][0]["quote"], article["figures"][0]["nth"]) == ("Zwei Boote", 2)


def test_a_forgotten_document_takes_people_s_words_along(store):
    filled(store, HURT)
    hurt = thing(store, "Drei Arbeiter")
    Desk(store, "mk").say(hurt, "correct", {"low": "4"})
    Desk(store, "mk").claim(hurt)
    store.forget("a", "mk")
    assert store.said(hurt.document) == [] and store.entries() == []


def test_a_plain_review_still_works(store):
    filled(store, HURT)
    hurt = thing(store, "Drei Arbeiter")
    store.review(Review(hurt.document, hurt.id, "correct", "mk", 3, values={"low": 7}))
    assert numbers(store) == [7] and store.entries()[0].review.credibility == 3
    with pytest.raises(StoreError, match="verdict"):
        store.review(Review(hurt.document, hurt.id, "maybe", "mk"))


def test_an_older_store_is_brought_up_to_date(url):
    engine = connect(url)
    config = Config()
    config.set_main_option("script_location", str(engines.Path(engines.__file__).parent / "migrations"))
    with writing(engine) as c:
        config.attributes["connection"] = c
        command.upgrade(config, "0001")
        c.execute(
            text(
                "INSERT INTO documents (key, id, identity, reported, recorded, text, flags, copies, reader) "
                "VALUES ('k', 'a', 'a', '2031', '2031', 'Drei Arbeiter', '[]', 'k', 'r')"
            )
        )
        c.execute(
            text(
                'INSERT INTO statements (document, id, content, kind, type, start, "end", reported, body, run, since) VALUES '
                "(1, 's', 'c', 'figure', 'killed', 0, 4, '2031', :body, 1, '2031')"
            ),
            {"body": '{"id":"s","kind":"figure","type":"killed","span":[0,4],"origin":"t"}'},
        )
        c.execute(
            text("INSERT INTO reviews (document, statement, verdict, author, \"values\", since) VALUES ('k', 's', 'accept', 'mk', '{}', '2031')")
        )
    engine.dispose()
    with Store(url, Clock()) as store:
        (entry,) = store.entries()
        assert entry.review.author == "mk" and queue(store) == []
        Desk(store, "mk").undo(store.said("k")[0].action or None)
        Desk(store, "nn").say(Thing("k", "s"), "accept")
