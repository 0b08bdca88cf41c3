"""A situation report as one HTML file: no script, nothing from elsewhere, fit for print, for a phone and for a screen reader."""

from html import escape
from importlib.resources import files

from lagebild.report.brief.records import Brief, Chart, Cite, Item, Note, Part, Piece, Said, Strong, Text, behind

STYLE = files("lagebild") / "data" / "brief" / "brief.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_page(brief: Brief) -> str:
    """The whole page."""
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>{escape(brief.title)}</title>'
        f"<style>{STYLE.read_text(encoding='utf8')}</style>"
    )
    contents = "".join(f'<li><a href="#{p.name}">{escape(p.title)}</a></li>' for p in brief.parts)
    nav = f"<nav><ol>{contents}</ol></nav>" if contents else ""
    notes = (
        f'<section id="notes"><h2>{escape(brief.notes_title)}</h2><ol class="notes">{"".join(_note(n, brief) for n in brief.notes)}</ol></section>'
    )
    facts = f"<header><h1>{escape(brief.title)}</h1><p>{escape(' · '.join(brief.facts))}</p></header>"
    body = f"{facts}{nav}<main>{''.join(_part(p) for p in brief.parts)}{notes if brief.notes else ''}</main>"
    return f'<!DOCTYPE html>\n<html lang="{brief.language}"><head>{head}</head><body>{body}</body></html>\n'


def _part(part: Part) -> str:
    inside = _chart(part.chart) + _table(part) + _list(part)
    remark = f'<p class="remark">{escape(part.remark)}</p>' if part.remark else ""
    return f'<section id="{part.name}"><h2>{escape(part.title)}</h2>{inside}{remark}</section>'


def _chart(chart: Chart | None) -> str:
    if chart is None:
        return ""
    legend = f"<figcaption>{escape(chart.legend)}</figcaption>" if chart.legend else ""
    return f'<figure tabindex="0">{chart.svg}{legend}</figure>'


def _table(part: Part) -> str:
    if not part.rows:
        return ""
    head = "".join(f'<th scope="col">{escape(c) or "<span class=hidden>#</span>"}</th>' for c in part.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{_text(c)}</td>' for c in row)}</tr>" for row in part.rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="wide" tabindex="0" role="region" aria-label="{escape(part.title)}">{table}</div>'


def _list(part: Part) -> str:
    return f"<ul>{''.join(_item(i) for i in part.items)}</ul>" if part.items else ""


def _item(item: Item) -> str:
    below = f"<ul>{''.join(f'<li>{_text(b)}</li>' for b in item.below)}</ul>" if item.below else ""
    return f"<li>{_text(item.text)}{below}{_chart(item.chart)}</li>"


def _text(text: Text) -> str:
    return "".join(_piece(p) for p in text).strip()


def _piece(p: Piece) -> str:
    if isinstance(p, Cite):
        links = ", ".join(f'<a href="#note-{n}">{n}</a>' for n in p.numbers)
        return f"<sup>{links}{' …' if p.more else ''}</sup>" if links else ""
    if isinstance(p, Said):
        return f"<q{_language(p.language)}>{escape(p.words)}</q>" if p.words.strip() else ""
    return f"<b>{escape(p.words)}</b>" if isinstance(p, Strong) else escape(p)


def _language(code: str | None) -> str:
    return f' lang="{escape(code)}"' if code else ""


def _note(n: Note, brief: Brief) -> str:
    where = f'<a href="{escape(n.url)}" rel="noreferrer">{escape(n.outlet)}</a>' if n.url else escape(n.outlet)
    said = f"<q{_language(n.language)}>{escape(n.sentence)}</q>"
    return f'<li id="note-{n.number}">{said} — {where}, {escape(behind(n, brief.words))}</li>'
