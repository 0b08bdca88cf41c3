"""What changed, by the thing that it is of: what only stands beside a change is none."""

from lagebild import incidents
from lagebild.picture import changes, compared, picture
from lagebild.statements import Phrase
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
