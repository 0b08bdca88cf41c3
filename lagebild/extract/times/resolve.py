"""From expressions to periods: first those that stand for themselves, then those that need a day from their surroundings."""

from dataclasses import replace
from datetime import date

from lagebild.extract.dateline import dateline
from lagebild.extract.times import hours, kinds
from lagebild.extract.times.recognise import Found, recognise
from lagebild.extract.times.reference import Reference, reference
from lagebild.extract.times.sides import narrowed, paired, sided
from lagebild.extract.times.syntax import Syntax
from lagebild.extract.times.words import TimeWords, time_words
from lagebild.reader.parse import Parse
from lagebild.statements import Period, Place
from lagebild.text import Document, Flag, Published, Span

CAPTION = 400
NEAR = 31
DAILY = frozenset({"weekday", "night", "clock", "daypart"})


def find_times(document: Document, parse: Parse, places: tuple[Place, ...]) -> tuple[list[Period], list[Flag]]:
    """Every expression of time in text order, and flags for what contradicts the publication; what the text leaves open stays open."""
    words = time_words(document.language or "")
    syntax = Syntax(parse, words.verbs)
    found = recognise(document.text, words, syntax)
    ref = reference(document.published)
    dates = [p for f in found if f.kind == "date" and (p := _period(f, words, ref, None))]
    ref = replace(ref, clue=_clue(dates, ref))
    periods = narrowed(paired(document.text, _all(found, words, ref, syntax, places), words.joins))
    return conflicts(document, _headed(document.text, periods), syntax)


def _headed(text: str, periods: list[Period]) -> list[Period]:
    """The day in the head of a report is that of its writing; nothing is told to have happened then."""
    head = dateline(text)
    return [replace(p, role="written") if head and p.span.end <= head.end() else p for p in periods]


def _all(found: list[Found], words: TimeWords, ref: Reference, syntax: Syntax, places: tuple[Place, ...]) -> list[Period]:
    alone: dict[int, Period] = {}
    daily = any(f.kind in DAILY or (f.kind == "deictic" and words.value("deictic", f.slots.get("deictic", "")) != 0) for f in found)
    for i, f in enumerate(found):
        if f.kind not in hours.DEPENDENT:
            tense = tense_of(f, words, syntax)
            period = _period(f, words, ref, "now" if f.kind == "deictic" and tense == "present" and not daily else tense)
            if period:
                alone[i] = sided(f, period, tense)
    return hours.with_days(found, alone, words, ref, syntax, places)


def tense_of(found: Found, words: TimeWords, syntax: Syntax) -> str | None:
    """Whether the clause of an expression looks back or forward; who "says" in the present has said it."""
    if found.lead == "since":
        return "since"
    top = syntax.top(found.span)
    tense = syntax.tense(top) or ("future" if found.lead == "until" else None)
    if tense == "present" and top is not None and found.kind != "ref":
        said = syntax.clause_head(top).lemma.lower() in words.verbs.saying
        return "past" if said or top.label.startswith("nmod") else tense
    return tense


def _period(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period | None:
    """The period of an expression; None where the calendar has no such day."""
    try:
        return kinds.HANDLERS[found.kind](found, words, ref, tense)
    except (ValueError, OverflowError):
        return None


def _clue(dates: list[Period], ref: Reference) -> date | None:
    """A day and month in the text that fall into the publication's range: it decides between candidates.

    A caption's year may be wrong; the day and month are then taken in the year of the publication.
    """
    if ref.first is None or ref.last is None or ref.day:
        return None
    days = [date.fromisoformat(p.earliest[:10]) for p in dates if p.precision == "day" and p.earliest]
    moved = [kinds.safe(ref.last.year, d.month, d.day) for d in days]
    fitting = {d for d in moved if d and ref.first <= d <= ref.last}
    return fitting.pop() if len(fitting) == 1 else None


def conflicts(document: Document, periods: list[Period], syntax: Syntax) -> tuple[list[Period], list[Flag]]:
    """Dates of captions whose year contradicts the publication: flagged, and no longer believed."""
    flags, kept = [], []
    for period in periods:
        if document.published and _contradicts(period, document.published, syntax):
            message = f"“{period.text}” contradicts the publication date {document.published.text}: the day fits, the year does not"
            flags.append(Flag("date-conflict", message, period.span))
            period = replace(period, earliest=None, latest=None, timex=None)
        kept.append(period)
    return kept, flags


def _contradicts(period: Period, published: Published, syntax: Syntax) -> bool:
    if period.precision != "day" or period.earliest is None or period.span.start > CAPTION or not _closes_caption(period, syntax):
        return False
    ref = reference(published)
    day = date.fromisoformat(period.earliest[:10])
    if ref.first is None or ref.last is None or day.year == ref.last.year:
        return False
    moved = kinds.safe(ref.last.year, day.month, day.day)
    return moved is not None and moved <= ref.last and (ref.first - moved).days <= NEAR


def _closes_caption(period: Period, syntax: Syntax) -> bool:
    """Whether a date ends a caption: the last of its paragraph, in brackets or in a line without a verb, and the story follows."""
    text = syntax.parse.text
    line, _, more = text[period.span.end :].partition("\n")
    start = text.rfind("\n", 0, period.span.start) + 1
    verbless = bool(syntax.parse.words) and not any(w.features.get("VerbForm") == "Fin" for w in syntax.words_in(Span(start, period.span.end)))
    return not line.strip().strip(").,") and bool(more.strip()) and (line.lstrip().startswith(")") or verbless)
