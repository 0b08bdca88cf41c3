"""Templates of MUC-4 as they are written in the keys: alternatives behind slashes, optional fills behind question marks, cross references
behind colons.
"""

import re
from dataclasses import dataclass
from typing import Any

SLOTS = {
    "incident_date": "date",
    "incident_location": "location",
    "incident_type": "set",
    "incident_stage": "set",
    "incident_instrument_id": "string",
    "incident_instrument_type": "set",
    "perp_incident_category": "set",
    "perp_individual_id": "string",
    "perp_organization_id": "string",
    "perp_organization_confidence": "set",
    "phys_tgt_id": "string",
    "phys_tgt_type": "set",
    "phys_tgt_number": "number",
    "phys_tgt_foreign_nation": "set",
    "phys_tgt_effect": "set",
    "phys_tgt_total_number": "number",
    "hum_tgt_name": "string",
    "hum_tgt_description": "string",
    "hum_tgt_type": "set",
    "hum_tgt_number": "number",
    "hum_tgt_foreign_nation": "set",
    "hum_tgt_effect": "set",
    "hum_tgt_total_number": "number",
}
WHOLE = ("date", "location")
PIECE = re.compile(r'"(?:\\.|[^"\\])*"|[/:]|[^/:"]+')
NOTHING = {"", "-", "*"}


@dataclass(frozen=True, slots=True)
class Option:
    """One way to say a fill, with the strings it may refer to."""

    value: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill: any of its options is right, and an optional one need not be there."""

    options: tuple[Option, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One incident: fills by slot; ``closed`` are the slots that its type does not have."""

    slots: dict[str, tuple[Fill, ...]]
    optional: bool = False
    closed: frozenset[str] = frozenset()


def template(row: dict[str, Any]) -> Template:
    """A template of a key."""
    fills = {slot: tuple(f for text in row.get(slot) or [] if (f := fill(text, kind))) for slot, kind in SLOTS.items()}
    return Template(fills, bool(row.get("optional")), frozenset(s for s in SLOTS if row.get(s) == ["*"]))


def said(value: str, ref: str | None = None) -> Fill:
    """A fill of a response."""
    return Fill((Option(value, (ref,) if ref else ()),))


def fill(text: str, kind: str) -> Fill | None:
    """A fill as written in a key; None where nothing is filled in."""
    bare = text.strip()
    optional = bare.startswith("?")
    bare = bare.lstrip("? ")
    if bare in NOTHING:
        return None
    if kind in WHOLE:
        return Fill(tuple(Option(part.strip().upper()) for part in bare.split(" / ")), optional)
    return Fill(tuple(_options(bare)), optional)


def _options(text: str) -> list[Option]:
    """The options of ``A / B: "X" / "Y"``; where colons stand more than once, the last string before one begins a new option."""
    groups = [_alternatives(part) for part in _split(text, ":")]
    if len(groups) == 1:
        return [Option(v) for v in groups[0]]
    found: list[Option] = []
    values = groups[0]
    for n, group in enumerate(groups[1:], start=2):
        last = n == len(groups)
        refs = tuple(group if last else group[:-1])
        found += [Option(v, refs) for v in values]
        values = group[-1:]
    return found


def _alternatives(text: str) -> list[str]:
    return [v for part in _split(text, "/") if (v := _bare(part))]


def _split(text: str, mark: str) -> list[str]:
    """The parts of a text between marks that stand outside of quotation marks."""
    parts = [""]
    for piece in PIECE.findall(text):
        if piece == mark:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _bare(text: str) -> str:
    """A string without its brackets and quotation marks, in capitals."""
    return re.sub(r"\\", "", text.strip(" ()?")).strip().removeprefix('"').removesuffix('"').strip().upper()
