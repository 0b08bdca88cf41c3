"""From statements to the codes of other schemes and back, by the tables of ``data/ontology``: ACLED, CAMEO, PLOVER, HXL, and those of data sets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lagebild import packs
from lagebild.extract.company import is_a
from lagebild.ontology import load
from lagebild.reader.lemmas import lemma
from lagebild.reader.parse import Word
from lagebild.statements import Actor, Statement
from lagebild.text import Span

CLASSES = ("actor", "recipient")


@dataclass(frozen=True, slots=True)
class Happening:
    """What the rows of a crosswalk look at in one event or status; ``thing`` is the class of a status's subject."""

    type: str
    mode: str | None
    group: str
    instrument: str | None
    actor: tuple[Word, ...]
    recipient: tuple[Word, ...]
    language: str
    word: str = ""
    kind: str = "event"
    thing: str | None = None


def happening(statement: Statement, spoken: str | None = None) -> Happening:
    """An event or status as the crosswalks see it; its language and group stand in its origin, or else it is of the language ``spoken``."""
    language, _, rule = statement.origin.partition("/")
    language = language if language in packs.languages() else spoken or language
    return Happening(
        statement.type,
        statement.mode,
        rule.partition("#")[2],
        statement.instrument.kind if statement.instrument else None,
        _words(statement.actors, language),
        _words(statement.recipients, language),
        language,
        lemma(statement.anchor.text.lower(), "VERB", language) if statement.anchor else "",
        statement.kind,
        statement.subject.kind if statement.subject else None,
    )


def sub_event(happenings: Iterable[Happening], beyond: bool = False) -> str | None:
    """ACLED's sub-event for a set of events; ``beyond`` also names what ACLED does not code."""
    return first_row((row for row in load("acled")["rows"] if beyond or row.get("acled", True)), happenings)


def contexts_of(statement: Statement, spoken: str | None = None) -> list[str]:
    """PLOVER's contexts of an event, as far as its parties and means tell them, in alphabetical order."""
    one = [happening(statement, spoken)]
    return sorted({str(row["name"]) for row in load("plover")["rows"] if _holds(row, one)})


def first_row(rows: Iterable[dict[str, Any]], happenings: Iterable[Happening]) -> str | None:
    """The name of the first row of a crosswalk whose conditions hold for a set of events."""
    found = list(happenings)
    return next((str(row["name"]) for row in rows if _holds(row, found)), None)


def event_type(sub: str) -> str | None:
    """ACLED's event type of a sub-event."""
    return next((str(name) for name, subs in load("acled")["events"].items() if sub in subs), None)


def coded(table: str, statement: Statement) -> str | None:
    """The name that a table has for a statement, if any."""
    return first_row(load(table)["rows"], [happening(statement)])


def roles(table: str, name: str, statement: Statement) -> Iterator[tuple[str, Span]]:
    """The arguments of a statement under the roles that a table has for a name, or for the longest beginning of it."""
    rows = load(table)["roles"]
    own: dict[str, str] = next((rows[n] for n in sorted(rows, key=len, reverse=True) if name.startswith(n)), {})
    for field, role in own.items():
        value = getattr(statement, field)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                yield str(role), one.span


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER's type, mode and contexts of an event."""

    type: str
    mode: str | None
    contexts: tuple[str, ...] = ()


def plover_of(cameo: str) -> Plover | None:
    """What a CAMEO code is in PLOVER, of the longest beginning that CAMEO has; the mode as ours is named."""
    table = load("cameo")
    code = next((cameo[:n] for n in range(len(cameo), 1, -1) if cameo[:n] in table["codes"]), None)
    if code is None:
        return None
    row = table["codes"][code]
    mode = row.get("mode")
    return Plover(row["type"], table["modes"].get(mode, mode), tuple(row.get("contexts") or ()))


def cameo_of(type_: str, mode: str | None = None) -> str | None:
    """The most general CAMEO code of a type and mode; of the type alone where CAMEO has no such mode."""
    found = [c for c in load("cameo")["codes"] if (p := plover_of(c)) and p.type == type_]
    own = [c for c in found if mode and (p := plover_of(c)) and p.mode == mode]
    return min(own or found, key=lambda c: (len(c), c), default=None)


def current_type(name: str) -> str | None:
    """A type of PLOVER by its name in this or an earlier draft."""
    now = str(load("plover")["former"].get(name, name))
    return now if now in quads() else None


def quads() -> dict[str, int]:
    """PLOVER's quad class of every type."""
    return {str(t): int(n) for n, types in load("plover")["quads"].items() for t in types}


def hxl_columns() -> dict[str, str]:
    """HXL hashtags of the columns of the table of incidents."""
    return {str(k): str(v) for k, v in load("hxl")["columns"].items()}


def hxl_measures() -> dict[str, str]:
    """HXL hashtags of the measures of figures."""
    return {str(k): str(v) for k, v in load("hxl")["measures"].items()}


def hxl_bounds() -> dict[tuple[str, str], str]:
    """HXL hashtags of the lower and upper bound of every measure."""
    return {(m, str(b)): tag + str(plus) for m, tag in hxl_measures().items() for b, plus in load("hxl")["bounds"].items()}


def _holds(row: dict[str, Any], found: list[Happening]) -> bool:
    wanted = row.get("all") or [row["any"]]
    return all(any(_fits(one, w) for one in found) for w in wanted)


def _fits(one: Happening, wanted: dict[str, list[str]]) -> bool:
    return all(_any_in(one, name, values) if name in CLASSES else getattr(one, name) in values for name, values in wanted.items())


def _any_in(one: Happening, name: str, classes: list[str]) -> bool:
    return one.language in packs.languages() and any(is_a(word, c, one.language) for word in getattr(one, name) for c in classes)


def _words(actors: tuple[Actor, ...], language: str) -> tuple[Word, ...]:
    forms = [form.strip(".,;:'’\"") for actor in actors for form in actor.text.split()]
    return tuple(Word(n, 0, 0, f, lemma(f, "NOUN", language), "NOUN", -1, "dep", {}, "O", 0) for n, f in enumerate(forms) if f.isprintable() and f)
