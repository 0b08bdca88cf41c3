"""Footnotes: every statement that a report rests on becomes a numbered note with its sentence, each sentence once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lagebild.entries import Entry
from lagebild.link.relations import name
from lagebild.picture.records import Ref
from lagebild.report.brief.records import Cite, Note
from lagebild.report.brief.words import BriefWords
from lagebild.store import Store
from lagebild.text import around

MOST, LONGEST = 4, 400


class Evidence:
    """The notes of one situation report, numbered as they are asked for."""

    def __init__(self, store: Store, entries: Iterable[Entry], words: BriefWords) -> None:
        self._store, self._words = store, words
        self._entries: dict[Ref, Entry] = {name(e): e for e in entries}
        self._texts: dict[str, str] = {}
        self._notes: dict[tuple[str, str], Note] = {}

    def cite(self, refs: Iterable[Ref]) -> Cite:
        """The notes of some statements: of near-copies one, of many reports the first ones."""
        found: dict[str, Entry] = {}
        for e in sorted((self._entries[r] for r in refs if r in self._entries), key=lambda e: (e.header.reported, e.header.key, e.statement.span)):
            found.setdefault(e.header.copies, e)
        chosen = list(found.values())[:MOST]
        return Cite(tuple(dict.fromkeys(self._number(e) for e in chosen)), len(found) > MOST)

    def add(self, entries: Iterable[Entry]) -> None:
        """Statements beside those of the picture, such as withdrawn ones."""
        self._entries |= {name(e): e for e in entries if name(e) not in self._entries}

    def entry(self, ref: Ref) -> Entry | None:
        """A statement by what lines call it."""
        return self._entries.get(ref)

    def language(self, ref: Ref) -> str | None:
        """The language of a statement's words."""
        found = self._entries.get(ref)
        return found.header.language if found else None

    def notes(self) -> tuple[Note, ...]:
        """All notes so far, in order."""
        return tuple(self._notes.values())

    def _number(self, e: Entry) -> int:
        sentence = shortened(self._sentence(e), e.quote)
        key = (e.header.key, sentence)
        if key not in self._notes:
            self._notes[key] = self._note(e, sentence)
        self._notes[key] = _with(self._notes[key], e)
        return self._notes[key].number

    def _note(self, e: Entry, sentence: str) -> Note:
        h = self._store.headers([e.header.key]).get(e.header.key, e.header)
        outlet, day = h.outlet or self._words.own["unnamed_outlet"], self._words.moment(h.reported, h.published)
        return Note(len(self._notes) + 1, sentence, h.language, outlet, day, h.title, safe(h.url), h.id, (), ())

    def _sentence(self, e: Entry) -> str:
        key = e.header.key
        if key not in self._texts:
            found: Mapping[str, object] = self._store.texts([key])
            self._texts[key] = getattr(found.get(key), "text", "")
        return around(self._texts[key], e.statement.span) or e.quote


def _with(note: Note, e: Entry) -> Note:
    """A note that bears one more statement of its sentence, and that statement's voice."""
    said = e.statement.voice.text if e.statement.voice else None
    voices = (*note.voices, said) if said and said not in note.voices else note.voices
    statements = note.statements if e.statement.id in note.statements else (*note.statements, e.statement.id)
    return replace(note, voices=voices, statements=statements)


def shortened(sentence: str, quote: str) -> str:
    """A sentence that is no page long: the part around the words that count."""
    if len(sentence) <= LONGEST:
        return sentence
    at = max(0, sentence.find(quote[:60]))
    start = max(0, min(at - LONGEST // 4, len(sentence) - LONGEST))
    middle = sentence[start : start + LONGEST]
    return ("… " if start else "") + middle.strip() + (" …" if start + LONGEST < len(sentence) else "")


def safe(url: str | None) -> str | None:
    """An address that may become a link: of the web, nothing else."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
