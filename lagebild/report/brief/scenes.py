"""The parts with pictures: the map with its table of places, the timeline with its table of incidents, and the table of sources."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lagebild.entries import Header, Source
from lagebild.picture import Occurrence, Site, Standing
from lagebild.report.brief.evidence import Evidence
from lagebild.report.brief.lines import board_row, incident_row, named, what
from lagebild.report.brief.records import Chart, Part, Text
from lagebild.report.brief.words import BriefWords
from lagebild.report.draw.timeline import Bar, timeline
from lagebild.report.draw.worldmap import drawable, world_map


def board(found: Iterable[Standing], words: BriefWords, evidence: Evidence) -> Part:
    """The status board."""
    columns = tuple(words.own["columns"][c] for c in ("what", "where", "official", "actual"))
    return Part("statuses", words.picture["statuses"], columns=columns, rows=tuple(board_row(s, words, evidence) for s in found))


def over_time(found: Sequence[Occurrence], things: Sequence[Standing], until: str, words: BriefWords, evidence: Evidence) -> Part:
    """Incidents and states as bars, incidents as a table."""
    columns = tuple(words.own["columns"][c] for c in ("when", "what", "where", "told", "words"))
    found = sorted(found, key=lambda o: ((o.first if o.dated else o.last) or "", o.last or "", o.id))
    drawn = timeline(bars(found, things, words), until, words.day, words.own["timeline"])
    chart = Chart(drawn, words.own["timeline"], words.own["of_timeline"]) if drawn else None
    return Part("timeline", words.own["timeline"], columns=columns, rows=tuple(incident_row(o, words, evidence) for o in found), chart=chart)


def bars(found: Iterable[Occurrence], things: Iterable[Standing], words: BriefWords) -> list[Bar]:
    """One bar for each incident and each thing's state now."""
    made = [Bar(f"{what(o, words)}, {o.place or words.picture['unknown_place']}", "incident", o.first if o.dated else None, o.last, o.dated,
                title=named(o, words)) for o in found]  # fmt: skip
    for s in things:
        x = s.actual or s.official
        if x:
            label = f"{s.subject}: {words.label('states', x.state)}"
            made.append(Bar(label, "status", x.since, x.until, x.certainty == "stated"))
    return made


def on_map(sites: Sequence[Site], of: Mapping[str, Occurrence], words: BriefWords, evidence: Evidence) -> Part:
    """The map, and what is reported from each place of it."""
    columns = ("", *(words.own["columns"][c] for c in ("site", "precision", "there")))
    rows = tuple(_site_row(n, s, of, words, evidence) for n, s in enumerate(sites, 1))
    drawn = world_map(sites, words.own["map"])
    chart = Chart(drawn, words.own["map"], words.own["on_map"]) if drawn else None
    return Part("map", words.own["map"], columns=columns, rows=rows, chart=chart)


def _site_row(n: int, s: Site, of: Mapping[str, Occurrence], words: BriefWords, evidence: Evidence) -> tuple[Text, ...]:
    precision = words.own["precision"].get(s.precision or "unknown", s.precision) + ("" if drawable(s) else f" ({words.own['not_drawn']})")
    kinds = Counter(what(of[i], words) for i in s.incidents if i in of)
    there = [f"{k} ({n})" if n > 1 else k for k, n in kinds.items()] + list(dict.fromkeys(s.things))
    return (str(n),), (f"{s.name}{f' ({s.country})' if s.country else ''}",), (str(precision),), (", ".join(there) + " ", evidence.cite(s.statements))


def sources(headers: Sequence[Header], register: Iterable[Source], words: BriefWords) -> Part:
    """Who reported, how much of it is copied, and how reliable they are held to be."""
    rated = {n: s.reliability for s in register for n in (s.name, *s.aliases)}
    by: dict[str, list[Header]] = {}
    for h in headers:
        by.setdefault(h.outlet or words.own["unnamed_outlet"], []).append(h)
    columns = tuple(words.own["columns"][c] for c in ("source", "reliability", "reports", "copies", "days"))
    rows = tuple(_source_row(n, by[n], rated.get(n), words) for n in sorted(by, key=lambda n: (-len(by[n]), n)))
    return Part("sources", words.own["sources"], columns=columns, rows=rows)


def _source_row(name: str, of: Sequence[Header], rating: str | None, words: BriefWords) -> tuple[Text, ...]:
    days = sorted({h.reported[:10] for h in of})
    said = words.day(days[0]) if len(days) == 1 else f"{words.day(days[0])} – {words.day(days[-1])}"
    copied = sum(1 for h in of if h.copies and h.copies != h.key)
    return (name,), (rating or words.own["unrated"],), (str(len(of)),), (str(copied) if copied else "–",), (said,)
