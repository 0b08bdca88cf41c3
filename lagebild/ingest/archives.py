"""Web archives (WARC, ARC): every page in them that was fetched well, with its address."""

import re
from collections.abc import Iterator
from dataclasses import replace
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
CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.I)


def archived(name: str, stream: BinaryIO) -> Iterator[Document | Failed]:
    """The pages of an archive, one after another; a damaged end costs only what follows it."""
    try:
        for record in ArchiveIterator(stream, arc2warc=True):
            if _is_page(record):
                yield _record(record, record.rec_headers.get_header("WARC-Target-URI") or name)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        yield Failed(name, "InputError", f"{name}: the archive is damaged: {error}; what stands before it was read")


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return record.http_headers.get_statuscode() == "200" and _kind(record).split(";")[0].strip().lower() in PAGES


def _kind(record: Any) -> str:
    return str(record.http_headers.get_header("Content-Type") or "")


def _record(record: Any, url: str) -> Document | Failed:
    try:
        text, flags = _text(record.content_stream().read(LARGEST), CHARSET.search(_kind(record)))
        found = page(url, text)
    except InputError as error:
        return Failed(url, "InputError", f"{url}: {error}")
    return replace(found, url=found.url or url, flags=(*flags, *found.flags))


def _text(data: bytes, charset: re.Match[str] | None) -> tuple[str, tuple[Any, ...]]:
    if charset:
        try:
            return data.decode(charset.group(1)), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)
