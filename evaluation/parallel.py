"""The same report in several languages must give the same statements: which of the German ones come back in each other language.

Files are ``NAME.<lang>.txt``. "recovered.en" is the share of German statements with an English one of the same kind, type, numbers,
place and modality, matched one to one inside a report; "recovered.en.type" asks less: kind and type alone, and so on.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation import parses
from evaluation.matching import one_to_one
from evaluation.outcome import DataAbsent, Outcome
from lagebild import packs
from lagebild.statements import Statement
from lagebild.text import Document

OWN = Path(__file__).parent / "parallel"
PIVOT = "de"
ASPECTS = ("type", "numbers", "places", "modality")


class Said(NamedTuple):
    """What of a statement does not depend on the language; ``at`` is where in the text it stands, from 0 to 1."""

    kind: str
    type: str
    numbers: tuple[float | None, float | None] | None
    places: int | None
    modality: str
    at: float


def said(statement: Statement, length: int) -> Said:
    """What a statement says in any language; places count by their GeoNames id."""
    quantity, place = statement.quantity, statement.place
    bounds = (quantity.low, quantity.high) if quantity else None
    return Said(statement.kind, statement.type, bounds, place.geonames if place else None, statement.modality, statement.span.start / max(length, 1))


def agreement(a: Said, b: Said) -> frozenset[str]:
    """The aspects in which two statements of one kind agree."""
    return frozenset(name for name in ASPECTS if getattr(a, name) == getattr(b, name))


def compared(pivot: list[Said], other: list[Said]) -> list[frozenset[str] | None]:
    """For each German statement how far its partner agrees; None without a partner of its kind. Partners of one type come first, then the nearest."""
    options = [
        (("type" in same, len(same), -abs(a.at - b.at)), i, j, same)
        for i, a in enumerate(pivot)
        for j, b in enumerate(other)
        if a.kind == b.kind and (same := agreement(a, b)) is not None
    ]
    best = {(i, j): same for _, i, j, same in options}
    pairs = dict(one_to_one((i, j) for _, i, j, _ in sorted(options, key=lambda o: o[0], reverse=True)))
    return [best[i, pairs[i]] if i in pairs else None for i in range(len(pivot))]


LEVELS: dict[str, Callable[[frozenset[str]], bool]] = {
    "": lambda same: len(same) == len(ASPECTS),
    ".kind": lambda same: True,
    **{f".{name}": lambda same, name=name: {"type", name} <= same for name in ASPECTS},  # type: ignore[misc]
}


def shares(language: str, found: list[frozenset[str] | None]) -> dict[str, float]:
    """The share of German statements recovered in a language, level by level."""
    return {
        f"recovered.{language}{level}": sum(same is not None and enough(same) for same in found) / max(len(found), 1)
        for level, enough in LEVELS.items()
    }


def _folder(data: Path) -> Path:
    """The data's own reports, else the project's."""
    return next((f for f in (data / "parallel", data) if f.is_dir() and any(f.glob(f"*.{PIVOT}.txt"))), OWN)


def _reports(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Names of reports with their texts by language."""
    for file in sorted(folder.glob(f"*.{PIVOT}.txt")):
        name = file.name.removesuffix(f".{PIVOT}.txt")
        yield name, {f.name.split(".")[-2]: f.read_text(encoding="utf8").strip() for f in sorted(folder.glob(f"{name}.*.txt"))}


def _said(text: str, language: str) -> list[Said]:
    reading = parses.read(Document("", text, language=language))
    return [said(s, len(text)) for s in reading.statements]


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Compare every language that has a pack with German.

    Raises:
        DataAbsent: there is no report with a German text.
    """
    found: dict[str, list[frozenset[str] | None]] = {}
    documents: dict[str, dict[str, float]] = {}
    for name, texts in list(_reports(_folder(data)))[:limit]:
        read = {code: _said(text, code) for code, text in texts.items() if code in packs.languages()}
        both = {code: compared(read[PIVOT], other) for code, other in read.items() if code != PIVOT}
        for code, same in both.items():
            found.setdefault(code, []).extend(same)
        documents[name] = {f"recovered.{code}": shares(code, same)[f"recovered.{code}"] for code, same in both.items()}
    if not documents:
        raise DataAbsent(f"no NAME.{PIVOT}.txt in {data}")
    total = {"statements": float(len(next(iter(found.values()), [])))}
    return Outcome(total | {k: v for code in sorted(found) for k, v in shares(code, found[code]).items()}, documents)
