"""Linear maps in the three number formats that a processor may be quick in."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

from indexer.encoder.bert import Linear

Dense = Callable[[Tensor], Tensor]  # (tokens, inputs) to (tokens, outputs)
TOKENS = 2048  # that the library lays weights out for; any number works
TINY = 1e-12  # smallest scale, so that a row of zeros is not divided by zero


def make_float32(linear: Linear, *, gelu: bool = False) -> Dense:
    """Return the map in float32, followed by GELU where wanted."""

    def apply(rows: Tensor) -> Tensor:
        made = functional.linear(rows, linear.weight, linear.bias)
        return _bend(made) if gelu else made

    return apply


def make_bfloat16(linear: Linear, *, gelu: bool = False) -> Dense:
    """Return the map in bfloat16; weights are laid out once, and bias and GELU are part of the product."""
    weight = torch.ops.mkldnn._reorder_linear_weight(linear.weight, TOKENS)
    after = "gelu" if gelu else "none"

    def apply(rows: Tensor) -> Tensor:
        made: Tensor = torch.ops.mkldnn._linear_pointwise(rows, weight, linear.bias, after, [], "none")
        return made

    return apply


def make_int8(linear: Linear, *, gelu: bool = False) -> Dense:
    """Return the map with products of 8 bits: each output's weights and each token have a scale of their own.

    A token's numbers are spread over 0 to 255 from its smallest to its largest. Scales are by token, and not by batch,
    so that a text's vector does not depend on what it is computed with.
    """
    scales = (linear.weight.abs().amax(dim=1) / 127).clamp_min_(TINY)
    rounded = (linear.weight / scales[:, None]).round_().to(torch.int8)
    weight = torch.ops.onednn.qlinear_prepack(rounded, None)
    zeros = torch.zeros(len(scales), dtype=torch.long)
    sums = rounded.sum(dim=1) * scales  # what a token's smallest number, which is stored as 0, comes to

    def apply(rows: Tensor) -> Tensor:
        smallest = rows.amin(dim=1, keepdim=True)
        step = (rows.amax(dim=1, keepdim=True) - smallest).div_(255).clamp_min_(TINY)
        small = torch.addcmul(0.5 - smallest / step, rows, 1 / step).to(torch.uint8)  # + 0.5: cut off is rounded
        made: Tensor = torch.ops.onednn.qlinear_pointwise(
            small, 1.0, 0, weight, scales, zeros, None, 1.0, 0, torch.float32, "none", [], ""
        )
        torch.addcmul(linear.bias, made, step, out=made).addcmul_(smallest, sums)
        return _bend(made) if gelu else made

    return apply


def _bend(rows: Tensor) -> Tensor:
    """Apply GELU in place, which spares a copy of the largest array of the pass."""
    bent: Tensor = torch.ops.aten.gelu_(rows)
    return bent
