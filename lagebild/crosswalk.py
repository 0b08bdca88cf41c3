"""From statements to the codes of other schemes: ACLED's sub-events, by the rows of ``data/ontology/acled.yaml``."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lagebild.extract.company import is_a
from lagebild.ontology import load
from lagebild.reader.lemmas import lemma
from lagebild.reader.parse import Word
from lagebild.statements import Actor, Statement

CLASSES = ("actor", "recipient")


@dataclass(frozen=True, slots=True)
class Happening:
    """What the rows of a crosswalk look at in one event."""

    type: str
    mode: str | None
    group: str
    instrument: str | None
    actor: tuple[Word, ...]
    recipient: tuple[Word, ...]
    language: str
    word: str = ""


def happening(statement: Statement) -> Happening:
    """An event as the crosswalks see it; its language and group stand in its origin."""
    language, _, rule = statement.origin.partition("/")
    return Happening(
        statement.type,
        statement.mode,
        rule.partition("#")[2],
        statement.instrument.kind if statement.instrument else None,
        _words(statement.actors, language),
        _words(statement.recipients, language),
        language,
        lemma(statement.anchor.text.lower(), "VERB", language) if statement.anchor else "",
    )


def sub_event(happenings: Iterable[Happening], beyond: bool = False) -> str | None:
    """ACLED's sub-event for a set of events; ``beyond`` also names what ACLED does not code."""
    return first_row((row for row in load("acled")["rows"] if beyond or row.get("acled", True)), happenings)


def first_row(rows: Iterable[dict[str, Any]], happenings: Iterable[Happening]) -> str | None:
    """The name of the first row of a crosswalk whose conditions hold for a set of events."""
    found = list(happenings)
    return next((str(row["name"]) for row in rows if _holds(row, found)), None)


def event_type(sub: str) -> str | None:
    """ACLED's event type of a sub-event."""
    return next((str(name) for name, subs in load("acled")["events"].items() if sub in subs), None)


def _holds(row: dict[str, Any], found: list[Happening]) -> bool:
    wanted = row.get("all") or [row["any"]]
    return all(any(_fits(one, w) for one in found) for w in wanted)


def _fits(one: Happening, wanted: dict[str, list[str]]) -> bool:
    return all(_any_in(one, name, values) if name in CLASSES else getattr(one, name) in values for name, values in wanted.items())


def _any_in(one: Happening, name: str, classes: list[str]) -> bool:
    return any(is_a(word, c, one.language) for word in getattr(one, name) for c in classes)


def _words(actors: tuple[Actor, ...], language: str) -> tuple[Word, ...]:
    forms = [form.strip(".,;:'’\"") for actor in actors for form in actor.text.split()]
    return tuple(Word(n, 0, 0, f, lemma(f, "NOUN", language), "NOUN", -1, "dep", {}, "O", 0) for n, f in enumerate(forms) if f)
