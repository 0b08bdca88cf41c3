"""The sentence vector: the encoder's own, before any training, is the teacher; a linear layer on the trained states learns it.

The teacher's vectors (multilingual-e5-small, mean of the last layer behind its prefix "query: ") are centred, so that
unrelated sentences are near zero and not near 0.8.
"""

import random
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from transformers import BertModel

from lagebild.reader.pieces import BOS, EOS, PAD, Pieces, chunks_of
from training.samples import Window
from training.trees import Sentence

PREFIX = "query: "
PER_CORPUS = 2000
Target = tuple[int, int, int, torch.Tensor]


def embed(encoder: BertModel, pieces: Pieces, texts: list[str], kept: list[int]) -> torch.Tensor:
    """Teacher vectors, not centred. *Shape:* texts -> (texts, width); ``kept`` maps pruned piece ids to the encoder's own."""
    rows = [[BOS, *(i for run in pieces(PREFIX + t, chunks_of(PREFIX + t)) for i in run), EOS] for t in texts]
    found = torch.zeros(len(rows), encoder.config.hidden_size)
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    table = torch.tensor(kept)
    for at in range(0, len(order), 32):
        batch = order[at : at + 32]
        ids = torch.full((len(batch), max(len(rows[n]) for n in batch)), PAD)
        for k, n in enumerate(batch):
            ids[k, : len(rows[n])] = torch.tensor(rows[n])
        mask = ids != PAD
        with torch.no_grad():
            states = encoder(table[ids], attention_mask=mask.long()).last_hidden_state
        found[batch] = (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
    return F.normalize(found, dim=-1)


class Teacher:
    """Vectors to learn for a sample of the training sentences; PUD, which measures retrieval, is left out.

    Args:
        folder: the untrained encoder.
        out: where the vectors are kept between sittings.
    """

    def __init__(self, folder: Path, out: Path, pieces: Pieces, sets: list[tuple[list[Sentence], float]], kept: list[int]) -> None:
        file = out / "teacher.pt"
        if not file.exists():
            torch.save(self._made(folder, pieces, sets, kept), file)
        self.mean, self._vectors = torch.load(file)

    @staticmethod
    def _made(
        folder: Path, pieces: Pieces, sets: list[tuple[list[Sentence], float]], kept: list[int]
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        draw = random.Random(0)
        texts: list[str] = []
        for sentences, _ in sets:
            fitting = [s.text for s in sentences if 30 <= len(s.text) <= 250]
            if sentences and not sentences[0].pud:
                texts.extend(draw.sample(fitting, min(PER_CORPUS, len(fitting))))
        sys.stderr.write(f"vectors of {len(texts)} sentences from the untrained encoder\n")
        encoder = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
        vectors = embed(encoder, pieces, texts, kept)
        mean = vectors.mean(0)
        return mean, dict(zip(texts, F.normalize(vectors - mean, dim=-1), strict=True))

    def targets(self, batch: list[Window]) -> list[Target]:
        """(row, first piece, piece after the last, vector) of the sentences that have one."""
        return [
            (row, first, last, self._vectors[text])
            for row, window in enumerate(batch)
            for first, last, text in window.sentences
            if text in self._vectors
        ]


def vector_loss(layer: torch.nn.Linear, states: torch.Tensor, targets: list[Target]) -> torch.Tensor:
    """One minus the cosine of learned and taught vectors; zero where a batch has none."""
    if not targets:
        return states.sum() * 0
    pooled = torch.stack([states[row, first:last].mean(0) for row, first, last, _ in targets])
    return 3 * (1 - F.cosine_similarity(layer(pooled), torch.stack([v for *_, v in targets])).mean())
