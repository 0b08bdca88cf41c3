"""What trains the reader: every class O tree but the tests, names, and how often each is seen in a run."""

from pathlib import Path

from training.trees import Sentence, add_names, read_columns, read_conllu, read_smartdata

TREES = (
    # file, how often it is seen, masked features, part; every class O tree but the tests (README of the data)
    ("de/de_gsd-ud-dev.conllu", 12, "", slice(None)),
    ("de/de_gsd-ud-test.conllu", 12, "", slice(0, 301)),
    ("de/de_pud-ud-test.conllu", 9, "VerbForm", slice(None)),
    ("en/en_ewt-ud-train.from-sources.conllu", 1.2, "", slice(None)),
    ("en/en_ewt-ud-dev.conllu", 1.5, "", slice(None)),
    ("en/en_pud-ud-test.conllu", 2, "", slice(None)),
    ("fr/fr_sequoia-ud-train.conllu", 1.5, "", slice(None)),
    ("fr/fr_sequoia-ud-dev.conllu", 1.5, "", slice(None)),
    ("fr/fr_gsd-ud-dev.conllu", 1, "", slice(None)),
    ("fr/fr_gsd-ud-test.conllu", 1, "", slice(None)),
    ("fr/fr_pud-ud-test.conllu", 2, "", slice(None)),
    ("es/es_ancora-ud-dev.v2.9.conllu", 12, "", slice(None)),
    ("es/es_gsd-ud-dev.conllu", 1, "", slice(None)),
    ("es/es_gsd-ud-test.conllu", 1, "", slice(None)),
    ("es/es_pud-ud-test.conllu", 2, "", slice(None)),
    ("ru/ru_gsd-ud-dev.conllu", 5, "", slice(None)),
    ("ru/ru_pud-ud-test.conllu", 3, "", slice(None)),
    ("ru/ru_taiga-ud-train.2020-09.dedup.conllu", 0.5, "", slice(None)),
    ("ru/ru_taiga-ud-dev.conllu", 1, "", slice(None)),
    ("ru/ru_taiga-ud-test.conllu", 1, "", slice(None)),
    ("uk/uk_parlamint-ud-train.2024-11.dedup.conllu", 1.5, "", slice(None)),
    ("uk/uk_parlamint-ud-dev.conllu", 1.5, "", slice(None)),
    ("nl/nl_lassysmall-ud-train.2017-02.dedup.conllu", 0.3, "", slice(None)),
)
NAMES = {
    "de/de_pud-ud-test.conllu": "names/uner_pud/de_pud-ud-test.iob2",
    "en/en_ewt-ud-dev.conllu": "names/uner_ewt/en_ewt-ud-dev.iob2",
}
PARSED = 4  # how often what readers parsed is seen
Corpus = tuple[list[Sentence], float]


def corpora(data: Path, parsed: Path | None = None) -> list[Corpus]:
    """What trains, with how often each corpus is seen; ``parsed`` are sentences that readers parsed (see ``training.parsed``)."""
    sets: list[Corpus] = [(read_conllu(parsed, bounded=False), PARSED)] if parsed else []
    for name, times, masked, part in TREES:
        sentences = read_conllu(data / "ud" / name, frozenset(masked.split()), bounded=not name.startswith("nl/"))[part]
        if name in NAMES:
            add_names(sentences, data / NAMES[name])
        for sentence in sentences:
            sentence.pud = "_pud-" in name
        sets.append((sentences, times))
    return [
        *sets,
        (read_columns(data / "names/germeval2014/NER-de-dev.tsv", 1, 2), 2),
        (read_columns(data / "names/mobie/train.conll2003", 0, 3), 0.4),
        (read_smartdata(data / "smartdata/train_v1.jsonl"), 0.4),
    ]
