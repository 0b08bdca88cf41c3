"""All reported speech of a document: cued, continued over sentences, quoted without a cue; found once and looked up by word."""

from dataclasses import dataclass, replace

from lagebild.extract.context import Context
from lagebild.extract.marks import quoted
from lagebild.extract.reports import Report, Scene, clause_head, reports, scene
from lagebild.extract.speakers import antecedent
from lagebild.extract.tellings import tellings
from lagebild.reader.parse import Parse, Word
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
    merged = list(
        {
            (r.silent, r.trigger if r.type != "free-indirect" else min(r.content)): r for r in [*sorted(free, key=lambda r: bool(r.cue)), *told]
        }.values()
    )
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
    content = frozenset(i for i in at.parse.subtree(head) if not any(i in r.content or i in r.cue for r in told if r.type == "direct" and r.cue))
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


def cue_text(parse: Parse, report: Report) -> str:
    """The words of the cue, in text order."""
    return " ".join(parse.words[i].text for i in report.cue)
