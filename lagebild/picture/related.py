"""All relations between the statements of some material, those that people rejected too where they are asked for."""

from collections.abc import Iterable

from lagebild.entries import Entry
from lagebild.link.relations import NONE, Relation, relations, series
from lagebild.picture.figures import chosen_of
from lagebild.picture.loading import Material
from lagebild.picture.making import grouped
from lagebild.picture.statuses import by_thing


def related(found: Material, rejected: bool = False) -> list[Relation]:
    """Relations between statements of one series or about one thing; with ``rejected`` as they were before people spoke."""
    without = NONE if rejected else found.rejected
    made = [r for of in compared(found) for r in relations(of, without)]
    return sorted(made, key=lambda r: (r.source, r.target, r.type))


def compared(found: Material) -> Iterable[list[Entry]]:
    """The statements of each series, and about each thing."""
    for entries in grouped(found).values():
        for key, of in sorted(series(entries).items()):
            yield chosen_of(of) if key[0] == "figure" else of
    yield from by_thing(found.entries).values()
