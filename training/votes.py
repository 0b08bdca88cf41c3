"""Train the heads that vote on what a word says of the situation, on the shipped encoder's own states of our own reports.

``python -m training.votes --model lagebild/data/model [--share 0.5] [--seed 1]`` writes ``votes.npz`` into the model's folder and its checksum into
``model.json``; a minute. ``--share`` trains on part of the reports only, for a learning curve. Where the encoder has learned these reports
together with the trees (``training.train``), its own heads are exported instead.
"""

import argparse
import random
import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from lagebild.reader.engine import batches
from lagebild.reader.model import Model
from training.annotated import annotated, gold_reports, vote_labels
from training.batches import WINDOW
from training.export import stamp, write_votes
from training.losses import votes_loss
from training.model import Votes
from training.samples import Labels, windows

TURNS = 3
UPPER = 0.1
ROWS = 512
RATE = 2e-3


def columns(model: Model, labels: dict[str, list[str]], share: float, seed: int) -> tuple[Tensor, Tensor]:
    """States and gold votes of every word, the reports cut into windows anew for each of ``TURNS``."""
    draw = random.Random(seed)
    golds = gold_reports()
    draw.shuffle(golds)
    sentences = annotated(golds[: round(len(golds) * share)], labels)
    made = Labels(votes=labels)
    rows = [w for _ in range(TURNS) for w in windows(sentences, model.pieces, made, WINDOW, UPPER, draw)]
    states, gold = [], []
    for batch in batches([len(w.ids) for w in rows]):
        found, _ = model.encode([rows[n].ids for n in batch])
        for k, n in enumerate(batch):
            words = np.array(rows[n].words)
            states.append(found[k, words[:, 0]])
            gold.append(words[:, -len(labels) :])
    return torch.from_numpy(np.concatenate(states)), torch.from_numpy(np.concatenate(gold))


def learn(states: Tensor, gold: Tensor, sizes: list[int], epochs: int, seed: int) -> Votes:
    """The heads, trained."""
    torch.manual_seed(seed)
    votes = Votes(states.shape[1], sizes)
    optimizer = torch.optim.AdamW(votes.parameters(), lr=RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=epochs * (len(states) // ROWS + 1) + 1, pct_start=0.1)
    for epoch in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(states)).split(ROWS):
            loss = votes_loss(votes(states[rows]), gold[rows], sizes)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        sys.stderr.write(f"epoch {epoch + 1}/{epochs} loss {total * ROWS / len(states):.3f}\n")
    return votes.eval()


def main() -> None:
    """Read the arguments and train."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--model", type=Path, required=True)
    ask.add_argument("--share", type=float, default=1.0)
    ask.add_argument("--epochs", type=int, default=12)
    ask.add_argument("--seed", type=int, default=1)
    args = ask.parse_args()
    labels = vote_labels(gold_reports())
    states, gold = columns(Model(args.model, verify=False), labels, args.share, args.seed)
    votes = learn(states, gold, [len(v) for v in labels.values()], args.epochs, args.seed)
    write_votes(votes, args.model)
    stamp(args.model, labels)


if __name__ == "__main__":
    main()
