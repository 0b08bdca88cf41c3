"""Prune the encoder's vocabulary to the pieces that the training and news files use."""

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from lagebild.reader.pieces import Pieces, chunks_of
from training.trees import read_conllu

SPECIAL = 4


def texts_of(data: Path) -> list[str]:
    """Every text that may choose pieces: treebank sentences and the raw news."""
    texts = [sentence.text for path in sorted(data.glob("ud/*/*.conllu")) for sentence in read_conllu(path)]
    for path in sorted((data / "news").glob("*")):
        texts.extend(path.read_text(encoding="utf8", errors="replace").split("\n"))
    for path in sorted((data / "names").glob("*/*")):
        texts.append(
            " ".join(line.split("\t")[1 if "germeval" in str(path) else 0] for line in path.read_text(encoding="utf8").split("\n") if "\t" in line)
        )
    csv.field_size_limit(10**9)
    return texts


def bare(source: Path, target: Path) -> dict[str, Any]:
    """Write a tokenizer with all its pieces and no splitting of its own, as the reader asks for one; what was written."""
    data: dict[str, Any] = json.loads(source.read_text(encoding="utf8"))
    data.update(pre_tokenizer=None, post_processor=None, decoder=None)
    target.write_text(json.dumps(data, ensure_ascii=False), encoding="utf8")
    return data


def prune(source: Path, target: Path, texts: list[str], least: int) -> list[int]:
    """Write a tokenizer with the pieces seen at least ``least`` times, and every single character; return the kept ids."""
    full = target.with_suffix(".full.json")
    data = bare(source, full)
    pieces, counts = Pieces(full), Counter()
    for text in texts:
        for ids in pieces(text, chunks_of(text)):
            counts.update(ids)
    vocab = data["model"]["vocab"]
    common = {i for i, (piece, _) in enumerate(vocab) if len(piece.lstrip("▁")) <= 1 and ord(max(piece.lstrip("▁") or " ")) < 0x530}
    kept = list(range(SPECIAL)) + sorted(i for i in {*common, *(i for i, n in counts.items() if n >= least)} if i >= SPECIAL)
    data["model"]["vocab"] = [vocab[i] for i in kept]
    target.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf8")
    full.unlink()
    held = set(kept)
    lost = sum(n for i, n in counts.items() if i not in held)
    sys.stderr.write(f"{len(kept)} pieces kept, {lost / counts.total():.5f} of all pieces in the texts lost\n")
    return kept
