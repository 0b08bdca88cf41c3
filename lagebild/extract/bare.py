"""What can be told of a text in a language without a pack: its places, names and numbers; no statements."""

import re

from lagebild.extract.gazetteer import choose, scene
from lagebild.extract.places import known_place
from lagebild.places import lookup
from lagebild.reader.parse import Parse
from lagebild.statements import Actor, Mention, Place, Quantity, Reading
from lagebild.text import Document, Span

DIGITS = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:([.,\u00a0\u202f ])\d{3})?(?:\1\d{3})*(?![\w:/-]|[.,]\d)")
LONE_YEAR = range(1900, 2100)


def mentioned(document: Document, parse: Parse) -> Reading:
    """A reading with mentions alone."""
    found = [*_names(parse), *_numbers(parse.text)]
    return Reading(document, (), tuple(sorted(found, key=lambda m: m.span)))


def _names(parse: Parse) -> list[Mention]:
    """Names that the reader sees; places with the one that fits best, none where two fit."""
    spans = [(kind, parse.span(list(range(a, b)))) for kind, a, b in parse.names()]
    options = {s: tuple(k for k in lookup(s.of(parse.text)) if k.kind != "airport") for _, s in spans}
    about = scene([options[s] for kind, s in spans if kind == "LOC"])
    found = []
    for kind, span in spans:
        text = span.of(parse.text)
        known, score = choose(options[span], about, None, text) if kind == "LOC" else (None, 0.0)
        place = known_place(text, span, known, score) if known else Place(text, span, name=text, precision="unknown")
        found.append(Mention("place", span, text, place) if kind == "LOC" else Mention("actor", span, text, Actor(text, span, text)))
    return found


def _numbers(text: str) -> list[Mention]:
    """Numbers in digits: in groups of three whatever parts them; years and decimals are left out."""
    found = []
    for match in DIGITS.finditer(text):
        value = int("".join(c for c in match.group() if c.isdigit()))
        if value not in LONE_YEAR:
            found.append(Mention("quantity", Span(*match.span()), match.group(), Quantity(value, value)))
    return found
