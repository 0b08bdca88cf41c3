"""Sentences without trees, parsed by several readers: ``python -m training.parsed --data ../shared/data --models A B C --out build/parsed.conllu``.

What most of the readers agree on trains the next one (self-training by vote, after Zhou and Li 2005, Tri-training); a word on which they
differ is marked ``Bug=Unsure``, and ``read_conllu`` leaves it out. German only, whose trees are few; its names corpora are the raw text.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lagebild.packs import bare_objects, case_rules, contractions, particle_verbs, verb_forms, verb_second
from lagebild.reader import Model, Parse, Reader
from lagebild.reader.cases import rules_of
from training.annotated import gold_reports
from training.trees import read_columns, read_smartdata

LANGUAGE = "de"
SHORTEST, LONGEST = 4, 60  # words
Row = tuple[int, str, str]


def texts(data: Path) -> list[str]:
    """Raw German sentences that may train: of the names corpora (not their tests) and of our own reports, each once."""
    corpora = [
        read_columns(data / "names/germeval2014/NER-de-dev.tsv", 1, 2),
        read_columns(data / "names/mobie/train.conll2003", 0, 3),
        read_smartdata(data / "smartdata/train_v1.jsonl"),
    ]
    own = [g["text"] for g in gold_reports() if g["language"] == LANGUAGE]
    return list(dict.fromkeys([s.text for corpus in corpora for s in corpus] + own))


def reader_of(folder: Path) -> Reader:
    """A reader with another model than the shipped one."""
    cases = {language: rules_of(said) for language, said in case_rules().items()}
    return Reader(Model(folder, verify=False), contractions(), verb_forms(), cases, verb_second(), bare_objects(), particle_verbs())


def rows_of(parse: Parse, first: int, last: int) -> list[Row]:
    """Head (1 is the first word, 0 the root), label and part of speech of every word of a sentence."""
    return [(max(w.head - first, -1) + 1, w.label, w.upos) for w in parse.words[first:last]]


def agreed(rows: list[Row], needed: int) -> Row | None:
    """What at least so many readers say of one word; None where they differ."""
    row, times = Counter(rows).most_common(1)[0]
    return row if times >= needed else None


def sentences(parses: list[Parse], needed: int) -> Iterator[list[str]]:
    """The sentences that all readers cut alike, as lines of CoNLL-U; those of which less than two thirds is sure are left out."""
    cuts = [{(s.start, s.end): (s.first, s.last) for s in parse.sentences} for parse in parses]
    for place, (first, last) in cuts[0].items():
        spans = [w.span for w in parses[0].words[first:last]]
        others = [(p, *c[place]) for p, c in zip(parses, cuts, strict=True) if place in c]
        if len(others) < len(parses) or any([w.span for w in p.words[a:b]] != spans for p, a, b in others):
            continue
        columns = list(zip(*(rows_of(*other) for other in others), strict=True))
        known = [agreed(list(column), needed) for column in columns]
        if SHORTEST <= len(known) <= LONGEST and sum(k is not None for k in known) * 3 >= len(known) * 2:
            yield list(lines(parses[0], first, last, known))


def lines(parse: Parse, first: int, last: int, known: list[Row | None]) -> Iterator[str]:
    """A sentence as CoNLL-U, without lemmas; what is unsure keeps its place and is marked."""
    for n, (word, row) in enumerate(zip(parse.words[first:last], known, strict=True), 1):
        parts = [w for w in parse.words[first:last] if w.span == word.span]
        space = "_" if parse.text[word.end : word.end + 1].isspace() else "SpaceAfter=No"
        if len(parts) > 1 and parts[0] is word:
            yield "\t".join((f"{n}-{n + len(parts) - 1}", parse.text[word.start : word.end], *"_______", space))
        head, label, upos = row or (0, "_", "_")
        features = "|".join(f"{k}={v}" for k, v in sorted(word.features.items())) or "_"
        misc = space if row else f"Bug=Unsure|{space}"
        yield "\t".join((str(n), word.text, "_", upos, "_", features, str(head), label, "_", misc))


def main() -> None:
    """Parse all texts with all readers and write what they agree on."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--models", type=Path, nargs="+", required=True, help="folders of exported models; the first one's features are kept")
    ask.add_argument("--agree", type=int, default=2, help="how many of the readers must say the same of a word")
    ask.add_argument("--out", type=Path, required=True)
    args = ask.parse_args()
    rows = [(text, LANGUAGE) for text in texts(args.data)]
    streams = [reader_of(folder).stream(rows) for folder in args.models]
    with args.out.open("w", encoding="utf8") as out:
        for parses in zip(*streams, strict=True):
            for block in sentences(list(parses), args.agree):
                out.write("\n".join(block) + "\n\n")


if __name__ == "__main__":
    main()
