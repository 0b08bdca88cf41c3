"""Where documents come from: files, folders and standard input, each only as far as it fits."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from lagebild.errors import DefectError, InputError
from lagebild.ingest.encodings import decode
from lagebild.ingest.failed import Failed
from lagebild.ingest.limits import LARGEST
from lagebild.ingest.lines import documents_of_json, documents_of_lines
from lagebild.text import Document

TEXTS = frozenset({".txt", ".md", ".text"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
TABLE = ".parquet"
ARCHIVES = frozenset({".warc", ".arc", ".gz"})
FILES = {".pdf": ("office", "pdf"), ".docx": ("office", "word"), ".eml": ("mail", "mail")}
SUFFIXES = TEXTS | PAGES | LINES | {".json", TABLE, ".warc", ".arc", *FILES}
ENDINGS = (*sorted(SUFFIXES), ".warc.gz", ".arc.gz")
MOST = 4 * LARGEST
STARTS = ("<!doctype html", "<html", "<?xml")


Fetch = Callable[[str], Iterator[Document | Failed]]


def is_address(name: str) -> bool:
    """Whether an input is a web address."""
    return name.lower().startswith(("http://", "https://"))


def sources(inputs: Iterable[str], fetch: Fetch | None = None) -> Iterator[Document | Failed]:
    """Every document of the inputs, in order, as they come; ``fetch`` gives those of a web address."""
    for name in inputs:
        try:
            if is_address(name):
                yield from fetch(name) if fetch else _unfetched(name)
            else:
                yield from _source(name)
        except (OSError, ValueError) as error:
            yield Failed(name, "InputError", f"{name} cannot be opened: {getattr(error, 'strerror', None) or error}; check the path and its rights")


def _unfetched(name: str) -> Iterator[Document | Failed]:
    yield Failed(name, "InputError", f"{name} is a web address; lagebild add fetches it")


def _source(name: str) -> Iterator[Document | Failed]:
    if name == "-":
        yield from content("stdin", sys.stdin.buffer)
    elif Path(name).is_dir():
        yield from _folder(Path(name))
    else:
        yield from _file(Path(name), Path(name).stem)


def _folder(folder: Path) -> Iterator[Document | Failed]:
    """All files of a folder and those below; ids are their paths inside it."""
    files = [p for p in sorted(folder.rglob("*")) if p.name.lower().endswith(ENDINGS) and p.is_file()]
    if not files:
        yield Failed(folder.name, "InputError", f"the folder {folder} holds no texts; files must end in {', '.join(ENDINGS)}")
    for path in files:
        yield from _file(path, path.relative_to(folder).with_suffix("").as_posix())


def _file(path: Path, name: str) -> Iterator[Document | Failed]:
    try:
        with path.open("rb") as stream:
            yield from _guarded(name, content(name, stream, path.suffix.lower()))
    except OSError as error:
        yield Failed(name, "InputError", f"{path} cannot be opened: {error.strerror}; check the path and its rights")


def _guarded(name: str, found: Iterator[Document | Failed]) -> Iterator[Document | Failed]:
    """A fault of ours, or of a library, in one file costs no other file."""
    try:
        yield from found
    except OSError:
        raise
    except InputError as error:
        yield Failed(name, "InputError", f"{name}: {error}")
    except Exception as error:
        message = f"{name} could not be read: {type(error).__name__}: {error}; this is a fault of Lagebild, please report it"
        yield Failed(name, DefectError.__name__, message)


def content(name: str, stream: BinaryIO, suffix: str = "") -> Iterator[Document | Failed]:
    """The documents of one stream; what it holds is told by the suffix, else by how it begins."""
    if suffix in LINES:
        yield from documents_of_lines(name, stream)
        return
    if suffix in ARCHIVES:
        yield from _loaded("archives", "archived")(name, stream)
        return
    if suffix == TABLE:
        yield from _loaded("columns", "documents_of_table")(name, stream)
        return
    start = stream.readline(MOST)
    if suffix == "" and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"'):
        yield from documents_of_lines(name, chain([start], stream))
        return
    try:
        yield from _whole(name, start + stream.read(MOST - len(start)), suffix)
    except InputError as error:
        yield Failed(name, "InputError", f"{name}: {error}")


def _loaded(module: str, name: str) -> Any:
    """A function of this package whose libraries are loaded only when such a file comes."""
    return getattr(import_module(f"lagebild.ingest.{module}"), name)


def _whole(name: str, data: bytes, suffix: str) -> Iterator[Document | Failed]:
    if suffix == ".json":
        yield from documents_of_json(name, data)
        return
    if suffix in FILES:
        yield _loaded(*FILES[suffix])(name, data)
        return
    text, flags = decode(data)
    is_page = suffix in PAGES or (suffix not in TEXTS and text.lstrip()[:15].lower().startswith(STARTS))
    found = _loaded("page", "page")(name, text) if is_page else Document(name, text)
    yield replace(found, flags=(*flags, *found.flags))
