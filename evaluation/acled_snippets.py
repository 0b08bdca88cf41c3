"""Snippets of news labelled with ACLED's sub-events and some more: one label a snippet, weighted and macro F1 over all labels."""

import csv
from collections import Counter
from pathlib import Path

from evaluation import parses
from evaluation.outcome import DataAbsent, Outcome
from lagebild.crosswalk import happening, sub_event
from lagebild.text import Document

LABELS = {
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Agreement": "AGREEMENT",
    "Air/drone strike": "AIR_STRIKE",
    "Armed clash": "ARMED_CLASH",
    "Arrests": "ARREST",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Attack": "ATTACK",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Chemical weapon": "CHEM_WEAP",
    "Disrupted weapons use": "DISR_WEAP",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Grenade": "GRENADE",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Mob violence": "MOB_VIOL",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Peaceful protest": "PEACE_PROTEST",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Sexual violence": "SEX_VIOL",
    "Suicide bomb": "SUIC_BOMB",
    "Violent demonstration": "VIOL_DEMONSTR",
    "Natural disaster": "NATURAL_DISASTER",
    "Man-made disaster": "MAN_MADE_DISASTER",
    "Diplomacy": "DIPLO",
    "Attribution": "ATTRIB",
}


def label(text: str) -> str:
    """The label of one snippet; OTHER where no statement maps to one."""
    reading = parses.read(Document("snippet", text, language="en"))
    found = sub_event([happening(s) for s in reading.statements if s.kind == "event" and s.modality == "actual"], beyond=True)
    return LABELS.get(found or "", "OTHER")


def scores(gold: list[str], found: list[str]) -> dict[str, float]:
    """F1 weighted by the gold's counts, and the plain mean over every label of the gold."""
    right = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    of_gold, of_found = Counter(gold), Counter(found)
    f1 = {name: 2 * right[name] / (n + of_found[name]) for name, n in of_gold.items()}
    weighted = sum(f1[name] * n for name, n in of_gold.items()) / max(1, len(gold))
    return {
        "weighted_f1": weighted,
        "macro_f1": sum(f1.values()) / max(1, len(f1)),
        "accuracy": sum(right.values()) / max(1, len(gold)),
        **{f"{name.lower()}_f1": value for name, value in sorted(f1.items())},
    }


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score the snippets.

    Raises:
        DataAbsent: the file is not there.
    """
    file = next((f for f in (data / "acled_snippets" / "snippets.tsv", data / "snippets.tsv") if f.exists()), None)
    if file is None:
        raise DataAbsent(f"no snippets.tsv in {data}")
    with file.open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[:limit]
    found = [label(row["EventSnippet"]) for row in rows]
    gold = [row["SubType"].strip() for row in rows]
    each = {row["id"]: {"right": float(g == f)} for row, g, f in zip(rows, gold, found, strict=True)}
    return Outcome(scores(gold, found), each)
