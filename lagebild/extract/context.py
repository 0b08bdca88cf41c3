"""What every extractor may look at: one document, its parse, and the times and places found in it."""

from dataclasses import dataclass, field
from typing import Any

from lagebild.reader.parse import Parse
from lagebild.statements import Period, Place
from lagebild.text import Document, Span


@dataclass(frozen=True)
class Context:
    """One document on its way from parse to statements; extractors read it and never change it.

    ``memo`` keeps what is worked out once for the whole document, by name.
    """

    document: Document
    parse: Parse
    language: str
    places: tuple[Place, ...] = ()
    periods: tuple[Period, ...] = ()
    told: tuple[Period | None, ...] = ()
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False, kw_only=True)

    def sentence(self, at: int) -> Span:
        """The span of the sentence that holds a character offset; the empty span at it where none does."""
        return next((Span(s.start, s.end) for s in self.parse.sentences if s.start <= at < s.end), Span(at, at))
