"""Statements as rows of a table: CSV, and Parquet by way of Arrow."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from lagebild.entries import Entry
from lagebild.errors import StoreError
from lagebild.export.source import told
from lagebild.link.voices import voice_of
from lagebild.store import Scope, Store

TEXTS = (
    "document", "key", "id", "kind", "type", "mode", "quote", "actors", "recipients", "unit", "group", "part_of", "subject",
    "subject_class", "holder", "content", "topic", "earliest", "latest", "time_precision", "place", "country", "place_precision",
    "voice", "voice_code", "voice_key", "certainty", "modality", "incident", "language", "outlet", "url", "published", "reported",
)  # fmt: skip
NUMBERS = ("low", "high", "latitude", "longitude")
WHOLE = ("start", "end", "geonames")
TRUTHS = ("approx", "total", "formal")
COLUMNS = (*TEXTS, *NUMBERS, *WHOLE, *TRUTHS)


def rows(store: Store, scope: Scope) -> Iterator[dict[str, Any]]:
    """One row a statement."""
    for doc in told(store, scope):
        for e in doc.entries:
            yield row(e, doc.incident.get(e.statement.id))


def row(e: Entry, incident: str | None) -> dict[str, Any]:
    """A statement as plain values; what does not apply is null."""
    s, h = e.statement, e.header
    q, t, p, v = s.quantity, s.time, s.place, s.voice
    own = {n: getattr(s, n) for n in ("id", "kind", "type", "mode", "part_of", "certainty", "modality", "total", "formal")}
    facts = {n: getattr(h, n) for n in ("key", "language", "outlet", "url", "published")}
    phrases = {n: (x.text if x else None) for n, x in (("subject", s.subject), ("holder", s.holder), ("content", s.content), ("topic", s.topic))}
    return {
        **dict.fromkeys(COLUMNS),
        **own,
        **facts,
        **phrases,
        "document": h.id,
        "reported": h.reported if h.published else None,
        "quote": e.quote,
        "start": s.span.start,
        "end": s.span.end,
        "actors": "; ".join(a.name or a.text for a in s.actors) or None,
        "recipients": "; ".join(a.name or a.text for a in s.recipients) or None,
        "subject_class": s.subject.kind if s.subject else None,
        "incident": incident,
        **({"low": q.low, "high": q.high, "approx": q.approx, "unit": q.unit, "group": q.group} if q else {}),
        **({"earliest": t.earliest, "latest": t.latest, "time_precision": t.precision} if t else {}),
        **({"place": p.name or p.text, "geonames": p.geonames, "country": p.country, "place_precision": p.precision} if p else {}),
        **({"latitude": p.latitude, "longitude": p.longitude} if p else {}),
        **({"voice": v.text, "voice_code": v.code} if v else {}),
        "voice_key": voice_of(e),
    }


def as_csv(store: Store, scope: Scope, stream: TextIO) -> None:
    """All columns; an empty field is null, truth is true or false."""
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for found in rows(store, scope):
        writer.writerow({k: str(v).lower() if isinstance(v, bool) else v for k, v in found.items()})


def arrow(found: list[dict[str, Any]]) -> Any:
    """Rows as an Arrow table with a fixed schema.

    Raises:
        StoreError: pyarrow is not installed.
    """
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise StoreError("Arrow and Parquet need pyarrow: pip install 'lagebild[tables]'") from error
    kinds = {**dict.fromkeys(NUMBERS, pyarrow.float64()), **dict.fromkeys(WHOLE, pyarrow.int64()), **dict.fromkeys(TRUTHS, pyarrow.bool_())}
    schema = pyarrow.schema([(c, kinds.get(c, pyarrow.string())) for c in COLUMNS])
    return pyarrow.Table.from_pylist(found, schema=schema)


def parquet(store: Store, scope: Scope, path: Path) -> None:
    """A Parquet file, written in parts."""
    schema = arrow([]).schema
    from pyarrow.parquet import ParquetWriter

    part: list[dict[str, Any]] = []
    with ParquetWriter(path, schema) as writer:
        for found in rows(store, scope):
            part.append(found)
            if len(part) == 10_000:
                writer.write_table(arrow(part))
                part = []
        writer.write_table(arrow(part))
