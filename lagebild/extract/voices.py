"""Who says it, and how surely: the voice of a statement, with certainty and modality."""

from dataclasses import dataclass

from lagebild.extract.context import Context
from lagebild.extract.modality import certainty_of, hedges_of, modality_of, predicate_of, turned_down
from lagebild.extract.quotes import Speech, cue_text, speech
from lagebild.extract.reports import Report, is_agency, is_report_noun
from lagebild.extract.speakers import named, printed, source
from lagebild.statements import Phrase, Voice
from lagebild.text import Span


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is said: voice, certainty, modality and the words that hedge it."""

    voice: Voice | None
    certainty: str
    modality: str
    hedges: tuple[Span, ...]


def manner(context: Context, i: int) -> Manner:
    """How the statement at a word is said."""
    found = speech(context)
    hedges = hedges_of(found.at, i)
    return Manner(voice_of(context, i), certainty_of(found.at, i, bool(hedges)), modality_of(found.at, i), hedges)


def is_counted_off(context: Context, i: int) -> bool:
    """Whether a word is what is cancelled, stopped or denied: of counted things that says what became of them, not that there are none."""
    at = speech(context).at
    return turned_down(at, i, predicate_of(at, i))


def voice_of(context: Context, i: int) -> Voice | None:
    """The voice that the text names for a word, within the voices that report it; None where the report speaks itself."""
    found = speech(context)
    voice: Voice | None = None
    for report in reversed([r for r in _distinct(found, i) if not _taken_as_given(found, r, i)]):
        voice = _voice(found, report, i, voice)
    return voice


def _taken_as_given(found: Speech, report: Report, i: int) -> bool:
    """ "verurteilte den Putsch", "nach dem Putsch sind nach Angaben ...", "die getöteten Soldaten": what a report builds on is not what it says."""
    at, word = found.at, found.at.parse.words[i]
    if word.label == "amod" and word.head >= 0:
        return any(d.lemma.lower() in at.words("reporting", "definite") for d in at.parse.children(word.head, "det"))
    if word.upos != "NOUN":
        return False
    if report.type == "reported":
        return at.parse.words[report.trigger].lemma.lower() in at.words("reporting", "presupposing")
    attributed = at.parse.words[report.cue[0]].upos == "ADP" if report.cue else False
    return attributed and word.label == "obl" and any(c.text.lower() in at.words("reporting", "setting") for c in at.parse.children(i, "case"))


def _distinct(found: Speech, i: int) -> list[Report]:
    """The reports around a word, the innermost first, each speaker once; an unnamed one only where nobody is named."""
    kept: list[Report] = []
    speakers: set[str | None] = set()
    for report in found.of(i):
        speaker = speaker_of(found, report)
        said = speaker.text.lower() if speaker else None
        if said not in speakers and (said is not None or not kept):
            kept.append(report)
        speakers.add(said)
    return [r for r in kept if r.speaker is not None] or kept


def speaker_of(found: Speech, report: Report) -> Phrase | None:
    """The speaker of a report in the fewest words, pronouns resolved."""
    return None if report.speaker is None else named(found.at, _stands_for(found, report.speaker))


def holder_of(found: Speech, report: Report) -> Phrase | None:
    """The speaker of a report in full, pronouns resolved."""
    if report.speaker is None:
        return None
    i = _stands_for(found, report.speaker)
    return printed(found.at, i) if not is_report_noun(found.at, found.at.parse.words[i]) else named(found.at, i)


def _stands_for(found: Speech, i: int) -> int:
    """The noun behind a speaker: of "seinen Angaben" the one whom the pronoun means."""
    made_by = source(found.at, i)
    return found.stands_for.get(i, i) if made_by == i else found.stands_for.get(made_by, made_by)


def _voice(found: Speech, report: Report, i: int, outer: Voice | None) -> Voice:
    at = found.at
    speaker = speaker_of(found, report)
    quoted = any(i in q for q in at.quotes)
    cue = cue_text(at.parse, report) or None
    within = outer or _told(found, report)
    if speaker is None:
        return Voice(None, "unnamed", at.parse.words[report.trigger].span, cue, quoted=quoted, within=within)
    kind = "agency" if report.speaker is not None and is_agency(at, _stands_for(found, report.speaker)) else "speaker"
    return Voice(speaker.text, kind, speaker.span, cue, quoted=quoted, within=within)


def _told(found: Speech, report: Report) -> Voice | None:
    """The agency or paper that the speaker told."""
    if report.hearer is None:
        return None
    hearer = named(found.at, report.hearer)
    return Voice(hearer.text, "agency", hearer.span)
