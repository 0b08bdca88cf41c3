"""Types that the context decides: a death or an explosion is an attack or an accident, an announcement a promise or a threat."""

from lagebild.extract.company import Company, is_a
from lagebild.extract.context import Context
from lagebild.extract.lexicon import Entry, word_set
from lagebild.reader.parse import Parse, Word

Item = tuple[Word, Entry, Company]
SIGNS = {"ASSAULT": 1.0, "HAZARD": -1.0}
HOSTILE = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "REJECT")
FAR = 0.02
REACH = 4
HINT = 0.3
CONTENT = ("ccomp", "xcomp", "obj", "nsubj:pass", "parataxis", "nmod", "acl", "amod")


def typed(context: Context, items: list[Item]) -> list[str]:
    """The type of every event, in the order given."""
    clear = [(w, SIGNS[e.value]) for w, e, _ in items if e.value in SIGNS and not e.options.get("by_context")]
    clear += [(w, HINT * SIGNS[t]) for w in context.parse.words if w.upos == "NOUN" for t in SIGNS if hints(w, t, context.language)]
    signs = Evidence(clear)
    types = [_by_context(context, item, signs) if item[1].options.get("by_context") else item[1].value for item in items]
    by_word = {w.i: t for (w, _, _), t in zip(items, types, strict=True)}
    return [
        "THREATEN" if entry.options.get("by_content") and _hostile(context.parse, word, by_word) else type_
        for (word, entry, _), type_ in zip(items, types, strict=True)
    ]


class Evidence:
    """What speaks for attacks (above 0) or accidents (below 0): the nearer to a word, the more."""

    def __init__(self, clear: list[tuple[Word, float]]) -> None:
        self.total = FAR * sum(sign for _, sign in clear)
        self.by_sentence: dict[int, list[tuple[Word, float]]] = {}
        for word, sign in clear:
            self.by_sentence.setdefault(word.sentence, []).append((word, sign))

    def score(self, word: Word) -> float:
        """The sum for one word."""
        near = (pair for s in range(word.sentence - REACH, word.sentence + REACH + 1) for pair in self.by_sentence.get(s, ()))
        return self.total + sum(sign * _weight(word, other) for other, sign in near)


def _by_context(context: Context, item: Item, signs: Evidence) -> str:
    """Whoever acts on somebody attacks; else the nearest attacks and accidents decide, and at last the entry itself."""
    word, entry, company = item
    if not entry.options.get("affects") and any(is_a(d, "AGENT", context.language) for d in company.doers):
        return "ASSAULT"
    score = float(entry.options.get("lean", 0)) + signs.score(word)
    return "ASSAULT" if score > 0 else "HAZARD" if score < 0 else entry.value


def hints(word: Word, type_: str, language: str) -> bool:
    """Whether a noun that is no event speaks for attacks or for accidents."""
    return word.lemma.lower() in word_set(language, "events", "evidence", type_)


def _weight(word: Word, other: Word) -> float:
    distance = abs(word.sentence - other.sentence)
    near = 2.0 if distance == 0 and (word.head == other.i or other.head == word.i) else 0.0
    return near + float(0.5**distance)


def _hostile(parse: Parse, word: Word, types: dict[int, str]) -> bool:
    """Whether what is announced is meant to harm."""
    near = [word, *parse.children(word.i, *CONTENT), *(parse.words[word.head : word.head + 1] if word.label == "amod" else [])]
    return any(types.get(i) in HOSTILE for w in near if w.i != word.i for i in (w.i, *(c.i for c in parse.children(w.i, "conj", "xcomp"))))
