"""The mean of the weights of several runs of one lineage: ``python -m training.average FIRST SECOND --out build/mean``.

Runs that go on from each other, or from one start, lie close enough for their mean to be a model; it errs less than either on what they
disagree about (Wortsman et al. 2022, Model soups). Labels and vocabulary are those of the last one named.
"""

import argparse
import shutil
from pathlib import Path

import torch


def mean(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Weights by name, their mean where they are numbers with a fraction, else those of the last."""
    last = states[-1]
    return {k: torch.stack([s[k] for s in states]).mean(0) if v.dtype.is_floating_point else v for k, v in last.items()}


def main() -> None:
    """Read the runs and write one that can be exported."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("runs", type=Path, nargs="+", help="folders with checkpoint.pt")
    ask.add_argument("--out", type=Path, required=True)
    args = ask.parse_args()
    found = [torch.load(run / "checkpoint.pt", weights_only=False) for run in args.runs]
    args.out.mkdir(parents=True, exist_ok=True)
    for name in ("kept.json", "tokenizer.json"):
        shutil.copy(args.runs[-1] / name, args.out)
    torch.save(found[-1] | {"model": mean([f["model"] for f in found])}, args.out / "checkpoint.pt")


if __name__ == "__main__":
    main()
