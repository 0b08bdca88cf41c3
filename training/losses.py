"""A batch as tensors, and the sum of all heads' losses over it."""

import torch
import torch.nn.functional as F

from lagebild.reader.pieces import EOS, PAD, UNK
from training.model import Reader
from training.samples import Window
from training.vectors import vector_loss

WEIGHTS = {0: 1.0, 1: 1.0, 2: 1.0, 7: 0.5}  # by head: tags, names, Case, Mood; the others weigh less
OTHER = 0.25
VOTING = 0.5
BLURRED = 0.08  # share of pieces
STARTS = 3  # weight of where sentences start


def tensors(batch: list[Window]) -> dict[str, torch.Tensor]:
    """Pad a batch: pieces to multiples of 16, words to multiples of 8; word 0 of every row is the root."""
    length = -(-max(len(w.ids) for w in batch) // 16) * 16
    count = -(-(max(len(w.words) for w in batch) + 1) // 8) * 8
    width = len(batch[0].words[0])
    ids = torch.full((len(batch), length), PAD)
    cuts = torch.full((len(batch), length, 3), -1)
    words = torch.full((len(batch), count, width), -1)
    words[:, :, :2] = 0
    words[:, :, 3] = -2
    for n, window in enumerate(batch):
        ids[n, : len(window.ids)] = torch.tensor(window.ids)
        cuts[n, [c[0] for c in window.cuts]] = torch.tensor([c[1:] for c in window.cuts])
        words[n, 1 : len(window.words) + 1] = torch.tensor(window.words)
    return {"ids": ids, "mask": (ids != PAD).float(), "cuts": cuts, "words": words}


def blurred(batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The batch with a share of its pieces made unknown, so that sentences are not learned by heart."""
    hidden = (batch["ids"] > EOS) & (torch.rand(batch["ids"].shape) < BLURRED)
    return batch | {"ids": batch["ids"].masked_fill(hidden, UNK)}


def mean_loss(logits: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """Cross entropy over what is annotated; zero where nothing is."""
    known = gold >= 0
    return F.cross_entropy(logits[known], gold[known]) if known.any() else logits.sum() * 0


def votes_loss(logits: torch.Tensor, gold: torch.Tensor, sizes: list[int]) -> torch.Tensor:
    """The sum over the matters of which words vote."""
    return sum((mean_loss(part, gold[..., n]) for n, part in enumerate(logits.split(sizes, -1))), logits.sum() * 0)


def loss_of(model: Reader, batch: dict[str, torch.Tensor], targets: list[tuple[int, int, int, torch.Tensor]]) -> torch.Tensor:
    """The sum of all heads' losses."""
    words = batch["words"]
    cuts, arcs, rel, tags, votes, states = model(batch["ids"], batch["mask"], words[..., 0], words[..., 1])
    sentence, heads = words[..., 3], words[..., 2]
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    same[:, :, 0] = True
    total = mean_loss(arcs.masked_fill(~same, -1e4), heads)
    total = total + mean_loss(model.labels(rel, heads.clamp(min=0)), words[..., 4])
    at = 0
    for n, size in enumerate(model.heads.sizes):
        weight = WEIGHTS.get(n, 0.5 if n == len(model.heads.sizes) - 1 else OTHER)
        total = total + weight * mean_loss(tags[..., at : at + size], words[..., 5 + n])
        at += size
    total = total + VOTING * votes_loss(votes, words[..., 5 + len(model.heads.sizes) :], model.votes.sizes)
    gold = batch["cuts"]
    for n in (0, 1):
        known = gold[..., n] >= 0
        total = total + (STARTS, 1)[n] * F.binary_cross_entropy_with_logits(cuts[..., n][known], gold[..., n][known].float())
    return total + 0.5 * mean_loss(cuts[..., 2:], gold[..., 2]) + vector_loss(model.vector, states, targets)
