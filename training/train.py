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
import torch.nn.functional as F

from lagebild.reader.pieces import PAD, Pieces
from training.annotated import annotated, gold_reports, vote_labels
from training.model import Reader
from training.samples import Labels, Window, windows
from training.scripts import common_scripts
from training.trees import Sentence, add_names, read_columns, read_conllu, read_smartdata
from training.vectors import Teacher, vector_loss
from training.vocabulary import prune, texts_of

PIECES_PER_BATCH = 1200
WINDOW = 192
UPPER = 0.05
AVERAGED = 0.998
WEIGHTS = {0: 1.0, 1: 1.0, 2: 1.0, 7: 0.5}  # by head: tags, names, Case, Mood; the others weigh less
OTHER = 0.25
WARMING = 0.06
LEAST = 0.002
VOTING = 0.5
STARTS = 3  # weight of where sentences start
REPORTS = 6  # how often each of our own reports is seen


TREES = (
    # file, how often it is seen, masked features, part; every class O tree but the tests (README of the data)
    ("de/de_gsd-ud-dev.conllu", 12, "", slice(None)),
    ("de/de_gsd-ud-test.conllu", 12, "", slice(0, 301)),
    ("de/de_pud-ud-test.conllu", 9, "VerbForm", slice(None)),
    ("en/en_ewt-ud-train.from-sources.conllu", 1.6, "", slice(None)),
    ("en/en_ewt-ud-dev.conllu", 1.5, "", slice(None)),
    ("en/en_pud-ud-test.conllu", 2, "", slice(None)),
    ("fr/fr_sequoia-ud-train.conllu", 3, "", slice(None)),
    ("fr/fr_sequoia-ud-dev.conllu", 3, "", slice(None)),
    ("fr/fr_gsd-ud-dev.conllu", 1, "", slice(None)),
    ("fr/fr_gsd-ud-test.conllu", 1, "", slice(None)),
    ("fr/fr_pud-ud-test.conllu", 2, "", slice(None)),
    ("es/es_ancora-ud-dev.v2.9.conllu", 6, "", slice(None)),
    ("es/es_gsd-ud-dev.conllu", 1, "", slice(None)),
    ("es/es_gsd-ud-test.conllu", 1, "", slice(None)),
    ("es/es_pud-ud-test.conllu", 2, "", slice(None)),
    ("ru/ru_gsd-ud-dev.conllu", 5, "", slice(None)),
    ("ru/ru_pud-ud-test.conllu", 3, "", slice(None)),
    ("ru/ru_taiga-ud-train.2020-09.dedup.conllu", 1, "", slice(None)),
    ("ru/ru_taiga-ud-dev.conllu", 1, "", slice(None)),
    ("ru/ru_taiga-ud-test.conllu", 1, "", slice(None)),
    ("uk/uk_parlamint-ud-train.2024-11.dedup.conllu", 3, "", slice(None)),
    ("uk/uk_parlamint-ud-dev.conllu", 3, "", slice(None)),
    ("nl/nl_lassysmall-ud-train.2017-02.dedup.conllu", 0.3, "", slice(None)),
)
NAMES = {
    "de/de_pud-ud-test.conllu": "names/uner_pud/de_pud-ud-test.iob2",
    "en/en_ewt-ud-dev.conllu": "names/uner_ewt/en_ewt-ud-dev.iob2",
}
Corpus = tuple[list[Sentence], float]


def corpora(data: Path) -> list[Corpus]:
    """What trains, with how often each corpus is seen."""
    sets: list[Corpus] = []
    for name, times, masked, part in TREES:
        sentences = read_conllu(data / "ud" / name, frozenset(masked.split()), bounded=not name.startswith("nl/"))[part]
        if name in NAMES:
            add_names(sentences, data / NAMES[name])
        for sentence in sentences:
            sentence.pud = "_pud-" in name
        sets.append((sentences, times))
    return [
        *sets,
        (read_columns(data / "names/germeval2014/NER-de-dev.tsv", 1, 2), 2),
        (read_columns(data / "names/mobie/train.conll2003", 0, 3), 0.4),
        (read_smartdata(data / "smartdata/train_v1.jsonl"), 0.4),
    ]


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


def train(args: argparse.Namespace) -> None:
    """Run all parts, writing a checkpoint after each."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    if not (args.out / "kept.json").exists():
        kept = prune(args.encoder / "tokenizer.json", args.out / "tokenizer.json", texts_of(args.data), 1)
        (args.out / "kept.json").write_text(json.dumps(kept))
    pieces, labels, sets = Pieces(args.out / "tokenizer.json"), Labels(), corpora(args.data)
    golds = gold_reports()
    labels.votes = vote_labels(golds)
    sets.append((annotated(golds, labels.votes), REPORTS))
    labels.scripts = common_scripts((w.form, w.lemma) for corpus, _ in sets for s in corpus for w in s.words if w.lemma and w.lemma != "_")
    windows([s for corpus, _ in sets for s in corpus], pieces, labels, WINDOW, 0, random.Random(0))
    teacher = Teacher(args.encoder, args.out, pieces, sets, json.loads((args.out / "kept.json").read_text()))
    model = Reader(str(args.encoder), sizes_of(labels))
    shrink(model, json.loads((args.out / "kept.json").read_text()))
    averaged = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED))
    rates = (args.rate, args.rate * 10)
    optimizer = torch.optim.AdamW(groups(model, rates), weight_decay=0.01)
    steps = args.steps or round(args.parts * 1.02 * len(batches(sample(sets, 1 / args.parts, pieces, labels, random.Random(1)), random.Random(1))))
    first, step, spent, began = 0, 0, 0.0, time.time()
    state_file = args.out / "checkpoint.pt"
    if state_file.exists():
        state = torch.load(state_file, weights_only=False)
        model.load_state_dict(state["last"])
        averaged.module.load_state_dict(state["model"])
        averaged.n_averaged.fill_(state["step"])
        optimizer.load_state_dict(state["optimizer"])
        first, step, spent = state["part"], state["step"], state["spent"]
    elif args.start:
        start = torch.load(args.start, weights_only=False)
        agree(labels, Labels(**start["labels"]))
        model.load_state_dict(start["model"] if args.averaged else start["last"], strict="votes" in start["labels"])
    part = first
    while (done := progress(step, steps, spent + time.time() - began, args.minutes)) < 1:
        draw = random.Random(args.seed * 1000 + part)
        model.train()
        for batch in batches(sample(sets, 1 / args.parts, pieces, labels, draw), draw):
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * height(done)
            loss = loss_of(model, tensors(batch), teacher.targets(batch))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            averaged.update_parameters(model)
            step += 1
            if step % 50 == 0:
                sys.stderr.write(f"part {part} step {step} {done:.1%} loss {loss.item():.3f} {time.time() - began:.0f}s\n")
            done = progress(step, steps, spent + time.time() - began, args.minutes)
            if done >= 1:
                break
        part += 1
        torch.save(
            {
                "model": averaged.module.state_dict(),
                "last": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "part": part,
                "step": step,
                "spent": spent + time.time() - began,
                "labels": dataclasses.asdict(labels),
            },
            state_file,
        )


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
    ask.add_argument("--parts", type=int, default=6)
    ask.add_argument("--steps", type=int, help="end here, if earlier than after all parts; also when resuming")
    ask.add_argument("--minutes", type=float, help="end after this time, also when resuming; the schedule follows the clock")
    ask.add_argument("--rate", type=float, default=2e-4, help="highest learning rate of the encoder's layers; what is new learns ten times as fast")
    ask.add_argument("--start", type=Path, help="a checkpoint of an earlier run, to go on from with a schedule of its own")
    ask.add_argument("--averaged", action="store_true", help="start from the average of the earlier run's weights, not from its last ones")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=2)
    train(ask.parse_args())


if __name__ == "__main__":
    main()
