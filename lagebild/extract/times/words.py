"""A pack's expressions of time, compiled once per language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.errors import DataError
from lagebild.extract.times.syntax import Verbs

SPACE = r"(?:[^\S\n]{1,4}|[^\S\n]{0,4}\n[^\S\n]{0,4})"
SLOT = re.compile(r"\{([a-z_]+?)(\d?)\}")
DIGITS = {
    "dd": r"(?:3[01]|[12]\d|0?[1-9])",
    "mm": r"(?:1[0-2]|0?[1-9])",
    "year": r"(?:1\d|20|21)\d\d(?!\d|-\d\d(?!\d))",
    "yyyy": r"(?:1\d|20|21)\d\d",
    "anyyear": r"\d{3,4}",
    "yy": r"\d\d",
    "hh": r"(?:2[0-4]|1\d|0?\d)",
    "min": r"[0-5]\d",
    "n": r"(?:2[01]|1\d|\d)",
    "tens": r"\d0",
    "century": r"(?:1\d|20)",
}


@dataclass(frozen=True)
class Pattern:
    """One form of a kind of expression, and the class without which it cannot match."""

    kind: str
    form: re.Pattern[str]
    needs: str | None
    rank: int


@dataclass(frozen=True)
class TimeWords:
    """What a pack says about times."""

    values: dict[str, dict[str, Any]]
    patterns: tuple[Pattern, ...]
    classes: dict[str, re.Pattern[str]]
    capital: frozenset[str]
    lead: dict[str, re.Pattern[str]]
    joins: re.Pattern[str]
    ages: re.Pattern[str]
    refused: frozenset[str]
    verbs: Verbs
    data: dict[str, Any]

    def value(self, slot: str, said: str) -> Any:
        """What a word of a class means: by the word, else by the longest entry it begins with."""
        known, key = self.values[slot.rstrip("0123456789")], " ".join(said.lower().split())
        if key in known:
            return known[key]
        return next((known[w] for w in sorted(known, key=len, reverse=True) if key.startswith(w)), None)


def _spaced(text: str) -> str:
    return text.replace(" ", SPACE)


def _any_of(words: list[str], ending: str) -> str:
    return "(?:" + ("|".join(_spaced(re.escape(w).replace(r"\ ", " ")) for w in sorted(words, key=len, reverse=True)) or "(?!)") + ")" + ending


def _classes(data: dict[str, Any]) -> dict[str, str]:
    endings = data.get("endings") or {}
    words = {name: _any_of([str(w) for w in entries], _ending(endings.get(name))) for name, entries in data["words"].items()}
    number = rf"(?:\d{{1,4}}(?:[.,]\d{{1,3}})?|{words['number']})"
    return DIGITS | words | {"number": number, "halfhour": words["number"], "zone": _any_of(list(data.get("zones") or {}), "")}


def _ending(said: str | None) -> str:
    return f"(?:{said})" if said else ""


def compiled(form: str, classes: dict[str, str]) -> re.Pattern[str]:
    """A pattern of the pack as a regular expression with a group for every slot.

    Raises:
        DataError: it names an unknown class, one class twice, or is no regular expression.
    """
    spaced = _spaced(form).replace("«", "(?P<marked>").replace("»", ")")
    try:
        body = SLOT.sub(lambda m: f"(?P<{m.group(1)}{m.group(2)}>{classes[m.group(1)]})", spaced)
        return re.compile(rf"(?<!\w)(?<!\d[.,])(?:{body})(?!\w)", re.I)
    except (re.error, KeyError) as error:
        raise DataError(f"times.yaml, pattern {form!r}: {error}") from error


def check_patterns(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The patterns of a pack's times that do not compile, with what is wrong."""
    classes = _classes(data)
    for forms in (data.get("patterns") or {}).values():
        for form in forms:
            try:
                compiled(form, classes)
            except DataError as error:
                yield form, str(error)


def _needs(form: str) -> str | None:
    """A class that every match of a form has: a slot outside of every group that may be left out; else a digit, if it has one."""
    bare = form
    while (less := re.sub(r"\((?:[^()]|\\\()*\)[?*]?", "", bare)) != bare:
        bare = less
    found = [m.group(1) for m in SLOT.finditer(re.sub(r"\{[a-z_]+\d?\}\?", "", bare)) if m.group(1) not in ("det", "every_", "number")]
    name = next((f for f in found if f not in DIGITS), None)
    if name is None:
        return "digit" if found else None
    return f"-{name}" if re.search(rf"\}}(?:-\?)?\{{{name}\}}", form) else name


def _test(name: str, classes: dict[str, str]) -> re.Pattern[str]:
    """What finds a class in a text; with "-" also within a word."""
    if name == "digit":
        return re.compile(r"\d+")
    return re.compile(classes[name[1:]] if name.startswith("-") else rf"(?<!\w){classes[name]}", re.I)


def _lead(entries: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any_of(entries, '')}$", re.I)


@lru_cache(maxsize=16)
def time_words(language: str) -> TimeWords:
    """The time words of a pack."""
    data = packs.load(language, "times")
    classes = _classes(data)
    forms = [(kind, form) for kind, forms in data["patterns"].items() for form in forms]
    patterns = tuple(Pattern(kind, compiled(form, classes), _needs(form), i) for i, (kind, form) in enumerate(forms))
    values = {name: {str(k): v for k, v in entries.items()} for name, entries in data["words"].items()}
    zones = {str(k): v for k, v in (data.get("zones") or {}).items()}
    values |= {"zone": zones, "halfhour": values["number"]}
    used = {p.needs for p in patterns if p.needs}
    tests = {name: _test(name, classes) for name in used}
    lead = {side: _lead(entries) for side, entries in (data.get("lead") or {}).items()}
    refused = frozenset(data.get("refused") or [])
    perfect, future, saying = (frozenset(data.get(name) or []) for name in ("perfect", "future", "reporting"))
    verbs = Verbs(perfect, future, saying, tuple(data.get("past_endings") or ()))
    joins = re.compile("(?:" + "|".join(_spaced(re.escape(j).replace(r"\ ", " ")) for j in data.get("joins") or []) + ")")
    return TimeWords(values, patterns, tests, frozenset(data.get("capital") or []), lead, joins, _lead(data.get("ages") or []), refused, verbs, data)
