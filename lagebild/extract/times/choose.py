"""The time of a statement: what its words are tied to, else its clause's, else its sentence's only one, else that of the story."""

from collections.abc import Sequence
from dataclasses import replace

from lagebild.extract.context import Context
from lagebild.extract.times.narrative import attached, finest, is_ahead, is_dated, until_publication
from lagebild.extract.times.syntax import Syntax
from lagebild.extract.times.words import TimeWords, time_words
from lagebild.reader.parse import Word
from lagebild.statements import Period
from lagebild.text import Span

AHEAD = frozenset({"requested", "threatened"})
CLIMB = frozenset({"conj", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "csubj", "csubj:pass"})
NOUNS = frozenset({"NOUN", "PROPN"})
CORE = frozenset({"nsubj", "obj", "root", "csubj"})
STEM = 6
ENDING = 5


def time_of(context: Context, word: Word, span: Span, modality: str = "actual", kind: str = "event") -> Period | None:
    """The time of a statement about a word; what is asked for or threatened has only a time of its own."""
    words = time_words(context.language)
    syntax = Syntax(context.parse, words.verbs)
    tied = _tied(context, syntax, words, word) if kind == "event" else _of_clause_or_own(context, syntax, words, word)
    if tied and modality == "actual" and word.upos not in NOUNS and syntax.tense(word) == "past" and is_ahead(tied, context.document):
        tied = None
    chosen = tied or _carried(context, syntax, words, word, modality)
    return _closed(context, syntax, word, chosen) if chosen and kind != "status" else chosen


def _tied(context: Context, syntax: Syntax, words: TimeWords, word: Word) -> Period | None:
    """A time that the text ties to a word: by modifying it or its clause, or an earlier mention of the same thing."""
    own = _own(context, syntax, words, word)
    if own or word.upos not in NOUNS:
        return own or _around(context, syntax, words, word)
    if _is_side(syntax, words, word):
        return _same_thing(context, syntax, words, word)
    near = _around(context, syntax, words, word) if word.label.split(":")[0] in CORE else None
    return near or _same_thing(context, syntax, words, word) or _around(context, syntax, words, word)


def _of_clause_or_own(context: Context, syntax: Syntax, words: TimeWords, word: Word) -> Period | None:
    return _own(context, syntax, words, word) or _around(context, syntax, words, word)


def _is_side(syntax: Syntax, words: TimeWords, word: Word) -> bool:
    """Whether a noun only tells what came before or after: "after the accident"."""
    cases = " ".join(c.text for c in syntax.parse.children(word.i, "case"))
    return bool(cases) and any(words.lead[side].search(cases) for side in ("before", "after", "ago") if side in words.lead)


def until_of(context: Context, word: Word, span: Span) -> Period | None:
    """The time until which a statement holds, where its clause says so."""
    syntax = Syntax(context.parse, time_words(context.language).verbs)
    limits = [p for p in context.periods if p.role == "until" and (p.earliest or p.latest)]
    head = syntax.clause_head(word).i
    tied = [p for p in limits if (at := attached(syntax, p)) is not None and at.i in (word.i, head)]
    return tied[0] if tied else next((p for p in limits if span.contains(p.span)), None)


def _dated(context: Context, span: Span) -> list[Period]:
    return [p for p in context.periods if span.contains(p.span) and is_dated(p)]


def _joined(context: Context, words: TimeWords, periods: Sequence[Period]) -> Period:
    """The most precise of several periods, together with the next if "and" or "to" joins them."""
    best = finest(periods)
    after = next((p for p in context.periods if p.span.start >= best.span.end and p.precision == best.precision and p.earliest and p.latest), None)
    between = context.document.text[best.span.end : after.span.start] if after else ""
    if after is None or not best.earliest or not words.joins.fullmatch(between) or (after.earliest or "") < best.earliest:
        return best
    span = Span(best.span.start, after.span.end)
    return replace(best, text=span.of(context.document.text), span=span, latest=after.latest, type="interval", timex=None, role=None)


def _own(context: Context, syntax: Syntax, words: TimeWords, word: Word) -> Period | None:
    """The time that modifies the word itself, or stands right behind it as a part of its phrase."""
    inside = _dated(context, context.sentence(word.start))
    tied = [p for p in inside if (at := attached(syntax, p)) is not None and (at.i == word.i or _follows(syntax, words, word, p))]
    return _joined(context, words, tied) if tied else None


def _follows(syntax: Syntax, words: TimeWords, word: Word, period: Period) -> bool:
    """Whether nothing but "of" stands between a noun and a time."""
    first = syntax.words_in(period.span)[0].i
    between = [w.text.lower() for w in syntax.parse.words[word.i + 1 : first] if w.upos != "DET"]
    return word.upos in NOUNS and 0 < len(between) <= 1 and between[0] in (words.data.get("belongs") or [])


def _around(context: Context, syntax: Syntax, words: TimeWords, word: Word) -> Period | None:
    """The time of the clause, of those that govern it as far as they share their time, or the only one in the sentence."""
    inside = _dated(context, context.sentence(word.start))
    if not inside:
        return None
    head: Word | None = syntax.clause_head(word)
    while head is not None:
        near = _of_clause(syntax, words, inside, head)
        if near:
            return _joined(context, words, near)
        head = syntax.clause_head(context.parse.words[head.head]) if head.label in CLIMB and head.head >= 0 else None
    single = inside if len(inside) == 1 or _joined(context, words, inside[:1]).type == "interval" else []
    return _joined(context, words, single) if single and _may_date(syntax, words, single[0], word) else None


def _of_clause(syntax: Syntax, words: TimeWords, periods: list[Period], head: Word) -> list[Period]:
    """Times whose clause is the head's: those of the verb itself, else of its other parts."""
    tied = [(p, at) for p in periods if (at := attached(syntax, p)) is not None]
    direct = [p for p, at in tied if at.i == head.i]
    if direct:
        return direct
    return [p for p, at in tied if syntax.clause_head(at).i == head.i and not _belongs(syntax, words, p)]


def _belongs(syntax: Syntax, words: TimeWords, period: Period) -> bool:
    """Whether a time is part of a noun phrase ("the attacks of 11 March") and dates nothing else."""
    top = syntax.top(period.span)
    if top is None or not top.label.startswith(("nmod", "acl", "appos", "compound")):
        return False
    cases = {c.text.lower() for c in syntax.parse.children(top.i, "case")}
    return not cases or bool(cases & set(words.data.get("belongs") or []))


def _may_date(syntax: Syntax, words: TimeWords, period: Period, word: Word) -> bool:
    """Whether the only time of a sentence may date a word of another clause: not that of saying it, of a by-clause or of a noun."""
    at = attached(syntax, period)
    if at is None:
        return True
    if syntax.says(at) and at.i != word.i:
        return False
    head = syntax.clause_head(at)
    governed = any(w.label in ("ccomp", "parataxis") and w.head == head.i for w in (word, *syntax.parse.ancestors(word.i)))
    return not governed and head.label not in ("acl:relcl", "parataxis") and not _belongs(syntax, words, period)


def _same_thing(context: Context, syntax: Syntax, words: TimeWords, word: Word) -> Period | None:
    """The time of the first mention of the same noun, or of the verb it comes from."""
    if any(c.text.lower() in (words.data.get("indefinite") or ()) for c in context.parse.children(word.i, "det")):
        return None
    first = context.parse.sentences[word.sentence].first
    for other in context.parse.words[:first]:
        if (other.upos in NOUNS or other.upos == "VERB") and _alike(word, other):
            return _of_clause_or_own(context, syntax, words, other) or context.told[other.sentence]
    return None


def _alike(word: Word, other: Word) -> bool:
    """The same noun, a compound of it, or the verb that it is made from."""
    one, two = word.lemma.lower(), other.lemma.lower()
    if other.upos in NOUNS:
        return one == two or (min(len(one), len(two)) >= ENDING and (one.endswith(two) or two.endswith(one)))
    return len(two) >= STEM and one.startswith(two[:-2])


def _carried(context: Context, syntax: Syntax, words: TimeWords, word: Word, modality: str) -> Period | None:
    """The day of the story, for what is told of it; what is so now lasts from then until the report appeared."""
    if not context.told or modality in AHEAD or (word.upos in NOUNS and _is_side(syntax, words, word)):
        return None
    period, tense = context.told[word.sentence], _told_tense(syntax, word)
    if period is None or tense in ("future", "before") or (tense == "present" and modality != "actual"):
        return None
    lasts = tense == "present" and word.upos not in NOUNS and not _is_indirect(syntax, word)
    return until_publication(period, context.document) if lasts else period


def _told_tense(syntax: Syntax, word: Word) -> str | None:
    """The tense of a word's clause; the pluperfect of what is said ("he said they had fled") is a past."""
    tense, head = syntax.tense(word), syntax.clause_head(word)
    said = head.label == "ccomp" and syntax.says(syntax.parse.words[head.head])
    return "past" if tense == "before" and said else tense


def _is_indirect(syntax: Syntax, word: Word) -> bool:
    """Whether a predicate stands in the subjunctive of reported speech."""
    group = [word, *syntax.parse.children(word.i, "aux", "aux:pass", "cop")]
    return any(w.features.get("Mood") == "Sub" for w in group)


def _closed(context: Context, syntax: Syntax, word: Word, period: Period) -> Period:
    """What happened since a time ended with the report at the latest; what still is so has no end."""
    if period.role == "since" and period.latest is None and syntax.tense(word) in ("past", "before"):
        return until_publication(period, context.document)
    return period
