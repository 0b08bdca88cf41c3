"""Turn a checkpoint into what ships: ``python -m training.export --run build/reader --encoder e5 --out lagebild/data/model``.

The encoder is written as ONNX and quantised to int8 (weights per channel, embeddings per piece, activations while running);
the small word heads stay float32; the biaffine forms and the layer of the sentence vector are a NumPy file. ``model.json``
holds labels and checksums.
"""

import argparse
import dataclasses
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import Reader, Votes
from training.samples import Labels
from training.train import shrink, sizes_of
from training.vocabulary import bare

VERSION = "2026.11.4"
TABLE = "encoder.bert.embeddings.word_embeddings.weight"


class Plain(nn.Module):
    """The encoder written out, in operations that export cleanly. *Shape:* (batch, pieces) -> states, cut logits."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.bert, self.mix, self.cuts = reader.encoder.bert, reader.encoder.mix, reader.encoder.cuts

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """``mask`` is 1.0 for pieces and 0.0 for padding."""
        table = self.bert.embeddings
        places = torch.arange(ids.shape[1]).unsqueeze(0)
        x = table.word_embeddings(ids) + table.position_embeddings(places) + table.token_type_embeddings.weight[0]
        x = table.LayerNorm(x)
        hidden = (1.0 - mask)[:, None, None, :] * -1e4
        weights = torch.softmax(self.mix, 0)
        states = weights[0] * x
        for n, layer in enumerate(self.bert.encoder.layer):
            x = self._layer(layer, x, hidden)
            states = states + weights[n + 1] * x
        return states, self.cuts(states)

    def _layer(self, layer: nn.Module, x: Tensor, hidden: Tensor) -> Tensor:
        attention = layer.attention
        heads = self.bert.config.num_attention_heads
        q, k, v = (self._split(f(x), heads) for f in (attention.self.query, attention.self.key, attention.self.value))
        scores = torch.matmul(q, k.transpose(-1, -2)) / (q.shape[-1] ** 0.5) + hidden
        mixed = torch.matmul(torch.softmax(scores, -1), v).permute(0, 2, 1, 3).flatten(2)
        x = attention.output.LayerNorm(attention.output.dense(mixed) + x)
        return layer.output.LayerNorm(layer.output.dense(nn.functional.gelu(layer.intermediate.dense(x))) + x)

    @staticmethod
    def _split(x: Tensor, heads: int) -> Tensor:
        return x.unflatten(-1, (heads, x.shape[-1] // heads)).permute(0, 2, 1, 3)


class WordHeads(nn.Module):
    """The heads' linear parts for a flat list of words."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.heads = reader.heads

    def forward(self, states: Tensor, parts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """*Shape:* (words, width), (words,) -> arc vectors, label vectors, tag logits."""
        return self.heads(states, parts)


def load(run: Path, encoder: Path, *, whole: bool = False) -> tuple[Reader, Labels]:
    """The trained network of a checkpoint, ready to run; with the embeddings of all pieces, which training left alone, if ``whole``."""
    state = torch.load(run / "checkpoint.pt", weights_only=False, map_location="cpu")
    labels = Labels(**state["labels"])
    model = Reader(str(encoder), sizes_of(labels))
    if whole:
        state["model"][TABLE] = model.state_dict()[TABLE]
    else:
        shrink(model, json.loads((run / "kept.json").read_text()))
    model.load_state_dict(state["model"])
    return model.eval(), labels


class Table(nn.Module):
    """The embeddings in int8 with one scale per piece. *Shape:* ids -> (·, width)."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Rows times their scales."""
        return self.rows[ids].float() * self.scale[ids]


def write_encoder(model: Reader, out: Path, *, quantised: bool) -> None:
    """Write ``encoder.onnx``; with int8 weights (seven bits, so that processors without VNNI do not overflow) if asked for."""
    network = Plain(model).eval()
    if quantised:
        network.bert.embeddings.word_embeddings = Table(network.bert.embeddings.word_embeddings.weight.detach())
    axes = {n: {0: "batch", 1: "pieces"} for n in ("ids", "mask", "states", "cuts")}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        example = (torch.zeros(2, 16, dtype=torch.long), torch.ones(2, 16))
        names = {"input_names": ["ids", "mask"], "output_names": ["states", "cuts"]}
        torch.onnx.export(network, example, str(whole), dynamic_axes=axes, opset_version=17, dynamo=False, **names)
        if quantised:
            quantize_dynamic(
                whole, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, op_types_to_quantize=["MatMul"]
            )
        else:
            shutil.copy(whole, out / "encoder.onnx")


def write_heads(model: Reader, out: Path) -> None:
    """Write ``heads.onnx`` and the biaffine forms and the vector layer beside it."""
    example = (torch.zeros(5, 384), torch.zeros(5, dtype=torch.long))
    names = {"input_names": ["states", "parts"], "output_names": ["arc", "rel", "tags"]}
    axes = {n: {0: "words"} for n in ("states", "parts", "arc", "rel", "tags")}
    torch.onnx.export(WordHeads(model).eval(), example, str(out / "heads.onnx"), dynamic_axes=axes, opset_version=17, dynamo=False, **names)
    vector = torch.cat([model.vector.weight.detach().T, model.vector.bias.detach()[None]])
    small = {"rels": model.heads.rels.detach().numpy(), "vector": vector.numpy()}
    np.savez_compressed(
        out / "biaffine.npz", arcs=model.heads.arcs.detach().numpy(), **{name: array.astype(np.float16) for name, array in small.items()}
    )


def write_votes(votes: Votes, out: Path) -> None:
    """Write ``votes.npz``: weights of the two layers with their biases as last rows."""
    first, last = votes.layers[1], votes.layers[4]
    layers = {name: torch.cat([layer.weight.detach().T, layer.bias.detach()[None]]) for name, layer in (("first", first), ("last", last))}
    np.savez_compressed(out / "votes.npz", **{name: layer.numpy().astype(np.float16) for name, layer in layers.items()})


def stamp(out: Path, votes: dict[str, list[str]]) -> None:
    """Put new votes' labels and checksum into ``model.json``."""
    path = out / "model.json"
    card = json.loads(path.read_text(encoding="utf8"))
    card["labels"]["votes"] = votes
    card["sha256"]["votes.npz"] = hashlib.sha256((out / "votes.npz").read_bytes()).hexdigest()
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


def write(model: Reader, labels: Labels, tokenizer: Path, out: Path, *, quantised: bool = True, whole: bool = False) -> None:
    """Write all files of the shipped model."""
    out.mkdir(parents=True, exist_ok=True)
    write_heads(model, out)
    write_votes(model.votes, out)
    write_encoder(model, out, quantised=quantised)
    if whole:
        bare(tokenizer, out / "tokenizer.json")
    else:
        shutil.copy(tokenizer, out / "tokenizer.json")
    names = ["encoder.onnx", "heads.onnx", "biaffine.npz", "votes.npz", "tokenizer.json"]
    card = {
        "version": VERSION,
        "labels": dataclasses.asdict(labels),
        "sha256": {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in names},
    }
    (out / "model.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


def main() -> None:
    """Read the arguments and export."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--run", "--encoder", "--out"):
        ask.add_argument(name, type=Path, required=True)
    ask.add_argument("--float", action="store_true", help="leave the encoder in float32, for comparing")
    ask.add_argument("--whole", action="store_true", help="with the encoder's whole vocabulary, for comparing")
    args = ask.parse_args()
    model, labels = load(args.run, args.encoder, whole=args.whole)
    tokenizer = (args.encoder if args.whole else args.run) / "tokenizer.json"
    write(model, labels, tokenizer, args.out, quantised=not args.float, whole=args.whole)


if __name__ == "__main__":
    main()
