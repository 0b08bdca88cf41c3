"""What a batch has to do: the documents of its archives, cut into shards that can be read one by one, in any order, more than once."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from lagebild.cluster.output import Output, library
from lagebild.collect import reader_name
from lagebild.errors import InputError
from lagebild.ingest import Failed, options, prepared
from lagebild.ingest.archives import archived, places
from lagebild.ingest.columns import documents_of_table
from lagebild.ingest.lines import documents_of_lines
from lagebild.ingest.sources import ARCHIVES, LINES, TABLE
from lagebild.store import clock
from lagebild.text import Document

SHARD = 128
MARKS = ("size", "mtime", "ETag", "LastModified", "updated")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an archive: from a byte (lines, pages) or row on, at most so many; ``first`` is the number of its first line or row.

    ``count`` is how many documents it holds; a damaged end may give one failure more.
    """

    path: str
    name: str
    kind: str
    offset: int
    first: int
    most: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Shard:
    """What is read in one go. ``renamed`` and ``refused`` say what the other shards make of its documents, by their place in it."""

    number: int
    segments: tuple[Segment, ...]
    renamed: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """All shards, and what their results depend on. ``at`` stands for the date of documents that have none."""

    shards: tuple[Shard, ...]
    failed: tuple[tuple[str, str], ...]
    inputs: tuple[tuple[str, str], ...]
    reader: str
    at: str
    date: str | None = None
    language: str | None = None

    def asks(self) -> dict[str, Any]:
        """What another run must have in common with this one to go on with it."""
        return {n: getattr(self, n) for n in ("inputs", "reader", "date", "language")}


@dataclass(frozen=True, slots=True)
class _Item:
    """One document of an archive before it is read: where it begins, what it is called, or why it is none."""

    kind: str
    offset: int
    number: int
    id: str
    refusal: str | None = None
    failed: bool = False
    last: bool = False


def made(source: str, output: Output, date: str | None, language: str | None) -> Plan:
    """The plan of an input: the one that the output holds already, or a new one, which is kept there.

    Raises:
        InputError: there is no archive, or the output is that of another input.
    """
    options(date, language)
    fs, found, failed = archives(source)
    marks = tuple((path, str({k: fs.info(path).get(k) for k in MARKS})) for path, _ in found)
    plan = Plan((), tuple(failed), marks, reader_name(), clock.now(), date, language)
    held = kept(output)
    if held is None:
        plan = replace(plan, shards=tuple(_shards(fs, found)))
        output.put_json("plan.json", asdict(plan))
        return plan
    if held.asks() != plan.asks():
        raise InputError(f"{output.url} holds the results of another input, reader or option; name a new folder")
    return held


def kept(output: Output) -> Plan | None:
    """The plan that an output was made by."""
    said = output.get_json("plan.json")
    if said is None:
        return None
    shards = tuple(Shard(**(s | {"segments": tuple(Segment(**x) for x in s["segments"])})) for s in said.pop("shards"))
    failed, inputs = (tuple((a, b) for a, b in said.pop(n)) for n in ("failed", "inputs"))
    return Plan(shards, failed, inputs, **said)


def archives(source: str) -> tuple[Any, list[tuple[str, str]], list[tuple[str, str]]]:
    """The file system, path and name of every archive of an input, and what is none, with the reason.

    Raises:
        InputError: there is no archive.
    """
    fs, root = library("fsspec.core").url_to_fs(source)
    if not fs.exists(root):
        raise InputError(f"{source} is not there")
    single = fs.isfile(root)
    paths = [root] if single else sorted(fs.find(root), key=lambda p: PurePosixPath(p).parts)
    base = PurePosixPath(root).parent if single else PurePosixPath(root)
    named = [(p, PurePosixPath(p).relative_to(base).with_suffix("").as_posix()) for p in paths]
    found = [(p, n) for p, n in named if kind_of(p)]
    if not found:
        raise InputError(f"{source} holds no archive; archives end in .jsonl, .ndjson, .parquet, .warc, .warc.gz")
    return fs, found, [(n, f"{p} is no archive; lagebild add reads single files") for p, n in named if not kind_of(p)]


def kind_of(path: str) -> str | None:
    """What kind of archive a file is, by its ending."""
    ending = PurePosixPath(path).suffix.lower()
    return "lines" if ending in LINES else "table" if ending == TABLE else "pages" if ending in ARCHIVES else None


def _shards(fs: Any, found: list[tuple[str, str]]) -> Iterator[Shard]:
    """Items of all archives in order, so many at a time; names are numbered over all of them."""
    seen: dict[str, int] = {}
    items = ((path, name, item) for path, name in found for item in _items(fs, path, name))
    number = 0
    while some := list(islice(items, SHARD)):
        renamed, refused = {}, {}
        for place, (_, _, item) in enumerate(some):
            if item.refusal:
                refused[str(place)] = item.refusal
            elif not item.failed:
                seen[item.id] = seen.get(item.id, 0) + 1
                if seen[item.id] > 1:
                    renamed[str(place)] = f"{item.id}-{seen[item.id]}"
        yield Shard(number, tuple(_segments(some)), renamed, refused)
        number += 1


def _segments(some: list[tuple[str, str, _Item]]) -> Iterator[Segment]:
    """Items that follow each other in one archive, as one stretch."""
    starts = [n for n, (path, _, _) in enumerate(some) if n == 0 or some[n - 1][0] != path]
    for start, end in zip(starts, [*starts[1:], len(some)], strict=True):
        path, name, item = some[start]
        last = some[end - 1][2]
        most = None if last.last else last.number - item.number + 1
        yield Segment(path, name, item.kind, item.offset, item.number, most, end - start)


def _items(fs: Any, path: str, name: str) -> Iterator[_Item]:
    kind = kind_of(path)
    with fs.open(path, "rb") as stream:
        if kind == "lines":
            yield from _lines(stream, name)
        elif kind == "table":
            yield from (_item("table", 0, n, d) for n, d in enumerate(documents_of_table(name, stream)))
        else:
            yield from _pages(stream, name)


def _lines(stream: BinaryIO, name: str) -> Iterator[_Item]:
    """Lines with what they give; the same code that reads them later says which are documents."""
    at: list[tuple[int, int]] = []

    def lines() -> Iterator[bytes]:
        offset = 0
        for number, line in enumerate(stream, 1):
            at[:] = [(offset, number)]
            yield line
            offset += len(line)

    for found in documents_of_lines(name, lines()):
        yield _item("lines", *at[0], found)


def _item(kind: str, offset: int, number: int, found: Document | Failed) -> _Item:
    failed = isinstance(found, Failed)
    again = isinstance(found, Failed) and "stood on an earlier line already" in found.message
    return _Item(kind, offset, number, found.id, found.message if isinstance(found, Failed) and again else None, failed)


def _pages(stream: BinaryIO, name: str) -> Iterator[_Item]:
    """Pages by their addresses, unread. The last one goes on to the end of the archive, which may be damaged."""
    held = _Item("pages", 0, 0, name, failed=True)
    for number, (offset, address) in enumerate(places(stream, name)):
        if number:
            yield held
        held = _Item("pages", offset, number, address)
    yield replace(held, last=True)


def documents_of(plan: Plan, shard: Shard, source: Any) -> Iterator[Document | Failed]:
    """The documents of a shard, prepared, under the names that they have in the whole."""
    published, language = options(plan.date, plan.language)
    base = 0
    for segment in shard.segments:
        for n, found in enumerate(_read(segment, source)):
            place = str(base + n) if n < segment.count else ""
            if place in shard.refused:
                yield Failed(found.id, "InputError", shard.refused[place])
            elif isinstance(found, Document) and place in shard.renamed:
                yield prepared(replace(found, id=shard.renamed[place]), published, language)
            else:
                yield prepared(found, published, language)
        base += segment.count


def _read(s: Segment, fs: Any) -> Iterator[Document | Failed]:
    with fs.open(s.path, "rb") as stream:
        if s.kind == "table":
            yield from documents_of_table(s.name, stream, s.first, s.most)
            return
        stream.seek(s.offset)
        if s.kind == "lines":
            yield from documents_of_lines(s.name, islice(stream, s.most), s.first)
        else:
            yield from archived(s.name, stream, s.most)
