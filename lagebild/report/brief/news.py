"""What is new since a time, in sentences with their evidence."""

from collections.abc import Iterable, Mapping
from typing import Any

from lagebild.picture import Change, Occurrence, Picture
from lagebild.picture.records import Ref
from lagebild.report.brief.evidence import Evidence
from lagebild.report.brief.lines import named
from lagebild.report.brief.records import Item, Said, Strong, Text
from lagebild.report.brief.words import BriefWords
from lagebild.report.wording import amount
from lagebild.statements import Quantity


def news(found: Iterable[Change], picture: Picture, words: BriefWords, evidence: Evidence) -> list[Item]:
    """One entry for each change up to a picture."""
    of, stances = {o.id: o for o in picture.incidents}, {v.statement: v.stance for v in picture.positions}
    return [Item((Strong(_kind(c, words)), ": ", *_told(c, of, stances, words, evidence), " ", evidence.cite(c.statements))) for c in found]


def _kind(c: Change, words: BriefWords) -> str:
    return f"{words.picture['kinds'][c.kind]} {words.picture['change'][c.change]}"


def _told(c: Change, of: Mapping[str, Occurrence], stances: Mapping[Ref, str], words: BriefWords, evidence: Evidence) -> Text:
    if c.kind == "figure":
        incident, measure, *group = c.key.split(" ", 2)
        counted = words.label("measures", measure) + (f" ({group[0]})" if group else "")
        where = named(of.get(incident), words)
        return (f"{counted}{f' ({where})' if where else ''}: {_moved(_number(c.before, words), _number(c.after, words))}",)
    if c.kind == "status":
        return (f"{c.key}: {_moved(_states(c.before, words), _states(c.after, words))}",)
    if isinstance(c.after, Occurrence):
        return named(c.after, words), " — ", _said(c.after.quote, c, evidence)
    if c.kind == "position":
        return _viewed(c, stances, words, evidence)
    return _quoted(c, words, evidence)


def _viewed(c: Change, stances: Mapping[Ref, str], words: BriefWords, evidence: Evidence) -> Text:
    stance = next((f" {words.label('stances', stances[r])}" for r in c.statements if r in stances), "")
    old: Text = (f" ({words.picture['before']}: ", _said(str(c.before), c, evidence), ")") if c.before else ()
    return f"{c.key}{stance}: ", _said(str(c.after or ""), c, evidence), *old


def _quoted(c: Change, words: BriefWords, evidence: Evidence) -> Text:
    before, after = (str(x) if x else None for x in (c.before, c.after))
    if c.kind == "contradiction":
        return _said(before or "", c, evidence), " ↔ ", _said(after or "", c, evidence), f" ({words.reason(c.key)})"
    if c.kind == "question":
        answer: Text = (f" — {words.picture['answered']}: ", _said(after, c, evidence)) if after else ()
        return _said(c.key, c, evidence), *answer
    return (_said(after or c.key, c, evidence),)


def _said(quote: str, c: Change, evidence: Evidence) -> Said:
    return Said(quote, evidence.language(c.statements[0]) if c.statements else None)


def _moved(before: str, after: str) -> str:
    return f"{before} → {after}" if before and before != after else after


def _number(value: Any, words: BriefWords) -> str:
    return (amount(Quantity(value["low"], value["high"], value["approx"]), words.labels) or "?") + _standing(value, words) if value else ""


def _standing(value: Any, words: BriefWords) -> str:
    return f" ({words.picture['contested']})" if value["contested"] else ""


def _states(value: Any, words: BriefWords) -> str:
    said = {k: words.label("states", v) for k, v in (value or {}).items() if v}
    return ", ".join(f"{words.picture['officially']} {v}" if k == "official" else v for k, v in said.items())
