"""A report as a whole, for telling which reports are about one story: its names and words, its days, main place and numbers, its sentences."""

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from lagebild.entries import Account, Header
from lagebild.link import days
from lagebild.sketches import likeness
from lagebild.statements import Gist
from lagebild.text import digest

REPORT, HELD = "report", 65_536
NAMES, MOST_FOR_NAMES, ALONE = 5.3, 4.0, (2.0, 3.0)
WORDS, MOST_FOR_WORDS = 10.6, 4.5
SHOWN = 5
Seen = tuple[float, str] | None
NEAR = ((1, 1.0), (4, 0.5), (14, 0.0), (30, -1.0), (60, -2.0))
FEW, STRANGERS = 1.0, -2.0
FAR = -4.0
ALIKE, UNLIKE = ((0.9, 3.0), (0.85, 2.0), (0.8, 1.0), (0.6, 0.0)), -0.5


def report_of(header: Header, gist: Gist, inside: Sequence[Account]) -> Account:
    """The account of a whole report.

    Args:
        header: the document's facts.
        gist: what it is about.
        inside: the happenings that it tells of; the place and numbers are those of the one that most of it tells of.
    """
    main = max(inside, key=lambda a: (len(a.statements), a.key), default=None)
    day = days.number(header.reported) if header.published else None
    return Account(
        key="r" + digest(header.key, REPORT)[:15],
        document=header.key,
        reported=header.reported,
        copies=header.copies,
        statements=(),
        first=days.iso(day) if day else None,
        last=days.iso(day) if day else None,
        spots=main.spots if main else (),
        counts=main.counts if main else (),
        names=gist.names,
        words=gist.words,
        language=header.language,
        family=REPORT,
        sketch=gist.sketch,
    )


def names(a: Account, b: Account) -> Seen:
    """The share of names in common; two reports with hardly any speak of different things, and one or two names alone say less than many."""
    shared = len(set(a.names) & set(b.names))
    found = _share(a.names, b.names, NAMES, ALONE[shared - 1] if 0 < shared <= len(ALONE) else MOST_FOR_NAMES, "of the names in common")
    return found if found is None or found[0] >= FEW else (round(found[0] + STRANGERS, 3), found[1])


def words(a: Account, b: Account) -> Seen:
    """The share of words in common, within one language."""
    return _share(a.words, b.words, WORDS, MOST_FOR_WORDS, "of the words in common") if a.language == b.language else None


def hopeless(a: Account, b: Account, least: float) -> bool:
    """Whether names and words alone show that less speaks for one story; quickly, since many reports share a single name with very many."""
    by_words = WORDS * _alike(a.words, b.words) if a.language == b.language else ALIKE[0][1]
    return min(MOST_FOR_NAMES, NAMES * _alike(a.names, b.names)) + min(MOST_FOR_WORDS, by_words) + NEAR[0][1] < least - 0.01


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    return len(_members(a) & _members(b)) / sqrt(len(a) * len(b)) if a and b else 0.0


_members = lru_cache(maxsize=HELD)(frozenset[str])


def _share(a: tuple[str, ...], b: tuple[str, ...], weight: float, most: float, what: str) -> Seen:
    if not a or not b:
        return None
    others = _members(b)
    shared = [x for x in a if x in others]
    share = len(shared) / sqrt(len(a) * len(b))
    return min(most, round(weight * share, 3)), f"{share:.0%} {what}" + (f": {', '.join(shared[:SHOWN])}" if shared else "")


def time(a: Account, b: Account) -> Seen:
    """How far apart the reports appeared."""
    x, y = days.number(a.first or ""), days.number(b.first or "")
    if x is None or y is None:
        return None
    apart = abs(x - y)
    return next((w for most, w in NEAR if apart <= most), FAR), f"reported {apart} days apart"


def meaning(a: Account, b: Account) -> Seen:
    """Sentence vectors of the whole, between two languages; within one, words say more."""
    near = likeness(a.sketch, b.sketch)
    if near is None or a.language == b.language:
        return None
    return next((w for least, w in ALIKE if near >= least), UNLIKE), f"the sentences are {near:.2f} alike"
