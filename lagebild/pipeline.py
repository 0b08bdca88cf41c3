"""Documents in, readings out, one after another; a bad document never stops the batch."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lagebild import packs
from lagebild.capitals import Parser, cased
from lagebild.errors import DefectError, LagebildError
from lagebild.extract.bare import mentioned
from lagebild.extract.compose import extract
from lagebild.ingest import Failed, documents, identified, parse_published, repair
from lagebild.ingest.restore import restored
from lagebild.reader import Parse, load_reader
from lagebild.stages import stage
from lagebild.statements import Failure, Reading
from lagebild.text import Document, Offsets, storable


def read(source: str | Document, *, language: str | None = None, published: str | None = None, title: str | None = None) -> Reading:
    """Read one text.

    Args:
        source: the text, or a Document.
        language: ISO 639-1; found out from the text if absent.
        published: when the report appeared: "2022-01-06T18:00+06:00", "2022-01-06", "2022-01" ...
        title: the headline, for display.

    Raises:
        InputError: ``published`` is no date.
        ModelError: the reader's model is missing or damaged.
    """
    if isinstance(source, str):
        source = Document("text", source, title, language, published=parse_published(published) if published else None)
    return read_document(identified(source))


def read_files(*inputs: str | Path, language: str | None = None, date: str | None = None) -> Iterator[Reading]:
    """Read files and folders, one reading for each document; what cannot be read has a failure.

    Raises:
        InputError: ``date`` is no date or ``language`` no language.
    """
    return read_many(documents([str(i) for i in inputs], date=date, language=language))


def read_document(document: Document) -> Reading:
    """Read a document whose language is known; without a pack for it there are mentions and flags, no statements."""
    return read_parsed(document)[0]


def read_parsed(document: Document, parser: Parser | None = None) -> tuple[Reading, Parse]:
    """A reading, and the parse that it was made from: of the repaired text, where repair was needed.

    Args:
        document: a document whose language is known.
        parser: what parses a text of a language; the reader, if absent.
    """
    with stage("repair"):
        mended = repair(document.text)
    if mended.flag and mended.flag.kind not in {f.kind for f in document.flags}:
        document = replace(document, flags=(*document.flags, mended.flag))
    with stage("load the model"):
        parser = parser or load_reader()
    if document.language not in packs.languages():
        parse = parser(storable(document.text), document.language or "")
        return mentioned(document, parse), parse
    read_text = cased(mended.text, document.language, parser)
    with stage("parse"):
        parse = parser(read_text, document.language)
    if read_text == document.text:
        return _extracted(document, parse), parse
    reading = _extracted(replace(document, text=read_text), parse)
    return restored(reading, document, mended.offsets or Offsets(()), read_text), parse


def _extracted(document: Document, parse: Parse) -> Reading:
    with stage("extract"):
        return extract(document, parse)


def read_many(found: Iterable[Document | Failed]) -> Iterator[Reading]:
    """Read documents in order; what fails becomes a reading with a failure."""
    for document in found:
        if isinstance(document, Failed):
            yield Reading(Document(document.id, ""), failure=Failure(document.type, document.message))
        else:
            yield read_safely(document)[0]


def read_safely(document: Document) -> tuple[Reading, Parse | None]:
    """A reading with its parse; whatever goes wrong becomes a reading with a failure and no parse."""
    try:
        return read_parsed(document)
    except LagebildError as error:
        return Reading(document, failure=Failure(type(error).__name__, f"{document.id}: {error}")), None
    except Exception as error:  # a fault of ours must not cost the other documents
        at = error.__traceback__
        while at and at.tb_next:
            at = at.tb_next
        where = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "?"
        message = f"{document.id} could not be read: {type(error).__name__} at {where}; this is a fault of Lagebild, please report it"
        return Reading(document, failure=Failure(DefectError.__name__, message)), None
