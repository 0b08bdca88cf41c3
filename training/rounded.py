"""Learn with the numbers that the shipped encoder computes with: linear layers whose weights and inputs are rounded as its export rounds them.

Quantisation-aware training after Jacob et al. (2018), arXiv:1712.05877; the rounding passes gradients straight through.
"""

import torch
from torch import Tensor, nn

WEIGHTS = 64  # seven bits and a sign, as ``training.export`` asks for
STATES = 255  # eight bits without a sign, as ONNX's DynamicQuantizeLinear
SMALLEST = 1e-8


class Rounded(nn.Linear):
    """A linear layer in int8, its numbers still floats. *Shape:* as ``nn.Linear``; its parameters and their names too."""

    def forward(self, x: Tensor) -> Tensor:
        """The product of the rounded weights and the rounded input."""
        return nn.functional.linear(states(x), weights(self.weight), self.bias)


def weights(weight: Tensor) -> Tensor:
    """Weights rounded with one scale per output. *Shape:* (out, in) -> (out, in)."""
    scale = weight.detach().abs().amax(1).clamp(min=SMALLEST) / WEIGHTS
    return torch.fake_quantize_per_channel_affine(weight, scale, torch.zeros_like(scale, dtype=torch.int32), 0, -WEIGHTS, WEIGHTS)


def states(x: Tensor) -> Tensor:
    """States rounded with one scale and one zero for all of them. *Shape:* any -> the same."""
    least, most = x.detach().amin().clamp(max=0), x.detach().amax().clamp(min=0)
    scale = ((most - least) / STATES).clamp(min=SMALLEST)
    return torch.fake_quantize_per_tensor_affine(x, scale, (-least / scale).round().int(), 0, STATES)


def rounded(module: nn.Module) -> None:
    """Round every linear layer inside ``module``; its parameters stay what and where they are."""
    for part in list(module.modules()):
        for name, child in part.named_children():
            if type(child) is nn.Linear:
                layer = Rounded(child.in_features, child.out_features, child.bias is not None, device="meta")
                layer.weight, layer.bias = child.weight, child.bias
                setattr(part, name, layer)
