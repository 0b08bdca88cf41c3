"""Files, folders, pages, JSON lines and standard input as documents; what cannot be read comes back as Failed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lagebild import packs
from lagebild.ingest.dates import parse_published
from lagebild.ingest.failed import Failed
from lagebild.ingest.language import checked_language, guessed
from lagebild.ingest.repair import repair
from lagebild.ingest.sources import Fetch, content, sources
from lagebild.text import Document, Flag, Passage, Published, Span

__all__ = ["Failed", "content", "documents", "identified", "options", "parse_published", "prepared", "repair"]

LONGEST = 100_000


def documents(
    inputs: Iterable[str], *, date: str | None = None, language: str | None = None, fetch: Fetch | None = None
) -> Iterator[Document | Failed]:
    """Every document of files, folders, JSON lines and ``-`` (standard input), one after another.

    Args:
        inputs: paths, or ``-``.
        date: publication date (EDTF) for documents that do not bring their own.
        language: ISO 639-1 for all of them; found out from each text if absent.
        fetch: what gives the documents of a web address; without it they fail.

    Raises:
        InputError: ``date`` is no date, or ``language`` no language; at once, before anything is read.
    """
    published, code = options(date, language)
    return (prepared(found, published, code) for found in _named(sources(inputs, fetch)))


def options(date: str | None, language: str | None) -> tuple[Published | None, str | None]:
    """A date and a language as said, checked.

    Raises:
        InputError: ``date`` is no date, or ``language`` no language.
    """
    return parse_published(date) if date is not None else None, checked_language(language) if language is not None else None


def _named(found: Iterable[Document | Failed]) -> Iterator[Document | Failed]:
    """Documents of several inputs with the same name are numbered, so that no id comes twice."""
    seen: dict[str, int] = {}
    for item in found:
        if isinstance(item, Document):
            seen[item.id] = seen.get(item.id, 0) + 1
            yield item if seen[item.id] == 1 else replace(item, id=f"{item.id}-{seen[item.id]}")
        else:
            yield item


def prepared(found: Document | Failed, published: Published | None, language: str | None) -> Document | Failed:
    """A document ready to be read: cut where it is too long, with date and language; an empty one is none."""
    if isinstance(found, Failed):
        return found
    if not found.text.strip("\x00\ufeff\u200b \t\r\n\u00a0\u2003"):
        return Failed(found.id, "InputError", f"{found.id}: the text is empty")
    return identified(replace(_fitting(found), published=found.published or published, language=language or found.language))


def _fitting(document: Document) -> Document:
    """At most ``LONGEST`` characters, cut at a line or word, with a flag."""
    if len(document.text) <= LONGEST:
        return document
    text = document.text[:LONGEST]
    end = max(text.rfind("\n", LONGEST // 2), text.rfind(" ", LONGEST // 2)) + 1 or LONGEST
    flag = Flag("truncated", f"only the first {end} characters are read; give long files in parts", Span(0, end))
    return replace(document, text=text[:end], flags=(*document.flags, flag), layout=_within(document.layout, end))


def _within(layout: tuple[Passage, ...], end: int) -> tuple[Passage, ...]:
    return tuple(p for p in layout if p.span.end <= end)


def identified(document: Document) -> Document:
    """The document with its language, and flags for what is unknown about it."""
    language, flags = (document.language, ()) if document.language else guessed(document.text)
    kinds = {f.kind for f in document.flags}
    added = [f for f in (*flags, _unsupported(language), _undated(document)) if f and f.kind not in kinds]
    return replace(document, language=language, flags=(*document.flags, *added))


def _unsupported(language: str | None) -> Flag | None:
    if language in packs.languages():
        return None
    return Flag("language-unsupported", f"there is no language pack for {language}; supported: {', '.join(packs.languages())}")


def _undated(document: Document) -> Flag | None:
    return None if document.published else Flag("date-unknown", "no publication date is known; give --date for exact times")
