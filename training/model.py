"""The reader's network: encoder, boundary heads on pieces, word heads and biaffine attention.

Biaffine arcs and labels after Dozat and Manning (2017), arXiv:1611.01734.
"""

import torch
from torch import Tensor, nn
from transformers import BertModel

ARC, REL, VOTE, PARTS = 256, 128, 256, 3
DROPOUT = 0.3
TAG_DROPOUT = 0.2
LAYER_DROPOUT = 0.1
FAST_BF16 = torch.cpu._is_amx_tile_supported()


class Encoder(nn.Module):
    """Pieces to states: a learned mix of all layers. *Shape:* (batch, pieces) -> (batch, pieces, width)."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="sdpa", hidden_dropout_prob=LAYER_DROPOUT, attention_probs_dropout_prob=0.0
        )
        self.mix = nn.Parameter(torch.zeros(self.bert.config.num_hidden_layers + 1))
        self.cuts = nn.Linear(self.bert.config.hidden_size, 2 + PARTS)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States, and per piece the logits: sentence starts, token starts, number of words in the token."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training and FAST_BF16):
            layers = self.bert(ids, attention_mask=mask, output_hidden_states=True).hidden_states
        weights = torch.softmax(self.mix, 0)
        states = sum(w * layer.float() for w, layer in zip(weights, layers, strict=True))
        return states, self.cuts(states)


class Heads(nn.Module):
    """Word states to arc and label vectors, tags, features and names. *Shape:* (words, width), (words,) -> (words, ·)."""

    def __init__(self, width: int, upos: int, deprel: int, names: int, features: list[int], scripts: int) -> None:
        super().__init__()
        self.part = nn.Embedding(PARTS, width)
        nn.init.zeros_(self.part.weight)
        self.drop = nn.Dropout(DROPOUT)
        self.arc = nn.Sequential(nn.Linear(width, 2 * ARC), nn.GELU(), nn.Dropout(DROPOUT))
        self.rel = nn.Sequential(nn.Linear(width, 2 * REL), nn.GELU(), nn.Dropout(DROPOUT))
        self.tags = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(TAG_DROPOUT), nn.Linear(width, upos + names + sum(features)))
        self.scripts = nn.Linear(width, scripts)
        self.sizes = [upos, names, *features, scripts]
        self.arcs = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rels = nn.Parameter(torch.empty(deprel, REL + 1, REL + 1))
        nn.init.xavier_normal_(self.rels)

    def forward(self, states: Tensor, part: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc vectors (dependent, head), label vectors (dependent, head), all tag logits side by side."""
        x = self.drop(states + self.part(part))
        return self.arc(x), self.rel(x), torch.cat([self.tagged(states, part), self.scripts(x)], -1)

    def tagged(self, states: Tensor, part: Tensor) -> Tensor:
        """The logits of tags, names and features. *Shape:* (words, width), (words,) -> (words, their labels)."""
        return self.tags(states + self.part(part))


def one(x: Tensor) -> Tensor:
    """Append a constant one, the bias of a biaffine form."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Votes(nn.Module):
    """Word states to what the word says of the situation, all logits side by side. *Shape:* (words, width) -> (words, labels)."""

    def __init__(self, width: int, sizes: list[int]) -> None:
        super().__init__()
        self.sizes = sizes
        self.layers = nn.Sequential(nn.Dropout(TAG_DROPOUT), nn.Linear(width, VOTE), nn.ReLU(), nn.Dropout(DROPOUT), nn.Linear(VOTE, sum(sizes)))

    def forward(self, states: Tensor) -> Tensor:
        """The logits."""
        found: Tensor = self.layers(states)
        return found


class Reader(nn.Module):
    """Encoder and heads together, as trained."""

    def __init__(self, folder: str, sizes: dict) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        self.heads = Heads(self.encoder.bert.config.hidden_size, sizes["upos"], sizes["deprel"], sizes["names"], sizes["features"], sizes["scripts"])
        self.votes = Votes(self.encoder.bert.config.hidden_size, sizes["votes"])
        self.vector = nn.Linear(self.encoder.bert.config.hidden_size, self.encoder.bert.config.hidden_size)

    def forward(self, ids: Tensor, mask: Tensor, positions: Tensor, parts: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Cut logits, arc scores (batch, dependent, head), label vectors, tag logits, votes, states; word 0 is the root."""
        states, cuts = self.encoder(ids, mask)
        words = states.gather(1, positions.unsqueeze(-1).expand(-1, -1, states.size(-1)))
        arc, rel, tags = self.heads(words, parts)
        scores = torch.einsum("bxi,ij,byj->bxy", one(arc[..., :ARC]), self.heads.arcs, arc[..., ARC:])
        return cuts, scores, rel, tags, self.votes(words), states

    def labels(self, rel: Tensor, heads: Tensor) -> Tensor:
        """Label logits of every word with the head given. *Shape:* (batch, words, ·), (batch, words) -> (batch, words, labels)."""
        chosen = rel[..., REL:].gather(1, heads.unsqueeze(-1).expand(-1, -1, REL))
        return torch.einsum("bxi,oij,bxj->bxo", one(rel[..., :REL]), self.heads.rels, one(chosen))
