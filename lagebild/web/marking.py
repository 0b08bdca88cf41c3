"""The text of a document cut into pieces: which statements each belongs to, so that they can be marked where they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.statements import Statement
from lagebild.text import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``statements`` are the ids that mark it, the narrowest first; ``begins`` those that begin here."""

    text: str
    statements: tuple[str, ...] = ()
    kind: str = ""
    certainty: str = ""
    begins: tuple[str, ...] = ()
    focus: bool = False


def key(s: Statement) -> Span:
    """The words that a statement hangs on: its trigger, number, thing, view or topic."""
    phrase = {"status": s.subject, "position": s.content, "question": s.topic}.get(s.kind) or s.anchor
    return phrase.span if phrase and phrase.span.start < phrase.span.end else s.span


def pieces(text: str, statements: Sequence[Statement], focus: Statement | None = None) -> list[Piece]:
    """The whole text in order; no character is lost and none comes twice."""
    spans = {s.id: _inside(key(s), text) for s in statements}
    around = _inside(focus.span, text) if focus else None
    edges = sorted({0, len(text), *_edges(spans.values()), *(_edges([around]) if around else ())})
    by = {s.id: s for s in statements}
    order = sorted(spans, key=lambda i: (spans[i].end - spans[i].start, spans[i].start, i))
    starts = _by_start(spans)
    return [_piece(Span(a, b), text, order, spans, by, starts, around) for a, b in zip(edges, edges[1:], strict=False)]


def _inside(span: Span, text: str) -> Span:
    return Span(min(span.start, len(text)), min(span.end, len(text)))


def _edges(spans: Iterable[Span]) -> Iterable[int]:
    return (e for s in spans for e in (s.start, s.end))


def _by_start(spans: dict[str, Span]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for id_, span in spans.items():
        found.setdefault(span.start, []).append(id_)
    return found


def _piece(
    span: Span,
    text: str,
    order: Sequence[str],
    spans: dict[str, Span],
    by: dict[str, Statement],
    starts: dict[int, list[str]],
    around: Span | None,
) -> Piece:
    ids = tuple(i for i in order if spans[i].overlaps(span))
    first = by[ids[0]] if ids else None
    begins = tuple(starts.get(span.start, ()))
    focus = around is not None and around.overlaps(span)
    return Piece(span.of(text), ids, first.kind if first else "", first.certainty if first else "", begins, focus)
