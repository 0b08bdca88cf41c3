"""Train the word heads of tags, names and features again, on the shipped encoder's own states.

``python -m training.heads --data ../shared/data --run build/reader --model lagebild/data/model`` runs after the export of the encoder: every word's
state is computed once by the int8 encoder, as it will be when reading, and the heads learn from these states alone, which takes
minutes. The checkpoint in ``--run`` gets the new heads; export again afterwards.
"""

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from lagebild.reader.engine import batches
from lagebild.reader.model import Model
from lagebild.reader.pieces import Pieces
from training.batches import WINDOW
from training.corpora import corpora
from training.model import Heads
from training.samples import Labels, Window, windows
from training.train import sizes_of
from training.trees import FEATURES

ROWS = 2048
OFTEN = 6
MOST = 5000
UPPER = 0.1
RATE = 1e-3
WEIGHTS = {0: 1.0, 1: 1.0, 2: 1.0}
OTHER = 0.5
Columns = tuple[np.ndarray, np.ndarray, np.ndarray]


def states_of(model: Model, rows: list[Window]) -> Columns:
    """States (float16), parts and gold labels of every word of the windows, in the order of ``Window.words``."""
    states, parts, gold = [], [], []
    for batch in batches([len(w.ids) for w in rows]):
        found, _ = model.encode([rows[n].ids for n in batch])
        for k, n in enumerate(batch):
            words = np.array(rows[n].words)
            states.append(found[k, words[:, 0]].astype(np.float16))
            parts.append(words[:, 1])
            gold.append(words[:, 5 : 5 + 2 + len(FEATURES)])
    return np.concatenate(states), np.concatenate(parts), np.concatenate(gold)


def gathered(model: Model, data: Path, pieces: Pieces, labels: Labels, draw: random.Random) -> Columns:
    """Every training corpus once, the largest in part, the German ones (seen most often) twice, in windows cut anew."""
    rows: list[Window] = []
    for sentences, times in corpora(data):
        for _ in range(2 if times >= OFTEN else 1):
            part = sentences[: min(int(len(sentences) * times), MOST)]
            rows.extend(windows(part, pieces, labels, WINDOW, UPPER, draw))
    sys.stderr.write(f"{sum(len(w.ids) for w in rows)} pieces in {len(rows)} windows\n")
    return states_of(model, rows)


def loss_of(heads: Heads, states: Tensor, parts: Tensor, gold: Tensor) -> Tensor:
    """The weighted sum over tags, names and features."""
    logits = heads.tagged(states, parts)
    total, at = logits.sum() * 0, 0
    for n, size in enumerate(heads.sizes[:-1]):
        known = gold[:, n] >= 0
        if known.any():
            total = total + WEIGHTS.get(n, OTHER) * F.cross_entropy(logits[known, at : at + size], gold[known, n])
        at += size
    return total


def learn(heads: Heads, columns: Columns, epochs: int, seed: int) -> None:
    """Train the tag layers; arcs and labels of dependencies stay as they are."""
    torch.manual_seed(seed)
    states, parts, gold = (torch.from_numpy(c) for c in columns)
    layers: list[nn.Parameter] = [*heads.tags.parameters()]
    optimizer = torch.optim.AdamW(layers, lr=RATE, weight_decay=0.01)
    steps = epochs * (len(states) // ROWS + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    heads.train()
    for epoch in range(epochs):
        order, began, total = torch.randperm(len(states)), time.time(), 0.0
        for at in range(0, len(order), ROWS):
            rows = order[at : at + ROWS]
            loss = loss_of(heads, states[rows].float(), parts[rows], gold[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        sys.stderr.write(f"epoch {epoch + 1}/{epochs} loss {total / (len(order) // ROWS + 1):.3f} {time.time() - began:.0f}s\n")
    heads.eval()


def main() -> None:
    """Read the arguments and train."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--run", "--model"):
        ask.add_argument(name, type=Path, required=True)
    ask.add_argument("--epochs", type=int, default=12)
    ask.add_argument("--seed", type=int, default=1)
    args = ask.parse_args()
    state = torch.load(args.run / "checkpoint.pt", weights_only=False, map_location="cpu")
    labels = Labels(**state["labels"])
    sizes = sizes_of(labels)
    sizes.pop("votes")
    heads = Heads(384, **sizes)
    heads.load_state_dict({n.removeprefix("heads."): v for n, v in state["model"].items() if n.startswith("heads.")})
    model = Model(args.model, verify=False)
    columns = gathered(model, args.data, model.pieces, labels, random.Random(args.seed))
    learn(heads, columns, args.epochs, args.seed)
    state["model"] |= {f"heads.{n}": v for n, v in heads.state_dict().items() if n.startswith("tags")}
    torch.save(state, args.run / "checkpoint.pt")


if __name__ == "__main__":
    main()
