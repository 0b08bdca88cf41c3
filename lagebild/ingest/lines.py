"""JSON lines and JSON files as documents; a broken line costs only itself."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from lagebild.errors import InputError
from lagebild.ingest.dates import parse_published
from lagebild.ingest.encodings import decode
from lagebild.ingest.failed import Failed
from lagebild.ingest.language import hinted
from lagebild.text import Document, Flag, Published


def documents_of_lines(name: str, lines: Iterable[bytes], first: int = 1) -> Iterator[Document | Failed]:
    """One document for each line; an id that comes twice is an error of the later line. ``first`` is the number of the first line."""
    seen: set[str] = set()
    for number, line in enumerate(lines, first):
        if line.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            yield _unique(_safe(line, name, f"line {number}", f"{name}-{number}"), seen, f"{name}, line {number}")


def documents_of_json(name: str, data: bytes) -> Iterator[Document | Failed]:
    """The documents of one JSON value: an object, or an array of objects."""
    rows = _loaded(decode(data)[0])
    seen: set[str] = set()
    if isinstance(rows, list):
        for n, row in enumerate(rows, 1):
            yield _unique(_row(row, name, f"entry {n}", f"{name}-{n}"), seen, f"{name}, entry {n}")
    else:
        yield _row(rows, name, "the file", name)


def documents_of_rows(name: str, rows: Iterable[dict[str, Any]], first: int = 1) -> Iterator[Document | Failed]:
    """The same for rows of a table."""
    seen: set[str] = set()
    for number, row in enumerate(rows, first):
        yield _unique(_row(row, name, f"row {number}", f"{name}-{number}"), seen, f"{name}, row {number}")


def _safe(line: bytes, name: str, where: str, fallback: str) -> Document | Failed:
    try:
        return _row(_loaded(decode(line)[0]), name, where, fallback)
    except InputError as error:
        return Failed(fallback, "InputError", f"{name}, {where}: {error}")


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(f"this is no JSON: {error}") from error
    except RecursionError as error:
        raise InputError("this JSON is nested too deeply") from error


def _row(row: Any, name: str, where: str, fallback: str) -> Document | Failed:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Failed(_id(row, fallback), "InputError", f"{name}, {where}: expected an object with a string in `text`")
    published, flags = _published(row.get("published"))
    title, outlet, url = (row[k] if isinstance(row.get(k), str) else None for k in ("title", "outlet", "url"))
    return Document(_id(row, fallback), row["text"], title, hinted(row.get("language")), outlet, url, published, flags)


def _id(row: Any, fallback: str) -> str:
    said = row.get("id") if isinstance(row, dict) else None
    return str(said) if isinstance(said, str | int) and str(said) else fallback


def _published(said: Any) -> tuple[Published | None, tuple[Flag, ...]]:
    if said is None or said == "":
        return None, ()
    try:
        return parse_published(str(said)), ()
    except InputError as error:
        return None, (Flag("date-unknown", f"the publication date is not used: {error}"),)


def _unique(found: Document | Failed, seen: set[str], where: str) -> Document | Failed:
    if isinstance(found, Document) and found.id in seen:
        return Failed(found.id, "InputError", f"{where}: the id {found.id!r} stood on an earlier line already; give every document its own")
    seen.add(found.id)
    return found
