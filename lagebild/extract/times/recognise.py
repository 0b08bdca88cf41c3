"""Where a text speaks of time: matches of the pack's patterns, the longest first, without those that the parse refuses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import Match

from lagebild.extract.times.syntax import Syntax
from lagebild.extract.times.words import Pattern, TimeWords
from lagebild.reader.parse import Word
from lagebild.text import Span

NO_TIME = frozenset({"VERB", "AUX", "ADP", "SCONJ", "PRON"})
SINGLE = frozenset({"month", "season", "weekday", "year"})
LEAD = 40
WINDOW = 80
BLANK = re.compile(r"\s")


@dataclass(frozen=True)
class Found:
    """An expression: its kind, the words in its slots, and on which side of it the time lies."""

    kind: str
    span: Span
    text: str
    slots: dict[str, str]
    lead: str | None
    after: str


def recognise(text: str, words: TimeWords, syntax: Syntax) -> list[Found]:
    """Expressions of time in text order, none overlapping another."""
    windows = {name: _windows(text, test) for name, test in words.classes.items()}
    whole = [(0, len(text))]
    matches = [(p, m) for p in words.patterns for w in (windows[p.needs] if p.needs else whole) for m in _matches(p, text, *w)]
    kept: list[Found] = []
    end = -1
    for pattern, match in sorted(matches, key=lambda x: (x[1].start(_at(x[1])), -x[1].end(), x[0].rank)):
        if match.start(_at(match)) >= end and _capital(match, words) and not _refused(pattern, match, words, syntax):
            kept.append(_found(pattern, match, text, words))
            end = match.end()
    return kept


def _windows(text: str, test: re.Pattern[str]) -> list[tuple[int, int]]:
    """Stretches of text around the words of a class, cut between words."""
    found: list[tuple[int, int]] = []
    for match in test.finditer(text):
        first, last = max(0, match.start() - WINDOW), min(len(text), match.end() + WINDOW)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return [(_edge(text, first), _edge(text, last)) for first, last in found]


def _edge(text: str, at: int) -> int:
    """The next white space at or after an offset."""
    space = BLANK.search(text, at)
    return 0 if at == 0 else space.start() if space else len(text)


def _matches(pattern: Pattern, text: str, at: int, end: int) -> Iterator[Match[str]]:
    """Matches in a window, also those that begin inside what an earlier one leaves unmarked."""
    while match := pattern.form.search(text, at, end):
        yield match
        at = max(match.end(_at(match)), match.start() + 1)


def _at(match: Match[str]) -> str | int:
    return "marked" if match.re.groupindex.get("marked") else 0


def _capital(match: Match[str], words: TimeWords) -> bool:
    said = ((slot.rstrip("0123456789"), word) for slot, word in match.groupdict().items() if word)
    return all(word[0].isupper() for slot, word in said if slot in words.capital)


def _found(pattern: Pattern, match: Match[str], text: str, words: TimeWords) -> Found:
    span = Span(*match.span(_at(match)))
    slots = {slot: word for slot, word in match.groupdict().items() if word and slot != "marked"}
    before = text[max(0, span.start - LEAD) : span.start].rstrip().rstrip("(").rstrip()
    lead = next((side for side, test in words.lead.items() if test.search(before)), None)
    return Found(pattern.kind, span, span.of(text), slots, lead, text[match.end() : match.end() + LEAD])


def _refused(pattern: Pattern, match: Match[str], words: TimeWords, syntax: Syntax) -> bool:
    """Names and verbs that look like a time, numbers that count something else, and ages."""
    start, end = match.span(_at(match))
    before, after = match.string[max(0, start - LEAD) : start].rstrip(), match.string[end : end + LEAD].split()
    if pattern.kind == "duration" and words.ages.search(before):
        return True
    if after and after[0].strip(",.;") in words.refused:
        return True
    first = syntax.word_at(start)
    if first is None or " " in match.group(_at(match)).strip():
        return False
    if pattern.kind == "year":
        return _counts(first, syntax) and not any(test.search(before) for test in words.lead.values())
    return pattern.kind in SINGLE and (first.upos in NO_TIME or first.name.endswith(("PER", "ORG")))


def _counts(number: Word, syntax: Syntax) -> bool:
    """Whether a number counts the noun behind it ("2000 soldiers")."""
    counted = syntax.parse.words[number.head]
    return number.label == "nummod" and 0 < number.head - number.i <= 2 and not counted.text[:1].isdigit()
