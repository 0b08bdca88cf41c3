"""Stretches of text and the documents they come from. Offsets are half-open, in Unicode code points."""

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
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
class Edit:
    """One change on the way from a text as given to the text that is read: which stretch became which."""

    read: Span
    given: Span


class Offsets:
    """From offsets of the text that is read back to those of the text as given.

    A span that touches a change covers all of what was changed; what was only taken out stays outside at its edges.

    Args:
        edits: changes in text order; between them both texts run in parallel.
        before: the map of an earlier round of changes, whose text this one started from.
    """

    def __init__(self, edits: Iterable[Edit], before: "Offsets | None" = None) -> None:
        self.edits = tuple(edits)
        self.before = before
        self._starts = [e.read.start for e in self.edits]

    def back(self, span: Span) -> Span:
        """Where a span of the read text stands in the text as given."""
        start = self._start(span.start)
        found = Span(start, max(start, self._end(span.end)))
        return self.before.back(found) if self.before else found

    def _start(self, at: int) -> int:
        n = bisect_right(self._starts, at) - 1
        if n < 0:
            return at
        edit = self.edits[n]
        return edit.given.end + at - edit.read.end if at >= edit.read.end else edit.given.start

    def _end(self, at: int) -> int:
        n = bisect_left(self._starts, at) - 1
        return self.edits[n].given.end + max(0, at - self.edits[n].read.end) if n >= 0 else at


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that is no running text: a "caption" or a "title"."""

    kind: str
    span: Span


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
    """One report as published. ``text`` is never changed; ``layout`` names captions and titles inside it.

    ``extracted`` says that the text was taken out of a page, so that nobody else has the text that offsets refer to.
    """

    id: str
    text: str
    title: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    flags: tuple[Flag, ...] = ()
    layout: tuple[Passage, ...] = ()
    extracted: bool = False
    extra: dict[str, Any] = field(default_factory=dict, compare=False)


def digest(*parts: object, size: int = 16) -> str:
    """A short, stable hash of what is said, for ids."""
    said = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(said.encode("utf8", "surrogatepass")).hexdigest()[:size]


def fold(text: str) -> str:
    """Words for comparing: lower case, without accents, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.split())


UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """A text that any file and database takes: a sign of the same length in place of noughts and half characters."""
    return UNSTORABLE.sub("\ufffd", text) if "\x00" in text or not text.isascii() else text


ENDS = re.compile(r"[.!?…][\"'»“”)]*\s|\n")


def around(text: str, span: Span) -> str:
    """The words from the last end of a sentence before a span to the first after it."""
    starts = [m.end() for m in ENDS.finditer(text, 0, span.start)]
    end = ENDS.search(text, max(span.start, span.end - 1))
    return " ".join(text[starts[-1] if starts else 0 : end.end() if end else len(text)].split())
