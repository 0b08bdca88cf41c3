"""A situation report from a store: the picture of a scope, what is new in it, and the evidence for every sentence."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from lagebild.entries import Entry, Header
from lagebild.picture import Change, Occurrence, Picture, compared, sites
from lagebild.picture.loading import load
from lagebild.picture.making import make
from lagebild.report.brief import lines, scenes
from lagebild.report.brief.evidence import Evidence
from lagebild.report.brief.news import news
from lagebild.report.brief.records import Brief, Item, Part
from lagebild.report.brief.words import BriefWords, spoken
from lagebild.report.draw.worldmap import drawable
from lagebild.store import Scope, Store
from lagebild.store.clock import stamp

MOST, BARS = 40, 12
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for.

    ``since``: from when on things are new, a day before the last report if null, and as it is written; ``language``: that of most reports
    if null; ``said``: the scope in the words of who asks; ``older``: there are older reports that the scope leaves out.
    """

    scope: Scope
    since: str | None = None
    since_said: str | None = None
    language: str | None = None
    said: tuple[tuple[str, str], ...] = ()
    older: bool = False


@dataclass(frozen=True, slots=True)
class _Work:
    """All that the parts of one report are made from."""

    store: Store
    asked: Asked
    picture: Picture
    entries: Sequence[Entry]
    headers: Sequence[Header]
    words: BriefWords
    evidence: Evidence

    @property
    def of(self) -> dict[str, Occurrence]:
        return {o.id: o for o in self.picture.incidents}

    @property
    def until(self) -> str:
        return self.asked.scope.reported or max((h.reported for h in self.headers), default="")


def brief(store: Store, asked: Asked) -> Brief:
    """The report. It says nothing that the store does not hold."""
    found = load(store, asked.scope)
    known = store.headers({e.header.key for e in found.entries})
    headers = sorted(known.values(), key=lambda h: (h.reported, h.key))
    words = BriefWords(asked.language or _language(headers))
    work = _Work(store, asked, make(found, asked.scope.reported), found.entries, headers, words, Evidence(store, found.entries, words))
    parts = tuple(p for p in _parts(work) if p.items or p.rows or p.name == "news") if headers else ()
    facts = (*_facts(work), *(() if parts else (words.own["nothing"],)))
    place = dict(asked.said).get("place")
    title = f"{words.own['title']}: {place}" if place else str(words.own["title"])
    return Brief(title, facts, words.language, parts, work.evidence.notes(), words.own["notes"], _needed(words))


def _language(headers: Sequence[Header]) -> str:
    """The language of most reports, if reports can be written in it."""
    said = Counter(h.language for h in headers if h.language)
    most = min(said, key=lambda x: (-said[x], x), default="en")
    return most if most in spoken() else "en"


def _needed(words: BriefWords) -> dict[str, str]:
    return {k: str(words.own[k]) for k in ("said_by", "in_document", "statement")}


def _facts(work: _Work) -> tuple[str, ...]:
    """What the report covers, and as of when."""
    own, headers = work.words.own, work.headers
    scope = [f"{own[k]} {v}" for k, v in work.asked.said if k != "place"]
    known = [f"{own['as_of']} {work.words.day(work.until)}"] if work.until else []
    return (*scope, *known, *([_counted(headers, own)] if headers else []), *([str(own["older"])] if work.asked.older else []), str(own["zone"]))


def _counted(headers: Sequence[Header], own: dict[str, Any]) -> str:
    outlets = len({h.outlet or h.key for h in headers})
    n, said = len(headers), own["outlets"]["one" if outlets == 1 else "many"].format(n=outlets)
    return str(own["counts"]["one" if n == 1 else "many"].format(n=n, outlets=said))


def _parts(work: _Work) -> Iterable[Part]:
    """The parts in their order; what is numbered first is what is read first."""
    words, evidence, picture = work.words, work.evidence, work.picture
    yield _news(work)
    yield _figures(work)
    known = [s for s in picture.statuses if s.history]
    things = _most(known, lambda s: s.history[-1].since)
    yield replace(scenes.board(things, words, evidence), remark=_left(known, words))
    largest = _most(picture.incidents, lambda o: (o.voices, o.reports))
    yield replace(scenes.over_time(largest, things[:BARS], work.until, words, evidence), remark=_left(picture.incidents, words))
    places = sorted(sites(picture, work.entries), key=lambda s: not drawable(s))
    yield replace(scenes.on_map(places[:MOST], work.of, words, evidence), remark=_left(places, words))
    yield _entries("positions", picture.positions, lambda v: lines.position(v, words, evidence), words)
    yield _entries("questions", picture.questions, lambda u: lines.question(u, words, evidence), words)
    yield _entries("contradictions", picture.contradictions, lambda c: lines.contradiction(c, words, evidence), words)
    yield _gaps(largest, work)
    yield scenes.sources(work.headers, work.store.sources(), words)


def _figures(work: _Work) -> Part:
    of = work.of
    chosen = _most(work.picture.figures, lambda s: (s.voices, of[s.incident].reports if s.incident in of else 0))
    items = _once(lines.figure(s, of, work.words, work.evidence) for s in chosen)
    return Part("figures", work.words.picture["figures"], items, remark=_left(work.picture.figures, work.words))


def _gaps(largest: Iterable[Occurrence], work: _Work) -> Part:
    missing = [(o, [g for g in work.picture.gaps if g.incident == o.id]) for o in largest]
    return Part("gaps", work.words.picture["gaps"], tuple(lines.gap(o, g, work.words, work.evidence) for o, g in missing if g))


def _once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Entries of which only the first picture has a legend."""
    made: list[Item] = []
    told = False
    for item in items:
        chart = replace(item.chart, legend="") if item.chart and told else item.chart
        told = told or chart is not None
        made.append(replace(item, chart=chart))
    return tuple(made)


def _entries(name: str, found: Sequence[T], line: Callable[[T], Item], words: BriefWords) -> Part:
    """The last entries of a list that is in order of time."""
    return Part(name, words.picture[name], tuple(line(x) for x in found[-MOST:]), remark=_left(found, words))


def _most(found: Sequence[T], weight: Callable[[T], Any]) -> list[T]:
    """The weightiest, in the order in which they were."""
    chosen = sorted(range(len(found)), key=lambda n: weight(found[n]), reverse=True)[:MOST]
    return [found[n] for n in sorted(chosen)]


def _left(found: Sequence[object], words: BriefWords) -> str:
    return words.own["left_out"].format(n=len(found) - MOST) if len(found) > MOST else ""


def _news(work: _Work) -> Part:
    """What is new; what has no evidence is left out, and of a scope without older reports nothing is listed twice."""
    since, words = work.asked.since or stamp(datetime.fromisoformat(work.until) - timedelta(days=1)), work.words
    before = load(work.store, replace(work.asked.scope, reported=since))
    work.evidence.add(before.entries)
    said = words.day(work.asked.since_said or since)
    title = words.own["news"].format(since=said)
    if not before.entries:
        return Part("news", title, remark=words.own["all_new"].format(since=said))
    found = [c for c in (*compared(make(before, since), work.picture), *_withdrawn(work, since)) if c.statements]
    remark = _left(found, words) if found else words.own["no_news"].format(since=said)
    return Part("news", title, tuple(news(found[:MOST], work.picture, words, work.evidence)), remark=remark)


def _withdrawn(work: _Work, since: str) -> list[Change]:
    """Statements of the scope's reports that were taken back since."""
    ids, until = {h.id for h in work.headers}, work.asked.scope.reported
    made: list[Change] = []
    for w in work.store.withdrawn(since):
        if w["document"] in ids and (until is None or w["at"] <= until):
            entries = work.store.statement(w["id"])[-1:]
            work.evidence.add(entries)
            made += [Change("statement", "withdrawn", w["id"], None, e.quote, ((e.header.key, e.statement.id),)) for e in entries]
    return made
