"""The reader on treebanks, names, sentence pairs, and its speed beside the bare encoder's.

Tests and rules: trees on the given syntactic words (CoNLL 2018, labels without subtypes), Case over words that carry it,
F1 of Mood=Sub; sentences and tokens by exact spans in running text; names PER, ORG, LOC; the nearest of 1,000 sentences.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from evaluation._speed import speed
from evaluation._treebanks import Scores, score_boundaries, score_names, score_words
from evaluation.outcome import DataAbsent, Outcome
from lagebild.reader import Parse, Reader, load_reader
from training.trees import Sentence, add_names, read_columns, read_conllu

TREES = {
    "de": ("de/de_gsd-ud-test.conllu", 301),
    "en": ("en/en_ewt-ud-test.conllu", 0),
    "fr": ("fr/fr_sequoia-ud-test.conllu", 0),
    "es": ("es/es_ancora-ud-test.v2.9.conllu", 0),
    "ru": ("ru/ru_gsd-ud-test.conllu", 0),
    "uk": ("uk/uk_parlamint-ud-test.conllu", 0),
    "nl": ("nl/nl_lassysmall-ud-test.conllu", 0),
    "kk": ("kk/kk_ktb-ud-test.conllu", 0),
}
UNBOUNDED = frozenset({"nl"})
PUD_NAMES = ("en", "ru")
PAIRS = (("de", "en"), ("fr", "en"), ("es", "en"), ("ru", "en"), ("de", "ru"), ("fr", "es"))


def test_trees(data: Path, language: str) -> list[Sentence]:
    """The sentences that measure a language; none where the file is absent."""
    name, first = TREES[language]
    path = data / "ud" / name
    return read_conllu(path, bounded=language not in UNBOUNDED)[first:] if path.exists() else []


def name_tests(data: Path) -> dict[str, list[Sentence]]:
    """Sentences with names, by language, and English of the web beside English news."""
    found: dict[str, list[Sentence]] = {}
    if (path := data / "names/germeval2014/NER-de-test.tsv").exists():
        found["de"] = read_columns(path, 1, 2)
    for language in PUD_NAMES:
        trees, names = data / f"ud/{language}/{language}_pud-ud-test.conllu", data / f"names/uner_pud/{language}_pud-ud-test.iob2"
        if trees.exists() and names.exists():
            found[language] = read_conllu(trees)
            add_names(found[language], names)
    trees, names = data / "ud/en/en_ewt-ud-test.conllu", data / "names/uner_ewt/en_ewt-ud-test.iob2"
    if trees.exists() and names.exists():
        found["en_web"] = read_conllu(trees)
        add_names(found["en_web"], names)
    return found


def retrieval(reader: Reader, data: Path, limit: int | None) -> dict[str, float]:
    """Share of PUD sentences whose translation is the nearest of all, both ways."""
    embedded = {}
    for language in sorted({x for pair in PAIRS for x in pair}):
        path = data / f"ud/{language}/{language}_pud-ud-test.conllu"
        if path.exists():
            texts = [s.text for s in read_conllu(path)][:limit]
            parses = reader.stream((text, language) for text in texts)
            embedded[language] = np.stack([vector_of(parse) for parse in parses])
    return {f"retrieval.{a}_{b}": nearest(embedded[a], embedded[b]) for a, b in PAIRS if a in embedded and b in embedded}


def vector_of(parse: Parse) -> np.ndarray:
    """The vector of a text that is one sentence."""
    return np.zeros(384, np.float32) if parse.vectors is None else parse.vectors.sum(0)


def nearest(a: np.ndarray, b: np.ndarray) -> float:
    """Accuracy of the nearest neighbour by cosine, the mean of both directions. *Shape:* (n, width) each."""
    scores = (a / np.linalg.norm(a, axis=1, keepdims=True)) @ (b / np.linalg.norm(b, axis=1, keepdims=True)).T
    own = np.arange(len(a))
    return float(((scores.argmax(1) == own).mean() + (scores.argmax(0) == own).mean()) / 2)


def measure(data: Path, split: str | None = None, limit: int | None = None) -> Outcome:
    """Everything, or one language (``split``).

    Raises:
        DataAbsent: there are no treebanks in the folder.
    """
    if not (data / "ud").is_dir():
        raise DataAbsent(f"no treebanks in {data}")
    reader, outcome = load_reader(), Outcome({})
    for language in [split] if split else TREES:
        scores = Scores()
        sentences = test_trees(data, language)[:limit]
        score_words(scores, reader, sentences, language)
        if language not in UNBOUNDED:
            score_boundaries(scores, reader, sentences, language)
        outcome.numbers |= _kept(scores.numbers(language), language)
    for language, sentences in name_tests(data).items():
        if split in (None, language):
            scores = Scores()
            score_names(scores, reader, sentences[:limit], language[:2])
            outcome.numbers |= scores.numbers(language)
    further: tuple[Callable[[], dict[str, float]], ...] = (lambda: retrieval(reader, data, limit), lambda: speed(reader, data))
    for part in () if split else further:
        outcome.numbers |= part()
    return outcome


def _kept(numbers: dict[str, float], language: str) -> dict[str, float]:
    """Without what a language does not have."""
    return {n: v for n, v in numbers.items() if v > 0 or n == f"{language}.las"}
