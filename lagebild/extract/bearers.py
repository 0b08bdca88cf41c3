"""What bears a number: the noun it counts, or the predicate of which that noun is an argument, says what is measured."""

from collections.abc import Iterator
from functools import lru_cache

from lagebild import packs
from lagebild.extract.clauses import PASSIVE, has_case, is_passive
from lagebild.extract.lexicon import Entry, Index, valued, with_next, word_set
from lagebild.extract.participles import dictionary_forms, is_past_participle
from lagebild.extract.triggers import triggers
from lagebild.reader.parse import Parse, Word

PEOPLE = frozenset({"killed", "injured", "missing", "arrested", "abducted", "displaced", "participants"})
CALLED = ("NOUN", "ADJ", "PROPN", "VERB", "X")
CLIMBED = ("conj", "appos", "flat", "compound", "nummod")
COMPLEMENT = ("xcomp", "advcl", "obl", "ccomp", "advmod", "amod", "acl")
Light = tuple[frozenset[str], str | None, Entry]


def measure(parse: Parse, word: Word, language: str, *, partitive: bool = False) -> Entry | None:
    """What a counted word measures: by its own meaning, then by its attributes and the predicate, last by the group it names."""
    own = _own(word, language)
    if own and not partitive:
        return own
    nature = nature_of(word, language)
    said = [e for e in _said(parse, word, language) if _fits(e, nature)]
    nearest = next((e for e in said if e.value != "affected"), said[0] if said else None)
    group = _named_group(parse, word, language) if not nearest or nearest.value == "affected" else None
    return (group if group and group.value in PEOPLE else nearest) or own or group


def _own(word: Word, language: str) -> Entry | None:
    """ "Tote", "Festnahmen", and participles that count without a noun: "20 injured"."""
    if word.upos not in CALLED:
        return None
    named = valued(language, "figures", "measures", "nouns", "endings").find(word) if word.upos != "VERB" else []
    return next(iter(named), None) or _predicate(word, language) or _as_noun(word, language)


def _as_noun(word: Word, language: str) -> Entry | None:
    """ "семеро погибших": a participle that stands for a noun says what its verb says of its subject or object."""
    voice = word.features.get("Voice") if word.features.get("VerbForm") == "Part" and word.features.get("Variant") != "Short" else None
    return _acts(word, "subject" if voice == "Act" else "object", language) if voice and word.upos == "VERB" else None


def _group(word: Word, language: str) -> Entry | None:
    """ "Soldaten", "Demonstranten": what such people mostly do."""
    if word.upos not in CALLED:
        return None
    return next(iter(_groups(language).find(word)), None)


def _named_group(parse: Parse, word: Word, language: str) -> Entry | None:
    """The same, also by two words: "rescue workers"."""
    for child in parse.children(word.i, "compound", "amod"):
        if found := _groups(language).exact.get(f"{child.lemma} {word.lemma}".lower()):
            return found[0]
    return _group(word, language)


@lru_cache(maxsize=16)
def _groups(language: str) -> Index:
    table = packs.load(language, "figures")["measures"]
    exact: dict[str, list[Entry]] = {}
    endings: dict[str, list[Entry]] = {}
    for value, lists in table.items():
        entry = Entry(str(value), f"measures.{value}", lists)
        for key, found in (("groups", exact), ("group_endings", endings)):
            for lemma in lists.get(key) or []:
                found.setdefault(str(lemma).lower(), []).append(entry)
    return Index(exact, endings)


def nature_of(word: Word, language: str) -> str | None:
    """Whether a noun names people, things or happenings, where the pack knows."""
    if word.upos not in ("NOUN", "PROPN"):
        return None
    lemma, text = word.lemma.lower(), word.text.lower()
    for nature in ("people", "things"):
        known = word_set(language, "figures", nature)
        if lemma in known or text in known:
            return nature
    endings = tuple(word_set(language, "figures", "thing_endings"))
    if endings and (lemma.endswith(endings) or text.endswith(endings)):
        return "things"
    return "happenings" if lemma in triggers(language).nouns or lemma in word_set(language, "figures", "happenings") else None


def _fits(entry: Entry, nature: str | None) -> bool:
    """Things are not killed, people not damaged."""
    if entry.value in PEOPLE:
        return nature not in ("things", "happenings")
    return nature not in ("people", "happenings") if entry.options.get("things") == "only" else True


def _said(parse: Parse, word: Word, language: str) -> Iterator[Entry]:
    """Measures that the words around say, the nearest first."""
    yield from _behind(parse, word, language)
    yield from _attributes(parse, word, language)
    yield from _governing(parse, word, language)
    yield from _relative(parse, word, language)


def _behind(parse: Parse, word: Word, language: str) -> Iterator[Entry]:
    """ "three people wounded", "18 injured", "400 verletzt": a participle right behind."""
    after = [w for w in parse.words[word.i + 1 : word.i + 4] if w.upos not in ("ADP", "PRON") and w.sentence == word.sentence][:1]
    said = bool(after) and (_participle(after[0], language) or after[0].upos == "ADV") and not _has_object(parse, after[0], language)
    if said and (light := _light(parse, after[0], language)):
        yield light[1]
    if said and (found := _predicate(after[0], language)):
        yield found


def _attributes(parse: Parse, word: Word, language: str) -> Iterator[Entry]:
    """ "zwei verletzte Polizisten", "people killed in the blast"."""
    before = [w for w in parse.words[max(0, word.i - 1) : word.i] if w.upos == "ADJ" and w.sentence == word.sentence and w.head != word.i]
    for child in (*before, *parse.children(word.i, "amod", "acl")):
        light = _light(parse, child, language) if child.label == "acl" and child.upos in ("ADJ", "VERB") else None
        if light and (_participle(child, language) or _bears(parse, child, "subject", language, *light)):  # "found suffering from stab wounds"
            yield light[1]
        found = (
            (_predicate(child, language) or _acts(child, "object", language, joined=with_next(parse, child)))
            if _participle(child, language) and not parse.children(child.i, "obj")
            else None
        )
        if found:
            yield found


def _participle(word: Word, language: str) -> bool:
    return word.upos == "ADJ" or is_past_participle(word, language)


def _predicate(word: Word, language: str) -> Entry | None:
    table = valued(language, "figures", "measures", "predicates").exact
    forms = dictionary_forms(word, language) if word.upos != "NOUN" else ()
    return next((table[f][0] for f in (word.text.lower(), *forms) if f in table), None)


def _acts(verb: Word, role: str, language: str, nature: str | None = None, joined: str | None = None) -> Entry | None:
    """What happens to the object or subject of a verb; where a verb says two things, the noun decides."""
    table = valued(language, "figures", "measures", role).exact
    forms = (joined or "", *dictionary_forms(verb, language))
    entries = next((table[f] for f in forms if f in table), None) or _reflexive(verb, language)
    return next((e for e in entries if _fits(e, nature)), None)


def _reflexive(verb: Word, language: str) -> list[Entry]:
    """ "эвакуируются": what the verb without its reflexive ending says of an object."""
    lemma = verb.lemma.lower()
    ending = next((e for e in word_set(language, "language", "reflexive_endings") if lemma.endswith(e)), None)
    return valued(language, "figures", "measures", "object").exact.get(lemma.removesuffix(ending), []) if ending else []


def _governing(parse: Parse, word: Word, language: str) -> Iterator[Entry]:
    """Climb from the counted word to its predicate: over coordination, apposition and collectives ("eine Gruppe von 20 ...")."""
    at, nature = word, nature_of(word, language)
    for _ in range(6):
        head = parse.words[at.head] if at.head >= 0 else None
        if head is None or head.upos in ("VERB", "AUX") and at.label not in (*CLIMBED, "nmod"):
            break
        if at.label == "nmod":
            whole = has_case(parse, at, word_set(language, "numbers", "partitives")) or not parse.children(at.i, "case")
            if nature == "things" and (crew := _group(head, language)) and crew.options.get("things") is True:
                yield crew
            named = valued(language, "figures", "measures", "of").exact if whole else {}
            yield from [e for e in named.get(head.lemma.lower()) or named.get(head.text.lower(), []) if _fits(e, nature)][:1]
            held = nature == "people" and has_case(parse, at, word_set(language, "figures", "holding"))
            together = {head.lemma.lower(), head.text.lower()} & word_set(language, "figures", "collectives")
            if not held and not together and head.upos not in ("NUM", "PRON", "DET", "ADV"):
                return
        elif at.label not in CLIMBED and not (at.label == "obl" and head.upos == "ADV"):
            break
        at = head
    yield from _predicated(parse, at, nature, language)


def _predicated(parse: Parse, at: Word, nature: str | None, language: str) -> Iterator[Entry]:
    """What the predicate of an argument says, with the predicates that share the argument."""
    if at.head < 0:
        yield from _existing(parse, at, language)
        return
    predicate = parse.words[at.head]
    role = _role(parse, at, predicate, language)
    if role is None:
        return
    shared = _sharing(parse, predicate, role)
    said = [e for v in shared for e in _by_verb(parse, v, role if v.i == predicate.i else _role_in(parse, v, role, language), at, nature, language)]
    yield from sorted(said, key=lambda e: e.value != "killed")


def _prepositions(parse: Parse, at: Word, language: str) -> list[Word]:
    """The prepositions of a noun; those of its number's bound ("bis zu sieben Arbeiter", "до 300 человек") are none."""
    bounds = _bound_words(language)
    numbers = {c.i for c in parse.children(at.i, "nummod")}
    found = []
    for case in parse.children(at.i, "case"):
        after = next((w for w in parse.words[case.i + 1 :] if w.text.lower() not in bounds), None)
        if case.text.lower() not in bounds or after is None or (after.i not in numbers and not (after.i == at.i and at.upos == "NUM")):
            found.append(case)
    return found


@lru_cache(maxsize=16)
def _bound_words(language: str) -> frozenset[str]:
    """Every word of what bounds a number."""
    bounds = packs.load(language, "numbers").get("bounds") or {}
    return frozenset(word.lower() for cues in bounds.values() for cue in cues for word in str(cue).split())


def _role(parse: Parse, at: Word, predicate: Word, language: str) -> str | None:
    if (counter := _counter(parse, at, predicate, language)) is not None:
        at = counter
    of_whole = (
        at.label == "obl"
        and at.i < predicate.i
        and has_case(parse, at, word_set(language, "numbers", "of") | word_set(language, "numbers", "partitives"))
    )
    if of_whole and parse.children(predicate.i, "nsubj", *PASSIVE):
        return None
    others = [c for c in parse.children(predicate.i, "nsubj") if c.i != at.i and at.features.get("Case") != "Gen"]
    other_subject = bool(others) and not parse.children(predicate.i, "obj")
    free = at.label == "obl" and not _prepositions(parse, at, language)
    bare = (free and bool(parse.children(predicate.i, "nsubj") or parse.children(at.i, "case"))) or (at.label == "nsubj" and other_subject)
    if _bounded(parse, at, predicate, language):
        return "object" if _suffers(parse, predicate, language) else "subject"
    if at.label in ("obj", "iobj", *PASSIVE) or bare or (at.label == "nsubj" and _suffers(parse, predicate, language)):
        return "object"
    return "subject" if at.label in ("nsubj", "root", "ccomp", "parataxis") else "other" if at.label in ("obl", "dep", "advcl") else None


def _counter(parse: Parse, at: Word, predicate: Word, language: str) -> Word | None:
    """ "Hundreds of people fled": the subject right before a genitive, or before "of", where the parse hangs what it counts to the verb."""
    cases = [c.i for c in parse.children(at.i, "case")]
    before = parse.words[min([at.i, *cases]) - 1] if min([at.i, *cases]) > 0 else None
    if before is None or before.head != predicate.i or before.label not in ("nsubj", *PASSIVE) or at.label not in ("obl", "obj"):
        return None
    partitive = has_case(parse, at, word_set(language, "numbers", "partitives")) or (not cases and at.features.get("Case") == "Gen")
    return before if partitive else None


def _bounded(parse: Parse, at: Word, predicate: Word, language: str) -> bool:
    """ "Up to 800 were injured": a number whose bound looks like a preposition is the subject where there is no other."""
    bound = at.label == "obl" and bool(parse.children(at.i, "case")) and not _prepositions(parse, at, language)
    return bound and not parse.children(predicate.i, "nsubj", *PASSIVE)


def _suffers(parse: Parse, verb: Word, language: str) -> bool:
    """A passive, also without its auxiliary ("16 others wounded")."""
    return is_passive(parse, verb.i) or (is_past_participle(verb, language) and not parse.children(verb.i, "aux", "obj"))


def _role_in(parse: Parse, verb: Word, role: str, language: str) -> str:
    """The role that a shared subject has in a second predicate."""
    return "object" if _suffers(parse, verb, language) else "subject" if role == "object" and verb.features.get("VerbForm") == "Inf" else role


def _sharing(parse: Parse, predicate: Word, role: str) -> list[Word]:
    """The predicate, the verbs below it, and those coordinated with it that have no subject of their own."""
    below = parse.children(predicate.i, "xcomp") if role == "object" or not parse.children(predicate.i, "obj") else []
    joined = [c for c in parse.children(predicate.i, "conj") if not parse.children(c.i, "nsubj", *PASSIVE, "obj")]
    return [predicate, *below, *joined]


def _by_verb(parse: Parse, verb: Word, role: str, at: Word, nature: str | None, language: str) -> Iterator[Entry]:
    light, joined = _light(parse, verb, language), with_next(parse, verb)
    if light and _bears(parse, verb, role, language, *light):
        yield light[1]
    if role == "other" and joined and not _suffers(parse, verb, language) and has_case(parse, at, frozenset(joined.split()[-1:])):
        yield from valued(language, "figures", "measures", "object").exact.get(joined, [])
    if role == "other" and nature == "things":
        yield from valued(language, "figures", "measures", "site").exact.get(verb.lemma.lower(), [])
    if role in ("object", "subject"):
        if found := _acts(verb, role, language, nature, joined):
            yield found
        if role == "object" and not parse.children(verb.i, "nsubj") and (found := _acts(verb, "subject", language, nature, joined)):
            yield found
        bare = role == "subject" or _participle(verb, language)
        if bare and not _has_object(parse, verb, language) and verb.i != at.i and (found := _predicate(verb, language)):
            yield found
    if role == "subject" and verb.lemma.lower() in word_set(language, "statuses", "copulas"):
        objects = parse.children(verb.i, "obj")  # "the blast left 19 people injured" says it of these
        said = [c for c in objects or parse.children(verb.i, "xcomp") if c.i != at.i and not parse.children(c.i, "det")]
        yield from (found for c in said if (found := _own(c, language)))
    free = role == "other" and not _prepositions(parse, at, language) and not parse.children(verb.i, "nsubj", *PASSIVE)
    if free and (found := _acts(verb, "object", language, nature, joined)):
        yield found
    for child in parse.children(verb.i, *COMPLEMENT) if role == "object" or not parse.children(verb.i, "obj") else []:
        adverb = child.upos == "ADV" or child.text.lower() in word_set(language, "figures", "parts_after")
        own = parse.children(child.i, "nsubj", *PASSIVE, *(("obj",) if child.upos == "VERB" else ())) or (
            adverb and parse.words[child.i - 1].upos in ("NUM", "PRON")
        )
        if child.i != at.i and not own and child.upos in ("ADJ", "VERB", "ADV") and (found := _predicate(child, language)):
            yield found


def _has_object(parse: Parse, verb: Word, language: str) -> bool:
    """Whether a verb is done to somebody, by itself or together with the next: "A man shot and killed three officers", "shot at the other"."""
    behind = with_next(parse, verb) in valued(language, "figures", "measures", "object").exact
    if behind and parse.children(verb.i, "obl") and parse.children(verb.i, "nsubj") and not is_passive(parse, verb.i):
        return True
    joined = [c for c in parse.children(verb.i, "conj") if c.upos == "VERB" and not parse.children(c.i, "nsubj", *PASSIVE)]
    return any(parse.children(v.i, "obj") for v in (verb, *joined))


def _existing(parse: Parse, at: Word, language: str) -> Iterator[Entry]:
    """ "Unter den Toten sind vier Kinder": who is among others shares their measure."""
    among = word_set(language, "numbers", "partitives")
    for child in parse.children(at.i, "nmod", "obl"):
        if has_case(parse, child, among) and (found := _own(child, language)):
            yield found


def _bears(parse: Parse, verb: Word, role: str, language: str, noun: Word, entry: Entry) -> bool:
    """A light verb says it of its object, else of its subject: "clubbed two guards to death" says it of the guards, "took hostages" of these."""
    if role == "subject":
        victims = noun.label == "obj" and _group(noun, language) is not None
        return not victims and all(c.i == noun.i or c.upos == "PRON" for c in parse.children(verb.i, "obj"))
    return role == "object" or entry.value not in PEOPLE


@lru_cache(maxsize=16)
def _lights(language: str) -> dict[str, list[Light]]:
    found: dict[str, list[Light]] = {}
    for value, lists in packs.load(language, "figures")["measures"].items():
        for row in lists.get("light") or []:
            entry = Entry(str(value), f"measures.{value}", lists)
            for noun in row.get("nouns") or [row["noun"]]:
                found.setdefault(noun.lower(), []).append((frozenset(v.lower() for v in row["verbs"]), row.get("case"), entry))
    return found


def _light(parse: Parse, verb: Word, language: str) -> tuple[Word, Entry] | None:
    """The noun and what it says with its verb: "ums Leben kommen", "in Gewahrsam nehmen", "ohne Strom sein"."""
    table = _lights(language)
    nouns = list(parse.children(verb.i, "obl", "obj", "obl:arg", "xcomp", "nmod", "advmod"))
    nouns = [c for c in nouns if c.upos in ("NOUN", "ADJ", "ADV", "PROPN") or (c.label == "obl" and parse.children(c.i, "case"))]
    nouns = [g for c in nouns for g in parse.children(c.i, "nmod") if c.label == "obl"] + nouns
    lemmas = {verb.lemma.lower(), verb.lemma.lower().split(" ")[0]}
    if parse.children(verb.i, "cop") and verb.upos == "NOUN":
        nouns, lemmas = [verb], {c.lemma.lower() for c in parse.children(verb.i, "cop")}
    for noun in nouns:
        for verbs, case, entry in table.get(noun.lemma.lower()) or table.get(noun.text.lower(), []):
            if verbs & lemmas and (case is None or has_case(parse, noun, frozenset({case}))):
                return noun, entry
    return None


def _relative(parse: Parse, word: Word, language: str) -> Iterator[Entry]:
    """ "120 Menschen, die verletzt wurden"."""
    nature = nature_of(word, language)
    for verb in parse.children(word.i, "acl:relcl"):
        pronoun = next((c for c in parse.children(verb.i) if c.upos == "PRON" and c.label in ("nsubj", "obj", *PASSIVE)), None)
        if pronoun and (role := _role(parse, pronoun, verb, language)):
            yield from sorted(_by_verb(parse, verb, role, pronoun, nature, language), key=lambda e: e.value != "killed")
