"""Quotation marks: the quoted stretches of a text, in every typography, nested, over several sentences."""

from lagebild.text import Span

CLOSES = {
    "„": ("“", "”", '"'),
    "“": ("”", '"'),
    "”": ("”",),
    "»": ("«",),
    "«": ("»",),
    "‚": ("‘", "’", "'"),
    "‘": ("’",),
    "›": ("‹",),
    "‹": ("›",),
    '"': ('"', "“", "”"),
    "''": ("''",),
    "``": ("''",),
}
DOUBLE = ("''", "``")


def quoted(text: str) -> list[Span]:
    """Every quoted stretch with its marks, outer ones before the inner ones they hold."""
    found: list[Span] = []
    start = 0
    for paragraph in text.split("\n\n"):
        found += [Span(start + a, start + b) for a, b in _paragraph(paragraph)]
        start += len(paragraph) + 2
    return sorted(found, key=lambda s: (s.start, -s.end))


def _paragraph(text: str) -> list[tuple[int, int]]:
    """The quotations of one paragraph; one that is left open runs to its end, as over several paragraphs."""
    found, open_at, at = [], list[tuple[str, int]](), 0
    while at < len(text):
        mark = text[at : at + 2] if text[at : at + 2] in DOUBLE else text[at]
        if (level := _closed(text, at, mark, open_at)) is not None:
            found.append((open_at[level][1], at + len(mark)))
            del open_at[level:]
        elif mark in CLOSES and _opens(text, at, mark):
            open_at.append((mark, at))
        at += len(mark)
    return found + [(begin, len(text)) for mark, begin in open_at[:1] if begin == 0 and mark not in "‘‚"]


def _closed(text: str, at: int, mark: str, open_at: list[tuple[str, int]]) -> int | None:
    """Which open quotation a mark closes; an apostrophe inside a word closes none."""
    if mark in ("’", "'") and text[at + 1 : at + 2].isalnum():
        return None
    levels = [i for i, (opener, _) in enumerate(open_at) if mark in CLOSES[opener]]
    return levels[-1] if levels and at > open_at[levels[-1]][1] + 1 else None


def _opens(text: str, at: int, mark: str) -> bool:
    """An opening mark stands before a word and not after one."""
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    return bool(after) and not after.isspace() and not before.isalnum() and before not in (".", ",", "!", "?")
