"""German traffic messages with events and roles (MobIE): event and argument F1, as in ``smartdata``."""

from pathlib import Path

from evaluation import smartdata
from evaluation.outcome import Outcome


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score the traffic events.

    Raises:
        DataAbsent: the set is not there.
    """
    return smartdata.measure(data, split, limit, "mobie")
