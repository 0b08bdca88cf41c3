"""Retrieval across languages by the encoder before any training: ``python -m training.retrieval --data DIR --encoder e5 --run build/reader``.

The yardstick for the reader's own sentence vectors; the measure is the one of ``evaluation/reader.py``.
"""

import argparse
import json
import sys
from pathlib import Path

from transformers import BertModel

from evaluation.reader import PAIRS, nearest
from lagebild.reader.pieces import Pieces
from training.trees import read_conllu
from training.vectors import embed


def main() -> None:
    """Print the accuracy of every pair."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--encoder", "--run"):
        ask.add_argument(name, type=Path, required=True)
    args = ask.parse_args()
    pieces, kept = Pieces(args.run / "tokenizer.json"), json.loads((args.run / "kept.json").read_text())
    encoder = BertModel.from_pretrained(args.encoder, add_pooling_layer=False).eval()
    vectors = {}
    for language in sorted({x for pair in PAIRS for x in pair}):
        texts = [s.text for s in read_conllu(args.data / f"ud/{language}/{language}_pud-ud-test.conllu")]
        vectors[language] = embed(encoder, pieces, texts, kept).numpy()
    for a, b in PAIRS:
        sys.stdout.write(f"{a}_{b} {nearest(vectors[a], vectors[b]):.4f}\n")


if __name__ == "__main__":
    main()
