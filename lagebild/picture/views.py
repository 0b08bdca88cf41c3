"""Positions per actor with their changes, and open questions with what answered them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lagebild import packs
from lagebild.entries import Entry
from lagebild.link.relations import name, not_so
from lagebild.picture.records import Ref, Unknown, View
from lagebild.statements import Link, Statement
from lagebild.text import fold

OPPOSED = ({"supports", "opposes"}, {"demands", "opposes"}, {"denies", "claims-responsibility"}, {"announces", "denies"})
STEM, SHARED = 6, 2


def positions(entries: Iterable[Entry]) -> list[View]:
    """The views of each actor in order; one that only repeats the last is left out."""
    found: dict[str, list[View]] = {}
    said = [e for e in entries if e.statement.kind == "position" and e.statement.holder]
    old = {(e.header.key, e.statement.replaces) for e in said if e.statement.replaces}
    by = {name(e): e for e in said}
    for e in said:
        if name(e) in old:
            continue
        holder = e.statement.holder.text if e.statement.holder else ""
        mine = found.setdefault(fold(holder), [])
        view = View(holder, e.statement.type, e.header.reported[:10], _before(e, mine, by), name(e), _content(e))
        if not any((v.stance, fold(v.quote)) == (view.stance, fold(view.quote)) for v in mine):
            mine.append(view)
    return [v for key in sorted(found) for v in found[key]]


def _content(e: Entry) -> str:
    """The words of the view itself."""
    return e.statement.content.text if e.statement.content else e.quote


def _before(e: Entry, mine: Sequence[View], by: Mapping[Ref, Entry]) -> str | None:
    """What the actor held before, where the text or an opposed stance says that it changed."""
    earlier = by.get((e.header.key, e.statement.replaces)) if e.statement.replaces else None
    if earlier:
        return _content(earlier)
    last = mine[-1] if mine else None
    changed = last is not None and {last.stance, e.statement.type} in OPPOSED
    return last.quote if changed and last else None


def questions(entries: Sequence[Entry], incident: Mapping[Ref, str], links: Mapping[str, Sequence[Link]]) -> list[Unknown]:
    """What was said not to be known, each once for what it is about, with the first statement that tells it."""
    found: dict[tuple[str, str], list[tuple[Entry, Unknown]]] = {}
    near = _near(entries, incident)
    for e in entries:
        if e.statement.kind != "question":
            continue
        topic = e.statement.topic.text if e.statement.topic else e.quote
        same = found.setdefault((e.statement.type, fold(topic)), [])
        if any(_related(e, first, near) for first, _ in same):
            continue
        answer = _answer(e, topic, entries, near, links)
        same.append((e, Unknown(topic, e.statement.type, e.header.reported, name(e), *((name(answer), answer.quote) if answer else (None, None)))))
    return sorted((u for same in found.values() for _, u in same), key=lambda u: (u.reported, u.statement))


def _near(entries: Iterable[Entry], incident: Mapping[Ref, str]) -> dict[str, set[str]]:
    """The incidents that each document tells of."""
    found: dict[str, set[str]] = {}
    for e in entries:
        if name(e) in incident:
            found.setdefault(e.header.key, set()).add(incident[name(e)])
    return found


def _answer(e: Entry, topic: str, entries: Sequence[Entry], near: Mapping[str, set[str]], links: Mapping[str, Sequence[Link]]) -> Entry | None:
    linked = {x.source for x in links.get(e.header.key, ()) if x.type == "answers" and x.target == e.statement.id}
    measures = asked(topic, e.header.language)
    for other in entries:
        if other.header.key == e.header.key:
            if other.statement.id in linked:
                return other
        elif other.header.reported > e.header.reported and _related(e, other, near) and _tells(other, measures, topic, e.header.language):
            return other
    return None


def _related(e: Entry, other: Entry, near: Mapping[str, set[str]]) -> bool:
    mine = near.get(e.header.key, set())
    return not mine or bool(mine & near.get(other.header.key, set()))


def _tells(other: Entry, measures: set[str], topic: str, language: str | None) -> bool:
    s = other.statement
    if s.kind == "question" or not_so(other):
        return False
    if s.kind == "figure" and s.type in measures:
        return True
    return other.header.language == language and len(_stems(topic) & _stems(_said(s))) >= SHARED


def _said(s: Statement) -> str:
    phrases = (s.anchor, s.subject, s.content, s.holder, *s.actors, *s.recipients)
    return " ".join(p.text for p in phrases if p)


def _stems(words: str) -> set[str]:
    return {w[:STEM] for w in re.findall(r"[^\W\d_]{5,}", fold(words))}


def asked(topic: str, language: str | None) -> set[str]:
    """Measures that a topic asks for, by the words of its language's pack."""
    if language not in packs.languages() or not language:
        return set()
    words = packs.load(language, "labels")["measures"]
    stems = _stems(topic)
    return {measure for measure, label in words.items() if stems & {s[:5] for s in _stems(str(label))} or stems & _stems(str(label))}
