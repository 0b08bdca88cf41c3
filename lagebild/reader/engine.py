"""Text in, parse out: one pass of the encoder, then boundaries, tags, trees and names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagebild.reader.lemmas import lemma, with_particle
from lagebild.reader.model import Floats, Model
from lagebild.reader.parse import Parse, Sentence, Word
from lagebild.reader.pieces import Chunk
from lagebild.reader.trees import best_tree
from lagebild.reader.windows import Window, windows_of

ARC = 256
REL = 128
BATCH_PIECES = 2048
LABEL_BLOCK = 2048
JOINED_PARTICLES = frozenset({"de", "nl"})


@dataclass(slots=True)
class _Token:
    """A token before parsing: its chunks' span, its state, and how many syntactic words it holds."""

    start: int
    end: int
    state: Floats
    parts: int
    opens: bool
    root: Floats


@dataclass(slots=True)
class _Unit:
    """A syntactic word before parsing; ``part`` counts the words of its token."""

    token: _Token
    part: int


class Reader:
    """Reads texts with one model.

    Args:
        model: the weights.
        contractions: per language, the words that a contracted token stands for ("im": ["in", "dem"]).
    """

    def __init__(self, model: Model, contractions: dict[str, dict[str, list[str]]] | None = None) -> None:
        self.model = model
        self._contractions = contractions or {}

    def __call__(self, text: str, language: str) -> Parse:
        """Parse one text; ``language`` (ISO 639-1) chooses the lemmas only."""
        return self.parse_windows(text, list(windows_of(text, self.model.pieces)), language)

    def parse_windows(self, text: str, windows: Sequence[Window], language: str) -> Parse:
        """Parse a text already cut into windows."""
        tokens = [t for n, (states, cuts) in self._encoded(windows) for t in _tokens(windows[n], states, cuts)]
        units = [_Unit(token, part) for token in tokens for part in range(token.parts)]
        if not units:
            return Parse(text, (), ())
        return self._parse(text, units, language)

    def _encoded(self, windows: Sequence[Window]) -> Iterator[tuple[int, tuple[Floats, Floats]]]:
        """States and cut logits of every window, in order; encoded in batches of like length."""
        found: dict[int, tuple[Floats, Floats]] = {}
        for batch in batches([len(w.ids) for w in windows]):
            states, cuts = self.model.encode([windows[n].ids for n in batch])
            found.update((n, (states[k], cuts[k])) for k, n in enumerate(batch))
        yield from sorted(found.items(), key=lambda item: item[0])

    def _parse(self, text: str, units: list[_Unit], language: str) -> Parse:
        bounds = [n for n, u in enumerate(units) if u.token.opens and u.part == 0] + [len(units)]
        sentences = list(pairwise(bounds))
        states = np.stack([u.token.state for u in units] + [units[a].token.root for a, _ in sentences])
        parts = np.array([min(u.part, 2) for u in units] + [0] * len(sentences), dtype=np.int64)
        arc, rel, tags = self.model.score(states, parts)
        roots = len(units) + np.arange(len(sentences))
        heads = np.concatenate([_heads(arc[a:b], arc[r], a, self.model.biaffine["arcs"]) for (a, b), r in zip(sentences, roots, strict=True)])
        number = np.repeat(np.arange(len(sentences)), [b - a for a, b in sentences])
        labels = self._labels(rel, heads, roots[number])
        words = self._words(text, units, heads, labels, tags, number, language)
        return Parse(text, tuple(words), tuple(Sentence(a, b, words[a].start, words[b - 1].end) for a, b in sentences))

    def _labels(self, rel: Floats, heads: NDArray[np.int64], roots: NDArray[np.int64]) -> NDArray[np.int64]:
        """The best label of every word under its head; "root" if and only if the head is the root."""
        above = rel[np.where(heads >= 0, heads, roots), REL:]
        blocks = range(0, len(heads), LABEL_BLOCK)
        return np.concatenate([self._block_labels(rel[a : a + LABEL_BLOCK], above[a : a + LABEL_BLOCK], heads[a : a + LABEL_BLOCK]) for a in blocks])

    def _block_labels(self, rel: Floats, above: Floats, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """The labels of so many words that their scores stay small in memory."""
        weights = self.model.biaffine["rels"]
        count, width = weights.shape[0], weights.shape[1]
        left = (one(rel[: len(heads), :REL]) @ weights.transpose(1, 0, 2).reshape(width, -1)).reshape(-1, count, width)
        scores = np.matmul(left, one(above)[:, :, None])[:, :, 0]
        number = self.model.labels.deprel.index("root")
        scores[:, number] = np.where(heads < 0, np.inf, -np.inf)
        best: NDArray[np.int64] = scores.argmax(1)
        return best

    def _words(
        self,
        text: str,
        units: list[_Unit],
        heads: NDArray[np.int64],
        labels: NDArray[np.int64],
        tags: Floats,
        sentence: NDArray[np.int64],
        language: str,
    ) -> list[Word]:
        rows = _best(tags, self._sizes())
        sets = self.model.labels
        words = []
        for n, unit in enumerate(units):
            form = self._form(text, unit, language)
            upos = sets.upos[rows[n][0]]
            features = {name: values[k] for (name, values), k in zip(sets.features.items(), rows[n][2:], strict=True) if k}
            words.append(
                Word(
                    n,
                    unit.token.start,
                    unit.token.end,
                    form,
                    lemma(form, upos, language),
                    upos,
                    int(heads[n]),
                    sets.deprel[labels[n]],
                    features,
                    sets.names[rows[n][1]],
                    int(sentence[n]),
                )
            )
        return _with_particles(words, language)

    def _sizes(self) -> list[int]:
        sets = self.model.labels
        return [len(sets.upos), len(sets.names), *(len(v) for v in sets.features.values())]

    def _form(self, text: str, unit: _Unit, language: str) -> str:
        """The word's own form: for a contraction, the word that it stands for where the language's table knows it."""
        form = text[unit.token.start : unit.token.end]
        expanded = self._contractions.get(language, {}).get(form.lower()) if unit.token.parts > 1 else None
        return expanded[unit.part] if expanded and unit.part < len(expanded) else form


def one(x: Floats) -> Floats:
    """Append a constant one, the bias of a biaffine form."""
    return np.concatenate([x, np.ones_like(x[:, :1])], 1)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices grouped by like length, each group at most ``BATCH_PIECES`` pieces when padded."""
    batch: list[int] = []
    for n in sorted(range(len(lengths)), key=lambda n: lengths[n]):
        if batch and ((len(batch) + 1) * lengths[n] > BATCH_PIECES or lengths[n] > 1.3 * lengths[batch[0]] + 16):
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _tokens(window: Window, states: Floats, cuts: Floats) -> Iterator[_Token]:
    """Group a window's chunks into tokens; a token or sentence starts where its logit is positive."""
    token: _Token | None = None
    for n, (chunk, first) in enumerate(zip(window.chunks, window.firsts, strict=True)):
        opens = n == 0 and window.opens
        if token is None or _starts(chunk, float(cuts[first, 1])):
            if token:
                yield token
            parts = int(cuts[first, 2:].argmax()) + 1
            token = _Token(chunk.start, chunk.end, states[first], parts, opens or bool(cuts[first, 0] > 0 and n > 0), states[0])
        else:
            token.end = chunk.end
    if token:
        yield token


def _starts(chunk: Chunk, logit: float) -> bool:
    return chunk.spaced or logit > 0


def _heads(arc: Floats, root: Floats, first: int, weights: Floats) -> NDArray[np.int64]:
    """Heads within one sentence, as indices into the whole parse; -1 for the root."""
    nodes = np.concatenate([root[None], arc])
    scores = one(nodes[:, :ARC]) @ weights @ nodes[:, ARC:].T
    heads = best_tree(scores.astype(np.float64))[1:]
    return np.where(heads == 0, -1, heads - 1 + first)


def _best(logits: Floats, sizes: Iterable[int]) -> list[list[int]]:
    """The best label of every group of logits, per word."""
    columns, at = [], 0
    for size in sizes:
        columns.append(logits[:, at : at + size].argmax(1))
        at += size
    found: list[list[int]] = np.stack(columns, 1).tolist()
    return found


def _with_particles(words: list[Word], language: str) -> list[Word]:
    """Give verbs with a separated particle the lemma of the whole."""
    for word in list(words):
        if word.label == "compound:prt" and word.head >= 0:
            verb = words[word.head]
            whole = with_particle(verb.lemma, word.text, language in JOINED_PARTICLES)
            words[verb.i] = Word(
                verb.i, verb.start, verb.end, verb.text, whole, verb.upos, verb.head, verb.label, verb.features, verb.name, verb.sentence
            )
    return words


def default_folder() -> Path:
    """Where the installed package keeps the model."""
    return Path(__file__).resolve().parent.parent / "data" / "model"
