"""What stands behind a line: a statement with its words and history, an incident with its reports and why they were joined, a document."""

from typing import Any

from lagebild.entries import Account, Entry
from lagebild.link.compare import compare
from lagebild.report.situation import Line, Section
from lagebild.store import Store
from lagebild.text import around


def behind(store: Store, id_: str) -> dict[str, Any] | None:
    """All that the store holds under an id, as plain data."""
    entries = store.statement(id_)
    if entries:
        return _statement(store, id_, entries)
    accounts = store.incident(id_)
    if accounts:
        return _incident(store, accounts)
    found = store.document(id_)
    return _document(store, *found) if found else None


def _statement(store: Store, id_: str, entries: list[Entry]) -> dict[str, Any]:
    last = entries[-1]
    key = last.header.key
    accounts = [a for a in store.accounts_of([key]) if id_ in a.statements]
    return {
        "what": "statement",
        "sentence": sentence(store, last),
        "document": _facts(store, key),
        "history": [_row(e) for e in entries],
        "links": [{"type": x.type, "source": x.source, "target": x.target} for x in store.links([key])[key] if id_ in (x.source, x.target)],
        "incident": [i.id for i in store.incidents_of(a.key for a in accounts)],
    }


def sentence(store: Store, entry: Entry) -> str:
    """The sentence around a statement."""
    found = store.document(entry.header.key)
    return around(found[1].text, entry.statement.span) if found else entry.quote


def _row(e: Entry) -> dict[str, Any]:
    s, review = e.statement, e.review
    return {
        **{n: getattr(s, n) for n in ("id", "kind", "type", "certainty", "modality", "origin")},
        "voice": s.voice.text if s.voice else None,
        "low": s.quantity.low if s.quantity else None,
        "high": s.quantity.high if s.quantity else None,
        "quote": e.quote,
        "since": e.since,
        "until": e.until,
        "review": {"verdict": review.verdict, "author": review.author, "credibility": review.credibility, "note": review.note} if review else None,
    }


def _facts(store: Store, key: str) -> dict[str, Any]:
    header = store.headers([key])[key]
    reliability = {n: s.reliability for s in store.sources() for n in (s.name, *s.aliases)}
    facts = {n: getattr(header, n) for n in ("id", "key", "title", "language", "outlet", "url", "published", "reported", "recorded", "copies")}
    return {**facts, "reliability": reliability.get(header.outlet or "")}


def _incident(store: Store, accounts: list[Account]) -> dict[str, Any]:
    ordered = sorted(accounts, key=lambda a: (a.reported, a.key))
    said = {(e.header.key, e.statement.id): e for e in store.of_documents([a.document for a in ordered])}
    rows = [_row(said[a.document, s]) | {"document": a.document} for a in ordered for s in a.statements if (a.document, s) in said]
    joined = [_comparison(ordered[0], a) for a in ordered[1:]]
    return {
        "what": "incident",
        "documents": [_facts(store, k) for k in dict.fromkeys(a.document for a in ordered)],
        "statements": rows,
        "joined": joined,
    }


def _comparison(a: Account, b: Account) -> dict[str, Any]:
    edge = compare(a, b)
    return {"documents": [a.document, b.document], "score": edge.score, "reasons": [[r.feature, r.weight, r.words] for r in edge.reasons]}


def _document(store: Store, key: str, document: Any) -> dict[str, Any]:
    versions = [{"key": h.key, "published": h.published, "recorded": h.recorded} for h in store.versions(key)]
    return {"what": "document", "document": _facts(store, key), "versions": versions, "statements": [_row(e) for e in store.of_documents([key])]}


def shown(found: dict[str, Any]) -> list[Section]:
    """The same as lines."""
    parts = []
    for name, value in found.items():
        if name != "what" and value:
            rows = value if isinstance(value, list) else [value]
            parts.append(Section(name, tuple(_line(r) for r in rows)))
    return parts


def _line(row: Any) -> Line:
    if not isinstance(row, dict):
        return Line(str(row))
    if "reasons" in row:
        return Line(f"{row['score']:g}: {' + '.join(row['documents'])}", "", tuple(f"{w:+g} {f}: {said}" for f, w, said in row["reasons"]))
    if "quote" in row:
        voice = f"{row['voice']}: " if row["voice"] else ""
        sure = "" if (row["certainty"], row["modality"]) == ("stated", "actual") else f" ({row['certainty']}, {row['modality']})"
        return Line(f"{row['kind']} {row['type']}{sure}", f"{voice}{row['quote']} · {row['id']} · {row['origin']}", tuple(_held(row)))
    return Line(" · ".join(f"{k} {v}" for k, v in row.items() if v is not None))


def _held(row: dict[str, Any]) -> list[str]:
    review = row.get("review")
    held = [f"{row['since']} – {row['until']}"] if row["until"] else []
    return [*held, *([f"{review['verdict']} ({review['author']}) {review['note'] or ''}".strip()] if review else [])]
