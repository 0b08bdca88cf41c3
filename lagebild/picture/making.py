"""A picture from its material: pure, so that the same statements always give the same picture."""

from collections.abc import Iterable

from lagebild.entries import Entry
from lagebild.link.relations import name
from lagebild.picture.conflicts import contradictions
from lagebild.picture.figures import key_figures
from lagebild.picture.loading import Material
from lagebild.picture.occurrences import gaps, occurrence
from lagebild.picture.records import Gap, Occurrence, Picture, Series
from lagebild.picture.statuses import Things, board, by_thing
from lagebild.picture.views import positions, questions

Groups = dict[str, list[Entry]]


def make(found: Material, as_of: str | None, some: Groups | None = None, things: Things | None = None) -> Picture:
    """The picture of some material, of all its incidents and things or of some, as ``grouped`` and ``by_thing`` give them."""
    groups = grouped(found) if some is None else some
    states = by_thing(found.entries) if things is None else things
    figures = [s for i in sorted(groups) for s in key_figures(i, groups[i], found.rejected)]
    incidents, missing = _incidents(found, groups, figures)
    order = {o.id: n for n, o in enumerate(incidents)}
    return Picture(
        as_of=as_of,
        documents=len({e.header.key for e in found.entries}),
        figures=tuple(sorted(figures, key=lambda s: (order[s.incident], s.measure, s.unit or "", s.group or ""))),
        statuses=tuple(board(states)),
        incidents=tuple(incidents),
        positions=tuple(positions(found.entries)),
        questions=tuple(questions(found.entries, found.incident, found.links)),
        contradictions=tuple(contradictions(found.entries, groups, states, figures, found.links, found.rejected)),
        gaps=tuple(sorted(missing, key=lambda g: order[g.incident])),
    )


def grouped(found: Material) -> Groups:
    """Entries by incident, in order of reporting."""
    groups: Groups = {}
    for e in found.entries:
        if (incident := found.incident.get(name(e))) is not None:
            groups.setdefault(incident, []).append(e)
    return groups


def _incidents(found: Material, groups: Groups, figures: Iterable[Series]) -> tuple[list[Occurrence], list[Gap]]:
    made, missing = [], []
    of: dict[str, list[Series]] = {}
    for s in figures:
        of.setdefault(s.incident, []).append(s)
    for id_, entries in groups.items():
        one = occurrence(id_, found.accounts[id_], entries)
        made.append(one)
        missing += gaps(one, entries, found.accounts[id_], of.get(id_, []))
    return sorted(made, key=lambda o: (o.first or "", o.last or "", o.id)), missing
