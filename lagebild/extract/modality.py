"""How surely and in what mode something is said: hedges, denial and dispute; planned, requested, threatened, possible, negated."""

from lagebild.extract.participles import dictionary_forms
from lagebild.extract.reports import Scene
from lagebild.reader.parse import Word
from lagebild.text import Span

VERBAL = ("VERB", "AUX")
BELOW = ("xcomp", "ccomp", "obj", "obl", "obl:arg", "nsubj:pass", "csubj", "csubj:pass", "advcl", "iobj")
NOUNS = ("NOUN", "PROPN")
MODES = ("planned", "requested", "threatened")


def predicate_of(at: Scene, i: int) -> int:
    """The verb, or the adjective or noun with a copula, that governs a word: itself, or the next above."""
    word = at.parse.words[i]
    for other in [word, *at.parse.ancestors(i)]:
        if other.upos in VERBAL or at.parse.children(other.i, "cop"):
            return other.i
    return i


def is_nominal(at: Scene, i: int) -> bool:
    """A noun that is no predicate."""
    return at.parse.words[i].upos in (*NOUNS, "NUM", "PRON") and not at.parse.children(i, "cop")


def governor(at: Scene, i: int) -> Word | None:
    """The word whose complement a word is, past its own predicate's coordination."""
    word = at.parse.words[i]
    while word.label == "conj" and word.head >= 0:
        word = at.parse.words[word.head]
    return at.parse.words[word.head] if word.head >= 0 and word.label in (*BELOW, "acl", "nmod") else None


def says(at: Scene, word: Word, *path: str) -> bool:
    """Whether a word, as lemma or as printed, stands in a list of the pack's voices."""
    listed = at.words(*path)
    return word.lemma.lower() in listed or word.text.lower() in listed or any(f in listed for f in dictionary_forms(word, at.language))


def _says_inflected(at: Scene, word: Word, *path: str) -> bool:
    lower = word.text.lower()
    return says(at, word, *path) or any(lower.startswith(k) and len(lower) - len(k) <= 2 for k in at.words(*path) if len(k) > 4)


def hedges_of(at: Scene, i: int) -> tuple[Span, ...]:
    """The words that make a statement uncertain."""
    predicate = predicate_of(at, i)
    near = {c.i: c for k in {i, predicate} for c in at.parse.children(k) if c.label in ("advmod", "amod", "obl", "advcl")}
    near |= {c.i: c for k in list(near) + [c.i for c in at.parse.children(i, "nummod")] for c in at.parse.children(k, "advmod")}
    doubts = [c for c in near.values() if _says_inflected(at, c, "hedges", "adverbs") and (c.label != "amod" or c.head == i)]
    helpers = [c for c in at.parse.children(predicate, "aux") if _hearsay(at, c, predicate)]
    helpers += [c for c in at.parse.children(predicate, "aux", "aux:pass", "cop") if c not in helpers and says(at, c, "hedges", "doubtful_forms")]
    return tuple(w.span for w in sorted([*doubts, *helpers, *_uncertain_above(at, i, predicate)], key=lambda w: w.i))


def _hearsay(at: Scene, helper: Word, predicate: int) -> bool:
    """A present "sollen" over a perfect or a state: others say so."""
    if helper.lemma.lower() not in at.words("hedges", "hearsay") or helper.text.lower() not in at.words("hedges", "hearsay_forms"):
        return False
    others = [c for c in at.parse.children(predicate, "aux", "aux:pass", "cop") if c.i != helper.i]
    perfect = any(c.lemma.lower() in at.words("hedges", "stative") or c.text.lower() in at.words("hedges", "perfect") for c in others)
    return perfect or at.parse.words[predicate].lemma.lower() in at.words("hedges", "stative")


def _uncertain_above(at: Scene, i: int, predicate: int) -> list[Word]:
    """Verbs of belief and accusation over the statement, and nouns of suspicion that it depends on."""
    above = [w for k in {i, predicate} if (w := governor(at, k))]
    second = [w for a in above if a.upos in NOUNS and (w := governor(at, a.i))]
    passive = [w for w in above if says(at, w, "hedges", "governors") and _impersonal(at, w)]
    accusing = [w for w in [*above, *second] if says(at, w, "hedges", "accusers") or (w.upos == "NOUN" and says(at, w, "hedges", "nouns"))]
    return list({w.i: w for w in [*passive, *accusing]}.values())


def _impersonal(at: Scene, verb: Word) -> bool:
    """A verb of belief hedges where nobody is named who believes, or where it means to seem."""
    return bool(at.parse.children(verb.i, "aux:pass", "nsubj:pass", "csubj:pass")) or not at.parse.children(verb.i, "obj", "ccomp")


def certainty_of(at: Scene, i: int, hedged: bool) -> str:
    """stated, hedged, disputed or denied."""
    predicate = predicate_of(at, i)
    above = [w for k in {i, predicate} if (w := governor(at, k))]
    if any(says(at, w, "denying") and w.i != i for w in above):
        return "denied"
    near = [w for k in {i, predicate} for w in at.parse.children(k, "amod", "advmod")] + [at.parse.words[predicate]]
    return "disputed" if any(_says_inflected(at, w, "disputed") for w in near if w.i != i) else "hedged" if hedged else "stated"


def modality_of(at: Scene, i: int) -> str:
    """The mode: negation first, then what stands above the word, then its modal verbs and tense."""
    predicate = predicate_of(at, i)
    if _negated(at, i, predicate):
        return "negated"
    if is_nominal(at, i) and says(at, at.parse.words[i], "modality", "holding"):
        return "actual"
    if is_nominal(at, i) and (mode := _by_attribute(at, i)):
        return mode
    return _by_governor(at, i, predicate) or _by_condition(at, i, predicate) or _by_helper(at, i, predicate) or "actual"


def is_negated(at: Scene, i: int) -> bool:
    """Whether what a word says is said not to be."""
    return _negated(at, i, predicate_of(at, i))


def _negated(at: Scene, i: int, predicate: int) -> bool:
    """ "nicht", "kein", "ohne ... zu", "verhindert", "bestreitet"."""
    words = at.words("modality", "negated")
    own = [c for c in at.parse.children(i) if c.label in ("advmod", "det", "neg", "case", "cc", "cc:preconj")]
    if any(c.text.lower() in words and not _not_only(at, c) or c.text.lower() in at.words("modality", "without") for c in own):
        return True
    if any(c.text.lower() in at.words("modality", "without") for c in at.parse.children(predicate, "mark", "case")):
        return True
    return turned_down(at, i, predicate) or _predicate_negated(at, i, predicate)


def turned_down(at: Scene, i: int, predicate: int) -> bool:
    """Whether a word is the complement of what denies or averts it: "prevented an attack"; what was said holds although it is denied."""
    if is_nominal(at, i) and at.parse.words[i].head != predicate:
        return False
    above = governor(at, i) if is_nominal(at, i) else governor(at, predicate)
    if above is None or above.i == i or (is_nominal(at, i) and says(at, at.parse.words[i], "modality", "standing")):
        return False
    return says(at, above, "denying") or says(at, above, "modality", "averted")


def _predicate_negated(at: Scene, i: int, predicate: int) -> bool:
    """The predicate's negation holds for the verb itself, for its subject where that is nothing, and for what does not exist."""
    words = at.words("modality", "negated")
    if predicate == i or not is_nominal(at, i):
        adverbs = [c for c in at.parse.children(predicate, "advmod") if c.text.lower() in words and not _not_only(at, c)]
        arguments = at.parse.children(predicate, "nsubj", "nsubj:pass", "obj")
        nothing = [c for c in arguments if c.text.lower() in words or any(d.text.lower() in words for d in at.parse.children(c.i, "det"))]
        return bool(adverbs or nothing)
    return False


def _not_only(at: Scene, negation: Word) -> bool:
    """ "nicht nur", "not only" negate nothing."""
    after = at.parse.words[negation.i + 1 : negation.i + 2]
    return bool(after) and after[0].text.lower() in at.words("modality", "not_only")


def _by_attribute(at: Scene, i: int) -> str | None:
    """ "der geplante Marsch", "der drohende Krieg", "Forderung nach Rücktritt"."""
    attributes = at.parse.children(i, "amod")
    for mode in ("planned", "requested", "threatened", "possible", "negated"):
        if any(_says_inflected(at, c, "modality", "attributes", mode) for c in attributes):
            return mode
    above = governor(at, i)
    nouns = (*MODES, "possible")
    return next((m for m in nouns if above and above.upos == "NOUN" and says(at, above, "modality", "nouns", m)), None)


def _by_governor(at: Scene, i: int, predicate: int) -> str | None:
    """What is wanted, asked for or threatened with: the complement of such a verb or noun."""
    for k in (i, predicate):
        word, above = at.parse.words[k], governor(at, k)
        if above is None or above.i == i or (k == i and not is_nominal(at, i) and predicate != i):
            continue
        if says(at, above, "hedges", "accusers"):
            return "possible"
        clausal = word.upos in VERBAL and word.label in ("xcomp", "ccomp", "csubj", "acl", "csubj:pass", "advcl", "obj", "nsubj:pass")
        if found := next((m for m in (*MODES, "possible") if _under(at, above, word, m, clausal)), None) or _under_threat(at, above, word):
            return found
    return None


def _under(at: Scene, above: Word, word: Word, mode: str, clausal: bool) -> bool:
    if above.upos in NOUNS:
        return clausal and says(at, above, "modality", "nouns", mode)
    infinitive = word.features.get("VerbForm") == "Inf" or word.label == "xcomp"
    answered = any(c.text.lower() in at.words("modality", "answered") for c in at.parse.children(above.i))
    if answered or not says(at, above, "modality", mode):
        return False
    if mode == "possible":
        return clausal and infinitive and above.upos == "VERB"
    return (
        clausal and (mode != "planned" or infinitive)
        if word.upos in VERBAL
        else word.label in ("obj", "obl", "obl:arg", "nsubj:pass") and _asked(at, word, mode)
    )


def _asked(at: Scene, word: Word, mode: str) -> bool:
    """A noun is what is asked for as an object, or with a preposition of asking; whom one asks is not."""
    prepositions = [c.text.lower() for c in at.parse.children(word.i, "case")]
    asked = at.words("modality", "asked")
    bare = word.label in ("obj", "nsubj:pass") or (word.label == "obl" and word.features.get("Case") == "Ins")
    return (not prepositions and bare) or any(p in asked for p in prepositions)


def _under_threat(at: Scene, above: Word, word: Word) -> str | None:
    """ "Ihnen droht Haft": what threatens is possible."""
    return "possible" if says(at, above, "modality", "threatened") and word.label in ("nsubj", "ccomp") else None


def _by_condition(at: Scene, i: int, predicate: int) -> str | None:
    """Clauses with "wenn", "ob", "if"; purposes with "um ... zu"."""
    if is_nominal(at, i) and at.parse.words[i].label not in ("nsubj", "obj", "nsubj:pass", "obl"):
        return None
    marks = at.parse.children(predicate, "mark", "advmod")
    if any(c.text.lower() in at.words("modality", "conditional") for c in marks) and at.parse.words[predicate].label != "root":
        return "possible"
    finite = any(w.features.get("VerbForm") == "Fin" for w in [at.parse.words[predicate], *at.parse.children(predicate, "aux", "aux:pass")])
    aims = [c for c in marks if c.text.lower() in at.words("modality", "purpose") and c.label == "mark"]
    return "planned" if aims and not (finite and at.words("modality", "purpose_infinitive")) else None


def _by_helper(at: Scene, i: int, predicate: int) -> str | None:
    """Modal verbs and the future."""
    helpers = at.parse.children(predicate, "aux")
    if any(_hearsay(at, c, predicate) for c in helpers):
        return None
    infinitive = at.parse.words[predicate].features.get("VerbForm") == "Inf" or not at.words("modality", "future_infinitive")
    for mode in (*MODES, "possible"):
        if any(says(at, c, "modality", mode) and not (says(at, c, "modality", "future") and not infinitive) for c in helpers):
            return mode
    present = [c for c in helpers if says(at, c, "modality", "future") and c.features.get("Tense") != "Past"]
    return "planned" if (present and infinitive) or _future(at, predicate) else None


def _future(at: Scene, predicate: int) -> bool:
    """ "закроют", "будет закрыт": a predicate whose form, or that of its auxiliary, is the future."""
    group = [at.parse.words[predicate], *at.parse.children(predicate, "aux", "aux:pass", "cop")]
    return any(w.features.get("Tense") == "Fut" for w in group)
