"""Case by agreement: what a noun, its articles and adjectives, its preposition and its place in the clause say together.

The model scores every word by itself. Words of one noun phrase stand in one case, a preposition allows few, and so does an article's form;
which ones, the language packs say (``cases`` of ``language.yaml``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.reader.parse import Word, by_head

FEATURE = "Case"
FORBIDDEN = -10.0
NOUN_SHARE = 0.5
NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X")
NOUNS = ("NOUN", "PROPN")
PARTS = ("det", "amod", "flat", "compound")
AGREEING = ("DET", "ADJ", "PRON", "VERB", "NUM")
Row = NDArray[np.float64]


@dataclass(frozen=True)
class CaseRules:
    """What a language's pack says of cases.

    Args:
        prepositions: the cases that each may govern.
        forms: the cases that a form of an article or pronoun may have.
        relations: by relation, without a preposition, how much more likely a case is (a difference of logarithms).
    """

    prepositions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    relations: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scored:
    """Words of a parse with the logarithms of their cases' shares. *Shape:* ``scores`` is (words, cases), without the value for none."""

    words: Sequence[Word]
    scores: NDArray[np.float64]
    values: list[str]
    children: Mapping[int, list[Word]]


def agreed(words: Sequence[Word], logits: NDArray[np.float32], values: list[str], rules: CaseRules) -> list[Word]:
    """The words with their cases made to agree.

    Args:
        logits: of Case. *Shape:* (words, values).
        values: the first stands for no case.
    """
    scored = Scored(words, _shares(logits)[:, 1:], values[1:], by_head(words))
    found = {i: value for group, value in _decided(scored, rules) for i in group}
    return [replace(w, features={**w.features, FEATURE: found[w.i]}) if w.i in found and w.features.get(FEATURE) != found[w.i] else w for w in words]


def _shares(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    wide = logits.astype(np.float64)
    wide -= wide.max(1, keepdims=True)
    shares: NDArray[np.float64] = wide - np.log(np.exp(wide).sum(1, keepdims=True))
    return shares


def _decided(scored: Scored, rules: CaseRules) -> Iterator[tuple[list[int], str]]:
    """Every noun phrase, as the words that bear its case, with the case; a coordinated one has that of the first."""
    phrases = {w.i: p for w in scored.words if w.upos in NOMINAL and w.label not in PARTS and (p := _phrase(scored, w))}
    sums = {i: _summed(scored, scored.words[i], phrase, rules) for i, phrase in phrases.items()}
    for i in phrases:
        first = _first(scored, i)
        if first != i and first in sums:
            sums[first] = sums[first] + sums[i]
    for i, phrase in phrases.items():
        yield phrase, scored.values[int(sums.get(_first(scored, i), sums[i]).argmax())]


def _first(scored: Scored, i: int) -> int:
    """The first of what is coordinated; one with a preposition of its own stands by itself."""
    word = scored.words[i]
    while word.label == "conj" and word.head >= 0 and scored.words[word.head].upos in NOMINAL and not any(_prepositions(scored, word)):
        word = scored.words[word.head]
    return word.i


def _phrase(scored: Scored, noun: Word) -> list[int]:
    """The words of a noun's phrase that bear a case: the noun, and what agrees with it."""
    parts = [c for c in scored.children.get(noun.i, ()) if c.label.partition(":")[0] in ("det", "amod") and c.upos in AGREEING]
    parts += [c for p in parts for c in scored.children.get(p.i, ()) if c.label == "conj" and c.upos == "ADJ"]
    return [w.i for w in (noun, *parts) if FEATURE in w.features or w.upos in NOUNS or w.label == "amod"]


def _summed(scored: Scored, noun: Word, phrase: list[int], rules: CaseRules) -> Row:
    total: Row = np.zeros(len(scored.values))
    for word in (scored.words[i] for i in phrase):
        total += scored.scores[word.i] * (NOUN_SHARE if word.upos in NOUNS else 1)
        total += _allowed(scored, rules.forms.get(word.text.lower()) if word.upos in ("DET", "PRON") else None)
    preposition = next(_prepositions(scored, noun), None)
    if preposition is not None:
        total += _allowed(scored, rules.prepositions.get(preposition))
        return total
    expected = rules.relations.get(noun.label.partition(":")[0], {})
    total += np.array([expected.get(value, 0.0) for value in scored.values])
    return total


def _prepositions(scored: Scored, word: Word) -> Iterator[str]:
    return (c.text.lower() for c in scored.children.get(word.i, ()) if c.label == "case")


def _allowed(scored: Scored, cases: frozenset[str] | None) -> Row:
    row: Row = np.array([0.0 if cases is None or value in cases else FORBIDDEN for value in scored.values])
    return row


def rules_of(said: Mapping[str, Mapping[str, Any]]) -> CaseRules:
    """Rules as the packs say them: words to lists of cases, relations to weights."""
    words, forms = ({w: frozenset(cases) for w, cases in said[part].items()} for part in ("prepositions", "forms"))
    return CaseRules(words, forms, {relation: {c: float(w) for c, w in weights.items()} for relation, weights in said["relations"].items()})
