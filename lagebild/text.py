"""Stretches of text and the documents they come from. Offsets are half-open, in Unicode code points."""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span around all of them.

    Raises:
        ValueError: there is no span.
    """
    found = list(spans)
    return Span(min(s.start for s in found), max(s.end for s in found))


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to know before trusting a document: kinds as in the contract."""

    kind: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When a report appeared, as precisely as known: ISO dates or times, and the words it was given in (EDTF)."""

    earliest: str
    latest: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report as published. ``text`` is never changed; ``layout`` holds spans that are titles or captions."""

    id: str
    text: str
    title: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    flags: tuple[Flag, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict, compare=False)


def digest(*parts: object, size: int = 16) -> str:
    """A short, stable hash of what is said, for ids."""
    said = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(said.encode("utf8", "surrogatepass")).hexdigest()[:size]


def fold(text: str) -> str:
    """Words for comparing: lower case, without accents, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.split())
