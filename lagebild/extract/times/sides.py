"""Since, until, before and after: on which side of its expression a time lies."""

from dataclasses import replace
from re import Pattern

from lagebild.extract.times.recognise import Found
from lagebild.statements import Period


def sided(found: Found, period: Period, tense: str | None) -> Period:
    """The period as its preposition turns it; what has lasted since then has no end yet."""
    if found.kind in ("set", "ref") or (found.kind == "duration" and found.lead != "until"):
        return period
    if found.lead == "since":
        return replace(period, type="interval", latest=None, role="since")
    if found.lead == "until":
        return replace(period, role="until")
    if found.lead == "before":
        return replace(period, type="interval", earliest=None, latest=period.earliest, role="before")
    if found.lead == "after":
        return replace(period, type="interval", earliest=period.latest, latest=None, role="after")
    return period


def paired(text: str, periods: list[Period], joins: Pattern[str]) -> list[Period]:
    """ "From Monday to Friday" is a stretch, not a limit: the end of a pair is no "until"."""
    kept = periods[:1]
    for before, period in zip(periods, periods[1:], strict=False):
        joined = period.role == "until" and before.precision == period.precision and joins.fullmatch(text[before.span.end : period.span.start])
        kept.append(replace(period, role=None) if joined else period)
    return kept


def narrowed(periods: list[Period]) -> list[Period]:
    """ "Three years ago" is the one day within that stretch that the text names, if it names just one."""
    days = {day for p in periods if (day := p.earliest) is not None and p.precision == "day" and day == p.latest}
    return [_narrowed(p, days) for p in periods]


def _narrowed(period: Period, days: set[str]) -> Period:
    if period.precision not in ("year", "month") or period.type != "point" or not (period.timex or "").startswith("P"):
        return period
    inside = [d for d in days if period.earliest and period.latest and period.earliest <= d <= period.latest]
    return replace(period, earliest=inside[0], latest=inside[0], precision="day") if len(inside) == 1 else period
