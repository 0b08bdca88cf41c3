"""Numerals: digits, number words and vague quantities, as one value with its bounds; the surface alone decides."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.reader.parse import Parse, Word

PLACES = 6  # "4.1 million" is 4100000, whatever binary fractions make of it
DIGITS = re.compile(r"\d+(?:[.,'\u00a0\u202f]\d{3})*(?:[.,]\d+)?")
LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Value:
    """The bare number that ends before the word ``last``; ``factor`` is the multiplier that it was written with."""

    low: float | None
    high: float | None
    approx: bool
    last: int
    factor: float = 1.0

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True)
class NumberWords:
    """The pack's number words, lower case; phrases by their words."""

    words: dict[str, float]
    multipliers: dict[str, float]
    halves: frozenset[str]
    vague: dict[tuple[str, ...], tuple[float, float | None, bool]]
    thousands: str
    decimal: str
    joints: frozenset[str]
    sequence: bool
    names: tuple[str, ...]
    compound: re.Pattern[str]


@lru_cache(maxsize=16)
def number_words(language: str) -> NumberWords:
    """The number words of a pack."""
    data = packs.load(language, "numbers")
    words, multipliers = ({str(k).lower(): float(v) for k, v in data[key].items()} for key in ("words", "multipliers"))
    names = tuple(sorted((*words, *(m for m, v in multipliers.items() if v < 1e6)), key=len, reverse=True))
    joints = frozenset(data.get("joints") or ())
    return NumberWords(
        words,
        multipliers,
        frozenset(data.get("halves") or []),
        _vague(data["vague"]),
        data["format"]["thousands"],
        data["format"]["decimal"],
        joints,
        bool(data.get("sequence")),
        names,
        re.compile("|".join(map(re.escape, (*names, *joints, "-"))).join(("(?:", ")+"))),
    )


def _vague(rows: list[dict[str, Any]]) -> dict[tuple[str, ...], tuple[float, float | None, bool]]:
    return {tuple(w.lower().split()): (row["low"], row.get("high"), bool(row.get("approx"))) for row in rows for w in row["words"]}


def value_at(parse: Parse, at: int, language: str) -> Value | None:
    """The number that begins at a word; none where no number begins there."""
    words = number_words(language)
    run = [w.text.lower() for w in _sentence_from(parse, at)]
    if not run:
        return None
    found = _vague_value(run, at, words) or _halved(run, at, words)
    return found or _grouped(parse, run, at, words) or (_spelled(run, at, words) if words.sequence else None) or _multiplied(parse, run, at, words)


def _sentence_from(parse: Parse, at: int) -> tuple[Word, ...]:
    if at >= len(parse.words):
        return ()
    return parse.words[at : min(parse.sentences[parse.words[at].sentence].last, at + 12)]


def _vague_value(run: list[str], at: int, words: NumberWords) -> Value | None:
    """ "Dutzende", "ein paar Hundert", "tens of thousands"."""
    length = next((n for n in range(LONGEST_PHRASE, 0, -1) if tuple(run[:n]) in words.vague), 0)
    if not length:
        return None
    low, high, approx = words.vague[tuple(run[:length])]
    following = run[length : length + 1]
    if following and following[0] in words.multipliers:
        return Value(low * words.multipliers[following[0]], None, False, at + length + 1)
    if following and words.vague.get(tuple(following), (0,))[0] >= words.vague[tuple(run[:length])][0] * 10:
        return Value(words.vague[tuple(following)][0], None, False, at + length + 1)
    return Value(low, high, approx, at + length)


def _halved(run: list[str], at: int, words: NumberWords) -> Value | None:
    """ "half a dozen", "ein halbes Dutzend", "eine halbe Million"."""
    for n in range(1, 3):
        half = run[n - 1 : n] and run[n - 1] in words.halves
        rest = run[n:]
        if half and rest and words.words.get(rest[0]) == 1:
            n, rest = n + 1, rest[1:]
        if half and (n == 1 or words.words.get(run[0]) == 1 or run[0] in words.halves) and rest and rest[0] in words.multipliers:
            amount = words.multipliers[rest[0]] / 2
            return Value(amount, amount, False, at + n + 1)
    return None


def _grouped(parse: Parse, run: list[str], at: int, words: NumberWords) -> Value | None:
    """ "12 500": groups of three digits with a space between them, as all languages may write them."""
    if not GROUP.fullmatch(run[0]):
        return None
    n = 1
    while n < len(run) and THREE.fullmatch(run[n]) and parse.words[at + n].start == parse.words[at + n - 1].end + 1:
        n += 1
    if n == 1:
        return None
    value, last = float("".join(run[:n])), at + n
    while last - at < len(run) and run[last - at] in words.multipliers:
        value, last = round(value * words.multipliers[run[last - at]], PLACES), last + 1
    return Value(value, value, False, last)


GROUP, THREE = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}")


def _spelled(run: list[str], at: int, words: NumberWords) -> Value | None:
    """ "сто двадцать пять", "две тысячи триста": number words one after another, each smaller than the one before."""
    total, part, limit, n, factor = 0.0, 0.0, float("inf"), 0, 1.0
    for text in run:
        times, value = words.multipliers.get(text), _added(text, words, part)
        if times and (part or times < limit):
            part, limit, factor = (part or 1) * times, times, times
            total, part = (total + part, 0.0) if times >= 1000 else (total, part)
        elif value is not None and value < limit:
            part, limit, factor = part + value, _magnitude(value), 1.0
        else:
            break
        n += 1
    return Value(total + part, total + part, False, at + n, factor) if n > 1 else None


def _added(text: str, words: NumberWords, part: float) -> float | None:
    """The value of a number word; of up to three digits only where nothing smaller than a thousand stands before."""
    return words.words.get(text) if not text[:1].isdigit() else float(text) if GROUP.fullmatch(text) and not part else None


def _magnitude(value: float) -> float:
    """What may be added must be smaller: units to tens, tens to hundreds, nothing to units."""
    return next((size for size in (100.0, 10.0) if value >= size and value % size == 0), 0.0) if value not in range(10, 20) else 0.0


def _multiplied(parse: Parse, run: list[str], at: int, words: NumberWords) -> Value | None:
    value, last = _hyphenated(parse, at, words) or (plain(run[0], words), at + 1)
    if value is None or (run[0][:1].isdigit() and run[0].endswith(".")):
        return None
    factor = 1.0
    if last == at + 1 and _joined(run, value, words):
        value, last = value + words.words[run[2]], at + 3
    while last - at < len(run) and run[last - at] in words.multipliers:
        value, factor = round(value * words.multipliers[run[last - at]], PLACES), factor * words.multipliers[run[last - at]]
        last += 1
    if factor > 1 and run[last - at : last - at + 1] == ["."] and run[last - at - 1] in ABBREVIATED:
        last += 1
    more = _remainder(run, last - at, factor, words)
    return Value(value + more[0], value + more[0], False, last + more[1], factor)


ABBREVIATED = frozenset({"mio", "mrd", "tsd"})


def _hyphenated(parse: Parse, at: int, words: NumberWords) -> tuple[float, int] | None:
    """ "twenty-one", "quatre-vingt-dix-sept": number words joined by hyphens, each a token of its own."""
    last = at + 1
    while last + 1 < len(parse.words) and parse.words[last].text == "-" and parse.words[last - 1].end == parse.words[last].start:
        if parse.words[last].end != parse.words[last + 1].start:
            break
        last += 2
    for end in range(last, at + 1, -2):
        value = _compound("".join(w.text.lower() for w in parse.words[at:end]), words)
        if value is not None and value > 20:
            return value, end
    return None


def _joined(run: list[str], value: float, words: NumberWords) -> bool:
    """ "sesenta y tres", "vingt et un": tens and units with a word between."""
    tens = 20 <= value < 100 and value % 10 == 0 and not run[0][:1].isdigit()
    return tens and len(run) > 2 and run[1] in words.joints and run[1].isalpha() and 1 <= words.words.get(run[2], 0) < 20


def _remainder(run: list[str], at: int, factor: float, words: NumberWords) -> tuple[float, int]:
    """ "three hundred and fifty": what is added after a multiplier."""
    if factor not in (100, 1000) or at + 1 >= len(run) or run[at] not in words.joints:
        return 0.0, 0
    value = plain(run[at + 1], words) if not run[at + 1][:1].isdigit() else None
    return (value, 2) if value and 1 < value < factor else (0.0, 0)


def plain(text: str, words: NumberWords) -> float | None:
    """The value of one word, in digits or letters."""
    if text in words.words:
        return words.words[text]
    if text in words.multipliers and words.multipliers[text] < 1e6:
        return words.multipliers[text]
    if not DIGITS.fullmatch(text):
        return _compound(text, words)
    bare = re.sub(r"[.,'\u00a0\u202f](?=\d{3}(?!\d))", "", text) if words.thousands in text or words.decimal not in text else text
    try:
        return float(bare.replace(words.decimal, "."))
    except ValueError:
        return None


def _compound(text: str, words: NumberWords) -> float | None:
    """Written-out numbers in one word, "zweihundertfünfzig", "dreiundzwanzig", "zweieinhalb"."""
    if not words.compound.fullmatch(text):
        return None
    total, part, at, joined = 0.0, 0.0, 0, False
    while at < len(text):
        name = next((n for n in words.names if text.startswith(n, at)), None)
        if name is None:
            joint = next((j for j in (*sorted(words.joints), "-") if text.startswith(j, at) and at), None)
            if joint is None:
                return None
            at, joined = at + len(joint), True
            continue
        if name in words.multipliers:
            part = (part or 1) * words.multipliers[name]
            if words.multipliers[name] >= 1000:
                total, part = total + part, 0.0
        elif part % 10 and not joined and words.words[name] >= 1:  # "Ana" is not "an" and "a"
            return None
        else:
            part += words.words[name]
        at, joined = at + len(name), False
    return total + part if text and (total or part) else None
