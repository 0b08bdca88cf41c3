"""The model on disk and its two ONNX sessions: pieces to states, word states to scores."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from lagebild.errors import ModelError
from lagebild.reader.pieces import PAD, Pieces
from lagebild.reader.votes import Votes, shares
from lagebild.stages import stage

Floats = NDArray[np.float32]
THREADS = "LAGEBILD_THREADS"
FILES = ("encoder.onnx", "heads.onnx", "biaffine.npz", "votes.npz", "tokenizer.json")


@dataclass(frozen=True)
class Labels:
    """The label sets of the heads, in the order of their logits."""

    upos: list[str]
    deprel: list[str]
    names: list[str]
    features: dict[str, list[str]]
    scripts: list[str]
    votes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def sizes(self) -> list[int]:
        """How many logits each head has, in their order: tags, names, features, lemma scripts."""
        return [len(self.upos), len(self.names), *(len(v) for v in self.features.values()), len(self.scripts)]

    def columns(self, feature: str) -> slice:
        """Where a feature's logits stand among all of a word's."""
        at = 2 + list(self.features).index(feature)
        return slice(sum(self.sizes[:at]), sum(self.sizes[: at + 1]))


class Model:
    """The reader's weights. Sessions are made once; a Model may be shared by threads.

    Args:
        folder: with ``model.json`` (labels and checksums) and the files that it lists.
        threads: threads of one encoder call; default: what ``LAGEBILD_THREADS`` says, else the cores of this process, at most four.
        verify: compare the files with their checksums first.

    Raises:
        ModelError: a file is missing or differs from its checksum.
    """

    def __init__(self, folder: Path, *, threads: int | None = None, verify: bool = True) -> None:
        self.folder = folder
        card = _card(folder)
        if verify:
            check_files(folder, card)
        self.labels = Labels(**card["labels"])
        self.version: str = card["version"]
        self.threads = threads or int(os.environ.get(THREADS, 0)) or min(4, cores())
        self.pieces = Pieces(folder / "tokenizer.json")
        self._encoder = self._session("encoder.onnx")
        self._heads = self._session("heads.onnx")

    def _session(self, name: str) -> ort.InferenceSession:
        options = ort.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return ort.InferenceSession(str(self.folder / name), options, providers=["CPUExecutionProvider"])

    @cached_property
    def biaffine(self) -> dict[str, Floats]:
        """``arcs`` (arc + 1, arc), ``rels`` (labels, rel + 1, rel + 1), ``vector`` (width + 1, width), float32."""
        with np.load(self.folder / "biaffine.npz") as data:
            return {name: data[name].astype(np.float32) for name in data.files}

    @cached_property
    def _votes(self) -> dict[str, Floats]:
        with np.load(self.folder / "votes.npz") as data:
            return {name: data[name].astype(np.float32) for name in data.files}

    def votes(self, states: Floats) -> Votes | None:
        """What each word votes for in every matter, if the model has heads for it. *Shape:* (words, width) in."""
        if not self.labels.votes:
            return None
        first, last = self._votes["first"], self._votes["last"]
        logits = np.maximum(states @ first[:-1] + first[-1], 0) @ last[:-1] + last[-1]
        edges = np.cumsum([len(values) for values in self.labels.votes.values()])[:-1]
        return Votes(self.labels.votes, dict(zip(self.labels.votes, map(shares, np.split(logits, edges, 1)), strict=True)))

    def encode(self, rows: list[list[int]]) -> tuple[Floats, Floats]:
        """States (rows, pieces, width) and cut logits (rows, pieces, 5) of piece ids, padded to the longest row."""
        ids = np.full((len(rows), max(map(len, rows))), PAD, dtype=np.int64)
        for n, row in enumerate(rows):
            ids[n, : len(row)] = row
        with stage("encoder"):
            states, cuts = self._encoder.run(None, {"ids": ids, "mask": (ids != PAD).astype(np.float32)})
        return states, cuts

    def score(self, states: Floats, parts: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """Arc vectors, label vectors and tag logits of words. *Shape:* (words, width), (words,) -> (words, ·) each."""
        with stage("heads"):
            arc, rel, tags = self._heads.run(None, {"states": states, "parts": parts})
        return arc, rel, tags

    def vectors(self, means: Floats) -> Floats:
        """Unit vectors of sentences from the mean states of their pieces. *Shape:* (sentences, width) in and out."""
        weights = self.biaffine["vector"].astype(np.float64)  # in double precision, so that the number of threads changes no digit of the result
        wide = means.astype(np.float64) @ weights[:-1] + weights[-1]
        found: Floats = (wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), 1e-9)).astype(np.float32)
        return found


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _card(folder: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"the reader's model is not usable in {folder}: {error}; reinstall lagebild") from error
    return card


def check_files(folder: Path, card: dict[str, Any] | None = None) -> None:
    """Compare the model's files with their checksums.

    Raises:
        ModelError: a file is missing or damaged.
    """
    for name, expected in (card or _card(folder))["sha256"].items():
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"
        if found != expected:
            raise ModelError(f"the model file {path} is {'missing' if found == 'missing' else 'damaged'}; reinstall lagebild")
