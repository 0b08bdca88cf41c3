"""What the parse tells about a time: the clause it stands in, and whether that looks back or forward."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from lagebild.reader.parse import Parse, Word
from lagebild.text import Span

CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass", "conj", "xcomp", "advcl:relcl"})
PREDICATES = ("VERB", "AUX")


@dataclass(frozen=True)
class Verbs:
    """A pack's auxiliaries of the perfect and of the future, and its words of saying, by lemma; the endings of a past."""

    perfect: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    saying: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()


class Syntax:
    """A parse with the questions that times ask; works on an empty parse too."""

    def __init__(self, parse: Parse, verbs: Verbs) -> None:
        self.parse = parse
        self.verbs = verbs

    @cached_property
    def _starts(self) -> list[int]:
        return [w.start for w in self.parse.words]

    def word_at(self, offset: int) -> Word | None:
        """The last word that begins at or before an offset and reaches beyond it."""
        i = bisect_right(self._starts, offset) - 1
        return self.parse.words[i] if i >= 0 and self.parse.words[i].end > offset else None

    def words_in(self, span: Span) -> list[Word]:
        """The words that overlap a span."""
        first = max(bisect_right(self._starts, span.start) - 2, 0)
        last = bisect_right(self._starts, span.end)
        return [w for w in self.parse.words[first:last] if w.span.overlaps(span)]

    def top(self, span: Span) -> Word | None:
        """The word of a span whose head lies outside of it."""
        inside = self.words_in(span)
        held = {w.i for w in inside}
        tops = [w for w in inside if w.head not in held and w.label not in ("case", "punct", "cc")]
        return tops[0] if tops else inside[-1] if inside else None

    def clause_head(self, word: Word) -> Word:
        """The word that heads the clause around a word."""
        while word.head >= 0 and word.label not in CLAUSAL and not (word.label == "conj" and word.upos not in PREDICATES):
            word = self.parse.words[word.head]
        while word.label == "conj" and word.upos not in PREDICATES and word.head >= 0:
            word = self.clause_head(self.parse.words[word.head])
        return word

    def tense(self, word: Word | None) -> str | None:
        """past, before (pluperfect), present or future: of the clause around a word; None where no verb tells."""
        if word is None:
            return None
        head = self.clause_head(word)
        group = self._group(head)
        finite = next((w for w in group if w.features.get("VerbForm") == "Fin"), None)
        if finite is None:
            governing = self.parse.words[head.head] if head.head >= 0 else None
            return self.tense(governing) if governing is not None and head.label in ("xcomp", "conj") else None
        return self._tense(head, finite, group)

    def says(self, word: Word) -> bool:
        """Whether a word is one of saying, or governs what is said."""
        clauses = [c for c in self.parse.children(word.i, "ccomp") if self.parse.children(c.i, "nsubj", "nsubj:pass")]
        return word.lemma.lower() in self.verbs.saying or bool(clauses)

    def _group(self, head: Word) -> list[Word]:
        """A predicate and its auxiliaries, also those that stand with a participle beside it."""
        beside = [c for c in self.parse.children(head.i, "conj") if c.features.get("VerbForm") == "Part"]
        return [head, *(c for w in (head, *beside) for c in self.parse.children(w.i) if c.label.split(":")[0] in ("aux", "cop"))]

    def _past(self, verb: Word) -> bool:
        """By the reader's word, or where it has none by the endings that the pack names."""
        tense, ends = verb.features.get("Tense"), self.verbs.past_endings
        return tense == "Past" or (tense is None and bool(ends) and verb.text.lower().endswith(ends) and not verb.lemma.lower().endswith(ends))

    def _tense(self, head: Word, finite: Word, group: list[Word]) -> str:
        lemma, past = finite.lemma.lower(), self._past(finite)
        participle = head.features.get("VerbForm") == "Part" and head.features.get("Tense") != "Pres"
        passive = [w for w in group if w.label == "aux:pass" and w.features.get("VerbForm") == "Part"]
        if lemma in self.verbs.future and any(w.i != finite.i and w.features.get("VerbForm") == "Inf" for w in group):
            return "future"
        if finite.features.get("Tense") == "Fut" and finite.lemma.lower() not in self.verbs.future:
            return "future"
        if lemma in self.verbs.perfect and participle and (finite.label == "aux" or passive):
            return "before" if past and finite.features.get("Mood") != "Sub" else "past"
        if participle and any(w.lemma.lower() in self.verbs.perfect and w.features.get("VerbForm") == "Inf" for w in group):
            return "past"
        return "past" if past else "present"
