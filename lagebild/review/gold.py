"""What people made of a report, as an annotated article: the format in which gold is kept (docs/review.md)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lagebild import ontology
from lagebild.entries import standing
from lagebild.statements import Link, Period, Phrase, Statement
from lagebild.store import Store
from lagebild.text import Document, Span

KINDS = {"figure": "figures", "event": "events", "status": "statuses", "position": "positions"}
DECIDED = ("accept", "correct", "add")
Row = dict[str, Any]


def gold(store: Store, partial: bool = False) -> Iterator[Row]:
    """Annotated articles, by id: those reports of which people judged every statement; with ``partial`` all that they judged a part of."""
    judged = sorted(store.judged())
    texts, links = store.texts(judged), store.links(judged)
    for key, document in sorted(texts.items(), key=lambda p: (p[1].id, p[0])):
        entries = [e for e in store.of_documents([key]) if standing(e)]
        decided = [e for e in entries if e.review and e.review.verdict in DECIDED]
        if decided and (partial or len(decided) == len(entries)) or not entries:
            yield article(document, [e.statement for e in decided], links.get(key, []))


def article(document: Document, statements: Iterable[Statement], links: Iterable[Link] = ()) -> Row:
    """One report with its statements."""
    said = sorted(statements, key=lambda s: (s.span, s.id))
    by_id = {s.id: s for s in said}
    same = {x.source: by_id[x.target] for x in links if x.type == "same" and x.source in by_id and x.target in by_id}
    same |= {x.target: by_id[x.source] for x in links if x.type == "same" and x.source in by_id and x.target in by_id and x.source not in same}
    published = document.published.text if document.published else None
    row: Row = {"id": document.id, "source": document.outlet, "published": published, "language": document.language, "title": document.title}
    row |= {"text": document.text, **{name: [] for name in KINDS.values()}}
    for s in said:
        if s.kind in KINDS:
            row[KINDS[s.kind]].append(ROWS[s.kind](s, document.text, by_id, same))
    return row


def _quoted(name: str, span: Span, text: str) -> Row:
    """Words as printed, and which of several equal ones they are."""
    words = span.of(text)
    nth = _count(text, words, span.start) + 1
    return {name: words} | ({"nth": nth} if nth > 1 or text.count(words) > 1 else {})


def _count(text: str, words: str, before: int) -> int:
    """How often words stand before a place, counted as ``str.count`` does."""
    return text.count(words, 0, before)


def _core(s: Statement) -> Span:
    return s.anchor.span if s.anchor else s.span


def _words(value: Any, text: str) -> str | None:
    """What is printed there, if it is."""
    if value is None or not getattr(value, "text", None):
        return None
    span = getattr(value, "span", None)
    printed = span.of(text) if span else ""
    return printed if printed and value.text in (printed, " ".join(printed.split())) else value.text if value.text in text else None


def _first(values: Iterable[Any], text: str) -> str | None:
    return next((w for v in values if (w := _words(v, text))), None)


def _days(period: Period | None) -> list[str] | None:
    if period is None or not period.earliest or not period.latest:
        return None
    return [period.earliest[:10], period.latest[:10]]


def _hedged(s: Statement) -> bool:
    return s.certainty in ("hedged", "disputed")


def _figure(s: Statement, text: str, by_id: Mapping[str, Statement], same: Mapping[str, Statement]) -> Row:
    q, whole = s.quantity, by_id.get(s.part_of or "")
    group = q.group if q and q.group and q.group in text else None
    return _quoted("quote", _core(s), text) | {
        "low": _number(q.low if q else None),
        "high": _number(q.high if q else None),
        "approx": bool(q and q.approx),
        "measure": s.type if s.type in ontology.values("measures") else "other",
        "group": group,
        "voice": _words(s.voice, text),
        "hedged": _hedged(s),
        "subset_of": _core(whole).of(text) if whole else None,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _event(s: Statement, text: str, by_id: Mapping[str, Statement], same: Mapping[str, Statement]) -> Row:
    made = _quoted("trigger", _core(s), text) | {
        "type": s.type,
        "actor": _first(s.actors, text),
        "recipient": _first(s.recipients, text),
        "place": _words(s.place, text),
        "date": _days(s.time),
        "modality": s.modality,
        "voice": _words(s.voice, text),
        "hedged": _hedged(s),
    }
    first = same.get(s.id)
    return made | ({"same_as": _core(first).of(text)} if first and _core(first) < _core(s) else {})


def _status(s: Statement, text: str, by_id: Mapping[str, Statement], same: Mapping[str, Statement]) -> Row:
    kind = s.subject.kind if s.subject else None
    return _quoted("quote", s.span, text) | {
        "subject": _words(s.subject, text),
        "class": kind if kind in ontology.values("classes") else "other",
        "place": _words(s.place, text),
        "state": s.type,
        "holder": _words(s.holder, text),
        "date": _days(s.time),
        "modality": s.modality,
        "voice": _words(s.voice, text),
        "hedged": _hedged(s),
    }


def _position(s: Statement, text: str, by_id: Mapping[str, Statement], same: Mapping[str, Statement]) -> Row:
    before, content = by_id.get(s.replaces or ""), s.content or Phrase("", s.span)
    made = {"holder": _words(s.holder, text)} | _quoted("quote", content.span, text)
    return made | {"stance": s.type, "changed_from": (before.content.span if before.content else before.span).of(text) if before else None}


ROWS = {"figure": _figure, "event": _event, "status": _status, "position": _position}
