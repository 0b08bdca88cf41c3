"""Positions: who holds which view, by verbs and nouns of stance and by what plain speech says."""

from dataclasses import dataclass

from lagebild.extract.actors import antecedent
from lagebild.extract.changes import given_up
from lagebild.extract.clauses import agents, has_case, is_owned, is_passive, noun_phrase, passive_subjects, resolved, subjects, trimmed
from lagebild.extract.company import is_a
from lagebild.extract.context import Context
from lagebild.extract.dropped import dropped_subject
from lagebild.extract.lexicon import Entry, word_set
from lagebild.extract.modality import is_negated
from lagebild.extract.quotes import Speech, closed, pieces, speech
from lagebild.extract.reports import Report, is_agency, is_report_noun
from lagebild.extract.speakers import source, with_name
from lagebild.extract.stances import behind, companions, signal_in, stance_nouns, stated_behind, verb_groups
from lagebild.extract.triggers import noun_entries
from lagebild.extract.voices import holder_of
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Phrase
from lagebild.text import Span, hull

CLAUSES = ("ccomp", "xcomp", "csubj", "csubj:pass", "parataxis")
THINGS = ("obj", "obl:arg", "iobj")
MAKERS = ("nmod", "nmod:poss", "det:poss")
SHORTEST = 4
NEAR = 8


@dataclass(frozen=True, slots=True)
class Position:
    """A stance with its holder and the words that state it."""

    word: Word
    type: str
    span: Span
    holder: Phrase
    content: Phrase
    origin: str


def positions(context: Context) -> list[Position]:
    """Every position of a text, in text order; of two that say the same, the one with a verb or noun of stance."""
    found = speech(context)
    by_trigger = {r.trigger: r for r in found.reports}
    stated = [p for w in context.parse.words if (p := _by_verb(context, w, by_trigger.get(w.i)) or _by_noun(context, w, by_trigger.get(w.i)))]
    plain = [p for r in found.reports if (p := _by_signal(context, found, r))]
    kept: list[Position] = []
    for position in [*stated, *sorted(plain, key=lambda p: p.span.end - p.span.start)]:
        if not any(_same(position, k) for k in kept):
            kept.append(position)
    return sorted(kept, key=lambda p: p.span)


def _same(a: Position, b: Position) -> bool:
    """Whether two positions of one holder share most of their words."""
    shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
    return shared > 0.5 * min(a.span.end - a.span.start, b.span.end - b.span.start)


def _made(context: Context, word: Word, entry: tuple[str, str], holder: Phrase | None, span: Span | None) -> Position | None:
    span = _in_quotation(context, span) if span else None
    if holder is None or span is None or span.end - span.start < SHORTEST or span.contains(holder.span):
        return None
    return Position(word, entry[0], span, holder, Phrase(span.of(context.parse.text), span), entry[1])


def _in_quotation(context: Context, span: Span) -> Span:
    """A span that holds one of two quotation marks: with the closing one where it is next, else without the opening one."""
    found = closed(speech(context).at, span)
    found = next((q for q in speech(context).at.marks if q.start + 1 == found.start and q.end - 1 == found.end), found)
    cut = [q.start for q in speech(context).at.marks if found.start <= q.start < found.end < q.end]
    return Span(cut[0] + 1, found.end) if cut else found


def _by_verb(context: Context, word: Word, report: Report | None) -> Position | None:
    if word.upos not in ("VERB", "AUX", "ADJ") or word.label in ("amod", "aux", "aux:pass"):
        return None
    for entry in verb_groups(context.parse, word, context.language, is_negated(speech(context).at, word.i)):
        span = _content(context, word, entry, report)
        found = _made(context, word, (entry.value, entry.group), _holder(context, word, report), span)
        if found:
            return found
    return None


def _holder(context: Context, word: Word, report: Report | None) -> Phrase | None:
    """The speaker of a report; else the subject, of a passive the agent."""
    if report and report.speaker is not None:
        return _speaker_of(context, report)
    parse = context.parse
    named = agents(parse, word.i, word_set(context.language, "voices", "agent")) if is_passive(parse, word.i) else subjects(parse, word.i)
    left_out = dropped_subject(parse, word, context.language) if not named else None
    named = named or _above(parse, word) or ([left_out] if left_out else [])
    return _phrase_of(context, named[0]) if named else None


def _above(parse: Parse, word: Word) -> list[Word]:
    """Who an infinitive or participle without a subject of its own speaks of: the subject of the clause that it belongs to."""
    if word.label not in ("advcl", "xcomp", "acl") or word.head < 0 or parse.children(word.i, "aux:pass", "nsubj:pass", "nsubj"):
        return []
    return [*subjects(parse, word.head), *passive_subjects(parse, word.head)]


def no_actor(context: Context, word: Word) -> bool:
    """Whether a noun names nobody, or something that happens: a storm threatens nobody on purpose."""
    happens = word.upos == "NOUN" and word.name == "O" and bool(noun_entries(word, context.language))
    return _nobody(context, word) or (happens and not is_a(word, "AGENT", context.language))


def _nobody(context: Context, word: Word) -> bool:
    """ "Keine Gruppe", "no group"."""
    listed = word_set(context.language, "voices", "modality", "negated")
    return any(c.text.lower() in listed for c in [word, *context.parse.children(word.i, "det")])


def _speaker_of(context: Context, report: Report) -> Phrase | None:
    found, i = speech(context), report.speaker
    meant = context.parse.words[found.stands_for.get(i, i)] if i is not None else None
    if meant is None or no_actor(context, meant):
        return None
    return _phrase_of(context, meant) if meant.upos == "PRON" else holder_of(found, report)


def _phrase_of(context: Context, word: Word) -> Phrase | None:
    """Who a word stands for: "we" in a quotation for the one who is quoted; nobody for a pronoun that stays open."""
    meant = antecedent(context, word)
    if meant.upos != "PRON":
        return None if no_actor(context, meant) else with_name(context.parse, meant, noun_phrase(context.parse, meant.i).span)
    around = [r for r in speech(context).of(word.i) if r.speaker is not None] if meant.features.get("Person") == "1" else []
    return holder_of(speech(context), around[0]) if around else None


def _content(context: Context, word: Word, entry: Entry, report: Report | None) -> Span | None:
    """What a verb of stance states: what stands behind its preposition, its clause, the quotation beside it, or its object."""
    parse, prepositions = context.parse, entry.options.get("with")
    if prepositions:
        return _complement(parse, stated_behind(parse, word, entry, prepositions)[0])
    things = _things(parse, word, entry)
    own = {c.i for c in companions(parse, word, entry)} if _apart(entry) else set()
    clauses = [c for c in _clauses(parse, word) if c.i not in own and (c.label != "parataxis" or (c.i > word.i and not things))]
    if clauses and not (report and report.type == "direct") and not entry.options.get("object"):
        return _whole(parse, clauses[0].i, word.i)
    if report and report.type != "reported":
        return _said(speech(context), report)
    if entry.options.get("clause"):
        return None
    if entry.options.get("quoted"):
        quotation = next((q for q in speech(context).at.quotes if word.i < q[0] <= word.i + NEAR), None)
        return parse.span(list(quotation)) if quotation else None
    about = stated_behind(parse, word, entry, entry.options.get("about") or [])
    if entry.options.get("judged"):
        judged = [*things, *companions(parse, word, entry), *about]
        return _judgement(context, judged) if judged else None
    things = about or things
    return _object(context, things) if things else None


def _apart(entry: Entry) -> bool:
    """Whether the word that makes a verb one of its group is no view by itself."""
    return any(entry.options.get(key) for key in ("judged", "apart", "with", "about"))


def _things(parse: Parse, word: Word, entry: Entry) -> list[Word]:
    """The objects of a verb, without what makes it one of its group; what the parse takes for an adverbial has no preposition."""
    bare = [c for c in parse.children(word.i, "obl") if c.upos in ("NOUN", "PROPN") and c.features.get("Case") in ("Acc", "Dat") and c.name == "O"]
    bare = [c for c in bare if not parse.children(c.i, "case", "nummod")]
    things = parse.children(word.i, *THINGS) or passive_subjects(parse, word.i) or (bare if entry.options.get("company") else [])
    own = {c.i for c in companions(parse, word, entry)} if _apart(entry) else set()
    return [t for t in things if t.i not in own]


def _judgement(context: Context, words: list[Word]) -> Span:
    """What is judged with the judgement: "das Gesetz für einen Fehler"."""
    return trimmed(context.parse.text, hull([_complement(context.parse, w) for w in words]))


def _clauses(parse: Parse, word: Word) -> list[Word]:
    """The clauses below a verb, those behind it first; those of the verb that it is coordinated with where it has none."""
    above = parse.children(word.head, *CLAUSES) if word.label == "conj" and word.head >= 0 else []
    own = [c for c in parse.children(word.i, *CLAUSES) if c.upos not in ("ADV", "ADP")] or [c for c in above if c.i > word.i]
    return sorted(own, key=lambda c: c.i < word.i)


def _object(context: Context, things: list[Word]) -> Span | None:
    """The last of the objects: what is demanded stands behind whom it is demanded from. No pronoun that stays open."""
    parse = context.parse
    chosen = [m for t in things if (m := resolved(parse, t)).upos not in ("PRON", "DET")]
    if not chosen:
        return None
    inner = [c for c in parse.children(chosen[-1].i, "xcomp", "acl", "ccomp") if c.i > chosen[-1].i and c.upos in ("VERB", "AUX")]
    return _whole(parse, inner[0].i) if inner and _is_claim(context, chosen[-1]) else _complement(parse, chosen[-1])


def _is_claim(context: Context, noun: Word) -> bool:
    """Whether a noun only announces what its clause says: "den Vorwurf, geschossen zu haben"."""
    return noun.lemma.lower() in word_set(context.language, "voices", "reporting", "contents")


def _complement(parse: Parse, word: Word) -> Span:
    """A clause whole, a noun without relative clauses, with its preposition."""
    if word.upos in ("VERB", "AUX"):
        return _whole(parse, word.i)
    span = noun_phrase(parse, word.i).span
    cases = [c for c in parse.children(word.i, "case") if c.start < span.start]
    return Span(min([span.start, *(c.start for c in cases)]), span.end)


def _whole(parse: Parse, i: int, verb: int = -1) -> Span:
    """A clause with all that it holds; of one behind its verb only what stands behind that."""
    return trimmed(parse.text, parse.span([k for k in parse.subtree(i) if k > verb or i < verb]))


def _said(found: Speech, report: Report) -> Span | None:
    """What a report says, from its first word to its last."""
    spans = pieces(found.at, report)
    return trimmed(found.at.parse.text, Span(spans[0].start, spans[-1].end)) if spans else None


def _by_noun(context: Context, word: Word, report: Report | None) -> Position | None:
    """ "die Forderung der Opposition nach Neuwahlen", "äußerte Zweifel an der Darstellung"."""
    entries = stance_nouns(context.language).find(word) if word.upos in ("NOUN", "PROPN") and word.name == "O" else []
    if not entries:
        return None
    entry = (entries[0].value, entries[0].group)
    if met := _met_with(context, word, entries[0]):
        return _made(context, word, entry, *met)
    span = _noun_content(context, word, entries[0])
    return _made(context, word, entry, _maker(context, word, report), span) if span else None


def _met_with(context: Context, noun: Word, entry: Entry) -> tuple[Phrase | None, Span] | None:
    """ "Der Plan stieß bei der Opposition auf Kritik", "Kritik an dem Plan kam von der Opposition": who holds the view, and of what."""
    parse, verb = context.parse, context.parse.words[noun.head] if noun.head >= 0 else noun
    if verb.lemma.lower() not in word_set(context.language, "positions", "receiving"):
        return None
    among = word_set(context.language, "positions", "among")
    holders = [c for at in (verb, noun) for c in parse.children(at.i, "obl", "nmod", "obl:agent") if has_case(parse, c, among) and c.i != noun.i]
    about = [s for s in [*subjects(parse, verb.i), *passive_subjects(parse, verb.i)] if s.i != noun.i and s.upos != "PRON"]
    span = _complement(parse, about[0]) if about else _noun_content(context, noun, entry)
    return (_phrase_of(context, holders[0]), span) if holders and span else None


def _noun_content(context: Context, word: Word, entry: Entry) -> Span | None:
    parse = context.parse
    prepositions = entry.options.get("behind") or list(word_set(context.language, "positions", "content"))
    clauses = [c for c in parse.children(word.i, "acl", "ccomp", "xcomp") if c.i > word.i]
    if clauses:
        return _whole(parse, clauses[0].i)
    if given_up(parse, word, context.language) and (own := _genitives(parse, word)):
        return _complement(parse, own[0])
    quotation = next((q for q in speech(context).at.quotes if word.i < q[0] <= word.i + 2), None)
    if quotation:
        return parse.span(list(quotation))
    near = [c for at in _attached(parse, word) for c in behind(parse, at, prepositions) if abs(c.i - word.i) <= NEAR and c.i != word.i]
    lent = _lent(context, word) and bool(entry.options.get("behind"))
    things = [c for c in near if not _makes(context, c) and (_right_behind(parse, word, c) or (lent and c.head == word.head))]
    return _complement(parse, things[0]) if things else None


def _right_behind(parse: Parse, word: Word, thing: Word) -> bool:
    """Whether a noun belongs to another one by the parse, or at least by its place."""
    return thing.i > word.i and (thing.head != word.head or any(k.i == word.i + 1 for k in parse.children(thing.i, "case", "mark")))


def _lent(context: Context, word: Word) -> bool:
    """Whether the verb of a noun says no more than that somebody holds or directs the view: "legte Berufung ein", "richtet sich gegen"."""
    lemma = context.parse.words[word.head].lemma.lower() if word.head >= 0 else ""
    return any(lemma in word_set(context.language, "positions", key) for key in ("light", "directed", "joining"))


def _attached(parse: Parse, word: Word) -> list[Word]:
    """Where the view of a noun may hang in the parse: at the noun, at its genitive, at the verb whose object it is."""
    verb = [parse.words[word.head]] if word.head >= 0 and word.label in ("obj", "obl", "obl:arg", "nsubj:pass", "nsubj") else []
    return [word, *parse.children(word.i, "nmod"), *verb]


def _genitives(parse: Parse, word: Word) -> list[Word]:
    """ "seine Einschätzung »innerer Probleme«": beside a possessive a genitive is what is thought, not who thinks it."""
    return [c for c in parse.children(word.i, "nmod", "appos") if is_owned(parse, word.i) and not parse.children(c.i, "case")]


def _makes(context: Context, word: Word) -> bool:
    """Whether a noun behind "von" or "by" is the maker and not the content."""
    agent = word_set(context.language, "voices", "agent")
    return any(c.text.lower() in agent for c in context.parse.children(word.i, "case"))


def _maker(context: Context, word: Word, report: Report | None) -> Phrase | None:
    """Whose view a noun is: its genitive or possessive, or the subject of a light verb."""
    parse = context.parse
    verb = given_up(parse, word, context.language)
    if verb and is_owned(parse, word.i):
        return _holder(context, verb, None)
    makers = [c for c in parse.children(word.i, *MAKERS) if not parse.children(c.i, "case") or _makes(context, c)]
    named = _phrase_of(context, makers[0]) if makers else None
    if named or any(m.upos in ("NOUN", "PROPN") for m in makers):
        return named
    verb = parse.words[word.head] if word.head >= 0 and word.label in ("obj", "obl", "obl:arg", "nsubj:pass") else None
    if verb is None or verb.upos != "VERB":
        return None
    borne = has_case(parse, word, word_set(context.language, "positions", "bearing"))
    lends = verb.lemma.lower() in word_set(context.language, "positions", "light") | word_set(context.language, "positions", "joining")
    return _holder(context, verb, None) if borne or lends else None


def _by_signal(context: Context, found: Speech, report: Report) -> Position | None:
    """Plain speech of somebody named that says what ought to be, why something is, or how it is to be judged."""
    parse = context.parse
    if report.type == "reported" or not _has_view(context, found, report):
        return None
    inside = [parse.words[i] for i in sorted(report.content)]
    signal = signal_in(parse, inside, context.language)
    said = (signal[0].stance, signal[0].name) if signal else _opinion(context, report)
    if said is None:
        return None
    own = next((q for q in pieces(found.at, report) if signal is None or q.contains(signal[1].span)), None)
    span = trimmed(parse.text, own) if own else None
    return _made(context, parse.words[report.trigger], said, holder_of(found, report), span)


def _opinion(context: Context, report: Report) -> tuple[str, str] | None:
    """ "Nach Ansicht des Verbands": what a noun of opinion attributes is a view, whatever it says."""
    noun = context.parse.words[report.trigger]
    return ("explains", "opinion-said") if noun.lemma.lower() in word_set(context.language, "positions", "opinions") else None


def _has_view(context: Context, found: Speech, report: Report) -> bool:
    """Whether the speaker is somebody: no agency, no bare "reports"."""
    if report.speaker is None or is_agency(found.at, report.speaker):
        return False
    word = found.at.parse.words[found.stands_for.get(report.speaker, report.speaker)]
    bare = word.lemma.lower() in word_set(context.language, "voices", "reporting", "nouns") and source(found.at, word.i) == word.i
    nobody = word.lemma.lower() in word_set(context.language, "positions", "nobody")
    return word.upos != "PRON" and not nobody and not (bare and is_report_noun(found.at, word)) and not is_agency(found.at, word.i)
