"""Windows of consecutive sentences as tensors: what one training step sees."""

import random
from dataclasses import dataclass, field

from lagebild.reader.pieces import BOS, EOS, Pieces, chunks_of
from training.scripts import script_of
from training.trees import FEATURES, Sentence, Word

MAX_PARTS = 3
MAX_PIECES = 300
PARTED = 0.7
FINAL = (".", "!", "?", "…", '"', "”", "“", "»", "'", ")")


@dataclass(slots=True)
class Labels:
    """The label sets, grown while reading; index 0 of every feature is "none"."""

    upos: list[str] = field(default_factory=list)
    deprel: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=lambda: ["O", *(f"{p}-{k}" for k in ("PER", "ORG", "LOC") for p in "BI")])
    features: dict[str, list[str]] = field(default_factory=lambda: {f: ["_"] for f in FEATURES})
    scripts: list[str] = field(default_factory=list)
    votes: dict[str, list[str]] = field(default_factory=dict)


def index(values: list[str], value: str | None) -> int:
    """Position of a value, added if new; -1 (ignored by the loss) for what is not annotated."""
    if value is None:
        return -1
    if value not in values:
        values.append(value)
    return values.index(value)


@dataclass(slots=True)
class Window:
    """One encoder input. ``cuts`` are (piece, sentence starts, token starts, parts); ``words`` the rows of ``_row``;
    ``sentences`` are (first piece, piece after the last, text)."""

    ids: list[int]
    cuts: list[tuple[int, int, int, int]]
    words: list[list[int]]
    sentences: list[tuple[int, int, str]] = field(default_factory=list)


def windows(sentences: list[Sentence], pieces: Pieces, labels: Labels, size: int, upper: float, draw: random.Random) -> list[Window]:
    """Pack sentences, in order, into windows of about ``size`` pieces; a share ``upper`` in capitals.

    A window holds from one sentence up to as many as fit, so that sentence boundaries are learned in context. What begins a
    paragraph, or follows a sentence without a mark at its end, mostly begins a window: such boundaries are line breaks in real texts.
    """
    found, window, unmarked = [], Window([BOS], [], []), False
    for number, sentence in enumerate(sentences):
        ids, cuts, words = encode(sentence, pieces, labels, upper > draw.random())
        if len(ids) > MAX_PIECES:
            continue
        full = len(window.ids) + len(ids) > draw.choice((size // 4, size // 2, size // 2, size))
        parted = sentence.paragraph or unmarked
        unmarked = not sentence.text.endswith(FINAL)
        if len(window.ids) > 1 and (full or parted and draw.random() < PARTED):
            found.append(window)
            window = Window([BOS], [], [])
        window.sentences.append((len(window.ids), len(window.ids) + len(ids), sentence.text))
        _append(window, ids, cuts, words, number)
    found.append(window)
    for window in found:
        window.ids.append(EOS)
    return [w for w in found if w.words]


def _append(window: Window, ids: list[int], cuts: list, words: list, number: int) -> None:
    base, first = len(window.ids), len(window.words)
    window.ids.extend(ids)
    window.cuts.extend((p + base, s, t, k) for p, s, t, k in cuts)
    for position, part, head, *rest in words:
        window.words.append([position + base, part, head + first if head > 0 else head, number, *rest])


def encode(sentence: Sentence, pieces: Pieces, labels: Labels, upper: bool) -> tuple[list[int], list, list]:
    """Piece ids, cuts (piece, sentence start, token start, parts) and word rows of one sentence, positions from 0."""
    text = sentence.text.upper() if upper and len(sentence.text.upper()) == len(sentence.text) else sentence.text
    chunks = chunks_of(text)
    ids: list[int] = []
    first = {}
    for chunk, run in zip(chunks, pieces(text, chunks), strict=True):
        first[chunk.start] = len(ids)
        ids.extend(run)
    starts = sorted(first)
    anchors = {w.start: _chunk_at(starts, w.start) for w in sentence.words}
    seen: dict[int, int] = {}
    rows = []
    for word in sentence.words:
        at = anchors[word.start]
        part = seen[at] = seen.get(at, -1) + 1
        rows.append([first[at], min(part, MAX_PARTS - 1), *_row(word, labels, sentence.masked)])
    return ids, _cuts(sentence, starts, first, seen), rows


def _chunk_at(starts: list[int], position: int) -> int:
    return max((s for s in starts if s <= position), default=starts[0])


def _cuts(sentence: Sentence, starts: list[int], first: dict[int, int], seen: dict[int, int]) -> list[tuple[int, int, int, int]]:
    cuts = []
    for n, start in enumerate(starts):
        glued = n > 0 and sentence.text[start - 1 : start].strip() != ""
        token = (1 if start in seen else 0) if glued and sentence.bounded else -1
        parts = min(seen[start], MAX_PARTS - 1) if start in seen and sentence.bounded else -1
        cuts.append((first[start], (1 if n == 0 else 0) if sentence.bounded else -1, token, parts))
    return cuts


def _row(word: Word, labels: Labels, masked: set[str]) -> list[int]:
    features = [
        -1 if word.features is None or name in masked else index(values, word.features.get(name, "_")) for name, values in labels.features.items()
    ]
    head = -1 if word.head is None else word.head
    known = labels.scripts.index(script) if word.lemma and (script := script_of(word.form, word.lemma)) in labels.scripts else -1
    votes = word.votes or [-1] * len(labels.votes)
    return [head, index(labels.deprel, word.label), index(labels.upos, word.upos), index(labels.names, word.name), *features, known, *votes]
