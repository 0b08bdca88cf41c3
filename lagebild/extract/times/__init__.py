"""Times as precise as the text and no more: expressions, what they mean, and the time of a statement."""

from lagebild.extract.times.choose import time_of, until_of
from lagebild.extract.times.narrative import narrative
from lagebild.extract.times.resolve import find_times

__all__ = ["find_times", "narrative", "time_of", "until_of"]
