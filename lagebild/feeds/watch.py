"""Feeds (RSS, Atom) and the articles that they announce, as documents; what was seen is remembered between rounds."""

import json
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

from lagebild.errors import InputError
from lagebild.feeds.fetch import Fetcher
from lagebild.ingest import Failed, identified, parse_published
from lagebild.ingest.encodings import decode
from lagebild.ingest.page import page
from lagebild.text import Document, Published, digest

MOST_SEEN = 5000


def opml(path: Path) -> list[tuple[str, str]]:
    """Addresses and names of the feeds in an OPML file, or in a text file with one address a line.

    Raises:
        InputError: it holds none.
    """
    data = path.read_bytes()
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        found = [(o.get("xmlUrl"), o.get("title") or o.get("text") or "") for o in etree.fromstring(data, parser).iter("outline") if o.get("xmlUrl")]
    else:
        lines = (line.strip() for line in data.decode("utf8", "replace").splitlines())
        found = [(line, "") for line in lines if line and not line.startswith("#")]
    if not found:
        raise InputError(f"{path} names no feeds; give an OPML file, or one address a line")
    return [(str(url), str(name)) for url, name in found]


@dataclass(slots=True)
class Memory:
    """What was seen: per feed the marks of its last state, and a hash of each entry as it was announced."""

    feeds: dict[str, dict[str, str | None]] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Memory":
        """The memory of a file; an empty one where it is absent or damaged."""
        try:
            said = json.loads(path.read_text(encoding="utf8"))
            return cls(dict(said["feeds"]), dict(said["entries"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def save(self, path: Path) -> None:
        """Write the file, whole or not at all."""
        self.entries = dict(list(self.entries.items())[-MOST_SEEN:])
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.write_text(json.dumps({"feeds": self.feeds, "entries": self.entries}), encoding="utf8")
        part.replace(path)


def news(feeds: list[tuple[str, str]], fetcher: Fetcher, memory: Memory) -> Iterator[Document | Failed]:
    """One round: the articles that are new or changed. An entry counts as seen once its document was taken, so a broken round is gone on with."""
    for url, name in feeds:
        try:
            yield from _feed(url, name, fetcher, memory)
        except InputError as error:
            yield Failed(url, type(error).__name__, str(error))


def _feed(url: str, name: str, fetcher: Fetcher, memory: Memory) -> Iterator[Document | Failed]:
    marks = memory.feeds.get(url, {})
    found = fetcher.get(url, marks.get("etag"), marks.get("modified"))
    if found.status == 304:
        return
    parsed: Any = feedparser.parse(found.data)
    if not parsed.entries and parsed.bozo:
        raise InputError(f"{url} is no feed: {parsed.bozo_exception}")
    outlet = name or str(parsed.feed.get("title", "")) or None
    whole = True
    for entry in parsed.entries:
        link = str(entry.get("link", ""))
        mark = digest(link, entry.get("title"), entry.get("updated") or entry.get("published"), entry.get("summary"))
        if link and memory.entries.get(link) != mark:
            made = _article(entry, link, outlet, fetcher)
            whole = whole and isinstance(made, Document)
            yield made
            if isinstance(made, Document):
                memory.entries[link] = mark
    if whole:
        memory.feeds[url] = {"etag": found.etag, "modified": found.modified}


def _article(entry: Any, link: str, outlet: str | None, fetcher: Fetcher) -> Document | Failed:
    """The page behind an entry; where it must not or cannot be fetched, that is said."""
    try:
        found = fetcher.get(link)
        text, flags = decode(found.data)
        made = page(link, text)
    except InputError as error:
        return Failed(link, type(error).__name__, str(error))
    published = made.published or _published(entry)
    title = made.title or str(entry.get("title", "")) or None
    return identified(replace(made, id=link, url=link, title=title, outlet=outlet or made.outlet, published=published, flags=(*flags, *made.flags)))


def _published(entry: Any) -> Published | None:
    said = entry.get("published_parsed") or entry.get("updated_parsed")
    return parse_published(datetime.fromtimestamp(timegm(said), UTC).isoformat(timespec="minutes")) if said else None
