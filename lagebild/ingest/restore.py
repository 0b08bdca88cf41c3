"""A reading of repaired text, given back with the document as given: every span mapped, every quotation verbatim."""

import dataclasses
from typing import Any

from lagebild.statements import Reading
from lagebild.text import Document, Offsets, Span


def restored(reading: Reading, document: Document, offsets: Offsets, read: str) -> Reading:
    """The same reading over the text as given.

    Args:
        reading: what was found in the repaired text.
        document: the document as given; flags that reading added are kept.
        offsets: the way back from the repaired text.
        read: the repaired text.
    """
    found = {f.name: _back(getattr(reading, f.name), offsets, read, document.text) for f in dataclasses.fields(reading) if f.name != "document"}
    added = [_back(f, offsets, read, document.text) for f in reading.document.flags if f not in document.flags]
    return dataclasses.replace(reading, document=dataclasses.replace(document, flags=(*document.flags, *added)), **found)


def _back(value: Any, offsets: Offsets, read: str, given: str) -> Any:
    """A record with its spans mapped back; its text, if it is what the span holds, as given."""
    if isinstance(value, Span):
        return offsets.back(value)
    if isinstance(value, tuple):
        return tuple(_back(v, offsets, read, given) for v in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed = {f.name: _back(getattr(value, f.name), offsets, read, given) for f in dataclasses.fields(value) if f.init}
    span = getattr(value, "span", None)
    if isinstance(span, Span) and getattr(value, "text", None) == span.of(read):
        changed["text"] = changed["span"].of(given)
    return dataclasses.replace(value, **changed)
