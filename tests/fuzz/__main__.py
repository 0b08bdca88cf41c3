"""Fuzzing for long: ``python -m tests.fuzz [--seconds 3600] [--only NAME]``, guided by coverage (atheris) where it is installed, else at random.

A crash is written to ``build/fuzz/NAME-...`` and ends its target; it becomes a test in ``tests/fuzz/test_short.py``.
"""

import argparse
import random
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path("build/fuzz")


def guided(name: str, seconds: int) -> int:
    """One target in a process of its own under atheris."""
    corpus = FOLDER / f"{name.strip('.')}-corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    code = f"from tests.fuzz.guided import main; main({name!r}, {str(corpus)!r})"
    limits = [f"-max_total_time={seconds}", "-max_len=4096", "-timeout=60", "-rss_limit_mb=4096", f"-artifact_prefix={FOLDER}/{name.strip('.')}-"]
    return subprocess.run([sys.executable, "-c", code, str(corpus), *limits], check=False).returncode


def random_bytes(name: str, seconds: int) -> int:
    """One target with seeds that are changed at random."""
    from tests.fuzz.test_short import TARGETS

    target, seeds = TARGETS[name]
    chance, until, count = random.Random(1), time.monotonic() + seconds, 0
    while time.monotonic() < until:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 8)):
            at = chance.randint(0, len(data))
            data[at : at + chance.choice((0, 1, 4))] = chance.randbytes(chance.choice((0, 1, 2, 8)))
        count += 1
        try:
            target(bytes(data))
        except Exception as error:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / f"{name.strip('.')}-crash").write_bytes(data)
            print(f"{name}: {type(error).__name__}: {error}\n{bytes(data)!r}")
            return 1
    print(f"{name}: {count} inputs")
    return 0


def main() -> None:
    """All targets, one after another."""
    from tests.fuzz.test_short import TARGETS

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=3600)
    options.add_argument("--only", choices=sorted(TARGETS))
    options.add_argument("--random", action="store_true", help="without atheris")
    asked = options.parse_args()
    try:
        import atheris  # noqa: F401
    except ModuleNotFoundError:
        asked.random = True
    names = [asked.only] if asked.only else sorted(TARGETS)
    run = random_bytes if asked.random else guided
    failed = [n for n in names if run(n, max(1, asked.seconds // len(names)))]
    print(f"{len(names) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
