"""Numbers in words and digits, with bounds: "über 1.000", "20 bis 30", "Dutzende", "mehrere hundert"."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Quantity
from lagebild.text import Span

DIGITS = re.compile(r"\d+(?:[.,'\u00a0\u202f]\d{3})*(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: its words, its value with bounds, and the noun that it counts, if any."""

    span: Span
    first: int
    last: int
    quantity: Quantity
    noun: int | None
    article: bool = False


@dataclass(frozen=True)
class NumberWords:
    """The pack's number words, lower case."""

    words: dict[str, float]
    multipliers: dict[str, float]
    vague: dict[str, tuple[float, float | None, bool]]
    low: tuple[str, ...]
    high: tuple[str, ...]
    approx: tuple[str, ...]
    ranges: frozenset[str]
    articles: frozenset[str]
    thousands: str
    decimal: str
    skip: frozenset[str]
    units: dict[str, str]


@lru_cache(maxsize=16)
def number_words(language: str) -> NumberWords:
    """The number words of a pack."""
    data = packs.load(language, "numbers")
    bounds = data["bounds"]
    low, high, approx = (tuple(sorted(bounds[k], key=len, reverse=True)) for k in ("low", "high", "approx"))
    return NumberWords(
        _lower(data["words"]),
        _lower(data["multipliers"]),
        _vague(data["vague"]),
        low,
        high,
        approx,
        frozenset(data["range"]),
        frozenset(data["articles"]),
        data["format"]["thousands"],
        data["format"]["decimal"],
        frozenset(data["skip_nouns"]),
        data["units"],
    )


def _lower(table: dict[Any, Any]) -> dict[str, float]:
    return {str(k).lower(): float(v) for k, v in table.items()}


def _vague(rows: list[dict[str, Any]]) -> dict[str, tuple[float, float | None, bool]]:
    return {w.lower(): (row["low"], row.get("high"), bool(row.get("approx"))) for row in rows for w in row["words"]}


def numbers(parse: Parse, language: str) -> list[Number]:
    """Every number of a text that may be a figure, in text order."""
    words, found, at = number_words(language), [], 0
    while at < len(parse.words):
        number = _number_at(parse, at, words)
        if number:
            found.append(number)
        at = number.last if number else at + 1
    return found


def _number_at(parse: Parse, at: int, words: NumberWords) -> Number | None:
    first_value = _value(parse, at, words)
    if first_value is None:
        return None
    low, high, approx, last = first_value
    ranged = _range(parse, last, words)
    if ranged and low == high:
        high, last = ranged
    first, low, high, approx = _bounded(parse, at, low, high, approx, words)
    noun = _counted(parse, at, last)
    span = parse.span(list(range(first, last)))
    article = parse.words[at].text.lower() in words.articles
    return Number(span, first, last, Quantity(low, high, approx), noun, article)


def _value(parse: Parse, at: int, words: NumberWords) -> tuple[float | None, float | None, bool, int] | None:
    """Low, high, approx and the word after, of the bare number at a position."""
    text = parse.words[at].text.lower()
    if text in words.vague:
        return _vague_value(parse, at, words)
    value = _plain(text, words)
    if value is None or (parse.words[at].text[:1].isdigit() and parse.words[at].text.endswith(".")):
        return None
    last = at + 1
    while last < len(parse.words) and parse.words[last].sentence == parse.words[at].sentence and parse.words[last].text.lower() in words.multipliers:
        value *= words.multipliers[parse.words[last].text.lower()]
        last += 1
    return value, value, False, last


def _vague_value(parse: Parse, at: int, words: NumberWords) -> tuple[float | None, float | None, bool, int]:
    low, high, approx = words.vague[parse.words[at].text.lower()]
    following = parse.words[at + 1].text.lower() if at + 1 < len(parse.words) else ""
    if following in words.multipliers or following in words.vague:
        factor = words.multipliers.get(following)
        return (low * factor if factor else words.vague[following][0]), None, False, at + 2
    return low, high, approx, at + 1


def _plain(text: str, words: NumberWords) -> float | None:
    if text in words.words:
        return words.words[text]
    if text in words.multipliers and words.multipliers[text] < 1e6:
        return words.multipliers[text]
    if not DIGITS.fullmatch(text):
        return _compound(text, words)
    plain = re.sub(r"[.,'\u00a0\u202f](?=\d{3}(?!\d))", "", text) if words.thousands in text or words.decimal not in text else text
    try:
        return float(plain.replace(words.decimal, "."))
    except ValueError:
        return None


def _compound(text: str, words: NumberWords) -> float | None:
    """Written-out numbers in one word, "zweihundertfünfzig", "dreiundzwanzig", "twenty-five"."""
    total, part, at = 0.0, 0.0, 0
    names = _names(words)
    while at < len(text):
        name = next((n for n in names if text.startswith(n, at)), None)
        if name is None:
            joint = next((j for j in ("und", "and", "-") if text.startswith(j, at) and at), None)
            if joint is None:
                return None
            at += len(joint)
            continue
        if name in words.multipliers:
            part = (part or 1) * words.multipliers[name]
            if words.multipliers[name] >= 1000:
                total, part = total + part, 0.0
        else:
            part += words.words[name]
        at += len(name)
    return total + part if text and (total or part) else None


@lru_cache(maxsize=8)
def _sorted_names(key: tuple[str, ...]) -> list[str]:
    return sorted(key, key=len, reverse=True)


def _names(words: NumberWords) -> list[str]:
    return _sorted_names((*words.words, *(m for m, v in words.multipliers.items() if v < 1e6)))


def _range(parse: Parse, at: int, words: NumberWords) -> tuple[float, int] | None:
    if at + 1 < len(parse.words) and parse.words[at].text.lower() in words.ranges:
        value = _value(parse, at + 1, words)
        if value and value[0] == value[1] and value[0] is not None:
            return value[0], value[3]
    return None


def _bounded(
    parse: Parse, at: int, low: float | None, high: float | None, approx: bool, words: NumberWords
) -> tuple[int, float | None, float | None, bool]:
    """Take in the words before a number that bound it."""
    first = at
    for _ in range(2):
        cue, length = _cue_before(parse, first, words)
        if cue == "low":
            high = None
        elif cue == "high":
            low, high = None, high or low
        elif cue == "approx":
            approx = True
        first -= length
    return first, low, high, approx


def _cue_before(parse: Parse, at: int, words: NumberWords) -> tuple[str | None, int]:
    for kind in ("low", "high", "approx"):
        for cue in getattr(words, kind):
            parts = cue.split()
            before = [w.text.lower() for w in parse.words[max(0, at - len(parts)) : at]]
            if before == parts:
                return kind, len(parts)
    return None, 0


def _counted(parse: Parse, first: int, last: int) -> int | None:
    """The noun that the number modifies, or that follows as its partitive ("Dutzende von Banditen")."""
    head: Word = parse.words[last - 1]
    number = parse.words[first]
    if number.head >= 0 and number.label in ("nummod", "det", "amod", "dep") and parse.words[number.head].upos in ("NOUN", "PROPN", "ADJ", "SYM"):
        return number.head
    if head.label in ("nummod", "det", "amod", "dep") and head.head >= 0 and parse.words[head.head].upos in ("NOUN", "PROPN", "SYM"):
        return head.head
    parts = [c for i in (first, last - 1) for c in parse.children(i, "nmod") if c.upos == "NOUN" and c.i >= last]
    return parts[0].i if parts else None
