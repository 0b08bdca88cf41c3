"""Quotes as mentions: one for what one says without a break, with speaker and cue as printed and what is put between."""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from lagebild import packs
from lagebild.extract.clauses import resolved, trimmed
from lagebild.extract.context import Context
from lagebild.extract.quotes import Speech, cue_text, pieces, speech
from lagebild.extract.reports import Report, Scene
from lagebild.extract.speakers import printed
from lagebild.statements import Mention, Quote
from lagebild.text import Span


def nested(at: Scene, report: Report) -> list[tuple[int, ...]]:
    """Words quoted inside indirect or reported speech."""
    return [] if report.type == "direct" else [q for q in at.quotes if len(q) > 2 and len(report.content.intersection(q)) == len(q)]


def quote_mentions(context: Context) -> list[Mention]:
    """Every quote with speaker and cue as printed."""
    found = speech(context)
    rows = [m for r in _joined(found, [r for r in found.reports if not r.silent and not _retold(r, found)]) for m in _mentions(found.at, r)]
    return rows + [_mention(found.at, found.at.parse.span(list(q)), Quote(None, None, "scare")) for q in found.scare]


def _retold(report: Report, found: Speech) -> bool:
    """Whether a report stands inside a quotation that somebody says, or a mere speech act inside what is told: it is part of that."""
    part_of = ("direct", "free-indirect") if report.type == "reported" else ("direct",)
    around = [r for r in found.of(report.trigger) if r.type in part_of and r is not report]
    return any(report.content < r.content for r in around)


def _joined(found: Speech, told: list[Report]) -> list[Report]:
    """Reports, where sentences without a cue that go on with one speaker, one behind the other, are one."""
    words, joined = found.at.parse.words, list[Report]()
    for report in told:
        last = next((n for n in reversed(range(len(joined))) if joined[n].type == "free-indirect"), None) if report.type == "free-indirect" else None
        if (
            last is not None
            and joined[last].speaker == report.speaker
            and words[min(report.content)].sentence - words[max(joined[last].content)].sentence == 1
        ):
            joined[last] = replace(joined[last], content=joined[last].content | report.content)
        else:
            joined.append(report)
    return joined


def _mentions(at: Scene, report: Report) -> list[Mention]:
    speaker = printed(at, _as_printed(at, report)).text if report.speaker is not None else None
    said = Quote(speaker, cue_text(at.parse, report) or None, report.type)
    inner = [_mention(at, at.parse.span(list(q)), replace(said, type="direct")) for q in nested(at, report)]
    spans = pieces(at, report)
    if _is_deed(at, report):
        return inner
    outer = [_mention(at, s, said) for s in spans] if report.type == "direct" else _put_together(at, report, said, spans)
    return outer + inner


def _put_together(at: Scene, report: Report, said: Quote, spans: list[Span]) -> list[Mention]:
    """One mention of what is said in several pieces, where the words of who says it stand between them."""
    if not spans:
        return []
    whole = _whole(at, report, spans)
    frame = [at.parse.words[i] for i in {*report.cue, report.trigger, *([] if report.speaker is None else [report.speaker])}]
    gaps = [Span(a.end, b.start) for a, b in pairwise(spans)] if whole == Span(spans[0].start, spans[-1].end) else []
    inserted = tuple(g for g in gaps if any(g.start <= w.start and w.end <= g.end for w in frame))
    return [_mention(at, whole, replace(said, inserted=inserted))]


def _is_deed(at: Scene, report: Report) -> bool:
    """ "unterstützt den Plan": who sides with something or turns it down, and is not said to have spoken, is not quoted."""
    return report.type == "reported" and at.parse.words[report.trigger].lemma.lower() in at.words("reporting", "deeds")


def _as_printed(at: Scene, report: Report) -> int:
    """The relative pronoun that stands for a speaker: "the mayor, *who* said"."""
    own = [c for c in at.parse.children(report.trigger, "nsubj", "nsubj:pass") if c.i != report.speaker]
    return next((c.i for c in own if resolved(at.parse, c).i == report.speaker), report.speaker or 0)


def _whole(at: Scene, report: Report, spans: list[Span]) -> Span:
    """What is said from its first word to its last; a speech act that is only reported, with its speaker and verb."""
    if report.type != "reported" or report.speaker is None or at.language not in whole_acts():
        return Span(spans[0].start, spans[-1].end)
    words = at.parse.span([*report.cue, report.speaker])
    speaker = printed(at, report.speaker).span if at.parse.words[report.speaker].sentence == at.parse.words[report.trigger].sentence else words
    return trimmed(at.parse.text, Span(min(spans[0].start, words.start, speaker.start), max(spans[-1].end, words.end, speaker.end)))


@lru_cache(maxsize=1)
def whole_acts() -> frozenset[str]:
    """Languages in which a reported speech act is quoted with its speaker and verb."""
    return frozenset(c for c in packs.languages() if packs.load(c, "voices")["reporting"].get("act") == "whole")


def _mention(at: Scene, span: Span, quote: Quote) -> Mention:
    return Mention("quote", span, span.of(at.parse.text), quote)
