"""How far reviewers agree who judged the same statements.

Cohen's kappa for two people: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960), 37-46.
Krippendorff's alpha for any number of people, nominal: K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), section C.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from lagebild.entries import Review
from lagebild.statements import Statement
from lagebild.store import Store, backlog, query
from lagebild.store.corrections import corrected, shown
from lagebild.store.engine import reading

Units = Sequence[Mapping[str, str]]
JUDGED = ("type", "certainty", "modality", "voice", "place", "low", "high", "time")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one question: units that two people or more judged, alpha over all, kappa of each pair. Null where nothing varies."""

    question: str
    units: int
    alpha: float | None
    kappas: tuple[tuple[str, str, float | None], ...]


def agreement(store: Store) -> list[Agreement]:
    """Agreement on whether statements are right, and on the fields of those that nobody rejected."""
    with reading(store.engine) as c:
        several = backlog.held_by_several(c)
        read = query.as_read(c, several)
        texts = query.documents(c, sorted({k for k, _ in several}))
    verdicts = [{x.author: _verdict(x) for x in words} for words in several.values()]
    fields = [_fields(read[ref], words, texts[ref[0]].text) for ref, words in several.items() if ref in read]
    asked = [("verdict", verdicts), *((name, [{a: f[name] for a, f in unit.items() if name in f} for unit in fields]) for name in JUDGED)]
    return [_agreed(question, [u for u in units if len(u) > 1]) for question, units in asked]


def _verdict(x: Review) -> str:
    return "right" if x.verdict in ("accept", "add") else "wrong in part" if x.verdict == "correct" else "wrong"


def _fields(read: Statement, words: Iterable[Review], text: str) -> dict[str, dict[str, str]]:
    """The fields of a statement as each person would have them."""
    return {x.author: shown(corrected(read, x.values, text) if x.verdict == "correct" else read, text) for x in words if _verdict(x) != "wrong"}


def _agreed(question: str, units: Units) -> Agreement:
    people = sorted({a for u in units for a in u})
    pairs = ((a, b, kappa([(u[a], u[b]) for u in units if a in u and b in u])) for a, b in combinations(people, 2))
    return Agreement(question, len(units), alpha(units), tuple(pairs))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two people's words on the same units; None where there is no unit, or both always say the same one word."""
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[v] * second[v] for v in first) / n**2 if n else 1.0
    return None if chance == 1.0 else (sum(a == b for a, b in pairs) / n - chance) / (1.0 - chance)


def alpha(units: Units) -> float | None:
    """Krippendorff's alpha of any number of people, some of whom may be silent on a unit; None where nothing varies."""
    values, apart = Counter[str](), 0.0
    for unit in units:
        words = Counter(unit.values())
        m = sum(words.values())
        if m > 1:
            values.update(words)
            apart += sum(words[v] * (m - words[v]) for v in words) / (m - 1)
    n = sum(values.values())
    expected = sum(values[v] * (n - values[v]) for v in values)
    return None if not expected else 1.0 - (n - 1) * apart / expected
