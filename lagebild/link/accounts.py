"""What one document says, sorted by happening: events and their figures at one place and time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lagebild.entries import Account, Header, Spot
from lagebild.link import days, spots
from lagebild.link.days import Days
from lagebild.link.families import family, homes
from lagebild.link.reports import report_of
from lagebild.sketches import merged
from lagebild.statements import Gist, Link, Mention, Statement
from lagebild.text import digest, fold

LEFT_OUT = frozenset({"planned", "requested", "threatened"})
MOST_NAMES, STEM = 40, 6


@dataclass(slots=True)
class _Group:
    family: str
    members: list[Statement] = field(default_factory=list)
    spot: Spot | None = None
    time: Days | None = None

    def fits(self, s: Statement) -> bool:
        return spots.fits(self.spot, spots.spot(s.place)) and days.meet(self.time, days.happened(s)) and self._same_doers(s)

    def _same_doers(self, s: Statement) -> bool:
        if s.kind != "event" or self.family in ("harm", "protest"):
            return True
        mine, others = {a for m in self.members for a in _doers(m)}, set(_doers(s))
        return not mine or not others or bool(mine & others)

    def take(self, s: Statement) -> None:
        self.members.append(s)
        self.spot = spots.finer(self.spot, spots.spot(s.place))
        found = days.happened(s)
        if found and self.time and days.meet(found, self.time):
            self.time = max(found[0], self.time[0]), min(found[1], self.time[1])
        else:
            self.time = self.time or found


def accounts_of(
    header: Header,
    statements: Iterable[Statement],
    links: Iterable[Link] = (),
    mentions: Iterable[Mention] = (),
    gist: Gist | None = None,
) -> list[Account]:
    """The happenings of a document in order of their keys, and, where its gist is known, the whole of it.

    Args:
        header: the document's facts.
        statements: all that it says; events and figures are sorted, the rest is left out.
        links: relations inside the document; what is the same, or part of it, goes together.
        mentions: names in the document, for comparing.
        gist: what the document is about as a whole, with the vectors of its sentences.
    """
    chosen = sorted((s for s in statements if _is_told(s)), key=lambda s: (s.kind != "event", s.span.start, s.id))
    joined = {x.source: x.target for x in links if x.type in ("same", "part-of")} | {s.id: s.part_of for s in chosen if s.part_of}
    groups: list[_Group] = []
    for s in chosen:
        _home(s, groups, joined).take(s)
    names = _names(mentions)
    found = [_account(header, g, names, gist) for g in groups]
    whole = [report_of(header, gist, found)] if gist else []
    return sorted([*found, *whole], key=lambda a: a.key)


def _is_told(s: Statement) -> bool:
    return s.kind in ("event", "figure") and s.modality not in LEFT_OUT


def _home(s: Statement, groups: list[_Group], joined: Mapping[str, str]) -> _Group:
    """The group that a statement belongs to: by a link, else the nearest before it that fits, else a new one."""
    target = joined.get(s.id)
    for g in groups:
        if target and any(m.id == target for m in g.members):
            return g
    fitting = _fitting(s, groups)
    if fitting:
        return min(fitting, key=lambda g: min(_distance(s, m) for m in g.members))
    groups.append(_Group(family(s.type)))
    return groups[-1]


def _fitting(s: Statement, groups: list[_Group]) -> list[_Group]:
    if s.kind == "event":
        return [g for g in groups if g.family == family(s.type) and g.fits(s)]
    wanted = homes(s.type)
    for home in wanted:
        found = [g for g in groups if g.family == home and g.fits(s)]
        if found:
            return found
    return [] if wanted else [g for g in groups if g.fits(s)]


def _distance(s: Statement, m: Statement) -> tuple[int, int]:
    """How far apart in the text; what stands before is nearer than what follows."""
    return abs(s.span.start - m.span.start), int(m.span.start > s.span.start)


def _doers(s: Statement) -> list[str]:
    return [fold(a.code or a.name or a.text) for a in s.actors]


def _account(header: Header, g: _Group, names: tuple[str, ...], gist: Gist | None) -> Account:
    ids = tuple(s.id for s in sorted(g.members, key=lambda s: (s.span.start, s.id)))
    first, last = g.time or days.around(header)
    return Account(
        key=digest(header.key, *sorted(ids)),
        document=header.key,
        reported=header.reported,
        copies=header.copies,
        statements=ids,
        types=tuple(sorted({s.type for s in g.members if s.kind == "event"})),
        first=days.iso(first),
        last=days.iso(last),
        dated=g.time is not None,
        spots=(g.spot,) if g.spot else (),
        counts=_counts(g.members),
        names=tuple(sorted({*names, *(fold(a.name) for s in g.members for a in (*s.actors, *s.recipients) if a.name)}))[:MOST_NAMES],
        words=_words(g.members),
        language=header.language,
        family=g.family,
        sketch=_sketch(g.members, gist) if gist else "",
    )


def _sketch(members: Iterable[Statement], gist: Gist) -> str:
    """The bits of the sentences that tell of the happening."""
    starts = {(s.anchor or s).span.start for s in members}
    return merged([bits for span, bits in gist.sentences if any(span.start <= at < span.end for at in starts)])


def _counts(members: Iterable[Statement]) -> tuple[tuple[str, float | None, float | None], ...]:
    """Figures that count the whole: parts and denied numbers left out."""
    found = {
        (s.type, s.quantity.low, s.quantity.high)
        for s in members
        if s.kind == "figure" and s.quantity and not s.part_of and s.certainty != "denied" and s.modality != "negated"
    }
    return tuple(sorted(found, key=lambda c: (c[0], c[1] or 0.0, c[2] or 0.0)))


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Names in full: two words and more, which hardly stand for two."""
    found = {fold(getattr(m.value, "name", None) or m.text) for m in mentions if m.kind == "actor"}
    return tuple(sorted(n for n in found if " " in n))[:MOST_NAMES]


def _words(members: Iterable[Statement]) -> tuple[str, ...]:
    """Beginnings of the words that tell of the happening, its doers, victims and means."""
    said: set[str] = set()
    for s in members:
        phrases = (s.anchor, s.instrument, s.subject, *s.actors, *s.recipients)
        said |= {w[:STEM] for p in phrases if p for w in re.findall(r"[^\W\d_]{4,}", fold(p.text))}
    return tuple(sorted(said))
