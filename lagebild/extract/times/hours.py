"""Expressions that take their day from what stands around them: hours, parts of a day, "the day before"."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lagebild.extract.times.duration import amount, duration, moved
from lagebild.extract.times.kinds import days, part_of_day
from lagebild.extract.times.recognise import Found
from lagebild.extract.times.reference import Reference
from lagebild.extract.times.sides import sided
from lagebild.extract.times.syntax import Syntax
from lagebild.extract.times.words import TimeWords
from lagebild.statements import Period, Place
from lagebild.text import Span

DEPENDENT = frozenset({"clock", "daypart", "beside"})
NEAR = 31
FINE = ("day", "part-of-day", "hour", "minute")


def with_days(
    found: list[Found], alone: dict[int, Period], words: TimeWords, ref: Reference, syntax: Syntax, places: tuple[Place, ...]
) -> list[Period]:
    """All periods in text order; those without a day of their own take the nearest in their sentence, else that of the story."""
    done: list[Period] = []
    for i, f in enumerate(found):
        if f.kind in DEPENDENT:
            day = _day_for(f, done, [alone[k] for k in range(i + 1, len(found)) if k in alone], ref, syntax)
            period = _dependent(f, day, words)
            if period and period.earliest is None and day is None and f.kind != "beside":
                period = _lately(period, ref, syntax)
        else:
            period = alone.get(i)
        if period:
            done.append(_zoned(f, sided(f, period, None) if f.kind in DEPENDENT else period, words, places, syntax))
    return done


def day_of(period: Period) -> date | None:
    """The day of a period that has just one."""
    return (
        date.fromisoformat(period.earliest[:10]) if period.earliest and period.precision in FINE and not (period.timex or "").endswith("WE") else None
    )


def _day_for(found: Found, before: list[Period], after: list[Period], ref: Reference, syntax: Syntax) -> date | None:
    sentence = sentence_of(syntax, found.span)
    same = [d for p in before[::-1] if sentence.contains(p.span) and (d := day_of(p))]
    if same:
        return same[0]
    ahead = [d for p in after if sentence.contains(p.span) and (d := day_of(p))]
    if ahead and found.kind != "beside":
        return ahead[0]
    story = [d for p in before[::-1] if (d := day_of(p)) and _is_of_story(p, d, ref, syntax)]
    return story[0] if story else None


def _is_of_story(period: Period, day: date, ref: Reference, syntax: Syntax) -> bool:
    """Whether what follows may happen on a day: it is near, and not what had happened before."""
    near = ref.last is None or abs((ref.last - day).days) <= NEAR
    return near and syntax.tense(syntax.top(period.span)) != "before"


def sentence_of(syntax: Syntax, span: Span) -> Span:
    """The sentence around a span."""
    word = syntax.word_at(span.start)
    if word is None:
        return Span(max(span.start - 200, 0), span.end + 200)
    sentence = syntax.parse.sentences[word.sentence]
    return Span(sentence.start, sentence.end)


def _lately(period: Period, ref: Reference, syntax: Syntax) -> Period:
    """Hours of no day that the text names, told as past: those of the publication's day or the day before."""
    if ref.day is None or ref.day == date.min or syntax.tense(syntax.top(period.span)) not in ("past", "before"):
        return period
    return replace(period, earliest=(ref.day - timedelta(1)).isoformat(), latest=ref.day.isoformat())


def _dependent(found: Found, day: date | None, words: TimeWords) -> Period | None:
    try:
        if found.kind == "clock":
            return _clock(found, day, words)
        return _beside(found, day, words) if found.kind == "beside" else _part(found, day, words)
    except (ValueError, OverflowError):
        return None


def _part(found: Found, day: date | None, words: TimeWords) -> Period:
    name = "daytime" if "daytime" in found.slots else "part"
    part = words.value(name, found.slots[name])
    if day is None:
        return Period(found.text, found.span, precision="part-of-day", type="point", timex=f"XXXX-XX-XXT{part[2]}")
    return part_of_day(found, day, part, words.value("edge", found.slots["edge"]) if "edge" in found.slots else None)


def _clock(found: Found, day: date | None, words: TimeWords) -> Period | None:
    hour, minute = _hour(found, words)
    if hour > 24 or (hour == 24 and minute):
        return None
    said = f"T{hour:02}:{minute:02}"
    precision = "minute" if "min" in found.slots or "min2" in found.slots or "halfhour" in found.slots else "hour"
    at = f"{day}{said}" if day and hour < 24 else None
    return Period(found.text, found.span, at, at, precision, "point", at or said)


def _hour(found: Found, words: TimeWords) -> tuple[int, int]:
    slots = found.slots
    if "halfhour" in slots:
        return int(amount(words, slots["halfhour"]) or 0) - 1, 30
    hour = int(slots["hh"]) if "hh" in slots else int(amount(words, slots["number"]) or 0)
    if "noon" in slots:
        hour = int(words.value("noon", slots["noon"]))
    half = words.value("half", slots["half"]) if "half" in slots else 0
    return hour % 12 + half if "half" in slots else hour, int(slots.get("min") or slots.get("min2") or 0)


def _beside(found: Found, day: date | None, words: TimeWords) -> Period:
    if day is None:
        length = duration(found, words, Reference(), None) if "number" in found.slots else None
        return length or Period(found.text, found.span, precision="day", type="point", timex="XXXX-XX-XX")
    slots = found.slots
    if "beside" in slots:
        at = day + timedelta(int(words.value("beside", slots["beside"])))
        return days(found, (at, at), "day", at.isoformat())
    unit = str(words.value("units" if "units" in slots else "unit", slots.get("units") or slots["unit"]))
    sign = -1 if "back" in slots else 1
    at = moved(day, sign * (amount(words, slots["number"]) or 1), unit)
    if unit == "D":
        return days(found, (at, at), "day", at.isoformat())
    return duration(found, words, Reference(), None)


def _zoned(found: Found, period: Period, words: TimeWords, places: tuple[Place, ...], syntax: Syntax) -> Period:
    """Hours with the zone that the text names; local time in that of the place."""
    zone = _zone(found, words)
    if zone is None or period.earliest is None or "T" not in period.earliest:
        return period
    offset = zone if zone != "local" else _offset(period.earliest, _timezone(places, sentence_of(syntax, found.span)))
    if offset is None:
        return period
    return replace(period, earliest=period.earliest + offset, latest=period.latest + offset if period.latest else None)


def _zone(found: Found, words: TimeWords) -> str | None:
    said = found.slots.get("zone") or found.slots.get("zone2")
    if said:
        return str(words.value("zone", said))
    rest = found.after.lstrip(" (").lower()
    return next((str(v) for k, v in words.values["zone"].items() if rest.startswith(k) and not rest[len(k) : len(k) + 1].isalnum()), None)


def _timezone(places: tuple[Place, ...], sentence: Span) -> str | None:
    """The zone of a place in the sentence, else of the first before it that has one, else of any."""
    known = [p for p in places if p.timezone]
    inside = [p for p in known if sentence.contains(p.span)]
    before = [p for p in known if p.span.end <= sentence.start]
    return (inside or before[-1:] or known)[0].timezone if known else None


def _offset(moment: str, timezone: str | None) -> str | None:
    """The offset from UTC at a local moment: "+06:00"."""
    if timezone is None:
        return None
    try:
        return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(timezone)).isoformat()[-6:]
    except (ZoneInfoNotFoundError, ValueError):
        return None
