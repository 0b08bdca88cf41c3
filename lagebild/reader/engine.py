"""Text in, parse out: one pass of the encoder, then boundaries, tags, trees, names and lemmas."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np

from lagebild.reader.cases import FEATURE, CaseRules, agreed
from lagebild.reader.decode import best, heads_of, labels_of, name_tags
from lagebild.reader.fields import behind_cue, one_before_verb, one_preposition
from lagebild.reader.lemmas import lemma, parts_of, with_particle
from lagebild.reader.model import Floats, Model
from lagebild.reader.parse import Parse, Sentence, Word
from lagebild.reader.roles import settled, with_particles
from lagebild.reader.tokens import Encoded, Unit, given_units, means, units_of
from lagebild.reader.windows import Window, windows_of
from lagebild.threads import one_thread

BATCH_PIECES = 2048
STREAM_PIECES = 8192
LONGEST_SENTENCE = 400
VERBS = frozenset({"VERB", "AUX"})
JOINED_PARTICLES = frozenset({"de", "nl"})


class Finish(Protocol):
    """What makes a parse of a text's encoded windows."""

    def __call__(self, *, encoded: Iterator[Encoded]) -> Parse:
        """The parse."""


class Reader:
    """Reads texts with one model.

    Args:
        model: the weights.
        contractions: per language, the words that a contracted token stands for ("im": ["in", "dem"]).
        forms: per language, features that a form of a verb always has ("sei": {"Mood": "Sub"}).
        cases: per language, which cases may stand together.
        second: languages whose main clauses put the finite verb second.
        bare: per language whose objects have no preposition, the prepositions that before a number only bound it.
        particles: per language, verbs with their particle ("seal off") that have what stands behind it as their object.
    """

    def __init__(
        self,
        model: Model,
        contractions: dict[str, dict[str, list[str]]] | None = None,
        forms: dict[str, dict[str, dict[str, str]]] | None = None,
        cases: dict[str, CaseRules] | None = None,
        second: frozenset[str] = frozenset(),
        bare: dict[str, frozenset[str]] | None = None,
        particles: dict[str, frozenset[str]] | None = None,
    ) -> None:
        self.model = model
        self._contractions = contractions or {}
        self._forms = forms or {}
        self._cases = cases or {}
        self._second = second
        self._bare = bare or {}
        self._particles = particles or {}

    def __call__(self, text: str, language: str) -> Parse:
        """Parse one text; ``language`` (ISO 639-1) chooses the lemmas only."""
        return self._parsed(text, language, self._encoded(self._windows(text)))

    def stream(self, texts: Iterable[tuple[str, str]]) -> Iterator[Parse]:
        """Parses of (text, language) in order, encoded together; holds about ``STREAM_PIECES`` pieces at a time.

        What is encoded together shares the scales of its int8 arithmetic: scores differ in the last digits from those of one text by
        itself, and so, rarely, does a choice between two that are as good.
        """
        return self._streamed((text, partial(self._parsed, text, language=language)) for text, language in texts)

    def stream_words(self, texts: Iterable[tuple[str, Sequence[Sequence[int]], str]]) -> Iterator[Parse]:
        """The same for texts whose words are known; see ``parse_words``."""
        return self._streamed((text, partial(self._given, text, sentences, language)) for text, sentences, language in texts)

    def parse_words(self, text: str, sentences: Sequence[Sequence[int]], language: str) -> Parse:
        """Parse a text whose words are known: per sentence, where each syntactic word starts (parts of one token share it)."""
        return self._given(text, sentences, language, self._encoded(self._windows(text)))

    def _windows(self, text: str) -> list[Window]:
        return list(windows_of(text, self.model.pieces))

    def _streamed(self, texts: Iterable[tuple[str, Finish]]) -> Iterator[Parse]:
        """What is done with the encoded windows of each text, in order."""
        held: list[tuple[list[Window], Finish]] = []
        pieces = 0
        for text, finish in texts:
            held.append((self._windows(text), finish))
            pieces += sum(len(w.ids) for w in held[-1][0])
            if pieces >= STREAM_PIECES:
                yield from self._together(held)
                held, pieces = [], 0
        yield from self._together(held)

    def _together(self, held: list[tuple[list[Window], Finish]]) -> Iterator[Parse]:
        encoded = self._encoded([w for windows, _ in held for w in windows])
        for windows, finish in held:
            yield finish(encoded=iter([next(encoded) for _ in windows]))

    def _encoded(self, windows: Sequence[Window]) -> Iterator[Encoded]:
        """Every window with its states and cut logits, in order; encoded in batches of like length."""
        found: dict[int, tuple[Floats, Floats]] = {}
        for batch in batches([len(w.ids) for w in windows]):
            states, cuts = self.model.encode([windows[n].ids for n in batch])
            found.update((n, (states[k], cuts[k])) for k, n in enumerate(batch))
        yield from ((window, *found.pop(n)) for n, window in enumerate(windows))

    def _parsed(self, text: str, language: str, encoded: Iterator[Encoded]) -> Parse:
        return self._read(text, units_of(encoded), language)

    def _given(self, text: str, sentences: Sequence[Sequence[int]], language: str, encoded: Iterator[Encoded]) -> Parse:
        return self._read(text, given_units(encoded, sentences), language)

    def _read(self, text: str, units: list[Unit], language: str) -> Parse:
        if not units:
            return Parse(text, (), ())
        with one_thread():
            return self._decoded(text, units, language)

    def _decoded(self, text: str, units: list[Unit], language: str) -> Parse:
        bounds = _bounds(units)
        states = np.stack([u.token.state for u in units] + [units[a].token.root for a, _ in bounds])
        parts = np.array([min(u.part, 2) for u in units] + [0] * len(bounds), dtype=np.int64)
        arc, rel, tags = self.model.score(states, parts)
        weights = self.model.biaffine
        first_root = len(units)
        heads = np.concatenate([heads_of(arc[a:b], arc[first_root + n], a, weights["arcs"]) for n, (a, b) in enumerate(bounds)])
        number = np.repeat(np.arange(len(bounds)), [b - a for a, b in bounds])
        labels = labels_of(rel, heads, first_root + number, weights["rels"], self.model.labels.deprel)
        words = self._words(text, units, heads.tolist(), labels.tolist(), tags[:first_root], number.tolist(), language)
        sentences = tuple(Sentence(a, b, words[a].start, words[b - 1].end) for a, b in bounds)
        return Parse(text, tuple(words), sentences, self.model.vectors(means(units, bounds)), self.model.votes(states[:first_root]))

    def _words(
        self, text: str, units: list[Unit], heads: list[int], labels: list[int], tags: Floats, sentence: list[int], language: str
    ) -> list[Word]:
        sets = self.model.labels
        words = []
        names = name_tags(tags[:, sets.sizes[0] : sets.sizes[0] + sets.sizes[1]], sets.names, sentence)
        for n, (unit, row, name) in enumerate(zip(units, best(tags, sets.sizes), names, strict=True)):
            upos = sets.upos[row[0]]
            form = self._form(text, unit, language)
            features = {feature: values[k] for (feature, values), k in zip(sets.features.items(), row[2:-1], strict=True) if k}
            if upos in VERBS:
                features |= self._forms.get(language, {}).get(form.lower(), {})
            base = lemma(form, upos, language, sets.scripts[row[-1]])
            place = unit.token.start, unit.token.end
            words.append(Word(n, *place, form, base, upos, heads[n], sets.deprel[labels[n]], features, name, sentence[n]))
        words = with_particles(words, self._particles[language]) if language in self._particles else words
        words = settled(words, self._bare[language]) if language in self._bare else words
        words = behind_cue(one_preposition(one_before_verb(words)) if language in self._second else words)
        return _with_particles(self._agreed(words, tags, language), language)

    def _agreed(self, words: list[Word], tags: Floats, language: str) -> list[Word]:
        """The words with the cases of each noun phrase made to agree, where the pack says how."""
        rules, values = self._cases.get(language), self.model.labels.features.get(FEATURE)
        if rules is None or values is None or not words:
            return words
        return agreed(words, tags[:, self.model.labels.columns(FEATURE)], values, rules)

    def _form(self, text: str, unit: Unit, language: str) -> str:
        """The word's own form: for a contraction, the word that it stands for where the language's table knows it."""
        form = text[unit.token.start : unit.token.end]
        if unit.token.parts == 1:
            return form
        expanded = self._contractions.get(language, {}).get(form.lower()) or parts_of(form, language)
        return expanded[unit.part] if expanded and unit.part < len(expanded) else form


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices grouped by like length, each group at most ``BATCH_PIECES`` pieces when padded."""
    batch: list[int] = []
    for n in sorted(range(len(lengths)), key=lambda n: lengths[n]):
        if batch and ((len(batch) + 1) * lengths[n] > BATCH_PIECES or lengths[n] > 1.3 * lengths[batch[0]] + 16):
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _bounds(units: list[Unit]) -> list[tuple[int, int]]:
    """First word and word after the last of every sentence; what goes on without end is cut."""
    opens = [n for n, u in enumerate(units) if n == 0 or u.token.opens and u.part == 0]
    ends = [*opens[1:], len(units)]
    return [pair for a, b in zip(opens, ends, strict=True) for pair in pairwise([*range(a, b, LONGEST_SENTENCE), b])]


def _with_particles(words: list[Word], language: str) -> list[Word]:
    """Give verbs with a separated particle the lemma of the whole."""
    for word in list(words):
        if word.label == "compound:prt" and word.head >= 0:
            verb = words[word.head]
            words[verb.i] = replace(verb, lemma=with_particle(verb.lemma, word.text, language in JOINED_PARTICLES))
    return words


def default_folder() -> Path:
    """Where the installed package keeps the model."""
    return Path(__file__).resolve().parent.parent / "data" / "model"
