"""Training with the numbers of the shipped encoder: a rounded layer computes what the exported one computes."""

import pytest

torch = pytest.importorskip("torch", reason="training needs torch")

from torch import nn  # noqa: E402

from training.rounded import WEIGHTS, rounded, states, weights  # noqa: E402


def test_weights_have_one_scale_per_output() -> None:
    """The largest of a row is kept exactly, and the row has no more values than seven bits and a sign allow."""
    weight = torch.tensor([[0.5, -1.0, 0.001], [8.0, 2.0, 0.03]])
    found = weights(weight)
    assert found[0, 1] == -1.0 and found[1, 0] == 8.0
    steps = found / weight.abs().amax(1, keepdim=True) * WEIGHTS
    assert torch.allclose(steps, steps.round(), atol=1e-4)


def test_states_keep_zero() -> None:
    """Zero stays zero, as ONNX's DynamicQuantizeLinear has it, and nothing moves by more than half a step."""
    x = torch.linspace(-1.0, 3.0, 41)
    found = states(x)
    assert found[10].item() == pytest.approx(0.0, abs=1e-6)
    assert (found - x).abs().max().item() <= 4.0 / 255 / 2 + 1e-4


def test_every_layer_is_rounded_and_learns() -> None:
    """Names of the parameters stay, and gradients pass."""
    network = nn.Sequential(nn.Linear(8, 4), nn.GELU(), nn.Linear(4, 2))
    names = list(network.state_dict())
    rounded(network)
    network(torch.randn(3, 8)).sum().backward()
    assert list(network.state_dict()) == names
    assert network[0].weight.grad.abs().sum() > 0
