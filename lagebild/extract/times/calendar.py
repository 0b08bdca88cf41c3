"""Stretches of the calendar: first and last day of months, weeks, seasons and years, and parts of them."""

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
BOUNDS = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}


def month(year: int, number: int) -> Days:
    """All of a month."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def year(number: int) -> Days:
    """All of a year."""
    return date(number, 1, 1), date(number, 12, 31)


def years(first: int, count: int) -> Days:
    """Some years in a row."""
    return date(first, 1, 1), date(first + count - 1, 12, 31)


def week(day: date) -> Days:
    """Monday to Sunday around a day."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def weekend(day: date) -> Days:
    """The weekend of a day's week."""
    monday, sunday = week(day)
    return monday + timedelta(5), sunday


def season(number: int, name: str) -> Days:
    """A season of the northern half of the world; winter begins in the year before."""
    first, last = SEASONS[name]
    return month(number - (name == "WI"), first)[0], month(number, last)[1]


def months_on(day: date, count: int) -> date:
    """The same day some months later or earlier, or the last one of a shorter month."""
    at = day.year * 12 + day.month - 1 + count
    number = at % 12 + 1
    return date(at // 12, number, min(day.day, monthrange(at // 12, number)[1]))


def third(days: Days, bound: str) -> Days:
    """The beginning, middle or end of a stretch: a third of it."""
    first, last = days
    length = (last - first).days + 1
    start, end = BOUNDS[bound]
    return first + timedelta(length * start // 3), first + timedelta(length * end // 3 - 1)


def easter(number: int) -> date:
    """Easter Sunday of a year (Gregorian computus)."""
    a, b, c = number % 19, number // 100, number % 100
    d = (19 * a + b - b // 4 - ((b - (b + 8) // 25 + 1) // 3) + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(number, f // 31, f % 31 + 1)


def holiday(number: int, rule: str) -> date:
    """A feast: "12-24", or "easter" with days before or after."""
    if rule.startswith("easter"):
        return easter(number) + timedelta(int(rule.removeprefix("easter") or 0))
    return date(number, int(rule[:2]), int(rule[3:5]))
