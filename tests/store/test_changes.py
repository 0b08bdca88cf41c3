"""What changed, by the thing that it is of: what only stands beside a change is none."""

from lagebild import incidents
from lagebild.picture import changes, compared, picture
from lagebild.statements import Period, Phrase
from lagebild.store import Scope
from tests.store.making import report

NOON = "2031-01-02T12:00:00.000000Z"
TEXT = "Die Küstenstraße in Seehafen ist gesperrt. Die Bergstraße in Seehafen ist offen."


def road(name, state):
    return {"kind": "status", "type_": state, "place": "Seehafen", "subject": Phrase(name, None, "road")}


def of_roads(store, published, *roads, id_):
    said = [(f"{name} in Seehafen", road(name, state)) for name, state in roads]
    store.add([report(id_, f"{TEXT} {published}", *said, published=published, outlet="Seebote")], "r1", incidents.linker)


def test_two_roads_of_a_town_are_two_things(store):
    of_roads(store, "2031-01-01", ("Küstenstraße", "closed"), ("Bergstraße", "open"), id_="a")
    of_roads(store, "2031-01-03", ("Bergstraße", "closed"), id_="b")
    found = [(c.change, c.key, c.before, c.after) for c in changes(store, NOON) if c.kind == "status"]
    assert found == [("changed", "Bergstraße Seehafen", {"official": None, "actual": "open"}, {"official": None, "actual": "closed"})]


def test_the_same_as_two_whole_pictures_side_by_side(store):
    of_roads(store, "2031-01-01", ("Küstenstraße", "closed"), ("Bergstraße", "open"), id_="a")
    of_roads(store, "2031-01-03", ("Bergstraße", "closed"), ("Küstenstraße", "closed"), id_="b")
    before, after = picture(store, Scope(reported=NOON)), picture(store, Scope())
    assert changes(store, NOON) == compared(before, after)
    assert len(changes(store, NOON)) == 1


URL = "https://seebote.invalid/brand"


def told(store, published, number, word, road_state, *, id_):
    """A version of one address, with a number, a state, a view and a question."""
    text = f"Bei dem Brand in Seehafen wurden {word} Menschen verletzt. Die Küstenstraße ist {road_state}."
    text += " Der Bürgermeister fordert Hilfe. Die Ursache ist unklar."
    said = (
        (f"{word} Menschen", {"number": number, "place": "Seehafen"}),
        (
            f"Küstenstraße ist {road_state}",
            {"kind": "status", "type_": "closed" if road_state == "gesperrt" else "open", "subject": Phrase("Küstenstraße", None, "road")},
        ),
        ("fordert Hilfe", {"kind": "position", "type_": "demands", "holder": Phrase("Der Bürgermeister", None)}),
        ("Ursache ist unklar", {"kind": "question", "type_": "unknown", "topic": Phrase("Die Ursache", None)}),
    )
    store.add([report(id_, text, *said, published=published, url=URL, outlet="Seebote")], "r1", incidents.linker)


def lines(found):
    return [(c.kind, c.change) for c in found]


def test_a_new_version_of_a_report_changes_its_numbers_and_states_and_tells_the_rest_no_second_time(store):
    told(store, "2031-01-02T08:00+00:00", 3, "drei", "gesperrt", id_="a")
    told(store, "2031-01-03T08:00+00:00", 4, "vier", "offen", id_="b")
    found = changes(store, NOON)
    assert lines(found) == [("figure", "changed"), ("status", "changed")]
    assert [(c.before["low"], c.after["low"]) for c in found if c.kind == "figure"] == [(3, 4)]
    assert [(c.before["actual"], c.after["actual"]) for c in found if c.kind == "status"] == [("closed", "open")]


def test_what_a_still_newer_version_says_does_not_hide_what_one_said_before(store):
    told(store, "2031-01-02T08:00+00:00", 3, "drei", "gesperrt", id_="a")
    told(store, "2031-01-03T08:00+00:00", 4, "vier", "gesperrt", id_="b")
    told(store, "2031-01-05T08:00+00:00", 5, "fünf", "gesperrt", id_="c")
    until = "2031-01-04T12:00:00.000000Z"
    first, second = changes(store, NOON, until), changes(store, until)
    assert [(c.before["low"], c.after["low"]) for c in (*first, *second)] == [(3, 4), (4, 5)]
    assert first == compared(picture(store, Scope(reported=NOON)), picture(store, Scope(reported=until)))


def fire(store, published, town, day, *, id_):
    """A fire of a town whose cause is not known."""
    text = f"In {town} brannte am {day} eine Halle. {published}. Die Ursache ist unklar."
    said = (
        (f"In {town} brannte", {"kind": "event", "type_": "HAZARD", "place": town, "time": Period(day, None, day, day, "day")}),
        ("Ursache ist unklar", {"kind": "question", "type_": "unknown", "topic": Phrase("Die Ursache", None)}),
    )
    store.add([report(id_, text, *said, published=published, outlet="Seebote")], "r1", incidents.linker)


def test_the_unknown_cause_of_another_fire_is_another_question(store):
    fire(store, "2031-01-01", "Seehafen", "2031-01-01", id_="a")
    fire(store, "2031-01-03", "Grauwerda", "2031-01-03", id_="b")
    assert len(picture(store, Scope()).questions) == 2
    assert [(c.change, c.key) for c in changes(store, NOON) if c.kind == "question"] == [("new", "Die Ursache")]
