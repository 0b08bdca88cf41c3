"""``python -m evaluation.floors --data DIR [--raise]``: scores that must not fall.

``floors.json`` lists checks: a harness, its data below DIR, split and limit, and the floors of its numbers. Floors only
rise: ``--raise`` lifts them to just below what is measured now, and never lowers one. A check whose data is absent is skipped.
Other processors and versions of onnxruntime round differently, and a few sentences are parsed otherwise: between 1.23 and 1.32 scores of one
tree moved by up to 0.013, so one that is less than ``ROUNDING`` below its floor holds.
"""

import argparse
import importlib
import json
import math
import sys
import time
from pathlib import Path
from typing import Any

from evaluation.outcome import DataAbsent

FILE = Path(__file__).with_name("floors.json")
MARGIN, ROUNDING = 0.01, 0.015
Check = dict[str, Any]


def measured(check: Check, data: Path) -> dict[str, float]:
    """The numbers of one check's harness.

    Raises:
        DataAbsent: its data is not there.
    """
    harness = importlib.import_module(f"evaluation.{check['harness']}")
    numbers: dict[str, float] = harness.measure(data / check.get("data", "."), check.get("split"), check.get("limit")).numbers
    return numbers


def below(floors: dict[str, float], numbers: dict[str, float]) -> list[str]:
    """What fell, in words, further than by rounding; a number that is missing fell too."""
    fell = {name: floor for name, floor in floors.items() if numbers.get(name, 0.0) < floor - ROUNDING}
    return [f"{name} {numbers.get(name, 0.0):.4f} is below its floor {floor}" for name, floor in fell.items()]


def raised(floors: dict[str, float], numbers: dict[str, float]) -> dict[str, float]:
    """The floors lifted to a little below what was measured."""
    return {name: max(floor, math.floor((numbers.get(name, 0.0) - MARGIN) * 1000) / 1000) for name, floor in floors.items()}


def main() -> None:
    """Run all checks. Exit status 1 where a score fell."""
    ask = argparse.ArgumentParser(prog="python -m evaluation.floors", description="Check that no score fell below its floor.")
    ask.add_argument("--data", type=Path, required=True, help="the folder that holds the data sets")
    ask.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is measured")
    ask.add_argument("--only", help="only checks of this harness")
    args = ask.parse_args()
    checks: list[Check] = json.loads(FILE.read_text(encoding="utf8"))
    fell = False
    for check in checks:
        if args.only in (None, check["harness"]):
            fell = run(check, args.data, lift=args.lift) or fell
    if args.lift:
        FILE.write_text(json.dumps(checks, indent=1) + "\n", encoding="utf8")
    raise SystemExit(1 if fell else 0)


def run(check: Check, data: Path, *, lift: bool) -> bool:
    """One check, told on standard output; whether a score fell."""
    name, began = f"{check['harness']} {check.get('data', '')} {check.get('split') or ''}".strip(), time.monotonic()
    try:
        numbers = measured(check, data)
    except DataAbsent as absent:
        sys.stdout.write(f"skipped {name}: {absent}\n")
        return False
    if lift:
        check["floors"] = raised(check["floors"], numbers)
    failures = below(check["floors"], numbers)
    sys.stdout.write(f"{'FELL' if failures else 'holds'} {name} ({time.monotonic() - began:.0f} s)\n" + "".join(f"  {f}\n" for f in failures))
    return bool(failures)


if __name__ == "__main__":
    main()
