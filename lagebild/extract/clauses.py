"""Reading a parse: who does what to whom, and which words belong together."""

from lagebild.extract.marks import quoted
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Actor, Phrase
from lagebild.text import Span

SUBJECT = ("nsubj", "csubj")
PASSIVE = ("nsubj:pass", "csubj:pass")
OBJECT = ("obj", "iobj")
LEFT_OUT = ("acl:relcl", "acl", "appos", "parataxis", "punct", "case", "cc", "advcl", "mark")
CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "conj", "xcomp", "advcl:relcl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
OPENS = frozenset(" \t\n\r\xa0,;:.–—-()")
ENDS = frozenset(" \t\n\r\xa0,;:–—.(")
MARKS = frozenset("\"'»«„“”‚‘’›‹")


def trimmed(text: str, span: Span) -> Span:
    """The span without spaces and punctuation at its edges; a quotation mark stays where its partner is inside."""
    start, end = span.start, span.end
    while start < end:
        if text[start] in OPENS or (text[start] in MARKS and not _paired(text, start, end, 0)):
            start += 1
        elif text[end - 1] in ENDS or text[end - 1].isspace() or (text[end - 1] in MARKS and not _paired(text, start, end, 1)):
            end -= 1
        else:
            break
    return Span(start, end)


def _paired(text: str, start: int, end: int, side: int) -> bool:
    """Whether the mark at the start (0) or end (1) of a stretch opens or closes a quotation inside it."""
    edge = (0, end - start)[side]
    return any((q.start, q.end)[side] == edge and text[start + q.end - 1] in MARKS for q in quoted(text[start:end]))


def noun_phrase(parse: Parse, i: int) -> Phrase:
    """A word with its modifiers, without relative clauses, appositions and its preposition."""
    kept = [i]
    for child in parse.children(i):
        if child.label not in LEFT_OUT and child.upos != "ADV":
            kept.extend(parse.subtree(child.i, skip=("acl:relcl", "parataxis", "advcl")))
    words = _run_around(parse, sorted(kept), i)
    span = trimmed(parse.text, parse.span(words))
    return Phrase(span.of(parse.text), span)


def _run_around(parse: Parse, words: list[int], i: int) -> list[int]:
    """Only words from the first to the last that leave no gap wider than punctuation around the head."""
    held = set(words)
    left = right = i
    while left - 1 in held or (parse.words[left - 1].upos == "PUNCT" and left - 2 in held and left > 1):
        left -= 1
    while right + 1 in held or (right + 2 < len(parse.words) and parse.words[right + 1].upos == "PUNCT" and right + 2 in held):
        right += 1
    return list(range(left, right + 1))


def clause(parse: Parse, i: int) -> Span:
    """The clause around a word: up to the next verb that heads one, without the clauses below it."""
    word = parse.words[i]
    while word.head >= 0 and word.label not in CLAUSAL:
        word = parse.words[word.head]
    held = parse.subtree(word.i, skip=("acl:relcl", "parataxis", "advcl", "conj", "ccomp"))
    return trimmed(parse.text, parse.span([*held, i]))


def subjects(parse: Parse, i: int) -> list[Word]:
    """Active subjects of a predicate, also those it shares with the verb it is coordinated with or depends on."""
    return _arguments(parse, i, SUBJECT)


def passive_subjects(parse: Parse, i: int) -> list[Word]:
    """Subjects of a passive."""
    return _arguments(parse, i, PASSIVE)


def _arguments(parse: Parse, i: int, labels: tuple[str, ...]) -> list[Word]:
    found = parse.children(i, *labels)
    word = parse.words[i]
    if not found and not parse.children(i, *SUBJECT, *PASSIVE) and word.label in ("conj", "xcomp") and word.head >= 0:
        return _arguments(parse, word.head, labels)
    return [resolved(parse, w) for w in found]


def resolved(parse: Parse, word: Word) -> Word:
    """A relative pronoun stands for the noun that its clause modifies, a bound for what it bounds: "plus de 30 *personnes*"."""
    if word.upos == "ADV" and (bounded := next((c for c in parse.children(word.i, "nmod", "obl") if c.upos == "NOUN"), None)):
        return bounded
    if word.upos == "PRON":
        above = next((w for w in [parse.words[word.head], *parse.ancestors(word.head)] if w.label == "acl:relcl"), None) if word.head >= 0 else None
        if above and above.head >= 0 and word.features.get("Person") is None:
            return parse.words[above.head]
    return word


def objects(parse: Parse, i: int) -> list[Word]:
    """Direct and indirect objects."""
    return [resolved(parse, w) for w in parse.children(i, *OBJECT)]


def is_passive(parse: Parse, i: int) -> bool:
    """Whether a verb stands in the passive."""
    features = parse.words[i].features
    return bool(parse.children(i, *PASSIVE, "aux:pass")) or (features.get("Voice") == "Pass" and features.get("VerbForm") == "Fin")


def agents(parse: Parse, i: int, prepositions: frozenset[str]) -> list[Word]:
    """The agent of a passive or nominalisation: obl:agent, or a noun behind one of the prepositions."""
    return [w for w in parse.children(i, "obl:agent", "obl", "nmod") if w.label == "obl:agent" or has_case(parse, w, prepositions)]


def has_case(parse: Parse, word: Word, forms: frozenset[str]) -> bool:
    """Whether the noun stands behind one of the prepositions."""
    return any(c.text.lower() in forms for c in parse.children(word.i, "case"))


def actor(parse: Parse, word: Word) -> Actor:
    """A noun phrase as an actor."""
    phrase = noun_phrase(parse, word.i)
    return Actor(phrase.text, phrase.span)


def is_owned(parse: Parse, i: int) -> bool:
    """Whether a noun has a possessive of the third person: "seine", "their"."""
    return any(c.features.get("Person") == "3" and c.i < i for c in parse.children(i, "det", "det:poss", "nmod:poss"))


def number_of(parse: Parse, word: Word) -> str | None:
    """Sing or Plur; of a subject that of its finite verb, which tells "sie" and "sie" apart."""
    if word.label in ("nsubj", "nsubj:pass") and word.head >= 0:
        verbs = [parse.words[word.head], *parse.children(word.head, "aux", "aux:pass", "cop")]
        said = next((v.features["Number"] for v in verbs if v.features.get("VerbForm") == "Fin" and "Number" in v.features), None)
        if said:
            return said
    return word.features.get("Number")


def agrees(parse: Parse, pronoun: Word, noun: Word) -> bool:
    """Whether number and gender allow a pronoun to stand for a noun, as far as both are known; a person is one, and no "it"."""
    number, gender = number_of(parse, pronoun), pronoun.features.get("Gender")
    if number and noun.features.get("Number", number) != number:
        return False
    if any(w.name.endswith("PER") for w in (noun, *parse.children(noun.i, "appos", "flat"))):
        return gender != "Neut" and number != "Plur"
    return number == "Plur" or not gender or noun.features.get("Gender", gender) == gender


def with_conjuncts(parse: Parse, words: list[Word]) -> list[Word]:
    """Words and what is coordinated with them, in order."""
    return [w for word in words for w in [word, *parse.children(word.i, "conj")]]
