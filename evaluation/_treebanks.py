"""Scores of trees and boundaries: CoNLL 2018 rules on the given syntactic words, exact spans for sentences and tokens."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from evaluation.outcome import Counts
from lagebild.reader import Parse, Reader, Word
from lagebild.reader.parse import names_of
from training.trees import Sentence
from training.trees import Word as Gold

PARAGRAPH = 4
FINAL = tuple(".!?…\"'”“»«)")


@dataclass(slots=True)
class Scores:
    """Counts by name, summed over sentences."""

    counts: dict[str, Counts] = field(default_factory=dict)

    def add(self, name: str, right: float, found: float, gold: float) -> None:
        """Count for one name."""
        self.counts.setdefault(name, Counts()).add(right, found, gold)

    def numbers(self, language: str) -> dict[str, float]:
        """Flat names and shares."""
        return {f"{language}.{name}": counts.f1 for name, counts in self.counts.items()}


def joined(sentences: list[Sentence]) -> tuple[str, list[int]]:
    """One text, parted by spaces, and where each sentence begins in it."""
    text, starts = "", []
    for sentence in sentences:
        text += " " if text else ""
        starts.append(len(text))
        text += sentence.text
    return text, starts


def paragraphs(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences as paragraphs: as the treebank marks them, else four by four; one that ends without a mark ends its paragraph."""
    marked = sum(s.paragraph for s in sentences) > len(sentences) // 20
    group: list[Sentence] = []
    for sentence in sentences:
        if group and (sentence.paragraph if marked else len(group) == PARAGRAPH):
            yield group
            group = []
        group.append(sentence)
        if not sentence.text.endswith(FINAL):
            yield group
            group = []
    if group:
        yield group


def score_words(scores: Scores, reader: Reader, sentences: list[Sentence], language: str) -> None:
    """Trees, tags, features and lemmas on the given words, one sentence at a time, as the test sets are."""
    for sentence, parse in _parsed(reader, sentences, language):
        for gold, found in zip(sentence.words, parse.words, strict=True):
            if gold.head is not None:
                _score_word(scores, gold, found)


def _parsed(reader: Reader, sentences: list[Sentence], language: str) -> Iterator[tuple[Sentence, Parse]]:
    """Every sentence by itself, on its given words."""
    parses = reader.stream_words((s.text, [[w.start for w in s.words]], language) for s in sentences)
    return zip(sentences, parses, strict=True)


def _score_word(scores: Scores, gold: Gold, found: Word) -> None:
    attached = found.head + 1 == gold.head
    scores.add("uas", attached, 1, 1)
    scores.add("las", attached and found.label.split(":")[0] == (gold.label or "").split(":")[0], 1, 1)
    scores.add("upos", found.upos == gold.upos, 1, 1)
    features = gold.features or {}
    if "Case" in features:
        scores.add("case", found.features.get("Case") == features["Case"], 1, 1)
    moods = features.get("Mood") == "Sub", found.features.get("Mood") == "Sub"
    scores.add("subjunctive", all(moods), moods[1], moods[0])
    if gold.lemma and gold.lemma != "_":
        scores.add("lemmas", found.lemma == gold.lemma, 1, 1)


def score_boundaries(scores: Scores, reader: Reader, sentences: list[Sentence], language: str) -> None:
    """Spans of sentences and tokens in running text."""
    groups = list(paragraphs(sentences))
    texts = [joined(group) for group in groups]
    parses = reader.stream((text, language) for text, _ in texts)
    for group, (_, starts), parse in zip(groups, texts, parses, strict=True):
        gold = {(at + s.words[0].start, at + s.words[-1].end) for s, at in zip(group, starts, strict=True)}
        tokens = {(at + w.start, at + w.end) for s, at in zip(group, starts, strict=True) for w in s.words}
        _exact(scores, "sentences", gold, {(s.start, s.end) for s in parse.sentences})
        _exact(scores, "words", tokens, {(w.start, w.end) for w in parse.words})


def _exact(scores: Scores, name: str, gold: set[tuple[object, ...]], found: set[tuple[object, ...]]) -> None:
    scores.add(name, len(gold & found), len(found), len(gold))


def score_names(scores: Scores, reader: Reader, sentences: list[Sentence], language: str) -> None:
    """Names on the given words: exact spans and classes."""
    for sentence, parse in _parsed(reader, sentences, language):
        _exact(scores, "names", _gold_names(sentence), {(a, b, kind) for kind, a, b in parse.names()})


def _gold_names(sentence: Sentence) -> set[tuple[object, ...]]:
    return {(a, b, kind) for kind, a, b in names_of([w.name or "O" for w in sentence.words])}
