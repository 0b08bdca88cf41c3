"""Templates against a key by the rules of MUC-4 (scoring guidelines, version 7): what a fill is worth, which templates belong together,
and what counts as possible and as actual.

Where a person judged at the conference, a rule stands here: a string is right when it ends with one of the key's, only articles and
adjectives before it, and half right when it shares the key's last word or is part of a name; the kind of a place is not compared.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from evaluation._muc4_key import SLOTS, Fill, Option, Template
from evaluation.matching import one_to_one
from evaluation.outcome import Counts
from lagebild.ontology import load

MAPPED_BY = ("perp_individual_id", "perp_organization_id", "phys_tgt_id", "phys_tgt_type", "hum_tgt_name", "hum_tgt_description", "hum_tgt_type")
NAMES = ("hum_tgt_name", "perp_organization_id")
HALF = 0.5
UNESSENTIAL = frozenset(("A", "AN", "THE", "THIS", "THAT", "THESE", "THOSE", "SOME", "SEVERAL", "MANY", "TWO", "THREE", "FOUR", "FIVE", "SIX"))
BREAKS = frozenset(("OF", "IN", "AT", "ON", "FROM", "WITH", "WHO", "WHICH", "THAT", "BELONGING", "NEAR"))


def score(keys: Sequence[Template], found: Sequence[Template], counts: dict[str, Counts]) -> None:
    """Add the templates of one document to the counts, slot by slot."""
    pairs = aligned(keys, found)
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in pairs:
        _add(keys[i], found[j], counts)
    nothing = Template({})
    for i, key in enumerate(keys):
        if i not in left and not key.optional:
            _add(key, nothing, counts)
    for j, one in enumerate(found):
        if j not in right:
            _add(nothing, one, counts)


def aligned(keys: Sequence[Template], found: Sequence[Template]) -> list[tuple[int, int]]:
    """Which template of the key each one found stands for, the best match first; only those that content allows."""
    worth = [(sum(worths(k, f).values()), -i, -j) for i, k in enumerate(keys) for j, f in enumerate(found) if mappable(k, f)]
    return one_to_one((-i, -j) for _, i, j in sorted(worth, reverse=True))


def mappable(key: Template, found: Template) -> bool:
    """Whether the type fits at least partly, and at least one perpetrator, target or victim."""
    return _slot(key, found, "incident_type")[0] > 0 and any(_slot(key, found, slot)[0] > 0 for slot in MAPPED_BY)


def worths(key: Template, found: Template) -> dict[str, float]:
    """What the fills of each slot are worth."""
    return {slot: _slot(key, found, slot)[0] for slot in SLOTS}


def _add(key: Template, found: Template, counts: dict[str, Counts]) -> None:
    for slot in SLOTS:
        counts.setdefault(slot, Counts()).add(*_slot(key, found, slot))


def _slot(key: Template, found: Template, slot: str) -> tuple[float, int, int]:
    """Worth, actual and possible of one slot: an optional fill is possible only where it was found; slots that a type lacks do not count."""
    if slot in key.closed:
        return 0.0, 0, 0
    own, given = key.slots.get(slot, ()), found.slots.get(slot, ())
    worth = {(i, j): fill_worth(slot, k, f) for i, k in enumerate(own) for j, f in enumerate(given)}
    pairs = one_to_one(p for p in sorted(worth, key=lambda p: (-worth[p], p)) if worth[p] > 0)
    matched = {i for i, _ in pairs}
    return sum(worth[p] for p in pairs), len(given), sum(1 for i, k in enumerate(own) if i in matched or not k.optional)


def fill_worth(slot: str, key: Fill, found: Fill) -> float:
    """1 for a correct, 0.5 for a partially correct, 0 for an incorrect fill."""
    return max((_option_worth(slot, k, found.options[0]) for k in key.options), default=0.0)


def _option_worth(slot: str, key: Option, found: Option) -> float:
    value = KINDS[SLOTS[slot]](slot, key.value, found.value)
    if value < 1 or not key.refs or key.refs == ("-",):
        return value
    named = any(string_worth("", ref, mine) == 1 for ref in key.refs for mine in found.refs)
    return 1.0 if named else HALF


def string_worth(slot: str, key: str, found: str) -> float:
    """Worth of a string: what stands before the key's may be any modifier; part of a name or the same head is half right."""
    ours, theirs = _words(found), _words(key)
    if theirs in (ours, _words(re.sub(r"[(\[].*?[)\]]", "", found))) or (ours[-len(theirs) :] == theirs and not BREAKS & set(ours)):
        return 1.0
    same_head = slot not in NAMES and _head(ours) == _head(theirs)
    return HALF if set(ours) <= set(theirs) or set(theirs) <= set(ours) or same_head else 0.0


def _words(text: str) -> list[str]:
    words = re.findall(r"[\w']+", text.upper()) or [text]
    return [w for w in words if w not in UNESSENTIAL and not w.isdigit()] or words


def _head(words: list[str]) -> str:
    """The last word before a preposition or relative clause."""
    end = next((n for n, w in enumerate(words) if n and w in BREAKS), len(words))
    return words[end - 1]


def set_worth(slot: str, key: str, found: str) -> float:
    """Worth of a value of a list: half where the list says that a wider one will do."""
    if key == found:
        return 1.0
    return HALF if found in wider(slot, key) else 0.0


def wider(slot: str, value: str) -> Iterable[str]:
    """The values that are partially correct for one of the key."""
    rows = load("muc4")["wider"].get(slot) or {}
    return [str(v) for v in (rows.get(value) or rows.get("any") or [])]


def number_worth(slot: str, key: str, found: str) -> float:
    """Worth of a number: half where it is an end of the key's range, or the key says that it is not exact."""
    one, other = key.replace(" ", ""), found.replace(" ", "")
    return 1.0 if one == other else HALF if other.isdigit() and other in re.split(r"[-~]", one) else 0.0


def location_worth(slot: str, key: str, found: str) -> float:
    """Worth of a place: half where only the country or only the places in it are the same."""
    (country, places), (other, named) = _location(key), _location(found)
    if country == other:
        return 1.0 if places == named else HALF
    return HALF if places and places == named else 0.0


def _location(text: str) -> tuple[str, list[str]]:
    country, *rest = [re.sub(r"\(.*?\)", "", part).strip() for part in re.split(r":|(?<=\)) ?- ?", text)]
    return country, rest


def date_worth(slot: str, key: str, found: str) -> float:
    """Worth of a date: half where it lies in the key's range, or is open with the key's last day as its last."""
    one, other = (_days(key), _days(found))
    if one is None or other is None or one == other:
        return float(key == found or (one is not None and one == other))
    (first, last), (mine, until) = one, other
    if mine is None:
        return HALF if until == last else 0.0
    return HALF if (first is None or first <= mine) and until <= last else 0.0


def _days(text: str) -> tuple[date | None, date] | None:
    """First and last day; the first is None for "on or before"."""
    parts = [p.strip() for p in text.split("-")]
    try:
        days = [datetime.strptime(p.title(), "%d %b %y").date() if p else None for p in parts]
    except ValueError:
        return None
    return (days[0], days[-1]) if days[-1] is not None else None


KINDS: dict[str, Callable[[str, str, str], float]] = {
    "string": string_worth,
    "set": set_worth,
    "number": number_worth,
    "location": location_worth,
    "date": date_worth,
}
