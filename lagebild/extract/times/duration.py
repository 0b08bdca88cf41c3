"""How long, how often, and how long ago."""

from datetime import date, timedelta
from typing import Any

from lagebild.extract.times import calendar
from lagebild.extract.times.recognise import Found
from lagebild.extract.times.reference import Reference
from lagebild.extract.times.words import TimeWords
from lagebild.statements import Period

CLOCK = ("H", "MIN", "S")
PRECISION = {"Y": "year", "M": "month", "W": "week", "D": "day", "DE": "decade"}


def amount(words: TimeWords, said: str) -> float | None:
    """A number in digits or words; None for "some"."""
    if said[0].isdigit():
        return float(said.replace(".", "") if words.data.get("thousands", ".") == "." and "," not in said else said.replace(",", "."))
    found = words.value("number", said)
    return float(found) if found is not None else None


def _iso(number: float | None, unit: str) -> str:
    """A TIMEX3 duration: P2W, PT3H, PXD."""
    if number == 0.5 and unit in ("Y", "H"):
        number, unit = (6, "M") if unit == "Y" else (30, "MIN")
    digits = "X" if number is None else f"{number:g}"
    return f"P{'T' if unit in CLOCK else ''}{digits}{unit[0] if unit in CLOCK else unit}"


def _unit(found: Found, words: TimeWords, slot: str = "") -> str:
    slots = found.slots
    for name in ("units", "unit", "span"):
        if name + slot in slots:
            return str(words.value(name, slots[name + slot]))
    return "D"


def duration(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """A length of time; with "ago", "since", "in" or "the last" a period against the publication."""
    if "lasting" in found.slots:
        return Period(found.text, found.span, type="duration", timex=str(words.value("lasting", found.slots["lasting"])))
    unit = _unit(found, words)
    number = amount(words, found.slots["number"]) if "number" in found.slots else _one(found)
    timex = _iso(number, unit)
    if "number2" in found.slots:
        timex += _iso(amount(words, found.slots["number2"]), _unit(found, words, "2")).removeprefix("P").removeprefix("T")
    whole = Period(found.text, found.span, type="duration", timex=timex)
    return _placed(found, whole, number, unit, _side(found, words, tense), ref, words) or whole


def _one(found: Found) -> float | None:
    """A unit in the singular without a number is one: "неделю назад"."""
    return 1.0 if "unit" in found.slots and not {"units", "some"} & set(found.slots) else None


def _side(found: Found, words: TimeWords, tense: str | None) -> str | None:
    """Where the length lies: ago, hence, since, last or next."""
    if "ago" in found.slots:
        return "ago"
    if "shift" in found.slots:
        shift = words.value("shift", found.slots["shift"])
        return "last" if shift < 0 else "next" if shift > 0 else "these"
    if found.lead == "hence" and tense in ("past", "before", None):
        return None
    return found.lead


def _placed(found: Found, whole: Period, number: float | None, unit: str, side: str | None, ref: Reference, words: TimeWords) -> Period | None:
    day = ref.day
    if side is None or side in ("until", "before", "after") or day is None:
        return None
    if number is None or unit not in ("Y", "M", "W", "D", "DE"):
        return _open(found, whole, side, day, unit)
    sign = -1 if side in ("ago", "since", "last") else 1
    at = moved(day, sign * number, unit)
    if side in ("ago", "hence"):
        lean = words.value("approx", found.slots["approx"]) if "approx" in found.slots else 0
        first, last = around(at, unit, lean * sign)
        return Period(found.text, found.span, first.isoformat(), last.isoformat(), PRECISION[unit], "point", whole.timex)
    if side == "since":
        return Period(found.text, found.span, around(at, unit)[0].isoformat(), None, PRECISION[unit], "interval", whole.timex, role="since")
    first, last = sorted((at, day))
    return Period(found.text, found.span, first.isoformat(), last.isoformat(), PRECISION[unit], "interval", whole.timex)


def _open(found: Found, whole: Period, side: str, day: date, unit: str) -> Period | None:
    """Some days ago, in the past weeks: one end is the publication, the other is open."""
    if unit in CLOCK and side in ("ago", "last", "since"):
        return Period(found.text, found.span, (day - timedelta(1)).isoformat(), day.isoformat(), "day", "interval", whole.timex)
    back = side in ("ago", "last", "since")
    first, last = (None, day.isoformat()) if back else (day.isoformat(), None)
    return Period(found.text, found.span, first, last, "vague", "interval", whole.timex)


def moved(day: date, number: float, unit: str) -> date:
    """A day some units later or earlier."""
    if unit in ("Y", "M", "DE"):
        months = round(number * {"Y": 12, "M": 1, "DE": 120}[unit])
        return calendar.months_on(day, months)
    return day + timedelta(round(number * (7 if unit == "W" else 1)))


def around(day: date, unit: str, lean: int = 0) -> calendar.Days:
    """A day as roughly as its unit says; "almost" and "more than" lean to one side of it."""
    half = {"Y": 182, "M": 10, "W": 3, "DE": 1826}.get(unit, 0)
    return day - timedelta(half if lean <= 0 else 0), day + timedelta(half if lean >= 0 else 0)


def period_every(found: Found, words: TimeWords, ref: Reference, tense: str | None) -> Period:
    """What happens again and again: TIMEX3 SET."""
    return Period(found.text, found.span, type="repeated", timex=_every(found.slots, words))


def _every(slots: dict[str, str], words: TimeWords) -> str:
    for name in ("weekday", "weekdays"):
        if name in slots:
            part: list[Any] | None = words.value("part", slots["part"]) if "part" in slots else None
            return f"XXXX-WXX-{words.value(name, slots[name]) + 1}" + (f"T{part[2]}" if part else "")
    if "every" in slots:
        return str(words.value("every", slots["every"]))
    name = "units" if "units" in slots else "unit"
    return _iso(amount(words, slots["number"]) if "number" in slots else 1, str(words.value(name, slots[name])))


def vague(found: Found, timex: str, ref: Reference, tense: str | None) -> Period:
    """Now, then, soon: no dates, but what is so "now" in the present tense is so on the day of publication."""
    day = ref.day.isoformat() if ref.day and timex == "PRESENT_REF" and tense == "present" else None
    return Period(found.text, found.span, day, day, "vague", "point", timex)
