"""All reported speech of a document: cued, continued over sentences, quoted without a cue; found once and looked up by word."""

from dataclasses import dataclass, replace
from functools import lru_cache

from lagebild import packs
from lagebild.extract.clauses import resolved, trimmed
from lagebild.extract.context import Context
from lagebild.extract.marks import quoted
from lagebild.extract.reports import Report, Scene, clause_head, reports, scene
from lagebild.extract.speakers import antecedent, printed
from lagebild.extract.tellings import tellings
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Mention, Quote
from lagebild.text import Span

CLOSING = 3
SHORT = 5
GAP = 2


@dataclass(frozen=True)
class Speech:
    """The reports of a document in text order, whose words they hold, and who its pronouns are."""

    at: Scene
    reports: tuple[Report, ...]
    scare: tuple[tuple[int, ...], ...]
    over: dict[int, tuple[Report, ...]]
    stands_for: dict[int, int]

    def of(self, i: int) -> tuple[Report, ...]:
        """The reports whose content holds a word, the innermost first."""
        return self.over.get(i, ())


def speech(context: Context) -> Speech:
    """The reported speech of a document; made once."""
    if "speech" not in context.memo:
        context.memo["speech"] = _speech(context.parse, context.language)
    found: Speech = context.memo["speech"]
    return found


def _speech(parse: Parse, language: str) -> Speech:
    at = scene(parse, language, quoted(parse.text))
    cued = _nearest(reports(at))
    silent = tellings(at, cued)
    alone = [q for q in at.quotes if not any(_shares(q, r) for r in cued) and not any(set(q) < set(o) for o in at.quotes)]
    told = [*cued, *silent, *(Report("direct", q[0], (), None, frozenset(q)) for q in alone if _talks(at, q))]
    every = _continued(at, sorted(told, key=lambda r: r.trigger))
    over: dict[int, list[Report]] = {}
    for report in sorted(every, key=lambda r: len(r.content)):
        for i in report.content:
            over.setdefault(i, []).append(report)
    scare = tuple(q for q in alone if not _talks(at, q))
    return Speech(at, tuple(every), scare, {i: tuple(r) for i, r in over.items()}, _antecedents(at, every))


def _nearest(found: list[Report]) -> list[Report]:
    """Of several verbs that the same quotation stands beside only the one that is nearest to it."""
    kept: dict[frozenset[int], Report] = {}
    for report in found:
        other = kept.get(report.content) if report.type == "direct" else None
        if other is None or _distance(report) < _distance(other):
            kept[report.content if report.type == "direct" else frozenset({-1 - report.trigger})] = report
    return sorted(kept.values(), key=lambda r: r.trigger)


def _distance(report: Report) -> int:
    first, last = min(report.content), max(report.content)
    return first - report.trigger if report.trigger < first else report.trigger - last if report.trigger > last else 0


def _shares(quote: tuple[int, ...], report: Report) -> bool:
    return len(report.content.intersection(quote)) > len(quote) / 2


def _talks(at: Scene, quote: tuple[int, ...]) -> bool:
    """Whether a quotation without cue is speech: it has a verb and is no mere name or title."""
    return len(quote) > SHORT + 2 and any(at.parse.words[i].upos in ("VERB", "AUX") for i in quote)


def _continued(at: Scene, told: list[Report]) -> list[Report]:
    """Reports, and what goes on with the last speaker: subjunctive clauses, "demnach", quotations without a cue."""
    held = {i for r in told for i in r.content}
    free = [r for w in at.parse.words if w.i not in held and (r := _free(at, w, told))]
    merged = list({(r.silent, r.trigger if r.type != "free-indirect" else min(r.content)): r for r in [*free, *told]}.values())
    found: list[Report] = []
    for report in sorted(merged, key=lambda r: (r.trigger, len(r.content))):
        last = _last_speaker(at, report, found) if report.speaker is None and not report.cue else report.speaker
        if last is not None or report.cue:
            found.append(replace(report, speaker=last))
    return found


def _free(at: Scene, word: Word, told: list[Report]) -> Report | None:
    """A clause whose finite verb is in the mood of reported speech, or that a word like "demnach" opens."""
    deictic = word.text.lower() in at.words("reporting", "deictic") and word.upos == "ADV" and not at.parse.children(word.i)
    if not deictic and not _reported_mood(at, word, told):
        return None
    head = clause_head(at.parse, word.i)
    content = frozenset(i for i in at.parse.subtree(head) if not any(i in r.content or i in r.cue for r in told if r.type == "direct"))
    return Report("indirect" if deictic else "free-indirect", word.i, (word.i,) if deictic else (), word.i if deictic else None, content)


def _reported_mood(at: Scene, word: Word, told: list[Report]) -> bool:
    if word.upos not in ("VERB", "AUX"):
        return False
    form, mood = word.text.lower(), word.features.get("Mood")
    if form in at.words("subjunctive"):
        return True
    if form not in at.words("counterfactual") and mood != "Sub":
        return False
    sentence = at.parse.sentences[word.sentence]
    conditional = any(w.text.lower() in at.words("conditional") for w in at.parse.words[sentence.first : sentence.last])
    return not conditional and any(0 <= word.sentence - at.parse.words[r.trigger].sentence <= 1 for r in told if r.type != "reported")


def _last_speaker(at: Scene, report: Report, found: list[Report]) -> int | None:
    """The last one who spoke, not more than a few sentences before."""
    here = at.parse.words[min(report.content)].sentence
    for earlier in reversed(found):
        nested = any(earlier.trigger in r.content and earlier.content < r.content for r in found if r.speaker is not None)
        if earlier.speaker is not None and not nested and here - at.parse.words[max(earlier.content | {earlier.trigger})].sentence <= GAP:
            return earlier.speaker
    return None


def _antecedents(at: Scene, every: list[Report]) -> dict[int, int]:
    """Who stands behind the pronouns and statements that speak."""
    found: dict[int, int] = {}
    for n, report in enumerate(every):
        if report.speaker is not None:
            other = antecedent(at, report.speaker, every[:n])
            found[report.speaker] = found.get(other, other)
    return found


def pieces(at: Scene, report: Report) -> list[Span]:
    """The content of a report in the text: quotations one by one, other content as the runs of its words."""
    inside = [q for q in at.quotes if report.content.issuperset(q)]
    if report.type == "direct" and inside:
        outer = [q for q in inside if not any(set(q) < set(o) for o in inside)]
        return [at.parse.span(list(q)) for q in outer]
    return [closed(at, at.parse.span(run)) for run in runs(at.parse, report.content)]


def closed(at: Scene, span: Span) -> Span:
    """A span that ends just before the mark that closes a quotation which it holds, with the mark."""
    ends = [m.end for m in at.marks if span.start <= m.start < span.end < m.end and m.end - span.end <= CLOSING]
    return Span(span.start, max(ends)) if ends else span


def runs(parse: Parse, words: frozenset[int]) -> list[list[int]]:
    """Words in stretches without a gap, punctuation at their edges left out."""
    found: list[list[int]] = []
    for i in sorted(words):
        if found and i == found[-1][-1] + 1:
            found[-1].append(i)
        else:
            found.append([i])
    return [run for r in found if (run := _edged(parse, r))]


def _edged(parse: Parse, run: list[int]) -> list[int]:
    first, last = 0, len(run)
    while first < last and parse.words[run[first]].text in (",", ":", ";", "–", "-", "."):
        first += 1
    while last > first and parse.words[run[last - 1]].text in (",", ":", ";", "–", "-", "."):
        last -= 1
    return run[first:last]


def nested(at: Scene, report: Report) -> list[tuple[int, ...]]:
    """Words quoted inside indirect or reported speech."""
    return [] if report.type == "direct" else [q for q in at.quotes if len(q) > 2 and len(report.content.intersection(q)) == len(q)]


def quote_mentions(context: Context) -> list[Mention]:
    """Every quote with speaker and cue as printed."""
    found = speech(context)
    rows = [m for r in _joined(found, [r for r in found.reports if not r.silent and not _retold(r, found)]) for m in _mentions(found.at, r)]
    return rows + [_mention(found.at, found.at.parse.span(list(q)), Quote(None, None, "scare")) for q in found.scare]


def _retold(report: Report, found: Speech) -> bool:
    """Whether a report stands inside a quotation that somebody says: what is quoted there is part of it."""
    around = [r for r in found.of(report.trigger) if r.type == "direct" and r is not report]
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
    outer = spans if report.type == "direct" else [_whole(at, report, spans)] if spans else []
    return [_mention(at, s, said) for s in outer] + inner


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


def cue_text(parse: Parse, report: Report) -> str:
    """The words of the cue, in text order."""
    return " ".join(parse.words[i].text for i in report.cue)


def _mention(at: Scene, span: Span, quote: Quote) -> Mention:
    return Mention("quote", span, span.of(at.parse.text), quote)
