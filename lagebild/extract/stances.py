"""The stances of a pack: which verbs and nouns state a view, under which conditions, and what makes plain speech one."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.extract.clauses import subjects
from lagebild.extract.lexicon import Entry, Index, index
from lagebild.extract.participles import verb_forms
from lagebild.extract.triggers import noun_entries
from lagebild.reader.parse import Parse, Word

COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubj:pass", "parataxis", "advcl", "acl")
INNER = ("acl:relcl", "advcl", "acl")


@lru_cache(maxsize=16)
def stance_verbs(language: str) -> Index:
    """Groups by verb."""
    return index([(_entry(g), g.get("verbs") or [], []) for g in packs.load(language, "positions")["groups"]])


@lru_cache(maxsize=16)
def stance_nouns(language: str) -> Index:
    """Groups by noun and by the end of a compound."""
    return index([(_entry(g), g.get("nouns") or [], g.get("endings") or []) for g in packs.load(language, "positions")["groups"]])


def _entry(group: dict[str, Any]) -> Entry:
    return Entry(str(group["stance"]), str(group["name"]), group)


def verb_groups(parse: Parse, word: Word, language: str, negated: bool) -> list[Entry]:
    """The groups of a verb whose conditions hold, in the pack's order."""
    known = stance_verbs(language).exact
    said = [e for form in dict.fromkeys(verb_forms(parse, word, language)) for e in known.get(form, [])]
    return [e for e in said if _fits(parse, word, e, negated)]


def _fits(parse: Parse, word: Word, entry: Entry, negated: bool) -> bool:
    options = entry.options
    if bool(options.get("negated")) and not negated:
        return False
    avoided = options.get("without") or []
    if avoided and any(k.text.lower() in avoided for c in parse.children(word.i) for k in parse.children(c.i, "case")):
        return False
    company = options.get("company")
    if company and not any(_among(c, company) for c in [*_near(parse, word), *parse.children(word.i, "xcomp")]):
        return False
    if options.get("infinitive") and not parse.children(word.i, "xcomp"):
        return False
    return not options.get("with") or bool(stated_behind(parse, word, entry, options["with"]))


def _near(parse: Parse, word: Word) -> list[Word]:
    """What depends on a word, and on that."""
    below = [c for c in parse.children(word.i) if c.label not in COMPLEMENTS or c.upos not in ("VERB", "AUX")]
    return below + [c for b in below for c in parse.children(b.i)]


def _among(word: Word, listed: list[str]) -> bool:
    lemma, text = word.lemma.lower(), word.text.lower()
    return any(x in (lemma, text) or (len(x) > 4 and word.upos == "NOUN" and lemma.endswith(x)) for x in listed)


def companions(parse: Parse, word: Word, entry: Entry) -> list[Word]:
    """The words below a verb that make it one of its group: "besorgt" in "zeigte sich besorgt"."""
    company = entry.options.get("company") or []
    return [c for c in parse.children(word.i) if _among(c, company)]


def stated_behind(parse: Parse, word: Word, entry: Entry, prepositions: list[str]) -> list[Word]:
    """What stands behind one of the prepositions, below a verb or below what makes it one of its group."""
    near = [word, *companions(parse, word, entry)]
    found = [c for at in near for c in behind(parse, at, prepositions)]
    return [c for c in found if not (entry.options.get("apart") and _among(c, entry.options["company"]))]


def behind(parse: Parse, word: Word, prepositions: list[str]) -> list[Word]:
    """Nouns and clauses below a word that stand behind one of the prepositions."""
    below = [c for c in parse.children(word.i) if c.label in ("obl", "nmod", "obl:arg", "advcl", "obj", "ccomp", "xcomp", "acl")]
    return [c for c in below if any(k.text.lower() in prepositions for k in parse.children(c.i, "case", "mark"))]


@dataclass(frozen=True, slots=True)
class Signal:
    """What makes plain speech a stance: modal verbs over what is said, or words in it."""

    stance: str
    name: str
    helpers: frozenset[str]
    words: frozenset[str]
    happenings: bool = False
    own: bool = False


@lru_cache(maxsize=16)
def signals(language: str) -> tuple[Signal, ...]:
    """The signals of a pack, in its order."""
    rows = packs.load(language, "positions")["signals"]
    return tuple(
        Signal(r["stance"], r["name"], _lower(r.get("helpers")), _lower(r.get("words")), bool(r.get("happenings")), bool(r.get("own"))) for r in rows
    )


def _lower(listed: list[str] | None) -> frozenset[str]:
    return frozenset(str(x).lower() for x in listed or [])


def signal_in(parse: Parse, words: list[Word], language: str) -> tuple[Signal, Word] | None:
    """The first signal of the pack that stands in some words, and where."""
    for signal in signals(language):
        found = next((w for w in words if _signals(parse, w, signal, language)), None)
        if found:
            return signal, found
    return None


def _signals(parse: Parse, word: Word, signal: Signal, language: str) -> bool:
    lemma, text = word.lemma.lower(), word.text.lower()
    if signal.own and not any(s.upos == "PRON" for s in subjects(parse, word.head if word.label == "aux" else word.i)):
        return False
    if word.label == "aux":
        return parse.words[word.head].label not in INNER and bool({lemma, text} & signal.helpers)
    if signal.happenings and word.upos == "NOUN" and parse.children(word.i, "cop") and noun_entries(word, language):
        return not parse.children(word.i, "case")
    return word.upos != "DET" and bool({lemma, text, f"{lemma}/{word.upos.lower()}"} & signal.words)
