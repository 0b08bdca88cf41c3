"""Sentences coded with PLOVER or CAMEO: F1 of the types of each sentence, and of who does which to whom, English and Spanish.

Codes of CAMEO and names of earlier drafts become PLOVER's types; what PLOVER leaves out is left out. Each type counts once a sentence.
A triple is right where type, source and target are; only those whose country or sector the key names on both sides are counted.
"""

import re
from pathlib import Path

from evaluation import parses
from evaluation._roles import Row
from evaluation.outcome import Counts, DataAbsent, Outcome, json_lines
from lagebild.crosswalk import current_type, plover_of
from lagebild.ingest import parse_published
from lagebild.statements import Actor, Reading
from lagebild.text import Document

HEAD = re.compile(r"^(?:\)|\d{8}[ _\w]*\| )")
Triple = tuple[str, str, str]


def type_of(event: Row) -> str | None:
    """PLOVER's type of a coded event."""
    if event.get("plover"):
        return current_type(event["plover"])
    found = plover_of(re.sub(r"\D.*", "", event["eventcode"]))
    return found.type if found else None


def gold_of(row: Row) -> tuple[set[str], set[Triple]]:
    """The types and the triples of a sentence."""
    told = [(type_of(e), _code(e["sourcecode"]), _code(e["targetcode"])) for e in row["events"] if "eventcode" in e]
    return {t for t, _, _ in told if t}, {(s, t, g) for t, s, g in told if t and s and g}


def _code(given: str) -> str | None:
    """Country and first sector, "COLREB"; None where the key leaves it open."""
    code = re.sub(r"[^A-Z]", "", given or "")[:6]
    return code or None


def found_of(reading: Reading) -> tuple[set[str], set[Triple]]:
    """The same of a reading: who acts stands for a country's government as the country alone, as the keys have it."""
    said = [s for s in reading.statements if s.kind == "event" and current_type(s.type)]
    triples = {(a, s.type, b) for s in said for x in s.actors for y in s.recipients for a in _forms(x) for b in _forms(y)}
    return {s.type for s in said}, triples


def _forms(actor: Actor) -> list[str]:
    country, _, sector = (actor.code or "").partition(" ")
    return [country if sector == "GOV" and actor.name else country + sector] if actor.code else []


def document(row: Row, language: str) -> Document:
    """One sentence; dates and numbers of the archive before it are blanked."""
    text = HEAD.sub(lambda m: " " * len(m.group()), row["text"])
    day = row.get("date") or ""
    when = parse_published(f"{day[:4]}-{day[4:6]}-{day[6:8]}") if re.fullmatch(r"\d{8}", day) else None
    return Document(row["id"], text, language=language, published=when)


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score the sentences of every file, or of the one that ``split`` names.

    Raises:
        DataAbsent: there is no such file.
    """
    folder = data / "plover" if (data / "plover").is_dir() else data
    files = [f for f in sorted(folder.glob("*.jsonl")) if split in (None, f.stem, f.stem[:2])]
    if not files:
        raise DataAbsent(f"no sentences in {folder}")
    counts: dict[str, Counts] = {}
    documents: dict[str, dict[str, float]] = {}
    for file in files:
        language = file.stem[:2]
        for row in list(json_lines(file))[:limit]:
            (types, triples), (own, own_triples) = gold_of(row), found_of(parses.read(document(row, language)))
            for name in ("", f"{language}.", f"{file.stem}."):
                counts.setdefault(f"{name}type", Counts()).add(len(types & own), len(own), len(types))
                counts.setdefault(f"{name}triple", Counts()).add(len(triples & own_triples), len(own_triples), len(triples))
            documents[f"{file.stem}/{row['id']}"] = {"right": float(len(types & own)), "spurious": -float(len(own - types))}
    numbers = {f"{name}_{part}": getattr(c, part) for name, c in counts.items() for part in ("f1", "precision", "recall")}
    return Outcome(numbers | {"documents": float(len(documents))}, documents)
