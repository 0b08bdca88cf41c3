"""Places: the reader's place names, and which of them a statement is about."""

from lagebild.extract.context import Context
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Place
from lagebild.text import Document, Span


def find_places(document: Document, parse: Parse) -> tuple[Place, ...]:
    """Names that the reader takes for places, in text order."""
    found = []
    for kind, first, last in parse.names():
        if kind == "LOC":
            span = parse.span(list(range(first, last)))
            found.append(Place(span.of(parse.text), span, name=span.of(parse.text), precision="unknown"))
    return tuple(found)


def place_of(context: Context, word: Word, span: Span) -> Place | None:
    """The place of the statement that ``word`` carries and ``span`` supports: the last one named inside."""
    inside = [p for p in context.places if span.contains(p.span)]
    return inside[-1] if inside else None


def place_at(context: Context, word: Word) -> Place:
    """The place that a word of a list names."""
    named = next((p for p in context.places if p.span.contains(word.span)), None)
    return named or Place(word.text, word.span, name=word.text, precision="unknown")
