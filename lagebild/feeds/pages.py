"""Single web addresses as documents: pages, PDF and whatever else a file could be."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urlsplit

from lagebild.errors import InputError
from lagebild.feeds.fetch import Fetcher
from lagebild.ingest import Failed, content
from lagebild.text import Document

ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/warc": ".warc",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def fetched(url: str, fetcher: Fetcher) -> Iterator[Document | Failed]:
    """The documents behind an address; a page is named by it, so that a changed text is a new version of one document."""
    address = urldefrag(url).url
    try:
        found = fetcher.get(address)
    except InputError as error:
        yield Failed(address, type(error).__name__, str(error))
        return
    suffix = ENDINGS.get(found.kind) or PurePosixPath(urlsplit(found.url).path).suffix.lower() or ".html"
    for made in content(address, io.BytesIO(found.data), suffix):
        whole = isinstance(made, Document) and made.id == address
        yield replace(made, url=address) if isinstance(made, Document) and whole else made
