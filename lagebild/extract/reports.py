"""Reporting clauses: which words report, who speaks, and which words are the content."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from lagebild import packs
from lagebild.extract.clauses import CLAUSAL, agents, is_passive, passive_subjects, subjects
from lagebild.extract.company import is_a
from lagebild.extract.dropped import dropped_subject
from lagebild.extract.lexicon import word_set
from lagebild.extract.participles import loose_forms
from lagebild.reader.parse import Parse, Word
from lagebild.text import Span

CONTENT = ("ccomp", "csubj", "csubj:pass", "parataxis")
NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X")
REACH = 8


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its cue, who speaks (None: unnamed) and the content, all as indices of words; ``type`` as in the contract.

    A silent report gives what it holds a voice and is no quote itself.
    """

    type: str
    trigger: int
    cue: tuple[int, ...]
    speaker: int | None
    content: frozenset[int]
    hearer: int | None = None
    silent: bool = False


@dataclass(frozen=True)
class Scene:
    """A parse with its quotations as sets of words, marks included."""

    parse: Parse
    language: str
    quotes: tuple[tuple[int, ...], ...]

    @cached_property
    def marks(self) -> tuple[Span, ...]:
        """Where the quotations stand, with their marks."""
        return tuple(self.parse.span(list(q)) for q in self.quotes)

    def words(self, *path: str) -> frozenset[str]:
        """A list of the pack's voices."""
        return word_set(self.language, "voices", *path)


def scene(parse: Parse, language: str, spans: list[Span]) -> Scene:
    """A parse with the words of its quotations."""
    held = [tuple(w.i for w in parse.words if s.start <= w.start and w.end <= s.end) for s in spans]
    return Scene(parse, language, tuple(h for h in held if h))


@lru_cache(maxsize=16)
def reporting_verbs(language: str) -> frozenset[str]:
    """All verbs of all groups."""
    groups = packs.load(language, "voices")["reporting"]["verbs"]
    return frozenset(str(v).lower() for verbs in groups.values() for v in verbs)


@lru_cache(maxsize=16)
def _phrases(language: str) -> dict[str, frozenset[str]]:
    rows = packs.load(language, "voices")["reporting"].get("phrases") or {}
    return {str(verb): frozenset(str(w).lower() for w in words) for verb, words in rows.items()}


def reports(at: Scene) -> list[Report]:
    """Every report that a verb, a preposition or a noun makes, in text order."""
    made = [r for w in at.parse.words for r in (_by_verb(at, w), _by_preposition(at, w), _by_noun(at, w), _by_particle(at, w)) if r]
    return [r for r in made if r.content]


def _by_verb(at: Scene, word: Word) -> Report | None:
    if word.upos not in ("VERB", "AUX") or word.label in ("aux", "aux:pass", "cop", "amod"):
        return None
    known, extra = reporting_verbs(at.language), _phrase_words(at, word)
    lemma = next((f for f in loose_forms(at.parse, word, at.language) if f in known), word.lemma.lower())
    says = lemma in known or bool(extra) or _in_words(at, word)
    attitude = {lemma, "".join(at.parse.words[i].text.lower() for i in extra) + lemma} & at.words("reporting", "attitude")
    if not says and not attitude:
        return None
    content, kind = _content(at, word, extra) if says else (frozenset[int](), "")
    if says and (earlier := _told_before(at, word)):
        content, kind = earlier, "indirect"
    if not content and attitude:
        content, kind = content_of_object(at, word), "reported"
    content -= {word.i, *extra}
    speaker = _speaker(at, word, content) if content else None
    if not content or (kind == "reported" and speaker is None):
        return None
    return Report(kind, word.i, _cue(at.parse, word, extra), speaker, content, _hearer(at, word, content))


def _in_words(at: Scene, word: Word) -> bool:
    """ "beruhigte die Menge mit den Worten: „...“": a verb that says in which words something was done."""
    sentence = at.parse.sentences[word.sentence]
    near = at.parse.words[word.i + 1 : min(word.i + 2 * REACH, sentence.last)]
    named = [w.i for w in near if w.upos == "NOUN" and w.lemma.lower() in at.words("reporting", "wording") and at.parse.children(w.i, "case")]
    return any(q[0] in range(i + 1, i + REACH // 2) for i in named for q in at.quotes)


def _told_before(at: Scene, word: Word) -> frozenset[int]:
    """ "Об этом сообщила полиция": the sentence before, to which a phrase of the pack points back."""
    back, number = at.words("reporting", "back"), word.sentence - 1
    if not back or number < 0 or at.parse.children(word.i, *CONTENT):
        return frozenset()
    arguments = at.parse.children(word.i, "obj", "obl", "obl:arg", "nsubj:pass", "iobj", "nsubj")
    held = [at.parse.subtree(c.i) for c in arguments]
    pointing = any(s[0] == at.parse.sentences[number + 1].first and " ".join(at.parse.words[i].text.lower() for i in s) in back for s in held)
    before = at.parse.sentences[number]
    return frozenset(range(before.first, before.last)) if pointing else frozenset()


def _phrase_words(at: Scene, word: Word) -> tuple[int, ...]:
    """The word that makes a verb report, as "bekannt" in "gab bekannt"."""
    wanted = _phrases(at.language).get(word.lemma.lower())
    if not wanted:
        return ()
    near = [c for c in at.parse.children(word.i) if c.label not in ("aux", "aux:pass") and (c.lemma.lower() in wanted or c.text.lower() in wanted)]
    return tuple(c.i for c in near[:1])


def _cue(parse: Parse, word: Word, extra: tuple[int, ...]) -> tuple[int, ...]:
    """The verb with its particle and auxiliaries."""
    return tuple(sorted({word.i, *extra, *(c.i for c in parse.children(word.i, "aux", "aux:pass", "compound:prt"))}))


def _content(at: Scene, word: Word, extra: tuple[int, ...]) -> tuple[frozenset[int], str]:
    """What a verb of saying says: quotations beside it, the clause below it, or the clause that it is put into."""
    said = _beside(at, word)
    below = _below(at, word, extra) or _above(at, word) or _after_colon(at, word)
    if said and (len(said - below) > 3 or _mostly(said, below)):
        return said, "direct"
    whole = next((frozenset(q) for q in at.quotes if word.i not in q and below and below < frozenset(q)), None)
    if whole:
        return whole, "direct"
    return (below, "direct" if below and _mostly(_within(at, below), below) else "indirect") if below else (_before(at, word), "indirect")


def _mostly(part: frozenset[int], whole: frozenset[int]) -> bool:
    return len(part & whole) >= 0.7 * len(whole)


def _within(at: Scene, words: frozenset[int]) -> frozenset[int]:
    return frozenset(i for q in at.quotes for i in q if i in words)


def _beside(at: Scene, word: Word) -> frozenset[int]:
    """Quotations that touch the verb's sentence, or end just before it, with all their sentences; the verb stands in none."""
    sentence = at.parse.sentences[word.sentence]
    near = [q for q in at.quotes if word.i not in q and q[0] < sentence.last and q[-1] >= sentence.first - 1 and _spoken(at, q, word)]
    near = [q for q in near if not any(q is not o and set(q) < set(o) for o in near)]
    return frozenset(i for q in near for i in q)


def _spoken(at: Scene, quote: tuple[int, ...], word: Word) -> bool:
    """A quotation is speech, and not a name or a single odd word, if it borders the verb's clause by comma or colon or is long."""
    if len(quote) < 4 or _closed_before(at, quote, word):
        return False
    before = at.parse.words[quote[0] - 1].text if quote[0] else ""
    after = at.parse.words[quote[-1] + 1].text if quote[-1] + 1 < len(at.parse.words) else ""
    inner = at.parse.words[quote[-2]].text
    whole = before in (":", ",", "") or after == "," or inner in (",", ".", "!", "?") or after == at.parse.words[word.i].text
    return whole and any(at.parse.words[i].upos in ("VERB", "AUX") for i in quote)


def _closed_before(at: Scene, quote: tuple[int, ...], word: Word) -> bool:
    """Whether a quotation ends a sentence, and the verb stands in one that begins anew behind it."""
    words = at.parse.words
    return word.i > quote[-1] + 2 and words[quote[-2]].text == "." and words[quote[-1] + 1].text[:1].isupper()


def _below(at: Scene, word: Word, extra: tuple[int, ...]) -> frozenset[int]:
    """The content clause of a verb: its own, that of the word which makes it report, or of a noun beside it."""
    parse = at.parse
    infinitive = [c for c in parse.children(word.i, "xcomp") if c.i not in extra and c.upos in ("VERB", "AUX")]
    clauses = [c for c in parse.children(word.i, *CONTENT) if c.i not in extra and not (c.label == "parataxis" and _reports(at, c))] + infinitive
    marked = [c for c in parse.children(word.i, "advcl", "acl", "acl:relcl") if _marked(at, c) or _unmarked(at, c)]
    nested = [
        c
        for child in parse.children(word.i, "xcomp", "obl", "obj", "advmod", "nmod", "obl:arg", "nsubj:pass")
        for c in parse.children(child.i, "ccomp", "acl", "acl:relcl", "advcl")
        if _marked(at, c)
    ]
    return frozenset(i for c in (clauses or marked or nested)[:2] for i in parse.subtree(c.i) if i > word.i or c.i < word.i)


def _reports(at: Scene, word: Word) -> bool:
    return word.lemma.lower() in reporting_verbs(at.language)


def _marked(at: Scene, clause: Word) -> bool:
    """Whether a clause opens with a word like "dass"."""
    first = at.parse.subtree(clause.i)[:2]
    return any(at.parse.words[i].text.lower() in at.words("reporting", "clause") for i in first)


def _unmarked(at: Scene, clause: Word) -> bool:
    """Whether a clause is in the mood of reported speech although no word opens it: "die Behauptung, das Wasser sei vergiftet"."""
    verbs = [clause, *at.parse.children(clause.i, "aux", "aux:pass", "cop")]
    opened = at.parse.children(clause.i, "mark") or any(w.features.get("PronType") == "Rel" for w in at.parse.children(clause.i))
    forms = at.words("subjunctive") | at.words("counterfactual")
    return not opened and any(v.upos in ("VERB", "AUX") and v.text.lower() in forms for v in verbs)


def _above(at: Scene, word: Word) -> frozenset[int]:
    """The clause that a reporting clause is put into: "wie X mitteilte", ", sagte X,"."""
    parse = at.parse
    opens = any(c.text.lower() in at.words("reporting", "as") for c in parse.children(word.i, "mark", "advmod", "case"))
    inserted = word.label in ("parataxis", "appos", "dep", "discourse") and word.head >= 0 and parse.words[word.head].i < word.i
    inserted = inserted and not parse.children(word.i, "cc") and not _opens_anew(at, word) and not _complete(at, word)
    if word.head < 0 or not (inserted or (opens and word.label in ("advcl", "parataxis", "ccomp", "acl", "advcl:relcl"))):
        return frozenset()
    head = clause_head(parse, word.head)
    own = set(parse.subtree(word.i))
    return frozenset(i for i in parse.subtree(head) if i not in own)


def _complete(at: Scene, word: Word) -> bool:
    """ "...; ferner zeigte sie ein Plakat": a verb with subject and object of its own needs no content."""
    things = [
        c for c in at.parse.children(word.i, "obj") if c.upos in ("NOUN", "PROPN") and c.features.get("Case") == "Acc" and not is_agency(at, c.i)
    ]
    return bool(things) and bool(at.parse.children(word.i, "nsubj"))


def _opens_anew(at: Scene, word: Word) -> bool:
    """ "Alarm in Aue: Eine Frau meldete Schüsse": a clause behind a colon or semicolon, with its subject first, is put into nothing."""
    first = min(at.parse.subtree(word.i))
    return first > 0 and at.parse.words[first - 1].text in (":", ";") and any(s.i < word.i for s in subjects(at.parse, word.i))


def clause_head(parse: Parse, i: int) -> int:
    """The predicate of the clause around a word."""
    word = parse.words[i]
    while word.head >= 0 and (word.label not in CLAUSAL or (word.label == "conj" and parse.words[word.head].upos in ("NOUN", "PROPN", "ADJ"))):
        word = parse.words[word.head]
    return word.i


def _after_colon(at: Scene, word: Word) -> frozenset[int]:
    """What follows a colon after the verb, in the same sentence or the next."""
    sentence = at.parse.sentences[word.sentence]
    colon = next((i for i in range(word.i + 1, sentence.last) if at.parse.words[i].text == ":"), None)
    if colon is None or colon > word.i + 2 * REACH:
        return frozenset()
    if colon + 1 < sentence.last:
        return frozenset(range(colon + 1, sentence.last))
    after = at.parse.sentences[word.sentence + 1] if word.sentence + 1 < len(at.parse.sentences) else None
    return frozenset(range(after.first, after.last)) if after else frozenset()


def _before(at: Scene, word: Word) -> frozenset[int]:
    """ "Die Lage ist ernst, sagte X": the clause before a comma and the verb."""
    first = at.parse.sentences[word.sentence].first
    comma = word.i - 1
    if (word.label == "conj" or at.parse.children(word.i, "cc")) and not at.parse.children(word.i, "nsubj"):
        return frozenset()
    if comma - first < 3 or at.parse.words[comma].text != ",":
        return frozenset()
    return frozenset(range(first, comma)) if any(at.parse.words[i].upos in ("VERB", "AUX") for i in range(first, comma)) else frozenset()


def content_of_object(at: Scene, word: Word) -> frozenset[int]:
    """What an attitude is about: objects, complements and what the verb says of them."""
    parse = at.parse
    taken = {s.i for s in subjects(parse, word.i)} if not is_passive(parse, word.i) else {a.i for a in agents(parse, word.i, at.words("agent"))}
    labels = ("obj", "iobj", "obl:arg", "xcomp", "ccomp", "nsubj:pass", "csubj:pass")
    near = [c for c in parse.children(word.i, *labels) if c.i not in taken] or [
        c for c in parse.children(word.i, "obl", "nmod") if c.i not in taken and parse.children(c.i, "case")
    ]
    return frozenset(i for c in near for i in parse.subtree(c.i, skip=("parataxis",)) if c.upos != "PRON" or len(near) > 1)


def _speaker(at: Scene, word: Word, content: frozenset[int]) -> int | None:
    """The subject; of a passive the agent; of a participle or infinitive the subject above it; else a noun right behind the verb."""
    parse = at.parse
    if (cited := _cited(at, word, content)) is not None:
        return cited
    if is_passive(parse, word.i) and not [s for s in subjects(parse, word.i) if s.i not in content]:
        named = [w for w in agents(parse, word.i, at.words("agent")) if w.i not in content]
        return named[0].i if named else _paper(at, word, content)
    found = [s for s in subjects(parse, word.i) if s.i not in content and s.upos in NOMINAL and not _oblique(s)]
    if found:
        impersonal = found[0].text.lower() in at.words("impersonal") and word.lemma in _phrases(at.language)
        return _paper(at, word, content) if impersonal else found[0].i
    behind = _behind(at, word, content) if word.label != "acl" else None
    return _misplaced(at, word) or behind or _subject_above(at, word, content) or _left_out(at, word) or _paper(at, word, content)


def _cited(at: Scene, word: Word, content: frozenset[int]) -> int | None:
    """ "The paper quotes the mayor", "the mayor is quoted as saying": who is quoted, and not who quotes."""
    if word.lemma.lower() not in at.words("reporting", "quoting"):
        return None
    named = passive_subjects(at.parse, word.i) if is_passive(at.parse, word.i) else at.parse.children(word.i, "obj")
    return next((n.i for n in named if n.i not in content and (n.name.endswith("PER") or is_a(n, "AGENT", at.language))), None)


def _oblique(word: Word) -> bool:
    """ "Ihm droht Haft": a pronoun that is no nominative speaks of nobody who says it."""
    return word.upos == "PRON" and word.features.get("Case") in ("Acc", "Dat", "Gen")


def _left_out(at: Scene, word: Word) -> int | None:
    found = dropped_subject(at.parse, word, at.language)
    return found.i if found else None


def _paper(at: Scene, word: Word, content: frozenset[int]) -> int | None:
    """ "In dem Bericht heißt es", "aus Militärkreisen verlautet": the paper, else the body, that says it where nobody else is named."""
    below = [c for c in at.parse.children(word.i, "obl", "nmod", "advmod") if c.i not in content]
    cased = [c for c in below if any(k.text.lower() in at.words("reporting", "in") for k in at.parse.children(c.i, "case"))]
    return next((c.i for c in cased if _is_paper(at, c)), None) or next((c.i for c in cased if is_a(c, "AGENT", at.language)), None)


def _is_paper(at: Scene, word: Word) -> bool:
    return is_report_noun(at, word) or word.lemma.lower().endswith(tuple(at.words("reporting", "papers")) or ("\0",)) or is_agency(at, word.i)


def _misplaced(at: Scene, word: Word) -> int | None:
    """A subject that the parse gives to the content clause although the reporting verb stands between."""
    clauses = [c for c in at.parse.children(word.i, *CONTENT) if c.i > word.i]
    return next((s.i for c in clauses for s in subjects(at.parse, c.i) if s.i < word.i and s.upos in NOMINAL), None)


def _subject_above(at: Scene, word: Word, content: frozenset[int]) -> int | None:
    if word.label in ("acl", "acl:relcl") and word.head >= 0:
        return _author(at, at.parse.words[word.head])
    if word.label not in ("advcl", "xcomp", "conj", "ccomp", "parataxis") or word.head < 0:
        return None
    above = [s for s in [*subjects(at.parse, word.head), *passive_subjects(at.parse, word.head)] if s.i not in content]
    return above[0].i if above else None


def _author(at: Scene, noun: Word) -> int:
    """ "The guild wrote a letter that calls for ...": a paper speaks for the subject of the verb whose object it is; others for themselves."""
    sent = noun.label == "obj" and noun.head >= 0 and (is_report_noun(at, noun) or noun.lemma.lower() in at.words("reporting", "papers"))
    authors = subjects(at.parse, noun.head) if sent else []
    return authors[0].i if authors else noun.i


def _behind(at: Scene, word: Word, content: frozenset[int]) -> int | None:
    """ ", sagte Minister X": the first noun behind the verb, with no preposition or comma between."""
    for other in at.parse.words[word.i + 1 : word.i + REACH]:
        if other.i in content or other.sentence != word.sentence or other.upos in ("PUNCT", "ADP", "SCONJ", "VERB"):
            return None
        if other.upos in ("NOUN", "PROPN", "PRON") and other.text.lower() not in at.words("reflexive") and not _oblique(other):
            return other.i
    return None


def _hearer(at: Scene, word: Word, content: frozenset[int]) -> int | None:
    """An agency or paper that was told."""
    quoting = ("nsubj",) if word.lemma.lower() in at.words("reporting", "quoting") else ()
    near = [c for c in at.parse.children(word.i, *quoting, "obj", "iobj", "obl", "obl:arg", "nmod") if c.i not in content]
    return next((c.i for c in near if is_agency(at, c.i)), None)


def is_agency(at: Scene, i: int) -> bool:
    """Whether a noun phrase names an agency, paper or station."""
    names = [at.parse.words[i], *at.parse.children(i, "flat", "appos", "compound", "amod", "nmod")]
    ends = tuple(at.words("agency_endings"))
    return any(w.lemma.lower() in at.words("agencies") or w.text.lower() in at.words("agencies") or w.text.lower().endswith(ends) for w in names)


def _by_preposition(at: Scene, word: Word) -> Report | None:
    """ "nach Polizeiangaben", "laut Regierung", "der Polizei zufolge", "according to officials"."""
    parse = at.parse
    case = _case(at, word)
    if case is None or word.upos not in NOMINAL or word.head < 0:
        return None
    word = _whole_phrase(at, word) if case.i > word.i else word
    if not (case.text.lower() in at.words("reporting", "bare") or is_report_noun(at, word)):
        return None
    own = set(parse.subtree(word.i, skip=("acl:relcl", "ccomp", "parataxis")))
    above = clause_head(parse, word.head)
    cue = tuple(c.i for c in [case, *parse.children(case.i, "fixed")])
    return Report("indirect", word.i, cue, word.i, frozenset(i for i in parse.subtree(above) if i not in own))


def _whole_phrase(at: Scene, word: Word) -> Word:
    """ "Angaben der Sender A und B zufolge": the noun that heads all that stands before the preposition."""
    while word.label in ("nmod", "conj", "appos", "flat", "compound", "nmod:poss") and 0 <= word.head < word.i:
        above = at.parse.words[word.head]
        if above.upos not in NOMINAL or above.sentence != word.sentence:
            break
        word = above
    return word


def _case(at: Scene, word: Word) -> Word | None:
    """The preposition that makes a noun a source; one that stands behind its noun ("zufolge") wherever the parse hangs it."""
    behind = at.words("reporting", "behind")
    after = at.parse.words[word.i + 1] if word.i + 1 < len(at.parse.words) else None
    if after is not None and after.text.lower() in behind:
        return after
    cases = [c for c in at.parse.children(word.i, "case") if c.text.lower() not in behind or c.i > word.i]
    cases = [c for c in cases if not any(c.i < o.i < word.i for o in cases)]
    return next((c for c in cases if c.text.lower() in at.words("reporting", "prepositions")), None)


def is_report_noun(at: Scene, word: Word) -> bool:
    """A noun that names a report: "Angaben", "Medienberichten", "statement"."""
    lower = word.text.lower()
    return word.lemma.lower() in at.words("reporting", "nouns") or lower.endswith(tuple(at.words("reporting", "endings")) or ("\0",))


def _by_noun(at: Scene, word: Word) -> Report | None:
    """ "die Behauptung der Armee, dass ...", "Meldungen, wonach ..."."""
    lower = word.lemma.lower()
    if word.upos != "NOUN" or not (lower in at.words("reporting", "contents") or lower in at.words("reporting", "nouns")):
        return None
    clauses = [c for c in at.parse.children(word.i, "acl", "ccomp", "acl:relcl", "advcl", "parataxis") if _marked(at, c) or _unmarked(at, c)]
    if not clauses:
        return None
    makers = [c for c in at.parse.children(word.i, "nmod", "nmod:poss", "det:poss") if c.i < clauses[0].i and c.upos in NOMINAL]
    if at.parse.children(word.i, "cop"):
        makers = [s for s in subjects(at.parse, word.i) if s.upos in NOMINAL] or makers
    return Report("indirect", word.i, (word.i,), makers[0].i if makers else word.i, frozenset(at.parse.subtree(clauses[0].i)))


def _by_particle(at: Scene, word: Word) -> Report | None:
    """ ", so die Polizei": what stands before it in the sentence."""
    sentence = at.parse.sentences[word.sentence]
    if word.text.lower() not in at.words("reporting", "after") or word.i <= sentence.first or at.parse.words[word.i - 1].upos != "PUNCT":
        return None
    rest = at.parse.words[word.i + 1 : sentence.last]
    end = next((w.i for w in rest if w.upos in ("VERB", "AUX", "SCONJ") or w.text in ("–", "„", "»", '"')), sentence.last)
    name = next((w for w in rest if w.i < end and w.upos in ("NOUN", "PROPN", "PRON")), None)
    if name is None or name.i > word.i + 5 or any(w.upos == "ADP" for w in rest[: name.i - word.i - 1]):
        return None
    while name.label in ("compound", "flat", "nmod") and name.i < name.head < end and not at.parse.children(name.i, "case"):
        name = at.parse.words[name.head]
    before = frozenset(range(sentence.first, word.i - 1))
    said = [q for q in at.quotes if q[0] < word.i and q[-1] >= word.i - 3]
    alone = bool(said) and not any(at.parse.words[i].upos in ("VERB", "AUX") for i in before - set(said[0]))
    content = frozenset(said[0]) if said and (len(before - set(said[0])) < 2 or (len(said[0]) > 3 and alone)) else before
    return Report("direct" if said and content == frozenset(said[0]) else "indirect", word.i, (word.i,), name.i, content)
