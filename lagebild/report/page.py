"""The picture of one report as a piece of HTML, for notebooks."""

from html import escape

from lagebild.report.wording import SECTIONS, details, head, in_order, labels_for, quote
from lagebild.statements import Reading


def page_part(reading: Reading) -> str:
    """Headings and lists, without any style or script of its own."""
    if reading.failure:
        return f"<p>{escape(reading.failure.message)}</p>"
    labels = labels_for(reading.document.language)
    parts = [f"<h3>{escape(reading.document.title or reading.document.id)}</h3>", *(f"<p>⚠ {escape(f.message)}</p>" for f in reading.document.flags)]
    for kind, name in SECTIONS:
        rows = in_order(reading, kind)
        if rows:
            said = (
                f"<b>{escape(head(s, labels))}</b> — {escape(quote(reading, s))}<br><small>{escape(details(reading, s, labels))}</small>"
                for s in rows
            )
            parts.append(f"<h4>{escape(labels[name])}</h4><ul>{''.join(f'<li>{s}</li>' for s in said)}</ul>")
    return "".join(parts)
