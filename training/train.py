"""Train the reader: ``python -m training.train --data ../shared/data --encoder e5 --out build/reader``.

Writes ``checkpoint.pt`` after every part of the run and resumes from it. Two cores, about an hour and a half; ``--minutes`` fits the
schedule to the time there is, whatever else the machine does. ``--start CHECKPOINT`` goes on from an earlier run with a schedule of its own.
"""

import argparse
import dataclasses
import json
import math
import random
import sys
import time
from pathlib import Path

import torch

from lagebild.reader.pieces import PAD, Pieces
from training.annotated import annotated, gold_reports, vote_labels
from training.batches import WINDOW, batches, sample
from training.corpora import Corpus, corpora
from training.losses import blurred, loss_of, tensors
from training.model import Reader
from training.rounded import rounded
from training.samples import Labels, Window, windows
from training.scripts import common_scripts
from training.vectors import Teacher
from training.vocabulary import prune, texts_of

AVERAGED = 0.998
WARMING = 0.06
LEAST = 0.002
REPORTS = 6  # how often each of our own reports is seen
FASTER = 10  # what is new learns so many times as fast as the encoder's layers


class Run:
    """One run: its data, its model and the average of that, and how far it is."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.state_file = args.out / "checkpoint.pt"
        kept = vocabulary(args)
        self.pieces, self.labels = Pieces(args.out / "tokenizer.json"), Labels()
        self.sets = material(args, self.pieces, self.labels)
        self.teacher = Teacher(args.encoder, args.out, self.pieces, self.sets, kept)
        self.model = Reader(str(args.encoder), sizes_of(self.labels))
        shrink(self.model, kept)
        if args.int8:
            rounded(self.model.encoder)
        self.averaged = torch.optim.swa_utils.AveragedModel(self.model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED))
        self.rates = (args.rate, args.rate * FASTER)
        self.optimizer = torch.optim.AdamW(groups(self.model, self.rates), weight_decay=0.01)
        self.steps = args.steps or round(args.parts * 1.02 * len(self.part(random.Random(1))))
        self.at, self.step, self.spent, self.began = 0, 0, 0.0, time.time()
        if self.state_file.exists():
            self.resume()
        elif args.start:
            self.start()

    @property
    def seconds(self) -> float:
        """Time spent in this sitting and those before it."""
        return self.spent + time.time() - self.began

    @property
    def done(self) -> float:
        """How much of the run is done, 0 to 1."""
        return progress(self.step, self.steps, self.seconds, self.args.minutes)

    def part(self, draw: random.Random) -> list[list[Window]]:
        """The batches of one part of the run."""
        return batches(sample(self.sets, 1 / self.args.parts, self.pieces, self.labels, draw), draw)

    def resume(self) -> None:
        """Go on where an earlier sitting of this run ended."""
        state = torch.load(self.state_file, weights_only=False)
        self.model.load_state_dict(state["last"])
        self.averaged.module.load_state_dict(state["model"])
        self.averaged.n_averaged.fill_(state["step"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.at, self.step, self.spent = state["part"], state["step"], state["spent"]

    def start(self) -> None:
        """Take over the weights of an earlier run, and the order of its labels."""
        start = torch.load(self.args.start, weights_only=False)
        agree(self.labels, Labels(**start["labels"]))
        self.model.load_state_dict(start["model"] if self.args.averaged else start["last"], strict="votes" in start["labels"])

    def learn(self, batch: list[Window]) -> float:
        """One step; its loss."""
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * height(self.done)
        loss = loss_of(self.model, blurred(tensors(batch)), self.teacher.targets(batch))
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.averaged.update_parameters(self.model)
        self.step += 1
        return loss.item()

    def save(self) -> None:
        """Write all that a later sitting or an export needs."""
        weights = {"model": self.averaged.module.state_dict(), "last": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}
        so_far = {"part": self.at, "step": self.step, "spent": self.seconds, "labels": dataclasses.asdict(self.labels)}
        torch.save(weights | so_far, self.state_file)


def train(args: argparse.Namespace) -> None:
    """Run all parts, writing a checkpoint after each."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    run = Run(args)
    while run.done < 1:
        run.model.train()
        for batch in run.part(random.Random(args.seed * 1000 + run.at)):
            loss = run.learn(batch)
            if run.step % 50 == 0:
                sys.stderr.write(f"part {run.at} step {run.step} {run.done:.1%} loss {loss:.3f} {run.seconds:.0f}s\n")
            if run.done >= 1:
                break
        run.at += 1
        run.save()


def vocabulary(args: argparse.Namespace) -> list[int]:
    """The pieces that are kept, written once with their tokenizer."""
    file = args.out / "kept.json"
    if not file.exists():
        file.write_text(json.dumps(prune(args.encoder / "tokenizer.json", args.out / "tokenizer.json", texts_of(args.data), 1)))
    kept: list[int] = json.loads(file.read_text())
    return kept


def material(args: argparse.Namespace, pieces: Pieces, labels: Labels) -> list[Corpus]:
    """All corpora and our own reports, with every label in ``labels``."""
    sets, golds = corpora(args.data, args.parsed), gold_reports()
    labels.votes = vote_labels(golds)
    sets.append((annotated(golds, labels.votes), REPORTS))
    labels.scripts = common_scripts((w.form, w.lemma) for corpus, _ in sets for s in corpus for w in s.words if w.lemma and w.lemma != "_")
    windows([s for corpus, _ in sets for s in corpus], pieces, labels, WINDOW, 0, random.Random(0))
    return sets


def progress(step: int, steps: int, seconds: float, minutes: float | None) -> float:
    """How much of the run is done, 0 to 1: by steps, or by the clock where ``minutes`` are given."""
    return min(1.0, seconds / 60 / minutes if minutes else step / steps)


def height(done: float) -> float:
    """The learning rate as a share of its highest: a short rise, then half a cosine down."""
    if done < WARMING:
        return max(LEAST, done / WARMING)
    return max(LEAST, 0.5 * (1 + math.cos(math.pi * (done - WARMING) / (1 - WARMING))))


def agree(labels: Labels, before: Labels) -> None:
    """Take over the order of the labels of an earlier run.

    Raises:
        SystemExit: the label sets differ, so that its heads would not fit.
    """
    mine, theirs = dataclasses.asdict(labels), dataclasses.asdict(before)
    theirs["votes"] = theirs["votes"] or mine["votes"]
    if {k: set(v) for k, v in mine.items()} != {k: set(v) for k, v in theirs.items()}:
        raise SystemExit("the earlier run has other labels: start anew, without --start")
    for name, values in theirs.items():
        setattr(labels, name, values)


def sizes_of(labels: Labels) -> dict:
    """Widths of the heads."""
    return {
        "upos": len(labels.upos),
        "deprel": len(labels.deprel),
        "names": len(labels.names),
        "features": [len(v) for v in labels.features.values()],
        "scripts": len(labels.scripts),
        "votes": [len(v) for v in labels.votes.values()],
    }


def shrink(model: Reader, kept: list[int]) -> None:
    """Keep only the embeddings of the pruned vocabulary, frozen."""
    table = model.encoder.bert.embeddings.word_embeddings
    model.encoder.bert.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(
        table.weight[kept].detach().clone(), freeze=True, padding_idx=PAD
    )
    model.encoder.bert.config.vocab_size = len(kept)


def groups(model: Reader, rates: tuple[float, float]) -> list[dict]:
    """Two learning rates: of the encoder's layers, and of everything new."""
    layers = [p for n, p in model.named_parameters() if n.startswith("encoder.bert") and p.requires_grad]
    new = [p for n, p in model.named_parameters() if not n.startswith("encoder.bert")]
    return [{"params": layers, "lr": rates[0]}, {"params": new, "lr": rates[1]}]


def main() -> None:
    """Read the arguments and train."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--encoder", type=Path, required=True, help="folder with config.json, model.safetensors, tokenizer.json")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--parsed", type=Path, help="sentences that earlier readers parsed (training.parsed), to learn from beside the trees")
    ask.add_argument("--parts", type=int, default=6)
    ask.add_argument("--steps", type=int, help="end here, if earlier than after all parts; also when resuming")
    ask.add_argument("--minutes", type=float, help="end after this time, also when resuming; the schedule follows the clock")
    ask.add_argument("--rate", type=float, default=2e-4, help="highest learning rate of the encoder's layers; what is new learns ten times as fast")
    ask.add_argument("--start", type=Path, help="a checkpoint of an earlier run, to go on from with a schedule of its own")
    ask.add_argument("--averaged", action="store_true", help="start from the average of the earlier run's weights, not from its last ones")
    ask.add_argument("--int8", action="store_true", help="learn with the encoder's numbers rounded as the export rounds them; best as a last run")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=2)
    train(ask.parse_args())


if __name__ == "__main__":
    main()
