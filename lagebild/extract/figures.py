"""Figures: numbers that count people, things or money, and what they count."""

from dataclasses import dataclass, replace
from math import inf

from lagebild import packs
from lagebild.extract.ballots import ORIGIN, added
from lagebild.extract.bearers import PEOPLE, measure, nature_of
from lagebild.extract.clauses import clause, has_case
from lagebild.extract.context import Context
from lagebild.extract.lexicon import Entry, valued, word_set
from lagebild.extract.parts import Size, enumerated, is_part, is_whole, whole_of
from lagebild.extract.quantities import Number, numbers, units
from lagebild.extract.triggers import noun_entries
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Phrase, Quantity
from lagebild.text import Span

ARGUMENTS = ("obj", "iobj", "nsubj", "nsubj:pass", "conj", "obl", "root", "appos", "parataxis", "advcl", "ccomp")
SINGLE = frozenset({"killed", "injured", "missing", "arrested", "abducted"})
FARTHEST_TOTAL = 3
WEAK = ("other", "troops", "affected")
WHOLES = ("nsubj", "nsubj:pass", "obj")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure before its voice, time and place are known; ``whole`` is the figure of which it is a part."""

    word: Word
    type: str
    span: Span
    anchor: Phrase
    quantity: Quantity
    total: bool
    origin: str
    first: int
    whole: Span | None = None


def figures(context: Context) -> list[Found]:
    """Every figure of a text, in text order."""
    parse, language = context.parse, context.language
    found = [*_carried(parse, language)]
    for number in numbers(parse, language):
        figure = _figure(parse, number, language, found)
        if figure:
            found += [figure, *(_under_article(parse, figure, language) if number.article else ())]
    done = _with_wholes(parse, sorted(found, key=lambda f: f.anchor.span), language)
    context.memo["wholes"] = {f.anchor.span: f.whole for f in done if f.whole}
    return done


def _figure(parse: Parse, number: Number, language: str, before: list[Found]) -> Found | None:
    """What a number counts, if anything; no part of a person is: "13.05" before them is a time."""
    noun = parse.words[number.noun] if number.noun is not None else None
    if noun is not None and _skipped(noun, language):
        return None
    totalled = None if noun else _totalled(parse, number, language)
    number = _reached(parse, number, language) if totalled else number
    counted = noun or totalled or _head(parse, number)
    entry = _total_measure(totalled, language) or measure(parse, counted, language, partitive=number.partitive and not totalled)
    entry = entry if entry and entry.value not in WEAK else _of_whole(parse, number, language) or entry
    earlier = _coreferent(parse, number, totalled, before) if entry is None and noun is None else None
    if _year(parse, number, noun, entry, language) or not _counts(parse, number, noun, totalled, entry, earlier, language):
        return None
    unit = _unit(noun, language)
    kind, origin = _kind(parse, number, counted, entry, earlier, unit)
    if kind in PEOPLE and (number.quantity.low or 0) % 1:
        return None
    quantity = replace(
        number.quantity,
        unit=unit or ("persons" if kind not in ("damaged", "money", "other") else None),
        group=counted.text if noun or totalled else None,
    )
    span = _span(parse, number, noun)
    total = totalled is not None or _total(parse, number, language)
    return Found(counted, kind, clause(parse, counted.i), Phrase(span.of(parse.text), span), quantity, total, origin, number.first)


def _under_article(parse: Parse, figure: Found, language: str) -> list[Found]:
    """ "A man and woman were shot": each of several people under one article is one, where one is not the other."""
    apart = word_set(language, "figures", "apart")
    others = [c for c in parse.children(figure.word.i, "conj") if {figure.word.lemma.lower(), c.lemma.lower()} <= apart]
    bare = [c for c in others if c.features.get("Number") != "Plur" and not parse.children(c.i, "det", "nummod", "nmod:poss", "case")]
    spans = [Span(parse.words[_begins(parse, c.i, figure.word.i)].start, c.end) for c in bare]
    return [replace(figure, word=c, anchor=Phrase(s.of(parse.text), s), first=c.i) for c, s in zip(bare, spans, strict=True)]


def _begins(parse: Parse, at: int, after: int) -> int:
    """The first word of a listed noun with what stands before it."""
    while at - 1 > after and parse.words[at - 1].upos != "CCONJ" and parse.words[at - 1].text != ",":
        at -= 1
    return at


def _kind(parse: Parse, number: Number, counted: Word, entry: Entry | None, earlier: Found | None, unit: str | None) -> tuple[str, str]:
    """The measure and where it is from: the unit, an entry, the figure taken up, or the votes of the number and its noun."""
    if unit and unit.isupper() and len(unit) == 3:
        return "money", entry.group if entry else "measures.money"
    if entry:
        return entry.value, entry.group
    if earlier:
        return earlier.type, earlier.origin
    voted = added(parse, "measure", sorted({*range(number.first, number.last), counted.i}))
    return (voted, ORIGIN) if voted not in (None, "other") else ("other", "measures.other")


def _of_whole(parse: Parse, number: Number, language: str) -> Entry | None:
    """ "All passengers died, including 12 children": a part shares what is said of its whole, also where that has no number."""
    sentence = parse.sentences[parse.words[number.first].sentence].first
    before = [w for w in reversed(parse.words[sentence : number.first]) if w.upos == "NOUN" and w.label in WHOLES]
    if not before or not is_part(parse, number.first, before[0].end, language):
        return None
    return next((e for w in before[:2] if (e := measure(parse, w, language)) and e.value in PEOPLE), None)


def _head(parse: Parse, number: Number) -> Word:
    """The word of a number that hangs on a word outside it."""
    inside = range(number.first, number.last)
    outer = [parse.words[i] for i in reversed(inside) if parse.words[i].head not in inside]
    return next((w for w in outer if w.label in ARGUMENTS), outer[0] if outer else parse.words[number.last - 1])


def _skipped(noun: Word, language: str) -> bool:
    """Ages, durations, distances, shares and the like are no figures."""
    skipped = word_set(language, "numbers", "skip_nouns")
    lemma = noun.lemma.lower()
    endings = tuple(word_set(language, "numbers", "skip_endings"))
    return lemma in skipped or noun.text.lower() in skipped or lemma.startswith(("prozent", "percent")) or bool(endings and lemma.endswith(endings))


def _year(parse: Parse, number: Number, noun: Word | None, entry: Entry | None, language: str) -> bool:
    """A bare number of four digits is a year unless it counts what is often counted."""
    word, value = parse.words[number.last - 1], number.quantity.low
    if number.last - number.first > 1 or value is None or not (1900 <= value <= 2099 and word.text.isdigit()):
        return False
    if number.partitive:
        return True
    nature = nature_of(noun, language) if noun else None
    return noun is None or noun.upos == "VERB" or nature == "happenings" or (entry is None and nature is None)


def _counts(
    parse: Parse, number: Number, noun: Word | None, totalled: Word | None, entry: Entry | None, earlier: Found | None, language: str
) -> bool:
    """Whether a number counts anything in the situation."""
    only = number.last - number.first == 1 and parse.words[number.first]
    if only and (only.text.endswith(".") or (only.label.startswith("cc") and (noun is None or parse.children(noun.i, "conj")))):
        return False
    if number.article:
        return _counts_one(parse, number, noun, entry, language)
    if noun is not None:
        return noun.upos in ("NOUN", "PROPN", "SYM", "ADJ", "VERB")
    if number.first and parse.words[number.first - 1].text.lower() in word_set(language, "numbers", "both"):
        return False
    if ":" in parse.words[number.first].text:
        return False
    head = _head(parse, number)
    if totalled is not None or earlier is not None:
        return True
    told = parse.children(head.i, "cop") and parse.children(head.i, "nsubj")  # "the youngest was 17"
    led = any(c.i < number.first for c in parse.children(head.i, "case"))
    aside = head.label == "obl" and led and not number.partitive  # "declared dead at 6"
    return (entry is not None and head.label in ARGUMENTS and not told and not aside) or _of_people(parse, head, language)


def _of_people(parse: Parse, head: Word, language: str) -> bool:
    """ "a family of five", "a crowd of 2,000", "a father of three"."""
    whose = (
        parse.words[head.head]
        if head.label == "nmod" and head.head >= 0 and has_case(parse, head, word_set(language, "numbers", "partitives"))
        else None
    )
    named = word_set(language, "figures", "collectives") | word_set(language, "figures", "parents")
    known = whose is not None and whose.lemma.lower() in named
    return known and head.upos == "NUM" and whose is not None and whose.i < head.i


def _counts_one(parse: Parse, number: Number, noun: Word | None, entry: Entry | None, language: str) -> bool:
    """ "ein" counts only for victims and people in custody, and for one of a group."""
    if number.partitive:
        return (noun is None and entry is not None) or (noun is not None and nature_of(noun, language) == "people")
    if entry is None or entry.value not in SINGLE:
        return False
    if noun is None:
        before = parse.words[number.first - 1].text.lower() if number.first else ""
        nobody = before in word_set(language, "numbers", "nobody") or parse.words[number.last - 1].label == "det"
        return not nobody and _head(parse, number).label in ARGUMENTS
    lemma = noun.lemma.lower()
    barred = any(lemma in word_set(language, "figures", key) for key in ("happenings", "collectives", "things"))
    nature = nature_of(noun, language)
    return (
        not barred
        and nature not in ("things", "happenings")
        and not _happens(parse, noun, language)
        and (nature == "people" or not _located(parse, noun, language))
    )


def _located(parse: Parse, noun: Word, language: str) -> bool:
    """ "at a teahouse", "outside of a tavern": where it was, and nobody."""
    whole = word_set(language, "numbers", "of") | word_set(language, "numbers", "partitives")
    return has_case(parse, noun, word_set(language, "places", "locatives") - whole)


def _happens(parse: Parse, noun: Word, language: str) -> bool:
    """A noun that names an event and nobody, alone or by the one before it: "a bombing", "a stabbing spree"."""
    named = valued(language, "figures", "measures", "nouns", "endings").find(noun)
    before = parse.words[noun.i - 1] if noun.i and parse.words[noun.i - 1].label == "compound" else None
    said = any(noun_entries(w, language) for w in (noun, before) if w is not None and w.upos == "NOUN")
    return not named and nature_of(noun, language) != "people" and said


def _unit(noun: Word | None, language: str) -> str | None:
    return (units(language).get(noun.lemma) or units(language).get(noun.text)) if noun else None


def _totalled(parse: Parse, number: Number, language: str) -> Word | None:
    """ "Die Zahl der Verletzten stieg auf 300": what the number's verb has as the total of its subject; the total itself where it names no one."""
    word = _head(parse, number)
    if word.head < 0 or number.article:
        return None
    arguments = parse.children(word.head, "nsubj", "nsubj:pass", "obj", "obl")
    heads = [c for c in arguments if c.i not in range(number.first, number.last) and _total_noun(c, language)]
    named = [h for h in heads if _total_measure(h, language)]
    return next((p for h in heads for p in [*named, *parse.children(h.i, "nmod"), h] if p.upos in ("NOUN", "ADJ", "VERB", "PROPN")), None)


def _reached(parse: Parse, number: Number, language: str) -> Number:
    """ "Число погибших выросло до 18": what a total has grown to is no bound."""
    if parse.words[number.first].text.lower() not in word_set(language, "numbers", "reaching"):
        return number
    value = number.quantity.high
    span = Span(parse.words[number.first + 1].start, number.span.end)
    return replace(number, first=number.first + 1, span=span, quantity=replace(number.quantity, low=value, high=value))


def _total_noun(word: Word, language: str) -> bool:
    known = word_set(language, "figures", "totals")
    return word.lemma.lower() in known or bool(valued(language, "figures", "measures", "totals").exact.get(word.lemma.lower()))


def _total_measure(word: Word | None, language: str) -> Entry | None:
    """ "Opferzahl", "death toll"."""
    return next(iter(valued(language, "figures", "measures", "totals").exact.get(word.lemma.lower(), [])), None) if word else None


def _total(parse: Parse, number: Number, language: str) -> bool:
    near = parse.words[max(0, number.first - FARTHEST_TOTAL) : number.last + 1]
    return any(w.text.lower() in word_set(language, "numbers", "totals") for w in near)


def _coreferent(parse: Parse, number: Number, totalled: Word | None, before: list[Found]) -> Found | None:
    """ "Zwei von ihnen ...", "Die Zahl stieg auf 18": what has no measure of its own shares that of the figure it takes up."""
    if not before or not (number.partitive or totalled):
        return None
    if totalled:
        return before[-1]
    behind = parse.words[number.last : number.last + 2]
    return before[-1] if any(w.upos == "PRON" for w in behind) else None


def _span(parse: Parse, number: Number, noun: Word | None) -> Span:
    """From the number's first word to its noun; a participle that only says what happened to so many is none."""
    if noun is None or noun.upos == "VERB":
        return number.span
    return Span(min(number.span.start, noun.start), max(number.span.end, noun.end))


def _carried(parse: Parse, language: str) -> list[Found]:
    """Nouns that carry their number: "Doppelmord"."""
    found = []
    for row in packs.load(language, "figures").get("carriers") or []:
        words, before = {w.lower() for w in row["words"]}, [b.lower() for b in row.get("before") or []]
        for word in parse.words:
            first = word.i - 1 if before else word.i
            if word.text.lower() in words and (not before or parse.words[first].text.lower() in before):
                span = Span(parse.words[first].start, word.end)
                quantity = Quantity(row["value"], row["value"], False, "persons", None)
                found.append(
                    Found(word, row["measure"], clause(parse, word.i), Phrase(span.of(parse.text), span), quantity, False, "carriers", first)
                )
    return found


def _with_wholes(parse: Parse, found: list[Found], language: str) -> list[Found]:
    """Figures with the one of which they are a part; a part without a measure of its own shares that of the whole."""
    done: list[Found] = []
    listed = enumerated([_size(f) for f in found])
    for i, figure in enumerate(found):
        whole = (
            found[listed[i]].anchor.span
            if i in listed
            else whole_of(
                parse, figure.first, figure.anchor.span, [f.anchor.span for f in found[:i]], [f.anchor.span for f in found[i + 1 :]], language
            )
        )
        at = _large_enough(figure, whole or _listed_whole(figure, done), [*done, *found[i:]])
        whole = at.anchor.span if at else None
        shared = at.type if at and figure.type in WEAK and at.type in PEOPLE else figure.type
        unit = figure.quantity.unit or ("persons" if shared in PEOPLE else None)
        made = replace(figure, whole=whole, type=shared, quantity=replace(figure.quantity, unit=unit))
        done = [*_told_among(parse, made, done, language), _among_before(parse, made, done, language)]
    return done


def _told_among(parse: Parse, figure: Found, done: list[Found], language: str) -> list[Found]:
    """ "A guard was among the four who were hurt": the figure before is a part of this one, where it is smaller and has no other whole."""
    if done and is_whole(parse, figure.first, language) and _smaller(done[-1], figure):
        return [*done[:-1], _part_of(done[-1], figure)]
    return done


def _among_before(parse: Parse, figure: Found, done: list[Found], language: str) -> Found:
    """ "Among the four who were hurt was a guard": the same where the whole comes first, and nothing before it is a part of it."""
    whole = done[-1] if done and is_whole(parse, done[-1].first, language) else None
    if whole is None or any(f.whole == whole.anchor.span for f in done) or not _smaller(figure, whole):
        return figure
    return _part_of(figure, whole)


def _smaller(part: Found, whole: Found) -> bool:
    """Whether one figure may be a part of another in its sentence: it has no whole yet, and both measure the same or it measures nothing."""
    fits = part.whole is None and part.word.sentence == whole.word.sentence and (part.type == whole.type or part.type in WEAK)
    return fits and (part.quantity.high or inf) < (whole.quantity.low or 0)


def _part_of(part: Found, whole: Found) -> Found:
    shared = whole.type if part.type in WEAK and whole.type in PEOPLE else part.type
    unit = part.quantity.unit or whole.quantity.unit
    return replace(part, whole=whole.anchor.span, type=shared, quantity=replace(part.quantity, unit=unit))


def _large_enough(figure: Found, whole: Span | None, known: list[Found]) -> Found | None:
    """The figure of which one is a part, or that of which this itself is a part: "Ten were hit. One of them died. Three of the others ..."."""
    at = next((f for f in known if f.anchor.span == whole), None)
    while at is not None and (at.quantity.high or inf) < (figure.quantity.low or 0):
        at = next((f for f in known if f.anchor.span == at.whole and f.anchor.span < at.anchor.span), None)
    return at


def _listed_whole(figure: Found, done: list[Found]) -> Span | None:
    """ "including a guard and a driver": what is coordinated with a part is one too."""
    first = next((f for f in done if figure.word.label == "conj" and f.word.i == figure.word.head), None)
    return first.whole if first is not None and first.type in (figure.type, *WEAK) else None


def _size(figure: Found) -> Size:
    """Sentence, measure and number of a figure, the number only where it is exact; None for the measure of a mere count."""
    quantity = figure.quantity
    exact = quantity.low if quantity.low == quantity.high and not quantity.approx else None
    return figure.word.sentence, None if figure.type in WEAK else figure.type, exact
