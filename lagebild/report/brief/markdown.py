"""A situation report as Markdown with footnotes; what pictures show stands in its tables."""

from collections.abc import Iterable

from lagebild.report.brief.records import Brief, Cite, Item, Note, Part, Piece, Said, Strong, Text, behind
from lagebild.report.situation import plain


def as_markdown(brief: Brief) -> str:
    """The whole report."""
    lines = [f"# {plain(brief.title)}", "", plain(" · ".join(brief.facts))]
    for part in brief.parts:
        lines += ["", f"## {plain(part.title)}", "", *_part(part)]
    if brief.notes:
        lines += ["", f"## {plain(brief.notes_title)}", "", *(_note(n, brief) for n in brief.notes)]
    return "\n".join(lines) + "\n"


def _part(part: Part) -> list[str]:
    made = [row for item in part.items for row in _item(item)]
    if part.rows:
        made += [_row(part.columns), _row("---" for _ in part.columns), *(_row(_text(c) for c in row) for row in part.rows)]
    return [*made, *(["", plain(part.remark)] if made and part.remark else [plain(part.remark)] if part.remark else [])]


def _item(item: Item) -> list[str]:
    return [f"- {_text(item.text)}", *(f"  - {_text(b)}" for b in item.below)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: Text) -> str:
    return "".join(_piece(p) for p in text).strip()


def _piece(p: Piece) -> str:
    if isinstance(p, Cite):
        return "".join(f"[^{n}]" for n in p.numbers) + ("…" if p.more else "")
    if isinstance(p, Said):
        return f"*{plain(p.words)}*" if p.words.strip() else ""
    if isinstance(p, Strong):
        return f"**{plain(p.words)}**"
    return plain_piece(p)


def plain_piece(text: str) -> str:
    """Plain text whose outer spaces stay."""
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{plain(text)}{trail}" if text.strip() else text


def _note(n: Note, brief: Brief) -> str:
    link = f" <{n.url}>" if n.url and not set(" <>") & set(n.url) else ""
    return f"[^{n.number}]: *{plain(n.sentence)}* — {plain(f'{n.outlet}, {behind(n, brief.words)}')}{link}"
