"""Readings made by hand, and a clock that ticks."""

from dataclasses import replace

from lagebild.ingest.dates import parse_published
from lagebild.statements import Phrase, Place, Quantity, Reading, Statement, Voice
from lagebild.text import Document, Span, digest


class Clock:
    """A clock that ticks once a call."""

    def __init__(self):
        self.ticks = 0

    def __call__(self):
        self.ticks += 1
        return f"2031-01-01T00:{self.ticks // 60:02}:{self.ticks % 60:02}.000000Z"


def statement(document, quote, kind="figure", type_="injured", **fields):
    """A statement whose words stand in the document."""
    start = document.text.index(quote)
    span = Span(start, start + len(quote))
    if "place" in fields and isinstance(fields["place"], str):
        fields["place"] = Place(fields["place"], span, fields["place"])
    if "voice" in fields and isinstance(fields["voice"], str):
        fields["voice"] = Voice(fields["voice"], "speaker", span)
    if "number" in fields:
        low = fields.pop("number")
        fields["quantity"] = Quantity(low, low, unit="persons")
    made = Statement("", kind, type_, span, "test", anchor=Phrase(quote, span), **fields)
    return replace(made, id=digest(document.text, made))


def report(id_, text_, *statements, published="2031-01-01", **fields):
    """A reading of a document; each statement is (quote, keyword arguments)."""
    document = Document(id_, text_, language=fields.pop("language", "de"), published=parse_published(published), **fields)
    return Reading(document, tuple(statement(document, q, **k) for q, k in statements))
