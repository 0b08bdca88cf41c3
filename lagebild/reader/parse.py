"""What the reader found in a text: sentences, words, tags, heads, labels, names, with offsets into the text as given."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lagebild.reader.votes import Votes
from lagebild.text import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. ``head`` is an index into the parse's words, -1 for a root; words of one token share a span."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: int
    label: str
    features: Mapping[str, str]
    name: str
    sentence: int

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)


def by_head(words: Iterable[Word]) -> dict[int, list[Word]]:
    """Words by the index of the word that they depend on, in their order."""
    found: dict[int, list[Word]] = {}
    for word in words:
        found.setdefault(word.head, []).append(word)
    return found


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words ``first`` up to but not including ``last``, and the span they cover."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True)
class Parse:
    """A parsed text. Words stand in text order and are addressed by index.

    ``vectors`` are the sentences' unit vectors, alike for what means the same in any language. *Shape:* (sentences, width).
    ``votes`` are what the words say of the situation, where the model has heads for it.
    """

    text: str
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    vectors: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    votes: Votes | None = field(default=None, compare=False, repr=False)

    @cached_property
    def _children(self) -> list[list[Word]]:
        found: list[list[Word]] = [[] for _ in self.words]
        for word in self.words:
            if word.head >= 0:
                found[word.head].append(word)
        return found

    def children(self, i: int, *labels: str) -> list[Word]:
        """Dependents of a word in text order, only those with one of the labels if any is given."""
        return [c for c in self._children[i] if not labels or c.label in labels]

    def subtree(self, i: int, skip: tuple[str, ...] = ()) -> list[int]:
        """Indices of a word and all below it, in text order; branches with a label in ``skip`` are left out."""
        found, queue = [], [i]
        while queue:
            at = queue.pop()
            found.append(at)
            queue.extend(c.i for c in self._children[at] if c.label not in skip)
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Word]:
        """The words above, from the head to the root."""
        at = self.words[i].head
        while at >= 0:
            yield self.words[at]
            at = self.words[at].head

    def span(self, indices: list[int]) -> Span:
        """The smallest span around the words."""
        return Span(min(self.words[i].start for i in indices), max(self.words[i].end for i in indices))

    @cached_property
    def _starts(self) -> list[int]:
        return [w.start for w in self.words]

    def within(self, span: Span) -> list[Word]:
        """The words that lie wholly inside a span, in text order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [w for w in self.words[first:last] if w.end <= span.end]

    def names(self) -> list[tuple[str, int, int]]:
        """Names as (PER, ORG or LOC; first word; word after the last)."""
        return self._names

    @cached_property
    def _names(self) -> list[tuple[str, int, int]]:
        return names_of([w.name for w in self.words])


def names_of(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """Names in BIO tags as (class; first; after the last); a name that begins with I is one too."""
    found: list[tuple[str, int, int]] = []
    for n, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        if prefix == "I" and found and found[-1][0] == kind and found[-1][2] == n:
            found[-1] = (kind, found[-1][1], n + 1)
        elif kind:
            found.append((kind, n, n + 1))
    return found
