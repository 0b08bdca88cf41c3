"""The review pages: a queue worked off by plain forms, corrections, undo, two people at once."""

import json
import re
from dataclasses import replace

import pytest

from lagebild import incidents
from lagebild.accounts import People, Sessions
from lagebild.picture import picture
from lagebild.review import Desk, Thing, queue
from lagebild.statements import Link
from lagebild.store import Store, key_of
from lagebild.web import create_app
from tests.store.making import Clock, report
from tests.web.browsing import Browser

TEXT = (
    "In Seehafen sind nach Angaben der Polizei zwölf Menschen getötet worden. Drei Arbeiter wurden verletzt. "
    "Das Krankenhaus sprach von vier Verletzten. Der Bahnhof ist geschlossen."
)
STATEMENTS = (
    ("zwölf Menschen", {"number": 12, "type_": "killed", "voice": "Polizei", "place": "Seehafen"}),
    ("Drei Arbeiter", {"number": 3, "place": "Seehafen"}),
    ("vier Verletzten", {"number": 4}),
    ("Der Bahnhof ist geschlossen", {"kind": "status", "type_": "closed"}),
)


@pytest.fixture
def store(tmp_path):
    with Store(f"sqlite:///{tmp_path / 'a.db'}", now=Clock()) as found:
        found.add([report("a", TEXT, *STATEMENTS, outlet="Seebote", title="Unruhen")], "r1", incidents.linker)
        yield found


@pytest.fixture
def desk(store):
    with Browser(create_app(store, author="mk"), follow_redirects=False) as found:
        yield found


def ids(store):
    return {e.quote: (e.header.key, e.statement.id) for e in store.entries()}


def fields(page):
    """What a form would send as it stands."""
    said = dict(re.findall(r'<input(?: type="hidden")? name="(\w+)" value="([^"]*)"', page))
    said |= {m[0]: m[1] for m in re.findall(r'<textarea name="(\w+)"[^>]*>([^<]*)</textarea>', page)}
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(r'<option value="([^"]*)"', options)
        said[name] = chosen.group(1)
    return said


def test_the_queue_is_worked_off_from_one_to_the_next(desk, store):
    listed = desk.get("/review").text
    assert listed.index("<mark>zwölf Menschen") < listed.index("<mark>Der Bahnhof ist geschlossen")
    first = desk.post("/review/next").headers["location"]
    assert first == "/review/{}/{}".format(*ids(store)["zwölf Menschen"])
    page = desk.get(first)
    assert "<mark>zwölf Menschen</mark>" in page.text and 'name="low" value="12"' in page.text
    second = desk.post(first, data=fields(page.text) | {"do": "accept"})
    assert second.status_code == 303 and "done=" in second.headers["location"] and first not in second.headers["location"]
    assert 'role="status"' in desk.get(second.headers["location"]).text
    assert [x.verdict for x in store.said(*ids(store)["zwölf Menschen"])] == ["accept"]


def test_changed_fields_are_corrections_whichever_button_is_pressed(desk, store):
    where = "/review/{}/{}".format(*ids(store)["Drei Arbeiter"])
    said = fields(desk.get(where).text)
    assert desk.post(where, data=said | {"do": "accept", "low": "4", "high": "4", "voice": "Krankenhaus", "note": "heard"}).status_code == 303
    entry = next(e for e in store.entries() if e.quote == "Drei Arbeiter")
    assert (entry.review.verdict, entry.review.values) == ("correct", {"low": 4.0, "high": 4.0, "voice": "Krankenhaus"})
    assert desk.post(where, data=fields(desk.get(where).text) | {"do": "correct"}).status_code == 400


def test_what_is_wrong_is_said_and_what_was_written_stays(desk, store):
    where = "/review/{}/{}".format(*ids(store)["Drei Arbeiter"])
    answer = desk.post(where, data=fields(desk.get(where).text) | {"do": "correct", "voice": "<b>Bürgermeister</b>", "note": "sure?"})
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert 'value="&lt;b&gt;Bürgermeister&lt;/b&gt;"' in answer.text and ">sure?<" in answer.text and "<b>Bürger" not in answer.text
    assert store.said(*ids(store)["Drei Arbeiter"]) == []


def test_everything_is_taken_back_from_the_page(desk, store):
    where = "/review/{}/{}".format(*ids(store)["Drei Arbeiter"])
    desk.post(where, data={"do": "reject", "note": "no"})
    page = desk.get(where).text
    action = re.search(r'name="action" value="(\w+)"', page).group(1)
    assert "rejected" in page
    assert desk.post("/review/undo", data={"action": action, "back": where}).headers["location"] == where
    assert desk.post("/review/undo", data={"action": action}).status_code == 400
    assert next(e for e in store.entries() if e.quote == "Drei Arbeiter").review is None
    assert "Do it again" in desk.get(where).text


def test_merge_split_add_and_comment(desk, store):
    at = ids(store)
    three, four = ("/review/{}/{}".format(*at[q]) for q in ("Drei Arbeiter", "vier Verletzten"))
    assert desk.post(four, data={"do": "merge", "into": at["Drei Arbeiter"][1]}).status_code == 303
    assert desk.post(three, data={"do": "split", "part1": "low=1\nhigh=1", "part2": "low=2\nhigh=2"}).status_code == 303
    new = {"do": "add", "new_quote": "Der Bahnhof", "new_type": "status:closed", "new_fields": "subject=Bahnhof\nclass=rail"}
    assert desk.post(four, data=new).status_code == 303
    assert desk.post(four, data={"do": "comment", "note": "the same?"}).headers["location"].startswith(four)
    assert {x.verdict for x in store.said(at["Drei Arbeiter"][0])} == {"merge", "split", "add", "comment"}
    page = desk.get(four).text
    assert "the same?" in page and "merged" in page
    assert all(desk.get(f"/statement/{i}").status_code == 200 for _, i in ids(store).values())
    assert desk.get("/document/a").status_code == 200


def test_what_is_skipped_does_not_come_again(desk, store):
    seen = set()
    where = desk.post("/review/next").headers["location"]
    while where.partition("?")[0] != "/review":
        assert where not in seen
        seen.add(where.partition("?")[0])
        where = desk.post(where, data={"do": "skip"}).headers["location"]
    assert len(seen) == 4 and "skip=" in where


def test_two_people_at_once(store):
    for name in ("rita", "paul", "vera"):
        People(store).add(name, "vier rote Boote im Hafen", "viewer" if name == "vera" else "reviewer", "setup")
    app = create_app(store, team=True)
    rita, paul, vera = (Browser(app, follow_redirects=False) for _ in range(3))
    for name, browser in (("rita", rita), ("paul", paul), ("vera", vera)):
        browser.cookies.set("lagebild", Sessions(store).begin(People(store).find(name)), domain="localhost.local")
    one, two = rita.post("/review/next").headers["location"], paul.post("/review/next").headers["location"]
    assert one != two
    assert "rita looks at this until" in paul.get(one).text and "rita looks at this" in paul.get("/review").text
    refused = paul.post(one, data=fields(paul.get(one).text) | {"do": "reject", "note": "mine"})
    assert (
        refused.status_code == 409 and "rita is looking at this" in refused.text and ">mine<" in refused.text and "Take the next one" in refused.text
    )
    before = fields(paul.get(two).text)
    Desk(store, "rita").release()
    paul.post(one, data=fields(paul.get(one).text) | {"do": "accept"})
    late = rita.post(one, data=before | {"do": "reject"})
    assert late.status_code == 409 and "paul was first (accept)" in late.text
    assert vera.post(one, data={"do": "reject"}).status_code == 403 and vera.post("/review/next").status_code == 403
    looked = vera.get(one).text
    assert "needs the role of a reviewer" in looked and 'value="accept"' not in looked


def test_a_second_look_shows_nothing_of_the_first(desk, store):
    key, id_ = ids(store)["Drei Arbeiter"]
    Desk(store, "nn").say(Thing(key, id_), "correct", {"low": "9"}, note="nine")
    listed = desk.get("/review?again=1").text
    assert "<mark>Drei Arbeiter" in listed and "<mark>zwölf Menschen" not in listed
    page = desk.get(f"/review/{key}/{id_}?again=1").text
    assert 'name="low" value="3"' in page and "nine" not in page and ">nn<" not in page
    desk.post(f"/review/{key}/{id_}?again=1", data=fields(page) | {"do": "accept"})
    assert "1" in desk.get("/review/agreement").text and desk.get("/review/agreement.json").json()["questions"][0]["units"] == 1


def test_gold_is_downloaded(desk, store):
    Desk(store, "nn").say(Thing(*ids(store)["Drei Arbeiter"]), "accept")
    assert desk.get("/review/gold.jsonl").text == ""
    (line,) = desk.get("/review/gold.jsonl?partial=1").text.splitlines()
    assert json.loads(line)["figures"][0]["quote"] == "Drei Arbeiter"


def test_the_queue_is_narrowed_in_the_url(desk):
    only = desk.get("/review?kind=status").text
    assert "<mark>Der Bahnhof" in only and "<mark>zwölf Menschen" not in only
    assert "Drei Arbeiter" in desk.get("/review?place=Seehafen").text
    assert "Nothing waits" in desk.get("/review?place=Bergtal").text and "Nothing waits" in desk.get("/review?about=Gletscher").text
    assert desk.get("/review.json?kind=status").json()["waiting"][0]["statement"]["type"] == "closed"


def test_incidents_are_judged_on_their_page(desk, store):
    other = "Am Montag brannte in Bergtal eine Halle. Neun Menschen wurden verletzt."
    store.add([report("b", other, ("Neun Menschen", {"number": 9, "place": "Bergtal"}), published="2031-05-05")], "r1", incidents.linker)
    first, second = (store.incidents_of([store.accounts_of([store.document(n)[0]])[0].key])[0].id for n in ("a", "b"))
    where = f"/review/incident/{first}"
    assert desk.post(where, data={"do": "comment", "note": "who leads <b>here</b>?"}).headers["location"] == f"/incident/{first}"
    page = desk.get(f"/incident/{first}").text
    assert "who leads &lt;b&gt;here&lt;/b&gt;?" in page
    before = store.counts()["incidents"]
    joined = desk.post(where, data={"do": "join", "other": f"http://localhost/incident/{second}"}).headers["location"]
    assert store.counts()["incidents"] == before - 1 and "Bergtal" in desk.get(joined).text + other
    assert "Another happening" in desk.get(joined).text
    assert desk.post(f"/review/incident/{joined[10:]}", data={"do": "part", "document": store.document("b")[0]}).status_code == 303
    assert store.counts()["incidents"] == before
    assert desk.post(where, data={"do": "join", "other": "nonsense"}).status_code == 400
    assert desk.post("/review/incident/none", data={"do": "comment", "note": "x"}).status_code == 404


def test_links_are_judged_on_the_page_of_a_statement(desk, store):
    made = report("c", TEXT + " Ende.", *STATEMENTS[:2])
    a, b = (s.id for s in made.statements)
    store.add([replace(made, links=(Link(b, a, "part-of"),))], "r1")
    key = key_of(made.document)
    form = {"document": key, "source": b, "target": a, "type": "part-of", "do": "reject", "back": f"/statement/{a}"}
    assert 'action="/review/link"' in desk.get(f"/statement/{a}").text
    assert desk.post("/review/link", data=form).headers["location"] == f"/statement/{a}"
    page = desk.get(f"/statement/{a}").text
    assert store.links([key])[key] == [] and "rejected" in page
    desk.post("/review/undo", data={"action": re.search(r'name="action" value="(\w+)"', page).group(1)})
    assert store.links([key])[key] == [Link(b, a, "part-of")]


def test_what_two_reports_have_to_do_with_each_other_is_rejected_and_taken_back(desk, store):
    other = "In Seehafen starben am Montag nach Angaben des Krankenhauses zwanzig Menschen."
    said = ("zwanzig Menschen", {"number": 20, "type_": "killed", "voice": "Krankenhauses", "place": "Seehafen"})
    store.add([report("b", other, said, outlet="Talbote")], "r1", incidents.linker)
    at = ids(store)
    one, two = at["zwölf Menschen"], at["zwanzig Menschen"]
    assert [len(picture(store).contradictions), [s.contested for s in picture(store).figures if s.measure == "killed"]] == [1, [True]]
    page = desk.get(f"/statement/{one[1]}", headers={"accept-language": "de"}).text
    assert "In anderen Berichten" in page and "widerspricht" in page and "Eine andere Stimme nennt eine Zahl, die nicht dazu passt." in page
    form = {
        n: re.search(rf'<section[^>]*h-across.*?name="{n}" value="([^"]*)"', page, re.S).group(1)
        for n in ("document", "source", "target", "type", "other")
    }
    assert {(form["document"], form["source"]), (form["other"], form["target"])} == {one, two}
    assert desk.post("/review/link", data=form | {"do": "reject", "back": f"/statement/{one[1]}"}).status_code == 303
    assert [len(picture(store).contradictions), [s.contested for s in picture(store).figures if s.measure == "killed"]] == [0, [False]]
    assert not any("contested" in {r.feature for r in i.reasons} for i in queue(store))
    for _, id_ in (one, two):
        looked = desk.get(f"/statement/{id_}").text
        assert "rejected: nothing to do with each other" in looked and "Take back" in looked
    action = re.search(r'name="action" value="(\w+)"', looked).group(1)
    assert desk.post("/review/undo", data={"action": action, "back": f"/statement/{two[1]}"}).status_code == 303
    assert len(picture(store).contradictions) == 1
    assert desk.post("/review/link", data=form | {"do": "reject", "other": "none"}).status_code == 400


def test_programs_review_too(desk, store):
    waiting = desk.get("/api/v1/review/queue?limit=2").json()["items"]
    assert [w["quote"] for w in waiting] == ["zwölf Menschen", "Drei Arbeiter"]
    first = {k: waiting[0][k] for k in ("document", "statement", "seen")}
    done = desk.post("/api/v1/reviews", json=first | {"verdict": "correct", "values": {"low": "13", "high": "13"}})
    assert done.status_code == 201
    late = desk.post("/api/v1/reviews", json=first | {"verdict": "reject"})
    assert late.status_code == 409 and "mk was first" in late.json()["detail"]
    assert desk.post("/api/v1/reviews", json=first | {"verdict": "correct", "values": {"low": "many"}}).status_code == 400
    assert desk.get(f"/api/v1/reviews?document={first['document']}").json()["items"][0]["values"] == {"low": 13.0, "high": 13.0}
    assert desk.post("/api/v1/reviews/undo", json=done.json()).json()["items"][0]["verdict"] == "correct"
    assert desk.post("/api/v1/reviews", json=first | {"verdict": "explode"}).status_code == 422
    half = json.dumps(first | {"verdict": "comment", "note": "\ud800"})
    assert desk.post("/api/v1/reviews", content=half, headers={"content-type": "application/json"}).status_code == 422


def test_keys_press_buttons_that_are_there(desk, store):
    page = desk.get("/review/{}/{}".format(*ids(store)["Drei Arbeiter"])).text
    assert set(re.findall(r'data-key="(\w)"', page)) >= set("arsoq") and set(re.findall(r'data-focus="(\w)"', page)) == set("cnm")
    assert all(f'aria-keyshortcuts="{k}"' in page for k in "acrsoq") and "<kbd>a</kbd>" in page
