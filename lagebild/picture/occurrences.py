"""Incidents on a timeline: what, where, when, by how many reports and voices; and what no report says of them."""

from collections import Counter
from collections.abc import Sequence

from lagebild.entries import Account, Entry, Spot
from lagebild.link.families import HARM
from lagebild.link.relations import name, not_so
from lagebild.link.spots import wide
from lagebild.link.voices import voice_of
from lagebild.picture.records import Gap, Occurrence, Series

ASKED = ("killed", "injured")


def occurrence(id_: str, accounts: Sequence[Account], entries: Sequence[Entry]) -> Occurrence:
    """One incident from its accounts and statements."""
    events = [e for e in entries if e.statement.kind == "event"]
    types = Counter(e.statement.type for e in events)
    spot, (first, last, dated) = _spot(accounts), _days(accounts)
    return Occurrence(
        id=id_,
        types=tuple(t for t, _ in sorted(types.items(), key=lambda t: (-t[1], t[0]))),
        first=first,
        last=last,
        dated=dated,
        place=_name(spot, entries),
        geonames=spot.geonames if spot else None,
        country=spot.country if spot else None,
        reports=len({e.header.copies for e in entries}),
        voices=len({voice_of(e) for e in entries if not not_so(e)}),
        quote=(events or list(entries))[0].quote,
        statements=tuple(name(e) for e in entries),
        language=(events or list(entries))[0].header.language,
    )


def _spot(accounts: Sequence[Account]) -> Spot | None:
    """The place that most accounts name; a fine one before a wide one."""
    found = Counter(s for a in accounts for s in a.spots)
    return min(found, key=lambda s: (wide(s), -found[s], s.name, s.geonames or 0), default=None)


def _name(spot: Spot | None, entries: Sequence[Entry]) -> str | None:
    """The place's name as it is written, not folded."""
    if spot is None:
        return None
    places = (e.statement.place for e in entries if e.statement.place)
    return next((p.name or p.text for p in places if (p.geonames == spot.geonames if spot.geonames else True)), spot.name)


def _days(accounts: Sequence[Account]) -> tuple[str | None, str | None, bool]:
    """The days on which the dated accounts agree, else all that they give."""
    chosen = [a for a in accounts if a.dated] or list(accounts)
    firsts, lasts = [a.first for a in chosen if a.first], [a.last for a in chosen if a.last]
    if not firsts or not lasts:
        return None, None, False
    first, last = max(firsts), min(lasts)
    return (first, last, chosen[0].dated) if first <= last else (min(firsts), max(lasts), chosen[0].dated)


def gaps(found: Occurrence, entries: Sequence[Entry], accounts: Sequence[Account], series: Sequence[Series]) -> list[Gap]:
    """What no report says."""
    missing = [
        ("place", found.place is None),
        ("time", not found.dated),
        ("actor", "ASSAULT" in found.types and not any(e.statement.actors for e in entries if e.statement.type == "ASSAULT")),
        ("second voice", found.voices < 2),
    ]
    counted = {s.measure for s in series}
    if accounts and accounts[0].family == HARM:
        missing += [(m, m not in counted) for m in ASKED]
    return [Gap(found.id, what) for what, so in missing if so]
