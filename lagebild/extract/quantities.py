"""Quantities: numbers with what bounds them and the noun they count: "über 1.000", "20 bis 30 Häuser", "zwei von ihnen"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lagebild import packs
from lagebild.extract.ages import addressed, aged
from lagebild.extract.lexicon import word_set
from lagebild.extract.numerals import Value, value_at
from lagebild.extract.parts import is_whole
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Quantity
from lagebild.text import Span

NOMINAL = ("NOUN", "PROPN", "SYM", "ADJ")
BESIDE = ("nummod", "det", "amod", "dep", "compound", "nmod", "advmod", "obl", "flat")
FARTHEST_NOUN = 7
Bounds = tuple[int, float | None, float | None, bool]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: its words, its value with bounds, the noun that it counts, and whether that names the whole ("zwei der Männer")."""

    span: Span
    first: int
    last: int
    quantity: Quantity
    noun: int | None
    article: bool = False
    partitive: bool = False


@lru_cache(maxsize=16)
def _cues(language: str, *path: str) -> tuple[tuple[str, ...], ...]:
    """Phrases of the pack, as words, the longest first; what the language melts together also in its parts."""
    whole = [tuple(c.split()) for c in word_set(language, "numbers", *path)]
    melted = {str(k): tuple(v) for k, v in (packs.load(language, "language").get("contractions") or {}).items()}
    parted = [tuple(w for word in cue for w in melted.get(word, (word,))) for cue in whole]
    return tuple(sorted({*whole, *parted}, key=len, reverse=True))


def units(language: str) -> dict[str, str]:
    """Currencies and measures by their nouns and signs."""
    found: dict[str, str] = packs.load(language, "numbers")["units"]
    return found


def numbers(parse: Parse, language: str) -> list[Number]:
    """Every number of a text that may be a figure, in text order."""
    found: list[Number] = []
    at, named = 0, -1
    while at < len(parse.words):
        number = _number_at(parse, at, language)
        if number is None and value_at(parse, at, language) and parse.words[at].text.lower() not in word_set(language, "numbers", "articles"):
            named = at
        elif number and at - 2 == named and parse.words[at - 1].upos in ("PUNCT", "CCONJ") and number.noun is None:
            number, named = None, at
        if number:
            found.append(number)
        at = max(number.last, at + 1) if number else at + 1
    return found


def _number_at(parse: Parse, at: int, language: str) -> Number | None:
    value = value_at(parse, at, language)
    if value is None:
        return None
    low, high, last = _ranged(parse, at, value, language)
    start = at - 1 if _sign(parse, at, language) is not None else at
    first, low, high, approx = _bounded(parse, start, low, high, value.approx, language)
    low, high = _bounded_after(parse, last, low, high, language)
    if _coded(parse, at, last) or _clock(parse, at, last) or _named(parse, at, last, language):
        return None
    noun, partitive = _counted(parse, at, last, language)
    if noun is None and _of_month(parse, at, language):
        return None
    article = parse.words[at].text.lower() in word_set(language, "numbers", "articles") and last == at + 1
    return Number(parse.span(list(range(first, last))), first, last, Quantity(low, high, approx), noun, article, partitive)


def _coded(parse: Parse, at: int, last: int) -> bool:
    """Numbers inside codes ("K-9"), dates, telephone numbers and compounds ("12-jährig") count nothing."""
    text, span = parse.text, parse.span(list(range(at, last)))
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    return bool(re.fullmatch(r"[-–][^\W_]", after) or re.fullmatch(r"[/:]\d", after) or re.fullmatch(r"(?:[^\W_]-|\d[/:.,]|.?[#№§])", before))


CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d")


def _clock(parse: Parse, at: int, last: int) -> bool:
    """The time of day that begins an entry of a log: "19.02 Smoke over the port"."""
    first = at == parse.sentences[parse.words[at].sentence].first and last == at + 1
    return first and bool(CLOCK.fullmatch(parse.words[at].text)) and parse.words[last : last + 1] != () and parse.words[last].text[:1].isupper()


def _of_month(parse: Parse, at: int, language: str) -> bool:
    """The day right behind a weekday: "early Sunday 18, 2016"."""
    before = parse.words[at - 1].text.lower().rstrip(".") if at else ""
    return parse.words[at].text[:1].isdigit() and before in packs.load(language, "times")["words"]["weekday"]


def _named(parse: Parse, at: int, last: int, language: str) -> bool:
    """Days of a month, ages and numbers of things: "June 13", "Anna Kolb, 21, ...", "Room 5", "12 Hill Road"."""
    before = parse.words[at - 1 : at] if at else ()
    if before and parse.words[at].text[:1].isdigit() and before[0].text.lower() in word_set(language, "numbers", "dated"):
        return True
    return aged(parse, at, last, language) or addressed(parse, last, language)


def _ranged(parse: Parse, at: int, value: Value, language: str) -> tuple[float | None, float | None, int]:
    """Take in the second number of a range: "20 bis 30", "fünf oder sechs", "zwischen 20 und 40"."""
    joints = [at + value.last - at]
    before = at - 2 if _sign(parse, at, language) is not None else at - 1
    between = parse.words[before].text.lower() in word_set(language, "numbers", "between") if before >= 0 else False
    if between and value.last < len(parse.words) and parse.words[value.last].upos == "NOUN":
        joints.append(value.last + 1)
    apart = bool(at) and parse.words[at - 1].text.lower() in word_set(language, "numbers", "from")
    words = word_set(language, "numbers", "between_joints" if between else "range")
    for j in joints:
        if apart or not value.exact or j >= len(parse.words) or parse.words[j].text.lower() not in words:
            continue
        second = value_at(parse, j + 2 if _sign(parse, j + 2, language) is not None else j + 1, language)
        if second and second.exact and value.low is not None and second.low is not None and second.low > value.low:
            low = value.low * second.factor if value.factor == 1 and value.low < second.low / second.factor else value.low
            return low, second.low, second.last
    return value.low, value.high, value.last


def _bounded(parse: Parse, at: int, low: float | None, high: float | None, approx: bool, language: str) -> Bounds:
    """Take in the words before a number that bound it; "unter den zwölf Verletzten" does not."""
    first = at
    for _ in range(0 if is_whole(parse, at, language) else 2):
        cue, start = _cue_before(parse, first, language)
        if cue is None:
            cue, start = _cue_before(parse, _before_fillers(parse, first, language), language)
        if cue == "low":
            high = None
        elif cue == "high":
            low, high = None, high or low
        elif cue == "approx":
            approx = True
        first = start if cue else first
    return first, low, high, approx


def _before_fillers(parse: Parse, at: int, language: str) -> int:
    """ "mindestens weitere zwölf": words that may stand between the bound and the number."""
    fillers = word_set(language, "numbers", "fillers")
    return at - 1 if 0 < at < len(parse.words) and parse.words[at - 1].text.lower() in fillers else at


def _cue_before(parse: Parse, at: int, language: str) -> tuple[str | None, int]:
    last = parse.words[at - 1].text.lower() if at else None
    for kind in ("low", "high", "approx", "between"):
        for cue in _cues(language, *(("between",) if kind == "between" else ("bounds", kind))):
            if cue[-1] == last and tuple(w.text.lower() for w in parse.words[max(0, at - len(cue)) : at]) == cue:
                return kind, at - len(cue)
    return None, at


def _bounded_after(parse: Parse, last: int, low: float | None, high: float | None, language: str) -> tuple[float | None, float | None]:
    """ "20 Menschen oder mehr", "100 or fewer"."""
    for start in (last, last + 1):
        if _cue_at(parse, start, _cues(language, "bounds", "low_after")):
            return low, None
        if _cue_at(parse, start, _cues(language, "bounds", "high_after")):
            return None, high
    return low, high


def _cue_at(parse: Parse, start: int, cues: tuple[tuple[str, ...], ...]) -> bool:
    if start >= len(parse.words):
        return False
    first = parse.words[start].text.lower()
    return any(cue[0] == first and tuple(w.text.lower() for w in parse.words[start : start + len(cue)]) == cue for cue in cues)


def _counted(parse: Parse, at: int, last: int, language: str) -> tuple[int | None, bool]:
    """The noun that the number modifies or that follows it, and whether it follows as the whole of a part."""
    money = _sign(parse, at, language)
    if money is not None:
        return money, False
    if last < len(parse.words) and {parse.words[last].lemma, parse.words[last].text} & units(language).keys():
        return last, False
    inside = range(at, last)
    for i in reversed(inside):
        word = parse.words[i]
        head = parse.words[word.head] if word.head >= 0 else None
        nominal = head is not None and (
            head.upos in NOMINAL
            or (word.label == "nummod" and head.features.get("VerbForm") == "Part" and head.i == last and not parse.children(head.i, "obj"))
        )
        if head and nominal and last <= head.i < last + FARTHEST_NOUN and word.label in BESIDE and _unbroken(parse, last, head.i):
            return _whole_noun(parse, head), False
    return _following(parse, last, language)


def _whole_noun(parse: Parse, noun: Word) -> int:
    """ "one night watchman": the last of nouns that make one."""
    while noun.upos == "NOUN" and noun.label == "compound" and noun.head == noun.i + 1 and parse.words[noun.head].upos in NOMINAL:
        noun = parse.words[noun.head]
    return noun.i


def _sign(parse: Parse, at: int, language: str) -> int | None:
    """ "$5 million": the currency before the number."""
    before = parse.words[at - 1] if 0 < at <= len(parse.words) else None
    return before.i if before and before.text in units(language) and before.upos in ("SYM", "PROPN", "NOUN") else None


def _unbroken(parse: Parse, first: int, last: int) -> bool:
    """No clause ends between a number and its noun."""
    return not any(w.text in (",", ";", "(", ")") or w.upos in ("VERB", "AUX") and w.label not in ("amod", "acl") for w in parse.words[first:last])


def _following(parse: Parse, last: int, language: str) -> tuple[int | None, bool]:
    """ "Dutzende von Banditen", "einer der drei Männer", "30 Personen": the noun right behind, over its modifiers."""
    partitives, whole = word_set(language, "numbers", "partitives"), False
    of = word_set(language, "numbers", "of")
    for word in parse.words[last : last + FARTHEST_NOUN]:
        if word.sentence != parse.words[last - 1].sentence:
            break
        if word.upos in ("NOUN", "PROPN") and not (word.label == "compound" and word.i < word.head < last + FARTHEST_NOUN):
            return word.i, whole
        if word.text.lower() in partitives:
            whole = True
        elif word.text.lower() in of:
            whole = whole or parse.words[word.i + 1 : word.i + 2][0].upos == "DET" if word.i + 1 < len(parse.words) else whole
        elif not _modifier(word, whole):
            break
    return None, whole


def _modifier(word: Word, whole: bool) -> bool:
    owner = word.upos == "PRON" and word.label.startswith(("nmod", "det")) and word.head > word.i  # "five of her rifles"
    if word.upos in ("DET", "NUM") or owner:
        return whole
    return word.upos == "ADJ" or word.label in ("amod", "compound") or (word.upos == "PUNCT" and word.text == "-")
