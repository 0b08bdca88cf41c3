"""Web archives (WARC, ARC): every page in them that was fetched well, with its address."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from lagebild.errors import InputError
from lagebild.ingest.encodings import decode
from lagebild.ingest.failed import Failed
from lagebild.ingest.limits import LARGEST
from lagebild.ingest.page import page
from lagebild.text import Document

PAGES = ("text/html", "application/xhtml+xml")
DAMAGED = (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, KeyError, IndexError, TypeError, zlib.error)
CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.I)


def archived(name: str, stream: BinaryIO, most: int | None = None) -> Iterator[Document | Failed]:
    """The pages of an archive from where the stream stands, at most so many; a damaged end costs only what follows it."""
    try:
        records, last = ArchiveIterator(stream, arc2warc=True), list[Any]()
        for record in islice((r for r in _noted(records, last) if _is_page(r)), most):
            yield _record(record, address(record, name))
        if most is None and _goes_on(stream, records, last):
            raise EOFError("it ends in the middle of a page")
    except DAMAGED as error:
        yield Failed(name, "InputError", f"{name}: the archive is damaged: {error}; what stands before it was read")


def _noted(records: Any, last: list[Any]) -> Iterator[Any]:
    for record in records:
        last[:] = [record]
        yield record


def _goes_on(stream: BinaryIO, records: Any, last: list[Any]) -> bool:
    """Whether the last record that is no page is not whole, or bytes are left behind it: the beginning of another."""
    if any(not _is_page(r) and _left(r) for r in last):
        return True
    if not stream.seekable() or not records.member_info:
        return False
    stream.seek(sum(records.member_info))
    return bool(stream.read(LARGEST).strip(b"\r\n"))


def _left(record: Any) -> bool:
    """Whether a record's bytes end before they should, or its headers before they say where."""
    return record.length is None or int(getattr(record.raw_stream, "limit", 0)) > 0


def places(stream: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    """Where each page of an archive begins, and its address. A damaged end ends them."""
    records = ArchiveIterator(stream, arc2warc=True)
    try:
        for record in records:
            if _is_page(record):
                yield records.get_record_offset(), address(record, name)
    except DAMAGED:
        return


def address(record: Any, name: str) -> str:
    """What a page is called: its address, else the archive's name."""
    return str(record.rec_headers.get_header("WARC-Target-URI") or name)


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return record.http_headers.get_statuscode() == "200" and _kind(record).split(";")[0].strip().lower() in PAGES


def _kind(record: Any) -> str:
    return str(record.http_headers.get_header("Content-Type") or "")


def _record(record: Any, url: str) -> Document | Failed:
    try:
        text, flags = _text(_body(record), CHARSET.search(_kind(record)))
        found = page(url, text)
    except InputError as error:
        return Failed(url, "InputError", f"{url}: {error}")
    return replace(found, url=found.url or url, flags=(*flags, *found.flags))


def _body(record: Any) -> bytes:
    """What the record holds.

    Raises:
        InputError: the archive ends in the middle of it.
    """
    data: bytes = record.content_stream().read(LARGEST)
    while len(data) < LARGEST and record.raw_stream.read(1 << 20):
        continue
    if len(data) < LARGEST and _left(record):
        raise InputError("the archive ends in the middle of this page; what stands before it was read")
    return data


def _text(data: bytes, charset: re.Match[str] | None) -> tuple[str, tuple[Any, ...]]:
    if charset:
        try:
            return data.decode(charset.group(1)), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)
