"""Times as precise as the text and no more: dates, months, weekdays against the publication, parts of day, nights."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from lagebild import packs
from lagebild.extract.context import Context
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Candidate, Period, Place
from lagebild.text import Document, Flag, Published, Span

CAPTION = 400
NEAR = 31


@dataclass(frozen=True)
class TimeWords:
    """A pack's time words with the patterns compiled from them."""

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, int]
    parts: dict[str, list[int]]
    night: list[str]
    numeric: re.Pattern[str]
    written: re.Pattern[str]
    day: re.Pattern[str]


def _any(words: dict[str, int] | dict[str, list[int]] | list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or r"(?!)"


@lru_cache(maxsize=16)
def time_words(language: str) -> TimeWords:
    """The time words of a pack."""
    d = packs.load(language, "times")
    month, night, parts = _any(d["months"]), _any(d["night"]), _any(d["parts"])
    numeric = re.compile(
        r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)|(?<!\d)(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"
    )
    written = re.compile(
        rf"(?:\b(?P<day>\d{{1,2}})(?:\.|th|st|nd|rd)? )?\b(?P<month>{month})\b(?: (?P<after>\d{{1,2}})\b(?!\.?\d),?)?(?: (?P<year>\d{{4}})\b)?", re.I
    )
    day = re.compile(rf"(?:(?P<night>{night}) )?\b(?P<day>{_any(d['weekdays'])}|{_any(d['relative'])})(?: ?(?P<part>{parts}))?s?\b", re.I)
    return TimeWords(d["months"], d["weekdays"], d["relative"], d["parts"], d["night"], numeric, written, day)


def find_times(document: Document, parse: Parse, places: tuple[Place, ...]) -> tuple[list[Period], list[Flag]]:
    """Every date of a document, in text order, and flags for what contradicts its publication; what the text leaves open stays open."""
    return conflicts(document, _dates(document))


def _dates(document: Document) -> list[Period]:
    words = time_words(document.language or "")
    found = [*_numeric(document.text, words), *_written(document, words)]
    clue = _clue(found, document.published)
    found.extend(_days(document, words, clue))
    return sorted({p.span: p for p in found}.values(), key=lambda p: p.span)


def _period(text: str, span: Span, first: date, last: date, precision: str) -> Period:
    timex = first.isoformat()[: {"day": 10, "month": 7, "year": 4}.get(precision, 10)]
    return Period(text, span, first.isoformat(), last.isoformat(), precision, "point", timex)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(text: str, words: TimeWords) -> Iterator[Period]:
    for match in words.numeric.finditer(text):
        g = match.groupdict()
        day = _safe(int(g["year"] or g["y2"]), int(g["month"] or g["m2"]), int(g["day"] or g["d2"]))
        if day:
            yield _period(match.group(), Span(*match.span()), day, day, "day")


def _written(document: Document, words: TimeWords) -> Iterator[Period]:
    """ "6. Januar 2022", "January 6", "Juni 2000"; without a year that of the publication, never one after it."""
    for match in words.written.finditer(document.text):
        said = match.group("month")
        if not said[0].isupper():
            continue
        month, day = words.months[said.lower()], match.group("day") or match.group("after")
        year = int(match.group("year")) if match.group("year") else _year(document.published, month)
        first = _safe(year, month, int(day or 1)) if year else None
        if first and (day or match.group("year")):
            last = first if day else (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
            yield _period(match.group(), Span(*match.span()), first, last, "day" if day else "month")


def _year(published: Published | None, month: int) -> int | None:
    if published is None:
        return None
    latest = date.fromisoformat(published.latest[:10])
    return latest.year if month <= latest.month + 1 else latest.year - 1


def _clue(found: list[Period], published: Published | None) -> date | None:
    """A day and month in the text that fall into the publication's range: it decides between candidates.

    A caption's year may be wrong; the day and month are then taken in the year of the publication.
    """
    if published is None:
        return None
    first, last = (date.fromisoformat(x[:10]) for x in (published.earliest, published.latest))
    days = [date.fromisoformat(p.earliest) for p in found if p.precision == "day" and p.earliest]
    fitting = {d for day in days if (d := _safe(last.year, day.month, day.day)) and first <= d <= last}
    return fitting.pop() if len(fitting) == 1 else None


def _days(document: Document, words: TimeWords, clue: date | None) -> Iterator[Period]:
    published = document.published
    for match in words.day.finditer(document.text):
        key, period = match.group("day").lower(), Period(match.group(), Span(*match.span()), precision="day", type="point")
        if key in words.weekdays and not match.group("day")[0].isupper():
            continue
        days = _meant(key, words, published, clue)
        if len(days) == 1:
            yield _dated(period, days[0], match, words)
        else:
            yield replace(period, candidates=tuple(Candidate(d.isoformat(), d.isoformat()) for d in days))


def _meant(key: str, words: TimeWords, published: Published | None, clue: date | None) -> list[date]:
    """The days that a word may mean: the last such weekday up to the publication, or all of a month."""
    if published is None:
        return []
    first, last = (date.fromisoformat(x[:10]) for x in (published.earliest, published.latest))
    if key in words.relative:
        return [first + timedelta(words.relative[key])] if first == last else []
    back = [last - timedelta(n) for n in range((last - first).days + 7 if first == last else (last - first).days + 1)]
    days = [d for d in back if d.weekday() == words.weekdays[key]]
    near = [d for d in days if clue and abs((d - clue).days) <= 3]
    return near if len(near) == 1 else days[::-1]


def _dated(period: Period, day: date, match: re.Match[str], words: TimeWords) -> Period:
    """A day with its part: a night to Thursday runs from Wednesday evening to Thursday morning."""
    if match.group("night"):
        before = day - timedelta(1)
        return replace(period, earliest=f"{before}T18:00", latest=f"{day}T06:00", precision="part-of-day", timex=f"{before}TNI")
    part = words.parts.get((match.group("part") or "").lower())
    if part:
        last = f"{day}T{part[1]:02}:00" if part[1] < 24 else f"{day}T23:59"
        return replace(period, earliest=f"{day}T{part[0]:02}:00", latest=last, precision="part-of-day", timex=day.isoformat())
    return replace(period, earliest=day.isoformat(), latest=day.isoformat(), timex=day.isoformat())


def conflicts(document: Document, periods: list[Period]) -> tuple[list[Period], list[Flag]]:
    """Dates near the top whose year contradicts the publication: flagged, and no longer believed."""
    flags, kept = [], []
    for period in periods:
        if document.published and _contradicts(period, document.published):
            message = f"“{period.text}” contradicts the publication date {document.published.text}: the day fits, the year does not"
            flags.append(Flag("date-conflict", message, period.span))
            period = replace(period, earliest=None, latest=None, timex=None)
        kept.append(period)
    return kept, flags


def _contradicts(period: Period, published: Published) -> bool:
    if period.precision != "day" or period.earliest is None or period.span.start > CAPTION:
        return False
    first, last = (date.fromisoformat(x[:10]) for x in (published.earliest, published.latest))
    day = date.fromisoformat(period.earliest)
    moved = _safe(last.year, day.month, day.day)
    return day.year != last.year and moved is not None and first - timedelta(NEAR) <= moved <= last


def time_of(context: Context, word: Word, span: Span) -> Period | None:
    """The time of a statement: the nearest in its clause, else the only one in its sentence."""
    sentence = context.sentence(word.start)
    near = [p for p in context.periods if span.contains(p.span)]
    same = [p for p in context.periods if sentence.contains(p.span)]
    return near[-1] if near else same[0] if len(same) == 1 else None
