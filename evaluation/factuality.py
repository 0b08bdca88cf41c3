"""How surely events are said to have happened, against judgements from -3 (surely not) to +3 (surely)."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from evaluation import parses
from evaluation.outcome import DataAbsent, Outcome
from lagebild.extract.context import Context
from lagebild.extract.voices import manner
from lagebild.text import Document

Row = tuple[str, float | None]
SURE = 3.0
BY_MODALITY = {"actual": SURE, "negated": -SURE, "planned": 1.0, "possible": 1.0, "requested": 0.0, "threatened": 0.0}
DOUBT = 1 / 3


def value(certainty: str, modality: str) -> float:
    """Certainty and modality on the scale: doubt leaves a third, dispute nothing, denial turns it over."""
    base = BY_MODALITY[modality]
    if certainty == "denied":
        return -SURE
    return 0.0 if certainty == "disputed" else base * DOUBT if certainty == "hedged" and abs(base) == SURE else base


def sentences(path: Path) -> Iterator[list[Row]]:
    """The sentences of a file: tokens with their judgements, None where there is none.

    Raises:
        DataAbsent: there is no such file.
    """
    if not path.exists():
        raise DataAbsent(f"{path} is not there")
    lines = path.read_text(encoding="utf8").splitlines()
    for blank, rows in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            yield [_row(line.split("\t")) for line in rows]


def _row(columns: list[str]) -> Row:
    try:
        return columns[1], float(columns[2])
    except ValueError:
        return columns[1], None


def judged(rows: list[Row]) -> list[tuple[float, float]]:
    """Judgement and what is found, for every judged token of a sentence."""
    text, starts = "", []
    for token, _ in rows:
        starts.append(len(text))
        text += f"{token} "
    parse = parses.parse(text.rstrip(), "en")
    context = Context(Document("sentence", text.rstrip(), language="en"), parse, "en")
    words = {w.start: w.i for w in parse.words}
    found = [(gold, words.get(start)) for (_, gold), start in zip(rows, starts, strict=True) if gold is not None]
    return [(gold, SURE if i is None else _said(context, i)) for gold, i in found]


def _said(context: Context, i: int) -> float:
    how = manner(context, i)
    return value(how.certainty, how.modality)


def mean_error(pairs: list[tuple[float, float]]) -> float:
    """Mean distance of what is found from the judgement."""
    return sum(abs(a - b) for a, b in pairs) / len(pairs) if pairs else 0.0


def correlation(pairs: list[tuple[float, float]]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    if not pairs:
        return 0.0
    a, b = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    both = sum((x - a) * (y - b) for x, y in pairs)
    spread = sum((x - a) ** 2 for x, _ in pairs) * sum((y - b) ** 2 for _, y in pairs)
    return both / spread**0.5 if spread else 0.0


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score one of the two sets, "uw" unless another is asked for.

    Raises:
        DataAbsent: the set is not there.
    """
    folder = data / "factuality" if (data / "factuality").is_dir() else data
    name = split if split and split != "test" else "uw"
    pairs = [p for rows in list(sentences(folder / f"{name}_test.conll"))[:limit] for p in judged(rows)]
    floor = mean_error([(gold, SURE) for gold, _ in pairs])
    return Outcome({"mean_error": mean_error(pairs), "correlation": correlation(pairs), "always_sure_error": floor, "words": len(pairs)})
