"""Documents in, readings out, one after another; a bad document never stops the batch."""

from collections.abc import Iterable, Iterator

from lagebild import packs
from lagebild.errors import LagebildError
from lagebild.extract.compose import extract
from lagebild.ingest import Failed, identified
from lagebild.reader import load_reader
from lagebild.statements import Failure, Reading
from lagebild.text import Document


def read(source: str | Document, *, language: str | None = None) -> Reading:
    """Read one text.

    Args:
        source: the text, or a Document.
        language: ISO 639-1; found out from the text if absent.

    Raises:
        ModelError: the reader's model is missing or damaged.
    """
    document = source if isinstance(source, Document) else Document("text", source, language=language)
    return read_document(identified(document))


def read_document(document: Document) -> Reading:
    """Read a document whose language is known; without a pack for it there are no statements, only flags."""
    if document.language not in packs.languages():
        return Reading(document)
    parse = load_reader()(document.text, document.language)
    return extract(document, parse)


def read_many(documents: Iterable[Document | Failed]) -> Iterator[Reading]:
    """Read documents in order; what fails becomes a reading with a failure."""
    for document in documents:
        if isinstance(document, Failed):
            yield Reading(Document(document.id, ""), failure=Failure(document.type, document.message))
            continue
        try:
            yield read_document(document)
        except LagebildError as error:
            yield Reading(document, failure=Failure(type(error).__name__, str(error)))
