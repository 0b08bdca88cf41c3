"""Parquet tables as documents: the columns are those of a JSON line."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from lagebild.errors import InputError
from lagebild.ingest.failed import Failed
from lagebild.ingest.lines import documents_of_rows
from lagebild.text import Document

COLUMNS = ("id", "text", "title", "language", "outlet", "url", "published")
PART = 256


def documents_of_table(name: str, stream: BinaryIO, first: int = 0, most: int | None = None) -> Iterator[Document | Failed]:
    """One document for each row, from a row on, at most so many."""
    try:
        yield from documents_of_rows(name, _rows(stream, first, most), first + 1)
    except (OSError, ValueError, ImportError) as error:
        yield Failed(name, "InputError", f"{name}: this table cannot be read: {error}")


def _rows(stream: BinaryIO, first: int, most: int | None) -> Iterator[dict[str, Any]]:
    file = _opened(stream)
    before = 0
    for group in range(file.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        if before + count > first and (most is None or before < first + most):
            yield from _of_group(file, group, max(0, first - before), count if most is None else min(count, first + most - before))
        before += count


def _of_group(file: Any, group: int, start: int, end: int) -> Iterator[dict[str, Any]]:
    columns = [c for c in COLUMNS if c in file.schema_arrow.names]
    table = file.read_row_group(group, columns=columns)
    for i in range(start, end, PART):
        for row in table.slice(i, min(PART, end - i)).to_pylist():
            yield {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()}


def _opened(stream: BinaryIO) -> Any:
    try:
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError as error:
        raise InputError("Parquet needs pyarrow: pip install 'lagebild[tables]'") from error
    return ParquetFile(stream)
