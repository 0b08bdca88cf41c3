"""What an attack is done with: by words of its clause and parts of the word that carries it; gives the event's mode."""

from dataclasses import dataclass
from functools import lru_cache

from lagebild import packs
from lagebild.extract.context import Context
from lagebild.reader.parse import Word
from lagebild.statements import Phrase
from lagebild.text import Span


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of instrument with its PLOVER mode, its words and the parts of events' words."""

    name: str
    mode: str
    words: frozenset[str]
    parts: tuple[str, ...]


@lru_cache(maxsize=16)
def kinds(language: str) -> tuple[Kind, ...]:
    """The kinds of a pack, the most telling first."""
    rows = packs.load(language, "events").get("instruments") or {}
    return tuple(
        Kind(name, row["mode"], frozenset(str(w).lower() for w in row["words"]), tuple(str(p).lower() for p in row.get("parts") or []))
        for name, row in rows.items()
    )


def instrument(context: Context, trigger: Word, clause: Span) -> tuple[str, Phrase] | None:
    """The mode and the words of what an attack is done with; ``kind`` of the phrase names the sort of instrument."""
    near = context.parse.within(clause)
    own = {trigger.lemma.lower(), trigger.text.lower()}
    for kind in kinds(context.language):
        if any(part in form for part in kind.parts for form in own):
            return kind.mode, Phrase(trigger.text, trigger.span, kind.name)
        found = next((w for w in near if w.lemma.lower() in kind.words or w.text.lower() in kind.words), None)
        if found is not None:
            return kind.mode, Phrase(found.text, found.span, kind.name)
    return None
