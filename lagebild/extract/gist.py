"""What a document is about as a whole: names, content words and sentence vectors, for linking it with others."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from lagebild.reader.parse import Parse
from lagebild.sketches import sketch, sketches
from lagebild.statements import Gist
from lagebild.text import Span, fold

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
MOST_NAMES, MOST_WORDS, STEM, SHORTEST = 40, 80, 7, 3


def gist(parse: Parse) -> Gist:
    """The gist of a parsed text; words are beginnings of lemmas, names single words of names."""
    named = (fold(w.text) for _, first, last in parse.names() for w in parse.words[first:last])
    words = (fold(w.lemma)[:STEM] for w in parse.words if w.upos in CONTENT)
    vectors = np.zeros((0, 1), dtype=np.float32) if parse.vectors is None else parse.vectors
    sentences = tuple((Span(s.start, s.end), bits) for s, bits in zip(parse.sentences, sketches(vectors), strict=False))
    return Gist(_most(named, MOST_NAMES), _most(words, MOST_WORDS), sketch(vectors), sentences)


def _most(words: Iterable[str], most: int) -> tuple[str, ...]:
    """The most frequent words; of equals those that come first."""
    counts = Counter(w for w in words if len(w) >= SHORTEST)
    return tuple(sorted(counts, key=lambda w: -counts[w])[:most])
