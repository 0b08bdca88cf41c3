"""Publication dates in the forms of EDTF that the contract names."""

import calendar
import re
from datetime import date, datetime

from lagebild.errors import InputError
from lagebild.text import Published

FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_published(text: str) -> Published:
    """Read "2022-01-06T18:00+06:00", "2022-01-06", "2022-01" or "2022".

    Raises:
        InputError: the text is none of these, or no day of the calendar.
    """
    said = text.strip()
    match = FORM.fullmatch(said)
    try:
        if match is None:
            moment = datetime.fromisoformat(said)
            return Published(moment.isoformat(), moment.isoformat(), said)
        year, month, day = (int(g) if g else None for g in match.groups())
        return _bounded(said, year or 0, month, day)
    except ValueError as error:
        raise InputError(f"{text!r} is no date; write 2022-01-06, 2022-01, 2022 or 2022-01-06T18:00+06:00") from error


def _bounded(said: str, year: int, month: int | None, day: int | None) -> Published:
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return Published(first.isoformat(), last.isoformat(), said)
