"""The picture of one report as Markdown."""

import re

from lagebild.report.wording import SECTIONS, details, head, in_order, labels_for, quote
from lagebild.statements import Reading

MARKS = re.compile(r"([\\`*_\[\]<>#|])")


def markdown(reading: Reading) -> str:
    """The picture of one reading as Markdown."""
    labels = labels_for(reading.document.language)
    lines = [f"# {_plain(reading.document.title or reading.document.id)}", *(f"\n> {_plain(f.message)}" for f in reading.document.flags)]
    for kind, name in SECTIONS:
        rows = in_order(reading, kind)
        if rows:
            lines += ["", f"## {labels[name]}", ""]
            lines += [f"- **{_plain(head(s, labels))}** — {_plain(quote(reading, s))}  \n  {_plain(details(reading, s, labels))}" for s in rows]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text in which no character is a mark of Markdown."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))
