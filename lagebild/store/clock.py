"""Times of record and of report: UTC in one ISO form, so that they sort as text."""

from datetime import UTC, datetime, time

FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> str:
    """This moment."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment in the form of the store; without a zone it is taken as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime(FORM)


def moment(said: str) -> str:
    """The last moment of a time as said: "2024-03-14" is the end of that day, "2024-03" the end of that month.

    Raises:
        ValueError: it is no ISO date or time.
    """
    if len(said) == 7:
        first = datetime.fromisoformat(f"{said}-01")
        return stamp(datetime.combine(_month_end(first), time.max))
    if len(said) == 4:
        return moment(f"{said}-12-31")
    found = datetime.fromisoformat(said)
    return stamp(datetime.combine(found, time.max) if len(said) == 10 else found)


def _month_end(first: datetime) -> datetime:
    following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return datetime.fromordinal(following.toordinal() - 1)
