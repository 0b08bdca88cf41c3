"""Figures: numbers that count people, things or money, and what they count."""

from dataclasses import dataclass, replace

from lagebild import packs
from lagebild.extract.clauses import clause, is_passive
from lagebild.extract.context import Context
from lagebild.extract.lexicon import Entry, valued, word_set
from lagebild.extract.quantities import Number, number_words, numbers
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Phrase, Quantity
from lagebild.text import Span

COUNTED = ("obj", "nsubj:pass", "iobj")
ACTING = ("nsubj",)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure before its voice, time and place are known."""

    word: Word
    type: str
    span: Span
    anchor: Phrase
    quantity: Quantity
    total: bool
    origin: str


def figures(context: Context) -> list[Found]:
    """Every figure of a text, in text order."""
    parse, language = context.parse, context.language
    return [f for n in numbers(parse, language) if (f := _figure(parse, n, language))]


def _figure(parse: Parse, number: Number, language: str) -> Found | None:
    noun = parse.words[number.noun] if number.noun is not None else None
    if _dated(parse, number) or (noun and (_skipped(noun, language) or noun.lemma.lower().startswith("prozent"))):
        return None
    total_of = None if noun else _totalled(parse, number, language)
    counted = noun or total_of or parse.words[number.first if number.first == number.last - 1 else number.last - 1]
    entry = measure(parse, counted, language)
    unit = _unit(noun, language)
    if number.article and (entry is None or entry.options.get("weak") or noun is None or not _victim(noun, entry, language)):
        return None
    if noun is None and total_of is None and not _counts_alone(parse, number, entry):
        return None
    kind = "money" if unit and unit.isupper() and len(unit) == 3 else entry.value if entry else _plain(noun, language) if noun else "other"
    if kind is None:
        return None
    span = _span(parse, number, noun)
    quantity = replace(
        number.quantity,
        unit=unit or ("persons" if kind not in ("damaged", "money", "other") else None),
        group=counted.text if noun or total_of else None,
    )
    total = total_of is not None or any(
        w.text.lower() in word_set(language, "numbers", "totals") for w in parse.words[max(0, number.first - 3) : number.last]
    )
    return Found(
        counted, kind, clause(parse, counted.i), Phrase(span.of(parse.text), span), quantity, total, entry.group if entry else "measures.other"
    )


def _dated(parse: Parse, number: Number) -> bool:
    """Years, days and clock times are no figures."""
    word = parse.words[number.first]
    value = number.quantity.low
    year = number.noun is None and value is not None and 1000 <= value <= 2100 and word.text.isdigit()
    return year or number.span.of(parse.text).endswith(".") or ":" in word.text


def _skipped(noun: Word, language: str) -> bool:
    return noun.lemma.lower() in number_words(language).skip or noun.text.lower() in number_words(language).skip


def _unit(noun: Word | None, language: str) -> str | None:
    units = number_words(language).units
    return (units.get(noun.lemma) or units.get(noun.text)) if noun else None


def _victim(noun: Word, entry: Entry, language: str) -> bool:
    """ "ein" counts only for victims, and for nouns that say it themselves."""
    return noun.lemma.lower() in word_set(language, "numbers", "victims") or noun.lemma in (entry.options.get("nouns") or [])


def _plain(noun: Word, language: str) -> str | None:
    """Counted people and things of no special measure, also as the last part of a compound."""
    known = word_set(language, "figures", "other") | word_set(language, "figures", "things")
    lower = noun.lemma.lower()
    return "other" if lower in known or any(lower.endswith(k) for k in known if len(k) > 4) else None


def _totalled(parse: Parse, number: Number, language: str) -> Word | None:
    """ "Die Zahl der Verletzten stieg auf 300": what the number's verb has as the total of its subject."""
    word = parse.words[number.last - 1]
    if word.head < 0:
        return None
    totals = word_set(language, "figures", "totals")
    heads = [c for c in parse.children(word.head, "nsubj", "nsubj:pass", "obj") if c.lemma.lower() in totals]
    return next((c for h in heads for c in parse.children(h.i, "nmod")), None)


def _counts_alone(parse: Parse, number: Number, entry: Entry | None) -> bool:
    """A number without noun counts where it is an argument of a verb with a measure, or names its group ("einige der ...")."""
    word = parse.words[number.first]
    return entry is not None and (word.label in (*COUNTED, *ACTING, "conj", "obl") or parse.words[number.last - 1].label in (*COUNTED, *ACTING))


def _span(parse: Parse, number: Number, noun: Word | None) -> Span:
    """From the number's first word to its noun."""
    if noun is None or noun.i < number.first:
        return number.span
    return Span(number.span.start, max(number.span.end, noun.end))


def measure(parse: Parse, word: Word, language: str) -> Entry | None:
    """What a counted word measures: by the verb, then by the noun itself."""
    own = next(iter(valued(language, "figures", "measures", "nouns", "endings").find(word)), None) if word.upos in ("NOUN", "ADJ", "PROPN") else None
    if own and not own.options.get("weak"):
        return own
    return _by_verb(parse, word, language) or own


def _by_verb(parse: Parse, word: Word, language: str) -> Entry | None:
    at: Word = word
    while at.label in ("conj", "nmod", "appos") and at.head >= 0:
        at = parse.words[at.head]
    if at.head < 0:
        return None
    verb = parse.words[at.head]
    role = "object" if at.label in COUNTED or (at.label == "nsubj" and is_passive(parse, verb.i)) else "subject" if at.label in ACTING else None
    if role is None:
        return _participle(parse, word, language)
    by_role = valued(language, "figures", "measures", role).exact.get(verb.lemma.lower())
    return by_role[0] if by_role else _light(parse, verb, language) or _predicate(verb, language) or _participle(parse, word, language)


def _light(parse: Parse, verb: Word, language: str) -> Entry | None:
    """ "ums Leben kommen", "in Gewahrsam nehmen"."""
    nouns = {c.lemma.lower() for c in parse.children(verb.i, "obl", "obj", "obl:arg")}
    for value, lists in packs.load(language, "figures")["measures"].items():
        for row in lists.get("light") or []:
            if row["noun"].lower() in nouns and verb.lemma.lower() in {v.lower() for v in row["verbs"]}:
                return Entry(value, f"measures.{value}", lists)
    return None


def _predicate(word: Word, language: str) -> Entry | None:
    found = valued(language, "figures", "measures", "predicates").exact
    return next(iter(found.get(word.text.lower(), []) or found.get(word.lemma.lower(), [])), None)


def _participle(parse: Parse, word: Word, language: str) -> Entry | None:
    """ "zwei verletzte Polizisten"."""
    return next(
        (
            e
            for c in parse.children(word.i, "amod")
            if (e := _predicate(c, language) or next(iter(valued(language, "figures", "measures", "object").exact.get(c.lemma.lower(), [])), None))
        ),
        None,
    )
