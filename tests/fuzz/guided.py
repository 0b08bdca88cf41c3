"""One target under atheris: the package is watched, so that inputs that reach new code are kept."""

import sys
from pathlib import Path

import atheris


def main(name, corpus):
    """Fuzz until the time is over; libFuzzer ends the process."""
    with atheris.instrument_imports(include=["lagebild"]):
        from tests.fuzz.test_short import TARGETS
    target, seeds = TARGETS[name]
    for n, seed in enumerate(seeds):
        (Path(corpus) / f"seed-{n}").write_bytes(seed)
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
