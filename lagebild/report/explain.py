"""Why a reading says what it says: each sentence's parse, its statements with their rules and cues, or why there are none."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.reader.parse import Parse, Sentence, Word
from lagebild.report.wording import amount, labels_for
from lagebild.statements import Reading, Statement
from lagebild.text import Offsets, Span

FILES = ("events", "figures", "positions", "questions", "statuses", "voices")


def explained(reading: Reading, parse: Parse, offsets: Offsets | None, only: int | None = None) -> Iterator[str]:
    """The lines of the explanation, of one sentence (from 1) or of all."""
    for number, sentence in enumerate(parse.sentences, 1):
        if only in (None, number):
            span = Span(sentence.start, sentence.end)
            given = offsets.back(span) if offsets else span
            yield f"{number}. {' '.join(span.of(parse.text).split())}  [{given.start}–{given.end}]"
            yield from _words(parse, sentence)
            found = [s for s in reading.statements if given.start <= (s.anchor.span.start if s.anchor else s.span.start) < given.end]
            yield from (line for s in found for line in _statement(reading, s)) if found else [_nothing(parse, sentence, reading.document.language)]
            yield ""


def _words(parse: Parse, sentence: Sentence) -> Iterator[str]:
    words = parse.words[sentence.first : sentence.last]
    width = min(28, max(len(w.text) for w in words))
    for word in words:
        above = parse.words[word.head].text if word.head >= 0 else "–"
        name = f"  {word.name}" if word.name != "O" else ""
        yield f"    {word.text:<{width}}  {word.lemma:<{width}}  {word.upos:<6}{word.label:<13}← {above}{name}".rstrip()


def _statement(reading: Reading, s: Statement) -> Iterator[str]:
    """One statement: its rule, and the words that each of its values came from."""
    yield f"  * {s.kind} {s.type}  by the rule {s.origin}"
    cues = {
        "anchor": s.anchor and s.anchor.text,
        "quantity": amount(s.quantity, labels_for(reading.document.language)),
        "subject": s.subject and f"{s.subject.text} ({s.subject.kind})",
        "holder": s.holder and s.holder.text,
        "content": s.content and s.content.text,
        "topic": s.topic and s.topic.text,
        "actors": ", ".join(a.text for a in s.actors),
        "recipients": ", ".join(a.text for a in s.recipients),
        "voice": s.voice and f"{s.voice.text or 'unnamed'} (cue: {s.voice.cue or '–'})",
        "hedges": ", ".join(h.of(reading.document.text) for h in s.hedges),
        "time": s.time and f"{s.time.text} → {s.time.earliest or '…'} – {s.time.latest or '…'}",
        "place": s.place and f"{s.place.text} → {s.place.name or '?'}",
        "manner": " ".join(x for x in (s.certainty, s.modality) if x not in ("stated", "actual")),
    }
    yield from (f"      {name}: {' '.join(str(said).split())}" for name, said in cues.items() if said)


def _nothing(parse: Parse, sentence: Sentence, language: str | None) -> str:
    """Why a sentence has no statement: its predicates are unknown to the pack, or known and unfulfilled."""
    if language not in packs.languages() or language is None:
        return f"  no statement: there is no language pack for {language}"
    predicates = [w for w in parse.words[sentence.first : sentence.last] if _predicates(w)]
    unknown = [w.lemma for w in predicates if w.lemma.lower() not in known_words(language)]
    if not predicates:
        return "  no statement: the sentence has no predicate"
    if unknown:
        return f"  no statement: not in the pack: {', '.join(dict.fromkeys(unknown))}"
    return f"  no statement: in the pack are {', '.join(dict.fromkeys(w.lemma for w in predicates))}, but what their rules ask for is not met"


def _predicates(word: Word) -> bool:
    return word.upos == "VERB" or (word.head < 0 and word.upos in ("NOUN", "ADJ", "PROPN"))


@lru_cache(maxsize=16)
def known_words(language: str) -> frozenset[str]:
    """Every word that the pack's rules name, in lower case."""
    return frozenset(w.lower() for name in FILES for w in _strings(packs.load(language, name)))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from (s for value in data.values() for s in _strings(value))
    elif isinstance(data, list):
        yield from (s for value in data for s in _strings(value))
