"""What each kind of expression means against the publication."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from lagebild.extract.times import calendar
from lagebild.extract.times.duration import duration, period_every, vague
from lagebild.extract.times.recognise import Found
from lagebild.extract.times.reference import Reference, weekdays, year_of, year_of_two_digits
from lagebild.extract.times.words import TimeWords
from lagebild.statements import Candidate, Period

Handler = Callable[[Found, TimeWords, Reference, str | None], Period | None]


def safe(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days(found: Found, stretch: calendar.Days, precision: str, timex: str) -> Period:
    """A period of whole days."""
    first, last = stretch
    return Period(found.text, found.span, first.isoformat(), last.isoformat(), precision, "point", timex)


def part_of_day(found: Found, day: date, part: list[Any], edge: str | None = None) -> Period:
    """Some hours of a day; late ones may reach into the next."""
    low, high, name = part
    middle = (low + high) / 2
    low, high = (low, middle) if edge == "early" else (middle, high) if edge == "late" else (low, high)
    return Period(found.text, found.span, clock(day, low), clock(day, high), "part-of-day", "point", f"{day}T{name}")


def clock(day: date, hour: float) -> str:
    """A day and an hour from 0 to 48 as ISO 8601 to the minute; midnight closes the day as 23:59."""
    if hour == 24:
        return f"{day}T23:59"
    day += timedelta(int(hour // 24))
    return f"{day}T{int(hour % 24):02}:{int(hour * 60 % 60):02}"


def unresolved(found: Found, precision: str, timex: str | None = None, candidates: list[date] | None = None) -> Period:
    """A period that the text leaves open, with the days that it may mean."""
    options = tuple(Candidate(d.isoformat(), d.isoformat()) for d in candidates or [])
    return Period(found.text, found.span, precision=precision, type="point", timex=timex, candidates=options)


def _bounded(found: Found, words: TimeWords, stretch: calendar.Days) -> calendar.Days:
    bound = words.value("bound", found.slots["bound"]) if "bound" in found.slots else None
    ordinal = found.slots.get("ordinal") if found.kind in ("century", "period") else None
    if ordinal and words.value("ordinal", ordinal) in (1, 2):
        middle = stretch[0] + (stretch[1] - stretch[0]) / 2
        return (stretch[0], middle) if words.value("ordinal", ordinal) == 1 else (middle, stretch[1])
    return calendar.third(stretch, bound) if bound else stretch


def said_year(found: Found, words: TimeWords, ref: Reference) -> int | None:
    """The year that an expression names: in digits, or as "last year"."""
    slots = found.slots
    if "yy" in slots:
        return year_of_two_digits(ref, slots["yy"])
    if "year" in slots or "yyyy" in slots or "anyyear" in slots:
        return int(slots.get("year") or slots.get("yyyy") or slots["anyyear"])
    shift = slots.get("shift2") or (slots.get("shift") if found.kind not in ("season",) or "unit" in slots else None)
    if shift and "unit" in slots and words.value("unit", slots["unit"]) == "Y" and ref.year:
        return ref.year + int(words.value("shift", shift))
    return None


def on_date(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period | None:
    """A day and month, with or without a year."""
    slots = found.slots
    number = int(slots.get("dd") or slots["dd2"])
    name = slots.get("month")
    month = int(words.value("month", name)) if name else int(slots.get("mm") or slots["mm2"])
    year = said_year(found, words, ref) or year_of(ref, month, number, tense)
    if year is None:
        return unresolved(found, "day", f"XXXX-{month:02}-{number:02}") if safe(2000, month, number) else None
    day = date(year, month, number)
    if "part" in slots:
        return part_of_day(found, day, words.value("part", slots["part"]), _edge(found, words))
    return days(found, (day, day), "day", day.isoformat())


def in_month(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """A month, or its beginning, middle or end."""
    month = int(words.value("month", found.slots["month"]))
    year = said_year(found, words, ref) or year_of(ref, month, 15, tense)
    if year is None:
        return unresolved(found, "month", f"XXXX-{month:02}")
    return days(found, _bounded(found, words, calendar.month(year, month)), "month", f"{year}-{month:02}")


def on_weekday(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """A weekday against the publication, with its part of day if one is named."""
    number = int(words.value("weekday", found.slots["weekday"]))
    shift = words.value("shift", found.slots["shift"]) if "shift" in found.slots else None
    options = weekdays(ref, number, shift, tense)
    if len(options) != 1:
        return unresolved(found, "day", f"XXXX-WXX-{number + 1}", options)
    if "part" in found.slots:
        return part_of_day(found, options[0], words.value("part", found.slots["part"]), _edge(found, words))
    return days(found, (options[0], options[0]), "day", options[0].isoformat())


def night(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period | None:
    """A night to a day: from the evening before to the morning."""
    whole = on_date(found, words, ref, tense) if {"dd", "dd2"} & set(found.slots) else on_weekday(found, words, ref, tense)
    if whole is None or whole.earliest is None:
        return whole
    day = date.fromisoformat(whole.earliest[:10])
    before = day - timedelta(1)
    return Period(found.text, found.span, f"{before}T18:00", f"{day}T06:00", "part-of-day", "point", f"{before}TNI")


def _edge(found: Found, words: TimeWords) -> str | None:
    return words.value("edge", found.slots["edge"]) if "edge" in found.slots else None


def deictic(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """Yesterday, today and tomorrow; "today" in a report without any day beside it means these days."""
    said: list[Any] = words.value("dated_part", found.slots["dated_part"]) if "dated_part" in found.slots else []
    shift = int(said[0] if said else words.value("deictic", found.slots["deictic"]))
    if tense == "now" and shift == 0 and not said and "part" not in found.slots:
        return vague(found, "PRESENT_REF", ref, "present")
    if ref.day is None:
        return unresolved(found, "day")
    day = ref.day + timedelta(shift)
    part = said[1:] or (words.value("part", found.slots["part"]) if "part" in found.slots else None)
    if part:
        return part_of_day(found, day, part, _edge(found, words))
    return days(found, (day, day), "day", day.isoformat())


def stretch(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period | None:
    """Last week, this month, next year, the weekend; "at the beginning of" them."""
    unit, shift = _unit_and_shift(found, words)
    made = _stretch(unit, shift, ref, tense)
    if made is None:
        return unresolved(found, {"Y": "year", "M": "month", "W": "week", "DE": "decade"}.get(unit, "vague"))
    whole, precision, timex = made
    return days(found, _bounded(found, words, whole), precision, timex)


def _unit_and_shift(found: Found, words: TimeWords) -> tuple[str, int | None]:
    slots = found.slots
    if "named" in slots:
        unit, shift = words.value("named", slots["named"])
        return str(unit), int(shift)
    unit = words.value("unit", slots["unit"]) if "unit" in slots else "Y" if "halfyear" in slots else "WE"
    return str(unit), int(words.value("shift", slots["shift"])) if "shift" in slots else None


def _stretch(unit: str, shift: int | None, ref: Reference, tense: str | None) -> tuple[calendar.Days, str, str] | None:
    by = shift or 0
    if unit in ("Y", "DE", "CE") and ref.year:
        return _of_years(unit, ref.year, by)
    if unit == "M" and ref.first and ref.last and (ref.first.year, ref.first.month) == (ref.last.year, ref.last.month):
        first = calendar.months_on(ref.first.replace(day=1), by)
        return calendar.month(first.year, first.month), "month", first.isoformat()[:7]
    if unit == "Q" and ref.day:
        first = calendar.months_on(ref.day.replace(day=1), 3 * by)
        return _quarter(first.year, (first.month - 1) // 3 + 1)
    return _of_weeks(unit, shift, ref.day, tense) if ref.day else None


def _of_years(unit: str, year: int, by: int) -> tuple[calendar.Days, str, str]:
    if unit == "Y":
        return calendar.year(year + by), "year", f"{year + by:04}"
    size, precision = (10, "decade") if unit == "DE" else (100, "vague")
    first = year // size * size + by * size
    return calendar.years(first, size), precision, str(first // size)


def _quarter(year: int, number: int) -> tuple[calendar.Days, str, str]:
    whole = (date(year, 3 * number - 2, 1), calendar.month(year, 3 * number)[1])
    return whole, "quarter", f"{year}-Q{number}"


def _of_weeks(unit: str, shift: int | None, day: date, tense: str | None) -> tuple[calendar.Days, str, str] | None:
    if unit == "D":
        at = day + timedelta(shift or 0)
        return (at, at), "day", at.isoformat()
    if unit not in ("W", "WE"):
        return None
    if unit == "WE" and shift is None:
        shift = -1 if tense in ("past", "before", None) and day.weekday() < 5 else 0
    monday = calendar.week(day)[0] + timedelta(7 * (shift or 0))
    name = "{}-W{:02}".format(*monday.isocalendar()[:2])
    return (calendar.weekend(monday), "day", f"{name}-WE") if unit == "WE" else (calendar.week(monday), "week", name)


def in_year(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """A year in digits."""
    year = said_year(found, words, ref) or 0
    return days(found, _bounded(found, words, calendar.year(year)), "year", f"{year:04}")


def decade(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """The nineties."""
    slots = found.slots
    tens = int(slots["tens"]) // 10 if "tens" in slots else int(words.value("decade", slots["decade"]))
    century = int(slots.get("century") or slots.get("century2") or 19)
    return days(found, _bounded(found, words, calendar.years(century * 100 + tens * 10, 10)), "decade", f"{century}{tens}")


def century(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """A century by its number."""
    number = (int(found.slots["n"]) if "n" in found.slots else int(words.value("nth", found.slots["nth"]))) - 1
    return days(found, _bounded(found, words, calendar.years(max(number, 0) * 100 or 1, 100)), "vague", f"{number:02}")


def season(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """A season of a year."""
    name = str(words.value("season", found.slots["season"]))
    year = said_year(found, words, ref)
    if year is None and ref.year and "shift" in found.slots:
        year = ref.year + int(words.value("shift", found.slots["shift"]))
    year = year or year_of(ref, calendar.SEASONS[name][0] % 12 + 1, 15, tense)
    if year is None:
        return unresolved(found, "season", f"XXXX-{name}")
    return days(found, _bounded(found, words, calendar.season(year, name)), "season", f"{year}-{name}")


def quarter(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period | None:
    """A quarter of a year."""
    number, year = int(words.value("ordinal", found.slots["ordinal"])), said_year(found, words, ref) or ref.year
    if year is None or number > 4:
        return unresolved(found, "quarter") if number <= 4 else None
    return days(found, *_quarter(year, number))


def half(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period | None:
    """Half of a year."""
    number, year = int(words.value("ordinal", found.slots["ordinal"])), said_year(found, words, ref) or ref.year
    if year is None or number > 2:
        return unresolved(found, "season") if number <= 2 else None
    whole = (date(year, 6 * number - 5, 1), calendar.month(year, 6 * number)[1])
    return days(found, whole, "season", f"{year}-H{number}")


def holiday(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """A feast on its day; one that is a night runs into the morning after."""
    rule = str(words.value("holiday", found.slots["holiday"]))
    at_night, rule = rule.endswith("N"), rule.removesuffix("N")
    sample = calendar.holiday(2001, rule)
    year = said_year(found, words, ref) or year_of(ref, sample.month, sample.day, tense)
    if year is None:
        return unresolved(found, "day", f"XXXX-{rule}" if rule[0].isdigit() else "XXXX-XX-XX")
    day = calendar.holiday(year, rule)
    return part_of_day(found, day, [18, 30, "NI"]) if at_night else days(found, (day, day), "day", day.isoformat())


def reference_word(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """Now, then, soon."""
    slot = next(s for s in found.slots if s.startswith("ref"))
    return vague(found, str(words.value(slot, found.slots[slot])), ref, tense)


HANDLERS: dict[str, Handler] = {
    "date": on_date,
    "month": in_month,
    "month_pair": in_month,
    "night": night,
    "weekday": on_weekday,
    "deictic": deictic,
    "period": stretch,
    "half": half,
    "quarter": quarter,
    "year": in_year,
    "decade": decade,
    "century": century,
    "season": season,
    "holiday": holiday,
    "ref": reference_word,
    "duration": duration,
    "set": period_every,
}
