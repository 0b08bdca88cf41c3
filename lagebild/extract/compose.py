"""One document's statements: what the extractors found, with voice, certainty, time and place, and links between them."""

from dataclasses import replace
from typing import Any

from lagebild.extract import events, figures, positions, questions, statuses
from lagebild.extract.actors import coded, named_actors, refined
from lagebild.extract.context import Context
from lagebild.extract.gist import gist
from lagebild.extract.instruments import instrument
from lagebild.extract.links import links_of
from lagebild.extract.located import place_at, place_of
from lagebild.extract.places import find_places
from lagebild.extract.quoting import quote_mentions
from lagebild.extract.times import find_times, narrative, time_of, until_of
from lagebild.extract.voices import is_counted_off, manner
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Mention, Phrase, Reading, Statement
from lagebild.text import Document, Span, digest


def extract(document: Document, parse: Parse) -> Reading:
    """All statements, mentions and links of one parsed document."""
    places = find_places(document, parse)
    periods, flags = find_times(document, parse, places)
    told = narrative(document, parse, periods)
    context = Context(replace(document, flags=(*document.flags, *flags)), parse, document.language or "", places, tuple(periods), told)
    statements = _identified(document, _statements(context))
    links = links_of(context, statements)
    wholes = {link.source: link.target for link in links if link.type == "part-of"}
    former = {link.source: link.target for link in links if link.type == "replaces"}
    done = tuple(sorted((replace(s, part_of=wholes.get(s.id), replaces=former.get(s.id)) for s in statements), key=_order))
    return Reading(context.document, done, _mentions(context), tuple(links), gist=gist(parse))


def _statements(context: Context) -> list[Statement]:
    return [
        *(_event(context, f) for f in events.events(context)),
        *(_figure(context, f) for f in figures.figures(context)),
        *(s for f in statuses.statuses(context) for s in _statuses(context, f)),
        *(_position(context, p) for p in positions.positions(context)),
        *(_question(context, q) for q in questions.questions(context)),
    ]


def _identified(document: Document, statements: list[Statement]) -> list[Statement]:
    """Statements with their ids, each only once."""
    named = [replace(s, id=identity(document, s)) for s in statements]
    return list({s.id: s for s in named}.values())


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


def _order(s: Statement) -> tuple[int, int, str, int, str]:
    """Text order; the places of an expanded list in theirs."""
    return s.span.start, s.span.end, s.kind, s.place.span.start if s.place else 0, s.id


def _mentions(context: Context) -> tuple[Mention, ...]:
    named = [*(Mention("place", p.span, p.text, p) for p in context.places), *(Mention("time", t.span, t.text, t) for t in context.periods)]
    named += [Mention("actor", a.span, a.text, a) for a in named_actors(context)]
    named += quote_mentions(context)
    return tuple(sorted(named, key=lambda m: m.span))


def _base(context: Context, word: Word, kind: str, type_: str, span: Span, origin: str) -> dict[str, Any]:
    """What every statement has: how it is said, when and where."""
    how = manner(context, word.i)
    return {
        "id": "",
        "kind": kind,
        "type": type_,
        "span": span,
        "origin": f"{context.language}/{origin}",
        "voice": coded(context, how.voice),
        "certainty": how.certainty,
        "modality": how.modality,
        "hedges": how.hedges,
        "place": place_of(context, word, span) if kind in ("event", "figure", "status") else None,
        "time": time_of(context, word, span, how.modality, kind) if kind != "question" else None,
        "until": until_of(context, word, span) if kind != "question" else None,
    }


def _event(context: Context, found: events.Found) -> Statement:
    base = _base(context, found.word, "event", found.type, found.span, f"events#{found.entry.group}")
    who, whom = (tuple(refined(context, a) for a in side) for side in (found.actors, found.recipients))
    means = instrument(context, found.word, found.span) if found.type == "ASSAULT" else None
    mode = found.entry.options.get("mode") or (means[0] if means else None)
    return Statement(**base, anchor=found.anchor, mode=mode, actors=who, recipients=whom, instrument=means[1] if means else None)


def _figure(context: Context, found: figures.Found) -> Statement:
    base = _base(context, found.word, "figure", found.type, found.span, f"figures#{found.origin}")
    if base["modality"] == "negated" and is_counted_off(context, found.word.i):
        base["modality"] = "actual"
    return Statement(**base, anchor=found.anchor, quantity=found.quantity, total=found.total)


def _statuses(context: Context, found: statuses.Found) -> list[Statement]:
    base = _base(context, found.word, "status", found.type, found.span, f"statuses#{found.origin}")
    if found.denied or found.origin.endswith(".lacking"):
        base["modality"] = "actual"
    if found.where != found.span:
        base["place"] = place_of(context, found.word, found.where)
    one = Statement(**base, anchor=_phrase(found.word), subject=found.subject, holder=found.holder, formal=found.formal)
    return [replace(one, place=place_at(context, w)) for w in found.places] or [one]


def _position(context: Context, found: positions.Position) -> Statement:
    base = _base(context, found.word, "position", found.type, found.span, f"positions#{found.origin}")
    return Statement(**base, anchor=_phrase(found.word), holder=found.holder, content=found.content)


def _question(context: Context, found: questions.Question) -> Statement:
    base = _base(context, found.word, "question", found.type, found.span, f"questions#{found.type}")
    base["modality"] = "actual"  # that something is not known is no negation of what is asked
    return Statement(**base, anchor=_phrase(found.word), topic=found.topic)


def _phrase(word: Word) -> Phrase:
    return Phrase(word.text, word.span)
