"""The day that a report is at, sentence by sentence: it stays until another is named; the past of a paragraph ends with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lagebild.extract.times.hours import day_of
from lagebild.extract.times.syntax import Syntax
from lagebild.extract.times.words import time_words
from lagebild.reader.parse import Parse, Sentence, Word
from lagebild.statements import Period
from lagebild.text import Document

NEAR = 31
SAYING = ("ccomp", "parataxis")


def narrative(document: Document, parse: Parse, periods: Sequence[Period]) -> tuple[Period | None, ...]:
    """For every sentence the time that its statements have where they name none."""
    syntax = Syntax(parse, time_words(document.language or "").verbs)
    latest = _latest(document)
    story = current = None
    end = 0
    told: list[Period | None] = []
    for sentence in parse.sentences:
        if "\n\n" in parse.text[end : sentence.start].replace(" ", "").replace("\r", ""):
            current = story
        named = _told(syntax, sentence, periods)
        if named and not is_ahead(named, document):
            current = named
            story = named if _is_near(named, latest) else story
        told.append(current)
        end = sentence.end
    first = _first(syntax, told, periods, document)
    return tuple(whole_days(t) if t else first for t in told)


def _first(syntax: Syntax, told: Sequence[Period | None], periods: Sequence[Period], document: Document) -> Period | None:
    """What dates the sentences before the first time told: the story's first day, or any day that the text brings in until its publication."""
    latest = _latest(document)
    if latest is None:
        return None
    story = next((t for t in told if t is not None and _is_near(t, latest)), None)
    any_day = story or next((p for p in periods if _may_open(syntax, p, latest)), None)
    if any_day is None or any_day.earliest is None or any_day.latest is None:
        return None
    top = syntax.top(any_day.span)
    of_noun = top is not None and top.label.startswith("nmod")
    whole = whole_days(any_day)
    return whole if story or of_noun else until_publication(whole, document)


def _may_open(syntax: Syntax, period: Period, latest: date) -> bool:
    at = attached(syntax, period)
    told = at is None or (not syntax.says(at) and syntax.tense(at) != "before")
    return told and is_dated(period) and not period.role and _is_near(period, latest)


def _latest(document: Document) -> date | None:
    return date.fromisoformat(document.published.latest[:10]) if document.published else None


def _is_near(period: Period, latest: date | None) -> bool:
    """Whether a day belongs to the story and not to its background."""
    day = day_of(period)
    return day is not None and (latest is None or 0 <= (latest - day).days <= NEAR)


def is_ahead(period: Period, document: Document) -> bool:
    """Whether a time lies after the publication: nobody tells that as past."""
    latest = _latest(document)
    return latest is not None and period.earliest is not None and period.earliest[:10] > latest.isoformat()


def _told(syntax: Syntax, sentence: Sentence, periods: Sequence[Period]) -> Period | None:
    """The time of what a sentence tells: of its main verb, in the past, not of somebody's saying it."""
    inside = [p for p in periods if sentence.start <= p.span.start < sentence.end and is_dated(p) and not p.role and p.precision != "vague"]
    tellers = _tellers(syntax, sentence)
    fitting = [p for p in inside if (at := attached(syntax, p)) is not None and at.i in tellers]
    chosen = fitting or (inside if len(inside) == 1 and _is_free(syntax, inside[0]) else [])
    return finest(chosen) if chosen else None


def _tellers(syntax: Syntax, sentence: Sentence) -> set[int]:
    """The main verb and those coordinated with it, and main nouns of a sentence without verb; no pluperfect, no future."""
    words = syntax.parse.words[sentence.first : sentence.last]
    roots = [w for w in words if w.head < 0 or not sentence.first <= w.head < sentence.last]
    heads = [w for r in roots for w in (r, *syntax.parse.children(r.i, "conj"))]
    plain = [w for w in heads if syntax.tense(w) in ("past", None) and not syntax.says(w)]
    return {w.i for w in plain} | {c.i for w in plain for c in syntax.parse.children(w.i, "nsubj", "nsubj:pass", "obj", "xcomp")}


def _is_free(syntax: Syntax, period: Period) -> bool:
    """Whether a period that hangs elsewhere may still date its sentence."""
    at = attached(syntax, period)
    return at is None or (
        not syntax.says(at) and syntax.tense(at) in ("past", None) and syntax.clause_head(at).label not in (*SAYING, "acl:relcl", "acl")
    )


def is_dated(period: Period) -> bool:
    """Whether a period can date a statement: it has bounds and is neither a limit nor a length."""
    return (
        (period.earliest is not None or period.latest is not None)
        and period.role not in ("until", "before", "written")
        and period.type in ("point", "interval")
    )


def attached(syntax: Syntax, period: Period) -> Word | None:
    """The word that an expression of time modifies."""
    top = syntax.top(period.span)
    return syntax.parse.words[top.head] if top is not None and top.head >= 0 else top


WIDTH = ("minute", "hour", "part-of-day", "day", "week", "month", "quarter", "season", "year", "decade", "vague", None)


def finest(periods: Sequence[Period]) -> Period:
    """The most precise of several, the first of equals."""
    return min(periods, key=lambda p: (p.role is not None, WIDTH.index(p.precision)))


def whole_days(period: Period) -> Period:
    """A period in days: what is carried on to other sentences keeps its day and not its hour."""
    if period.precision not in ("part-of-day", "hour", "minute"):
        return period
    earliest, latest = (bound[:10] if bound else None for bound in (period.earliest, period.latest))
    return replace(period, earliest=earliest, latest=latest, precision="day")


def until_publication(period: Period, document: Document) -> Period:
    """The time from a period until the report appeared, where that day is known."""
    published = document.published
    if published is None or period.earliest is None or published.earliest[:10] != published.latest[:10]:
        return period
    last = max(published.latest[:10], (period.latest or "")[:10])
    same = last == period.earliest[:10]
    return period if same else replace(period, earliest=period.earliest[:10], latest=last, type="interval")
