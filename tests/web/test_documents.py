"""Documents, statements, incidents, actors, sources and search as pages."""

import pytest
from starlette.testclient import TestClient

from lagebild.store import Store
from lagebild.web import create_app
from lagebild.web.marking import pieces
from lagebild.web.pages.search import extract
from tests.store.making import Clock, report

HOSTILE = 'Drei Tote in <script>alert(1)</script> Au, sagte "><img src=x onerror=alert(2)>.'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A browser on a store with one report that means harm."""
    made = report(
        "x", HOSTILE, ("Drei Tote", {"type_": "killed", "number": 3.0}), title="<b>Au</b>", outlet="</title><script>", url="javascript:alert(1)"
    )
    with Store(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'x.db'}", now=Clock()) as store:
        store.add([made], "r")
        with TestClient(create_app(store), base_url="http://localhost") as client:
            yield client


def key_of(client, id_):
    return client.get(f"/document/{id_}.json").json()["header"]["key"]


def test_a_document_is_shown_whole_with_its_statements(client):
    page = client.get("/document/a1.json").json()
    assert "".join(p["text"] for p in page["pieces"]).startswith("In Seehafen ist am Montagmorgen ein Chemielager explodiert.")
    assert [c["statement"]["kind"] for c in page["cards"]] == ["event", "figure", "figure", "question"]
    assert {h["outlet"] for h in page["copies"]} == {"Seebote", "Küstenblatt"}


def test_marks_lead_to_cards_and_cards_to_marks(client):
    page, text = client.get("/document/a1.json").json(), client.get("/document/a1").text
    for card in page["cards"]:
        id_ = card["statement"]["id"]
        assert f'id="t-{id_}"' in text and f'id="s-{id_}"' in text and f'href="#s-{id_}"' in text
    assert 'class="m k-event c-stated"' in text


def test_a_statement_leads_to_its_sentence(client):
    page = client.get("/document/a1.json").json()
    id_ = page["cards"][1]["statement"]["id"]
    told = client.get(f"/statement/{id_}.json").json()
    assert told["sentence"] == "Nach Angaben der Polizei wurden drei Menschen getötet und 20 Menschen verletzt."
    focused = client.get(f"/document/a1.json?statement={id_}").json()
    assert "".join(p["text"] for p in focused["pieces"] if p["focus"]) == "drei Menschen"


def test_hostile_text_stays_text(hostile):
    for path in ("/document/x", "/picture", "/search?q=Tote", "/sources", "/source?name=</title><script>", f"/statement/{statement_of(hostile)}"):
        text = hostile.get(path).text
        assert "<script>alert" not in text and "<img src=x" not in text and "<b>Au</b>" not in text
        assert 'href="javascript:' not in text and "</title><script>" not in text
    assert "&lt;script&gt;alert(1)" in hostile.get("/document/x").text


def statement_of(client):
    return client.get("/document/x.json").json()["cards"][0]["statement"]["id"]


@pytest.mark.parametrize(
    "path", ["/document/none", "/statement/none", "/incident/none", "/source?name=none", "/actor", "/document/..%2f..%2fetc%2fpasswd"]
)
def test_what_is_not_there_is_said(client, path):
    assert client.get(path).status_code == 404


def test_an_incident_shows_who_says_what_and_why_reports_belong_together(client):
    blocks = client.get("/picture.json").json()["parts"]["figures"]
    id_ = next(b["incident"]["id"] for b in blocks if b["incident"]["place"] == "Seehafen")
    page = client.get(f"/incident/{id_}.json").json()
    assert page["total"] == 17 and page["incident"]["types"] == ["HAZARD"]
    assert page["told"][0]["edge"] is None and page["told"][1]["edge"]["reasons"]
    assert "Warum das dasselbe Ereignis ist" in client.get(f"/incident/{id_}", headers={"accept-language": "de"}).text


def test_an_actor_shows_what_they_hold_and_say(client):
    page = client.get("/actor.json?name=Polizei").json()
    assert [v["quote"] for v in page["views"]] == ["Ein defekter Tank war schuld"]
    assert "DEU COP" in page["codes"] and any(e["statement"]["type"] == "killed" for e in page["says"])


def test_sources_are_listed_with_their_reports(client):
    rows = client.get("/sources.json").json()["rows"]
    assert {(r["source"]["name"], r["documents"]) for r in rows} >= {("Nordwort", 6), ("Harbour News", 6)}
    page = client.get("/source.json?name=Nordwort").json()
    assert [h["id"] for h in page["reports"]][:2] == ["a17", "a14"]


def test_search_finds_reports_with_the_words_marked(client):
    page = client.get("/search.json?q=Brandanschlag Rathaus").json()
    assert [f["header"]["id"] for f in page["found"]] == ["b9"]
    assert "<mark>Brandanschlag</mark>" in client.get("/search?q=Brandanschlag").text
    assert client.get("/search.json?q=Explosion&language=en&from=2032-03-05").json()["total"] == 2
    assert client.get('/search?q=" OR 1=1 --').status_code == 200


def test_extracts_begin_near_the_words():
    text = "Wort " * 200 + "Hafen " + "danach " * 100
    assert [p.text for p in extract(text, "hafen") if p.hit] == ["Hafen"]
    assert sum(len(p.text) for p in extract(text, "hafen")) < 300


def test_pieces_lose_no_character():
    made = report("y", "Acht Tote, acht.", ("Acht Tote", {}), ("Acht", {}), ("Tote, acht", {"kind": "position", "type_": "explains"}))
    found = pieces(made.document.text, made.statements, made.statements[0])
    assert "".join(p.text for p in found) == made.document.text
    assert [(p.text, len(p.statements)) for p in found] == [("Acht", 2), (" ", 1), ("Tote", 2), (", acht", 1), (".", 0)]
    assert sorted(i for p in found for i in p.begins) == sorted(s.id for s in made.statements)
