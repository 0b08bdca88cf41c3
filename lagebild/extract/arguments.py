"""Who does what to whom: the company of verbs, participles and event nouns, with what they share with the words around them."""

import re
from functools import lru_cache

from lagebild import packs
from lagebild.extract.clauses import OBJECT, agents, has_case, is_passive, passive_subjects, resolved, subjects
from lagebild.extract.company import Company, is_a, is_thing, prepositions
from lagebild.extract.lexicon import word_set
from lagebild.reader.parse import Parse, Word

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
OBLIQUE = ("obl", "obl:arg", "obl:agent", "nmod", "obl:tmod")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X")
DEPTH = 4
REACH = 5


def of_verb(parse: Parse, word: Word, language: str) -> Company:
    """The company of a verb, or of a participle before or behind its noun."""
    passive = _is_passive(parse, word)
    by = _agents(parse, word, language)
    objects = _objects(parse, word)
    reflexive = any(c.text.lower() in word_set(language, "events", "reflexives") for c in parse.children(word.i))
    if word.label == "amod" or (word.label == "acl" and not parse.children(word.i, *SUBJECTS) and not parse.children(word.i, "mark")):
        doers, done_to, passive = _attributive(parse, word, by, objects, language)
    elif passive:
        doers, done_to = by, _subjects(parse, word, True, language) + objects
    elif reflexive and (behind := _behind_reflexive(parse, word, objects, language)):
        doers, done_to, passive = by, behind, True
    else:
        doers, done_to = _subjects(parse, word, False, language), objects or ([] if reflexive else _shared_objects(parse, word))
    outer = _outer(parse, word)
    return Company(
        tuple(w for w in doers if _may_be(w, word)),
        tuple(w for w in done_to if _may_be(w, word)),
        tuple((p, w) for w in outer for p in prepositions(parse, w)),
        tuple(parse.children(word.i)),
        reflexive,
        passive,
        _inside(parse, (*doers, *done_to)),
    )


def _behind_reflexive(parse: Parse, word: Word, objects: list[Word], language: str) -> list[Word]:
    """ "Se recuperaron cinco cuerpos": in some languages a reflexive with its subject behind it is a passive."""
    if objects or not packs.load(language, "language").get("reflexive_passive"):
        return []
    return [w for w in subjects(parse, word.i) if w.i > word.i and w.head == word.i]


INSIDE = ("nmod", "appos", "flat", "flat:name", "conj", "compound")


def _inside(parse: Parse, words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(c for w in words for c in parse.children(w.i, *INSIDE) if not c.name.endswith("LOC"))


def of_noun(parse: Parse, noun: Word, language: str) -> Company:
    """The company of an event noun: its agents, what stands in its genitive or belongs to it, and the nouns behind prepositions."""
    by = _agents(parse, noun, language)
    by = by or [a for c in parse.children(noun.i, "nmod") for a in _agents_below(parse, c, language)]
    by = by or [c for c in parse.children(noun.i, "compound", "amod") if _names(c) and _acts(c, language)]
    below = [c for c in parse.children(noun.i, "nmod", "nmod:poss", "obl", "det:poss", "det") if c.upos in NOMINAL and c not in by]
    mine = [c for c in below if _belongs(parse, c, language)] or _next_genitive(parse, noun)
    rest = [c for c in below if c not in mine] or _next_oblique(parse, noun)
    return Company(
        tuple(by),
        tuple(resolved(parse, c) for c in mine),
        tuple((p, w) for w in rest for p in prepositions(parse, w)),
        (*parse.children(noun.i), *([parse.words[noun.head]] if noun.head >= 0 else [])),
        inside=_inside(parse, (*by, *mine)),
    )


def _next_genitive(parse: Parse, noun: Word) -> list[Word]:
    """ "Anschläge junger Männer", "Ermordung Anna Kolbs": a genitive or a name right behind the noun that hangs elsewhere."""
    if names := [c for c in parse.children(noun.i, "appos", "flat", "flat:name") if c.upos == "PROPN" or c.name.endswith("PER")]:
        return names[:1] if not any(w.upos == "PUNCT" for w in parse.words[noun.i + 1 : names[0].i]) else []
    for word in parse.words[noun.i + 1 : noun.i + REACH]:
        if word.upos in ("NOUN", "PROPN"):
            return [word] if word.features.get("Case") == "Gen" and word.head != noun.i else []
        if word.upos not in ("DET", "ADJ", "NUM"):
            return []
    return []


def _next_oblique(parse: Parse, noun: Word) -> list[Word]:
    """ "begann der Prozess gegen die Täter": a preposition right behind the noun whose noun hangs on the verb."""
    after = parse.words[noun.i + 1] if noun.i + 1 < len(parse.words) else None
    if after is None or after.upos != "ADP" or after.label != "case" or after.head < 0:
        return []
    return [parse.words[after.head]] if parse.words[after.head].head == noun.head else []


ACTING = ("COP", "MIL", "REB", "UAF", "OPP", "CRM", "FORCE")


def _names(word: Word) -> bool:
    """Nouns, and adjectives that agree with nothing: in English they may be nouns as well."""
    return word.upos in ("NOUN", "PROPN") or (word.upos == "ADJ" and "Case" not in word.features)


def _acts(word: Word, language: str) -> bool:
    """ "police raid", "rebel attack", "militant attacks": a noun before the event that names who acts."""
    return any(is_a(word, name, language) for name in ACTING)


def _agents_below(parse: Parse, genitive: Word, language: str) -> list[Word]:
    """ "Festnahme des Mannes durch die Polizei", where the agent hangs on the genitive."""
    names = word_set(language, "events", "agents", "noun")
    return [w for w in parse.children(genitive.i, "nmod", "obl") if has_case(parse, w, names) and not is_thing(w, language)]


def _belongs(parse: Parse, word: Word, language: str) -> bool:
    """A genitive, a possessor, or a noun behind "von" or "of"."""
    if word.label == "det" or (word.upos == "DET" and not word.features.get("Poss")):
        return word.features.get("Poss") == "Yes"
    cases = list(prepositions(parse, word))
    return not cases or any(c in word_set(language, "events", "genitives") for c in cases)


def _agents(parse: Parse, word: Word, language: str) -> list[Word]:
    """The agents of a passive or a noun: who stands behind "von", "durch", "by"; things are means, and "von denen" is a part."""
    strict = word.upos == "NOUN"
    names = word_set(language, "events", "agents", "noun" if strict else "verb")
    hung = [c for s in parse.children(word.i, "nsubj:pass") for c in parse.children(s.i, "nmod") if _by_agent(parse, c, names, language)]
    found = [w for w in [*agents(parse, word.i, names), *hung] if has_case(parse, w, names) or (w.label == "obl:agent" and not strict)]
    found += [w for w in _in_case(parse, word, language) if w not in found]
    return [w for w in found if not is_thing(w, language) and (w.upos != "PRON" or w.features.get("Person"))]


def _in_case(parse: Parse, word: Word, language: str) -> list[Word]:
    """ "захвачен боевиками", "захват мэрии боевиками": who acts, in the case that the pack names, without a preposition."""
    case = packs.load(language, "events")["agents"].get("case")
    below = parse.children(word.i, "obl", "nmod", "iobj", "obl:arg") if case else []
    return [w for w in below if w.features.get("Case") == case and not any(prepositions(parse, w)) and is_a(w, "AGENT", language)]


def _by_agent(parse: Parse, word: Word, names: frozenset[str], language: str) -> bool:
    """ "wurden Gäste von Männern angegriffen", where the agent hangs on the subject."""
    return has_case(parse, word, names) and is_a(word, "PERSON", language)


def _is_passive(parse: Parse, word: Word) -> bool:
    """The passive, also where a coordinated participle shares the auxiliary."""
    if is_passive(parse, word.i):
        return True
    if word.label != "conj" or word.head < 0 or parse.children(word.i, "aux", "obj"):
        return False
    above = parse.words[word.head]
    return word.features.get("VerbForm") == "Part" and above.features.get("VerbForm") == "Part" and _is_passive(parse, above)


def _second_subject(parse: Parse, word: Word) -> Word | None:
    """Where a verb has two subjects and no object, one of them is an object: the one in the accusative, else the later."""
    both = parse.children(word.i, "nsubj")
    if len(both) != 2 or parse.children(word.i, "obj", "nsubj:pass") or any(w.upos == "PRON" for w in both):
        return None
    if len(_persons(both)) == 1:
        return None
    return next((w for w in both if w.features.get("Case") == "Acc"), both[1])


def _persons(words: list[Word]) -> list[Word]:
    """Words without a title that stands right before its name as if it were another."""
    names = {w.i for w in words if w.name.endswith("PER")}
    return [w for w in words if w.i + 1 not in names or w.i in names]


def _objects(parse: Parse, word: Word) -> list[Word]:
    """Direct objects before indirect ones, reflexives left out."""
    if (second := _second_subject(parse, word)) is not None:
        return [second]
    found = [c for c in parse.children(word.i, *OBJECT) if c.features.get("Reflex") != "Yes" and c.lemma.lower() not in ("sich", "einander")]
    return [resolved(parse, w) for w in sorted(found, key=lambda w: w.label == "iobj")]


def _shared_objects(parse: Parse, word: Word) -> list[Word]:
    """ "überfielen, beraubten sie Fahrer", "shot and killed the man": an object that coordinated verbs share."""
    above = parse.words[word.head] if word.label == "conj" and word.head >= 0 else None
    if above is not None and above.upos == "VERB" and (found := [w for w in _objects(parse, above) if w.i < word.i]):
        return found
    after = [c for c in parse.children(word.i, "conj") if c.upos == "VERB" and not parse.children(c.i, *SUBJECTS)]
    between = not after or any(w.upos in NOMINAL[:4] for w in parse.words[word.i + 1 : after[0].i])
    return [] if between else [w for w in _objects(parse, after[0]) if w.i > after[0].i]


def _attributive(parse: Parse, word: Word, by: list[Word], objects: list[Word], language: str) -> tuple[list[Word], list[Word], bool]:
    """ "der festgenommene Mann", "the men arrested", "police responding": a present participle's noun acts, a past one's is acted upon."""
    head = [parse.words[word.head]] if word.head >= 0 else []
    if present_participles(language).fullmatch(word.text.lower()):
        return head, objects, False
    return by, head, True


@lru_cache(maxsize=16)
def present_participles(language: str) -> re.Pattern[str]:
    """What the form of a present participle looks like; nothing where the pack does not say."""
    return re.compile(packs.load(language, "events").get("present_participles") or r"(?!)")


def _subjects(parse: Parse, word: Word, passive: bool, language: str, depth: int = 0) -> list[Word]:
    """The subject: the verb's own, the one it shares in a coordination, or the one that the verb above gives an infinitive or participle."""
    if (second := _second_subject(parse, word)) is not None:
        return [w for w in subjects(parse, word.i) if w.i != second.i]
    if parse.children(word.i, *SUBJECTS):
        return passive_subjects(parse, word.i) or ([] if passive and not is_passive(parse, word.i) else _persons(subjects(parse, word.i)))
    if word.head < 0 or depth > DEPTH:
        return []
    above = parse.words[word.head]
    if word.label in ("conj", "parataxis") and above.upos in ("VERB", "AUX", "ADJ", "NOUN"):
        return _subjects(parse, above, _is_passive(parse, above), language, depth + 1) if _is_passive(parse, above) == passive or not passive else []
    if word.label in ("xcomp", "ccomp", "advcl", "csubj") and above.upos in ("VERB", "ADJ", "AUX"):
        return _controlled(parse, word, above, language, depth)
    if word.label == "xcomp" and above.label == "obj" and above.head >= 0:
        return _controlled(parse, word, parse.words[above.head], language, depth)
    return _of_noun_above(parse, above, language, depth) if word.label in ("acl", "nmod") else []


def _controlled(parse: Parse, word: Word, above: Word, language: str, depth: int) -> list[Word]:
    """ "forderte die Rebellen auf, ...": the object acts; "versprach ihnen, ...", "um ... zu": the subject does."""
    forms = {w.features.get("VerbForm") for w in [word, *parse.children(word.i, "aux", "cop", "aux:pass")]}
    if "Fin" in forms:
        return []
    objects = _objects(parse, above) if word.label in ("xcomp", "ccomp") else []
    keeps = above.lemma.lower() in word_set(language, "events", "subject_control")
    if objects and not keeps:
        return objects
    return _subjects(parse, above, _is_passive(parse, above), language, depth + 1)


def _of_noun_above(parse: Parse, noun: Word, language: str, depth: int) -> list[Word]:
    """ "ihr Versuch, die Wache zu stürmen", "unternahmen den Versuch, ...": who has or does what the noun names."""
    if noun.upos != "NOUN":
        return []
    owners = [c for c in parse.children(noun.i, "nmod", "nmod:poss", "det:poss", "det") if _belongs(parse, c, language)]
    if owners or noun.head < 0 or noun.label not in ("obj", "obl", "xcomp"):
        return [resolved(parse, w) for w in owners]
    return _subjects(parse, parse.words[noun.head], _is_passive(parse, parse.words[noun.head]), language, depth + 1)


def _outer(parse: Parse, word: Word) -> list[Word]:
    """Nouns behind prepositions: the verb's, and those hung on its objects."""
    own = parse.children(word.i, *OBLIQUE)
    return [resolved(parse, w) for w in [*own, *(c for o in parse.children(word.i, "obj") for c in parse.children(o.i, "nmod"))]]


def _may_be(word: Word, verb: Word) -> bool:
    return word.i != verb.i and word.upos in NOMINAL
