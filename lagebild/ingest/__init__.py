"""Files, folders, JSON lines and standard input as documents; what cannot be read comes back as Failed."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import py3langid
import trafilatura

from lagebild import packs
from lagebild.errors import InputError
from lagebild.ingest.dates import parse_published
from lagebild.text import Document, Flag

LONGEST = 5_000_000
SUFFIXES = {".txt", ".html", ".htm", ".jsonl", ".md"}


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that is no document: its name, the error's class, what was found and what to do."""

    id: str
    type: str
    message: str


def documents(inputs: Iterable[str], *, date: str | None = None, language: str | None = None) -> Iterator[Document | Failed]:
    """Every document of files, folders, JSON lines and ``-`` (standard input).

    Args:
        inputs: paths, or ``-``.
        date: publication date (EDTF) for documents that do not bring their own.
        language: ISO 639-1 for all of them; found out from each text if absent.

    Raises:
        InputError: ``date`` is no date.
    """
    published = parse_published(date) if date else None
    for found in _raw(inputs):
        if isinstance(found, Failed):
            yield found
            continue
        dated = replace(found, published=found.published or published, language=language or found.language)
        yield identified(dated)


def _raw(inputs: Iterable[str]) -> Iterator[Document | Failed]:
    for name in inputs:
        if name == "-":
            yield from _content("stdin", sys.stdin.buffer.read(), "")
        elif Path(name).is_dir():
            files = [p for p in sorted(Path(name).rglob("*")) if p.suffix.lower() in SUFFIXES]
            yield from (d for p in files for d in _file(p))
        else:
            yield from _file(Path(name))


def _file(path: Path) -> Iterator[Document | Failed]:
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Failed(path.stem, "InputError", f"{path} cannot be opened: {error.strerror}; check the path")
        return
    yield from _content(path.stem, data, path.suffix.lower())


def _content(name: str, data: bytes, suffix: str) -> Iterator[Document | Failed]:
    try:
        text = decode(data)
    except InputError as error:
        yield Failed(name, "InputError", f"{name}: {error}")
        return
    if suffix == ".jsonl" or (suffix == "" and text.lstrip().startswith("{")):
        yield from _lines(name, text)
    elif suffix in {".html", ".htm"} or text.lstrip()[:15].lower().startswith(("<!doctype", "<html")):
        yield _page(name, text)
    else:
        yield _checked(Document(name, text))


def decode(data: bytes) -> str:
    """Bytes to text: byte order marks, UTF-8, else the Western code page.

    Raises:
        InputError: the bytes are empty or no text.
    """
    if not data.strip():
        raise InputError("the input is empty; give a file with text")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096] or data.startswith(b"%PDF"):
        raise InputError("the input is binary, not text; convert it to plain text or HTML first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _lines(name: str, text: str) -> Iterator[Document | Failed]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield _from_line(json.loads(line), f"{name}-{number}")
            except (ValueError, InputError) as error:
                yield Failed(f"{name}-{number}", "InputError", f"{name}, line {number}: {error}")


def _from_line(row: Any, fallback: str) -> Document | Failed:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError("a line must be an object with a string in `text`")
    published = parse_published(str(row["published"])) if row.get("published") else None
    title, language, outlet, url = (row.get(k) for k in ("title", "language", "outlet", "url"))
    return _checked(Document(str(row.get("id") or fallback), row["text"], title, language, outlet, url, published))


def _page(name: str, page: str) -> Document | Failed:
    """The article of an HTML page; without one, its visible text and a flag."""
    body = trafilatura.extract(page, include_comments=False, favor_recall=False)
    flags: tuple[Flag, ...] = ()
    if not body:
        body = trafilatura.html2txt(page)
        flags = (Flag("no-article-text", "no article was found on the page; its visible text is read instead"),)
    if not body:
        return Failed(name, "InputError", f"{name}: the page holds no text")
    return _checked(Document(name, body, flags=flags))


def _checked(document: Document) -> Document | Failed:
    if not document.text.strip():
        return Failed(document.id, "InputError", f"{document.id}: the text is empty")
    if len(document.text) > LONGEST:
        flag = Flag("truncated", f"only the first {LONGEST} characters are read")
        return replace(document, text=document.text[:LONGEST], flags=(*document.flags, flag))
    return document


def identified(document: Document) -> Document:
    """The document with its language, and flags for what is unknown about it."""
    flags = list(document.flags)
    language = document.language or py3langid.classify(document.text[:4000])[0]
    if document.language is None and len(document.text) < 40:
        flags.append(Flag("language-uncertain", f"the text is too short to be sure that it is {language}; give --language"))
    if language not in packs.languages():
        flags.append(Flag("language-unsupported", f"there is no language pack for {language}; supported: {', '.join(packs.languages())}"))
    if document.published is None:
        flags.append(Flag("date-unknown", "no publication date is known; give --date for exact times"))
    return replace(document, language=str(language), flags=tuple(flags))
