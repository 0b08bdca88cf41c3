"""One document's statements: what the extractors found, with voice, certainty and place, and links between them."""

from dataclasses import replace
from typing import Any

from lagebild.extract import events, figures, positions, statuses
from lagebild.extract.times import conflicts, find_times, time_for
from lagebild.extract.voices import manner
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Link, Mention, Period, Phrase, Place, Reading, Statement
from lagebild.text import Document, Span, digest


def extract(document: Document, parse: Parse) -> Reading:
    """All statements, mentions and links of one parsed document; a language without a pack gives names only."""
    language = document.language or ""
    places = find_places(parse)
    periods, flags = conflicts(document, find_times(document))
    found = [
        *(_event(parse, f, places, language) for f in events.events(parse, language)),
        *(_figure(parse, f, places, language) for f in figures.figures(parse, language)),
        *(s for f in statuses.statuses(parse, language) for s in _statuses(parse, f, places, language)),
        *(_position(parse, p, language) for p in positions.positions(parse, language)),
        *(_question(parse, q, language) for q in positions.questions(parse, language)),
    ]
    timed = [_timed(parse, s, periods) for s in found]
    named = _unique([replace(s, id=identity(document, s)) for s in timed])
    whole = parts(parse, named)
    done = tuple(sorted((replace(s, part_of=whole.get(s.id)) for s in named), key=_order))
    links = tuple(Link(source, target, "part-of") for source, target in whole.items())
    mentions = [*(Mention("place", p.span, p.text, p) for p in places), *(Mention("time", t.span, t.text, t) for t in periods)]
    flagged = replace(document, flags=(*document.flags, *flags))
    return Reading(flagged, done, tuple(sorted(mentions, key=lambda m: m.span)), links)


def identity(document: Document, statement: Statement) -> str:
    """The hash of what is said: text, kind, type, span, value and voice."""
    s = statement
    return digest(
        document.text,
        s.kind,
        s.type,
        s.span,
        s.anchor and s.anchor.span,
        s.subject and s.subject.text,
        s.place and s.place.text,
        s.quantity,
        s.voice and s.voice.text,
        s.content and s.content.span,
    )


def _timed(parse: Parse, statement: Statement, periods: list[Period]) -> Statement:
    """The statement with the time of its clause or sentence; questions have none."""
    sentence = next((Span(s.start, s.end) for s in parse.sentences if s.start <= statement.span.start < s.end), statement.span)
    return statement if statement.kind == "question" else replace(statement, time=time_for(periods, statement.span, sentence))


def _order(s: Statement) -> tuple[int, int, str, int, str]:
    """Text order; the places of an expanded list in theirs."""
    return s.span.start, s.span.end, s.kind, s.place.span.start if s.place else 0, s.id


def _unique(statements: list[Statement]) -> list[Statement]:
    return list({s.id: s for s in statements}.values())


def find_places(parse: Parse) -> list[Place]:
    """Names that the reader takes for places."""
    found = []
    for kind, first, last in parse.names():
        if kind == "LOC":
            span = parse.span(list(range(first, last)))
            found.append(Place(span.of(parse.text), span, name=span.of(parse.text), precision="unknown"))
    return found


def _base(parse: Parse, word: Word, kind: str, type_: str, span: Span, origin: str, places: list[Place], language: str) -> dict[str, Any]:
    how = manner(parse, word.i, language)
    inside = [p for p in places if span.contains(p.span)]
    return {
        "id": "",
        "kind": kind,
        "type": type_,
        "span": span,
        "origin": f"{language}/{origin}",
        "voice": how.voice,
        "certainty": how.certainty,
        "modality": how.modality,
        "hedges": how.hedges,
        "place": inside[-1] if inside else None,
    }


def _event(parse: Parse, found: events.Found, places: list[Place], language: str) -> Statement:
    base = _base(parse, found.word, "event", found.type, found.span, f"events#{found.entry.group}", places, language)
    return Statement(**base, anchor=found.anchor, mode=found.entry.options.get("mode"), actors=found.actors, recipients=found.recipients)


def _figure(parse: Parse, found: figures.Found, places: list[Place], language: str) -> Statement:
    base = _base(parse, found.word, "figure", found.type, found.span, f"figures#{found.origin}", places, language)
    return Statement(**base, anchor=found.anchor, quantity=found.quantity, total=found.total)


def _statuses(parse: Parse, found: statuses.Found, places: list[Place], language: str) -> list[Statement]:
    base = _base(parse, found.word, "status", found.type, found.span, f"statuses#{found.origin}", places, language)
    anchor = Phrase(found.word.text, found.word.span)
    one = Statement(**base, anchor=anchor, subject=found.subject, holder=found.holder, formal=found.formal)
    each = [Place(w.text, w.span, name=w.text, precision="unknown") for w in found.places]
    return [replace(one, place=place) for place in each] or [one]


def _position(parse: Parse, found: positions.Position, language: str) -> Statement:
    base = _base(parse, found.word, "position", found.type, found.span, f"positions#{found.origin}", [], language)
    return Statement(**base, anchor=Phrase(found.word.text, found.word.span), holder=found.holder, content=found.content)


def _question(parse: Parse, found: positions.Question, language: str) -> Statement:
    base = _base(parse, found.word, "question", found.type, found.span, f"questions#{found.type}", [], language)
    return Statement(**base, anchor=Phrase(found.word.text, found.word.span), topic=found.topic)


def parts(parse: Parse, statements: list[Statement]) -> dict[str, str]:
    """ "13 Tote, von denen zwei ...": figures in a relative clause of another figure's noun are parts of it."""
    figures_at = {s.anchor.span: s for s in statements if s.kind == "figure" and s.anchor}
    found = {}
    for span, part in figures_at.items():
        word = next((w for w in parse.words if span.start <= w.start < span.end), None)
        above = next((w for w in parse.ancestors(word.i) if w.label == "acl:relcl"), None) if word else None
        noun = parse.words[above.head] if above and above.head >= 0 else None
        whole = next((s for at, s in figures_at.items() if noun and at.contains(noun.span) and s.id != part.id), None)
        if whole:
            found[part.id] = whole.id
    return found
