"""``python -m evaluation NAME --data DIR [--split S] [--limit N] [--json FILE] [--against FILE]``."""

import argparse
import importlib
import json
import pkgutil
import sys
from pathlib import Path

import evaluation
from evaluation.outcome import DataAbsent, Outcome

NO_HARNESS = {"outcome", "parses", "floors", "matching"}


def names() -> list[str]:
    """Every harness."""
    return sorted(m.name for m in pkgutil.iter_modules(evaluation.__path__) if m.name not in NO_HARNESS and not m.name.startswith("_"))


def beside(file: Path) -> Path:
    """Where the scores of single documents stand for a JSON file."""
    return file.with_suffix(".documents.json")


def print_table(outcome: Outcome) -> None:
    """Names and numbers, one a line."""
    width = max((len(n) for n in outcome.numbers), default=0)
    for name, value in outcome.numbers.items():
        sys.stdout.write(f"{name:{width}}  {value:.4f}\n" if value != int(value) or abs(value) <= 1 else f"{name:{width}}  {int(value)}\n")


def print_changes(outcome: Outcome, against: Path) -> None:
    """Gains and losses since an earlier run: of the whole, then document by document."""
    before = json.loads(against.read_text(encoding="utf8"))
    for name, value in outcome.numbers.items():
        if abs(value - before.get(name, value)) > 1e-9:
            sys.stdout.write(f"{'gain' if value > before[name] else 'loss'} {name} {before[name]:.4f} -> {value:.4f}\n")
    documents = json.loads(beside(against).read_text(encoding="utf8")) if beside(against).exists() else {}
    for document, numbers in outcome.documents.items():
        changed = [(n, documents[document][n], v) for n, v in numbers.items() if document in documents and documents[document].get(n, v) != v]
        for name, old, new in changed:
            sys.stdout.write(f"  {'gain' if new > old else 'loss'} {document} {name} {old:.3f} -> {new:.3f}\n")


def main() -> None:
    """Run one harness. Exit status 3 where its data is absent."""
    ask = argparse.ArgumentParser(prog="python -m evaluation", description="Measure the software on a data set.")
    ask.add_argument("name", choices=names())
    ask.add_argument("--data", type=Path, required=True, help="the folder that holds the data sets, or the set's own folder")
    ask.add_argument("--split", help="default: test where there is one, else dev, else everything")
    ask.add_argument("--limit", type=int, help="only the first N documents")
    ask.add_argument("--link", action="store_true", help="gva: incidents after linking instead of single documents")
    ask.add_argument("--json", type=Path, help="write the numbers here, and those of single documents beside it")
    ask.add_argument("--against", type=Path, help="an earlier --json file: list gains and losses")
    args = ask.parse_args()
    try:
        harness = importlib.import_module(f"evaluation.{args.name}")
        outcome: Outcome = (harness.linked if args.link else harness.measure)(args.data, args.split, args.limit)
    except DataAbsent as absent:
        sys.stderr.write(f"skipped: {absent}\n")
        raise SystemExit(3) from absent
    print_table(outcome)
    if args.against:
        print_changes(outcome, args.against)
    if args.json:
        args.json.write_text(json.dumps(outcome.numbers, indent=1) + "\n", encoding="utf8")
        beside(args.json).write_text(json.dumps(outcome.documents, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
