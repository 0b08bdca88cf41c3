"""Publication dates in the forms of EDTF that are in use: to the minute, day, month or year, about then, or between two."""

import calendar
import re
from datetime import date, datetime

from lagebild.errors import InputError
from lagebild.text import Published

FORM = re.compile(r"(\d{4})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[~?%]?", re.ASCII)
MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII)
YEARS = range(1700, 2201)
FORMS = "write 2022-01-06T18:00+06:00, 2022-01-06, 2022-01, 2022, about then 2022-01~, or between two 2022-01-05/2022-01-07"


def parse_published(text: str) -> Published:
    """Read "2022-01-06T18:00+06:00", "2022-01-06", "2022-01" or "2022", "2022-01~", "2022-01-XX", "2022-01-05/2022-01-07".

    Raises:
        InputError: the text is none of these, no day of the calendar, or no year in which reports appear.
    """
    said = text.strip()
    try:
        first, slash, last = said.partition("/")
        earliest, latest = _bounds(first.strip())
        return Published(_likely(earliest), _likely(_after(earliest, _bounds(last.strip())[1]) if slash else latest), said)
    except ValueError as error:
        raise InputError(f"{text!r} is no date; {FORMS}") from error


def _likely(day: str) -> str:
    """A day of a year in which reports appear: others are mistakes."""
    if int(day[:4]) not in YEARS:
        raise ValueError(day)
    return day


def _after(earliest: str, latest: str) -> str:
    """The end of an interval, which must not come before its start."""
    if latest[:10] < earliest[:10]:
        raise ValueError(latest)
    return latest


def _bounds(said: str) -> tuple[str, str]:
    match = FORM.fullmatch(said)
    if match is None:
        if not MINUTE.fullmatch(said):
            raise ValueError(said)
        moment = datetime.fromisoformat(said).isoformat()
        return moment, moment
    year, month, day = (int(g) if g and g != "XX" else None for g in match.groups())
    if day is not None and month is None:
        raise ValueError(said)
    first = date(year or 0, month or 1, day or 1)
    last_month = month or 12
    return first.isoformat(), date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1]).isoformat()
