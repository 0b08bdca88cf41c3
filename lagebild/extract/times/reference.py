"""What relative times are reckoned from: the publication, as precisely as known, and clues in the text that narrow it."""

from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.text import Published

FAR = 100
BACK = frozenset({"past", "before", "since", None})


@dataclass(frozen=True)
class Reference:
    """First and last day on which the report can have appeared, and a day of its story if the text names one."""

    first: date | None = None
    last: date | None = None
    clue: date | None = None

    @property
    def day(self) -> date | None:
        """The day of publication, if it is known."""
        return self.first if self.first == self.last else None

    @property
    def year(self) -> int | None:
        """The year of publication, if it is known."""
        return self.last.year if self.first and self.last and self.first.year == self.last.year else None


def reference(published: Published | None) -> Reference:
    """The publication as days."""
    if published is None:
        return Reference()
    return Reference(date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10]))


def weekdays(ref: Reference, number: int, shift: int | None, tense: str | None) -> list[date]:
    """The days that a weekday may mean: one where the publication or a clue tells, else several, else none."""
    if ref.first is None or ref.last is None:
        return []
    if ref.day:
        return [_weekday(ref.day, number, shift, tense)]
    days = [ref.first + timedelta(n) for n in range((ref.last - ref.first).days + 1)]
    found = [d for d in days if d.weekday() == number]
    near = [d for d in found if ref.clue and abs((d - ref.clue).days) <= 3]
    return near if len(near) == 1 else found


def _weekday(day: date, number: int, shift: int | None, tense: str | None) -> date:
    back, on = (day.weekday() - number) % 7, (number - day.weekday()) % 7
    if shift is not None and shift > 0:
        return day + timedelta((on or 7) + 7 * (shift - 1))
    if shift is not None and shift < 0:
        return day - timedelta((back or 7) + 7 * (-shift - 1))
    return day - timedelta(back) if tense in BACK else day + timedelta(on)


def year_of(ref: Reference, month: int, day: int, tense: str | None) -> int | None:
    """The year of a date without one: the nearest, unless that is far off and on the wrong side for the tense."""
    if ref.first is None or ref.last is None:
        return None
    middle = ref.first + (ref.last - ref.first) / 2
    day = min(day, 28)
    options = [date(y, month, day) for y in (middle.year - 1, middle.year, middle.year + 1)]
    best = min(options, key=lambda d: abs((d - middle).days))
    if (best - middle).days > (0 if tense == "since" else FAR) and tense in ("past", "before", "since"):
        return best.year - 1
    return best.year + 1 if (middle - best).days > FAR and tense == "future" else best.year


def year_of_two_digits(ref: Reference, said: str) -> int:
    """ "05" is 2005 and "98" is 1998, seen from the publication."""
    now = ref.last.year if ref.last else 2030
    year = now // 100 * 100 + int(said)
    return year if year <= now + 10 else year - 100
