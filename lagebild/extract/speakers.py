"""Speakers: the phrase that names one as printed, and the noun that a pronoun or "the statement" stands for."""

from lagebild.extract.bearers import nature_of
from lagebild.extract.clauses import agrees, noun_phrase, passive_subjects, subjects, trimmed
from lagebild.extract.company import is_a
from lagebild.extract.reports import Report, Scene, clause_head, is_report_noun
from lagebild.extract.triggers import noun_entries
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Phrase
from lagebild.text import Span

BACK = 40


def named(at: Scene, i: int) -> Phrase:
    """A speaker as short as it can be said: of "Angaben der Polizei" the police, of "staatlichen Angaben" the adjective."""
    word = at.parse.words[source(at, i)]
    adjective = next((c for c in at.parse.children(word.i, "amod") if not sourceless(at, c)), None) if word.i == i else None
    if adjective and word.lemma.lower() in at.words("reporting", "nouns") and not at.parse.children(word.i, "nmod"):
        return Phrase(adjective.text, adjective.span)
    return with_name(at.parse, word, noun_phrase(at.parse, word.i).span)


def sourceless(at: Scene, adjective: Word) -> bool:
    """Whether an adjective before a reporting noun names no source, as "erste"."""
    known = at.words("reporting", "sourceless")
    return (
        adjective.lemma.lower() in known
        or adjective.text.lower() in known
        or any(adjective.text.lower() == k + e for k in known for e in at.words("adjective_endings"))
    )


def source(at: Scene, i: int) -> int:
    """Of a reporting noun the noun behind it that makes the report."""
    word = at.parse.words[i]
    if not is_report_noun(at, word):
        return i
    makers = [
        c for c in at.parse.children(i, "nmod", "nmod:poss", "det:poss", "obl", *at.words("compound_makers")) if c.upos in ("NOUN", "PROPN", "PRON")
    ]
    about = at.words("reporting", "about")
    makers = [c for c in makers if is_a(c, "AGENT", at.language) or not any(k.text.lower() in about for k in at.parse.children(c.i, "case"))]
    return makers[0].i if makers else i


def with_name(parse: Parse, word: Word, span: Span) -> Phrase:
    """The phrase, and the person's name that follows a title, right behind it or between commas."""
    last = max((w.i for w in parse.words[word.i : word.i + REACH] if w.end <= span.end), default=word.i)
    while last + 1 < len(parse.words) and parse.words[last + 1].name and parse.words[last + 1].name != "O" and parse.words[last + 1].upos == "PROPN":
        last += 1
    last = _between_commas(parse, word, last)
    whole = Span(span.start, max(span.end, parse.words[last].end))
    return Phrase(whole.of(parse.text), whole)


REACH = 12


def _between_commas(parse: Parse, title: Word, last: int) -> int:
    """ "der Landrat von Holm, Uwe Brandt, sagte": the last word of the name that stands behind a comma, else of what was there before it."""
    names = [c.i for c in parse.children(title.i, "appos", "flat") if c.name == "B-PER" and last < c.i < title.i + REACH]
    first = names[0] if names else last + 2
    if title.upos != "NOUN" or first >= len(parse.words) or parse.words[first - 1].text != "," or parse.words[first].name != "B-PER":
        return last
    end = next((w.i for w in parse.words[first + 1 :] if w.name != "I-PER"), len(parse.words))
    closed = bool(names) or (end < len(parse.words) and parse.words[end].text in (",", ":", "."))
    return end - 1 if closed and parse.words[first].sentence == title.sentence else last


def printed(at: Scene, i: int) -> Phrase:
    """A speaker as printed, with appositions and all."""
    parse = at.parse
    word = parse.words[i]
    kept = [
        c
        for c in parse.subtree(i, skip=("acl:relcl", "acl", "parataxis", "advcl", "ccomp", "conj", "case"))
        if c >= i or parse.words[c].upos != "PUNCT"
    ]
    short = with_name(parse, word, noun_phrase(parse, i).span).span
    last = i
    for k in kept:
        last = k if k > last and all(j in kept or parse.words[j].upos in ("PUNCT", "ADP") for j in range(last + 1, k)) else last
    while parse.words[last].upos == "PUNCT" and last > i and parse.words[last].text not in (")", "“", "«", '"'):
        last -= 1
    whole = Span(_title(parse, word, short.start), max(short.end, parse.words[_described(parse, word, last)].end))
    whole = _before_its_preposition(at, word, whole)
    return Phrase(whole.of(parse.text), whole)


def _title(parse: Parse, name: Word, start: int) -> int:
    """Where a name begins with the title right before it, which the parse may hang beside it: "Sprecher Brandt"."""
    title = next((w for w in reversed(parse.words[: name.i]) if w.start < start), None)
    beside = title is not None and title.upos == "NOUN" and title.head == name.head and title.sentence == name.sentence
    if title is None or not beside or name.name != "B-PER" or parse.children(title.i, "case") or not agrees(parse, title, name):
        return start
    return noun_phrase(parse, title.i).span.start


def _described(parse: Parse, name: Word, last: int) -> int:
    """The last word of an apposition behind a person's name, wherever the parse hangs it: "Uwe Brandt, der Landrat von Holm"."""
    if name.name != "B-PER" or last + 2 >= len(parse.words) or parse.words[last + 1].text != ",":
        return last
    near = [w for w in parse.words[last + 2 : last + 2 + REACH // 2] if w.label == "appos" and w.upos == "NOUN" and w.sentence == name.sentence]
    inner = [w for n in near[:1] if noun_phrase(parse, n.i).span.start == parse.words[last + 2].start for w in parse.words[n.i :]]
    end = noun_phrase(parse, inner[0].i).span.end if inner else 0
    return max((w.i for w in inner if w.end <= end), default=last)


def _before_its_preposition(at: Scene, word: Word, span: Span) -> Span:
    """ "der Polizei zufolge": what stands behind such a preposition is no part of the speaker."""
    behind = at.words("reporting", "behind")
    cut = next((w.start for w in at.parse.words[word.i + 1 :] if w.start >= span.end or w.text.lower() in behind), span.end)
    return trimmed(at.parse.text, Span(span.start, cut)) if cut < span.end else span


def antecedent(at: Scene, i: int, earlier: list[Report]) -> int:
    """What a pronoun, "the statement" or a bare title stands for: the last speaker that agrees, else the last subject; itself where none fits."""
    word = at.parse.words[i]
    if word.text.lower() in at.words("reporting", "deictic"):
        return next((r.speaker for r in reversed(earlier) if r.speaker is not None and r.speaker < i), i)
    if word.upos == "PRON" and word.features.get("Person") not in ("1", "2"):
        return _last_agreeing(at, word, earlier)
    if word.lemma.lower() in at.words("reporting", "statements") and source(at, i) == i and at.parse.children(i, "det"):
        return next((r.speaker for r in reversed(earlier) if r.speaker is not None and r.speaker < i), i)
    if any(c.lemma.lower() in at.words("reporting", "own") for c in at.parse.children(i, "amod")) and word.head >= 0:
        clause = clause_head(at.parse, word.head)
        return next((s.i for s in [*subjects(at.parse, clause), *passive_subjects(at.parse, clause)] if s.i != i), i)
    return i


def _somebody(word: Word, language: str) -> bool:
    """Whether a word may name a person: it is no country, company or thing."""
    if word.name.endswith(("LOC", "ORG")) or nature_of(word, language) == "things":
        return False
    return not any(is_a(word, c, language) for c in ("ABSTRACT", "TIME", "GOODS", "WEAPON", "VEHICLE", "BUILDING"))


def _last_agreeing(at: Scene, pronoun: Word, earlier: list[Report]) -> int:
    speakers = [r.speaker for r in reversed(earlier) if r.speaker is not None and r.speaker < pronoun.i]
    nouns = [at.parse.words[s] for s in speakers[:3]]
    before = [w for w in reversed(at.parse.words[max(0, pronoun.i - BACK) : pronoun.i]) if w.label in ("nsubj", "nsubj:pass")]
    human = pronoun.text.lower() in at.words("human")
    named = (w for w in [*nouns, *before] if w.upos in ("NOUN", "PROPN") and not noun_entries(w, at.language))
    named = (w for w in named if not human or _somebody(w, at.language))
    return next((w.i for w in named if agrees(at.parse, pronoun, w)), pronoun.i)
