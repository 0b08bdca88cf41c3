"""What one part of a run sees: windows of each corpus, as batches of about the same size."""

import random

from lagebild.reader.pieces import Pieces
from training.samples import Labels, Window, windows
from training.trees import Sentence

PIECES_PER_BATCH = 1200
WINDOW = 192
UPPER = 0.05


def batches(rows: list[Window], draw: random.Random) -> list[list[Window]]:
    """Batches of about ``PIECES_PER_BATCH`` pieces, alike in length, in random order."""
    rows = sorted(rows, key=lambda w: len(w.ids) + draw.random() * 8)
    found: list[list[Window]] = [[]]
    for row in rows:
        if (len(found[-1]) + 1) * len(row.ids) > PIECES_PER_BATCH:
            found.append([])
        found[-1].append(row)
    draw.shuffle(found)
    return [b for b in found if b]


def sample(sets: list[tuple[list[Sentence], float]], share: float, pieces: Pieces, labels: Labels, draw: random.Random) -> list[Window]:
    """The windows of one part of the run: every corpus for ``share`` of the times it is to be seen."""
    rows: list[Window] = []
    for sentences, times in sets:
        turns = times * share
        for turn in range(int(turns) + 1):
            part = min(1.0, turns - turn)
            size = int(len(sentences) * part)
            if size > 0:
                start = draw.randrange(len(sentences) - size + 1)
                rows.extend(windows(neighbours(sentences[start : start + size], draw), pieces, labels, WINDOW, UPPER, draw))
    return rows


def neighbours(sentences: list[Sentence], draw: random.Random) -> list[Sentence]:
    """Sentences in order where they make paragraphs; else in any order, so that no neighbour is learned by heart."""
    if sum(s.paragraph for s in sentences) > len(sentences) // 20:
        return sentences
    return draw.sample(sentences, len(sentences))
