"""A situation report as PDF, set by typst with the fonts that it brings; no network, no fonts of the system. It is tagged (PDF/UA-1)."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any

from lagebild.errors import LagebildError
from lagebild.report.brief.records import Brief, Cite, Item, Note, Part, Piece, Said, Strong, Text, behind

TEMPLATE = files("lagebild") / "data" / "brief" / "brief.typ"
MADE = datetime(1980, 1, 1, tzinfo=UTC)
WIDTHS = {"timeline": (4, 3, 3, 3, 8), "statuses": (4, 3, 5, 5), "map": (0, 4, 4, 8), "sources": (4, 3, 2, 3, 4)}


def as_pdf(brief: Brief) -> bytes:
    """The PDF file.

    Raises:
        LagebildError: typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise LagebildError("PDF needs the extra pdf: pip install 'lagebild[pdf]'") from error
    with as_file(TEMPLATE) as template:
        inputs = {"brief": json.dumps(_data(brief))}
        made = typst.compile(str(template), sys_inputs=inputs, ignore_system_fonts=True, timestamp=MADE, pdf_standards=["ua-1"])
    return bytes(made)


def _data(brief: Brief) -> dict[str, Any]:
    return {
        "title": brief.title,
        "facts": brief.facts,
        "language": brief.language,
        "parts": [_part(p) for p in brief.parts],
        "notes": [_note(n, brief) for n in brief.notes],
        "notes_title": brief.notes_title,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "columns": part.columns,
        "widths": WIDTHS.get(part.name, tuple(1 for _ in part.columns)),
        "rows": [[_text(c) for c in row] for row in part.rows],
        "items": [_item(i) for i in part.items],
        "chart": asdict(part.chart) if part.chart else None,
        "remark": part.remark,
    }


def _item(item: Item) -> dict[str, Any]:
    return {"text": _text(item.text), "below": [_text(b) for b in item.below], "chart": asdict(item.chart) if item.chart else None}


def _text(text: Text) -> list[dict[str, Any]]:
    return [_piece(p) for p in text if p]


def _piece(p: Piece) -> dict[str, Any]:
    if isinstance(p, Cite):
        return {"kind": "cite", "numbers": p.numbers, "more": p.more} if p.numbers else {"kind": "plain", "words": ""}
    if isinstance(p, Said):
        return {"kind": "said", "words": p.words, "language": p.language or "en"}
    return {"kind": "strong", "words": p.words} if isinstance(p, Strong) else {"kind": "plain", "words": p}


def _note(n: Note, brief: Brief) -> dict[str, Any]:
    facts = behind(n, brief.words)
    return {"number": n.number, "sentence": n.sentence, "language": n.language or "en", "outlet": n.outlet, "url": n.url, "facts": facts}
