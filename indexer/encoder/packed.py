"""The quick forward pass: windows end to end, without padding and so without masks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import torch
from torch import Tensor
from torch.nn import functional

from indexer.encoder.bert import Bert, Layer, Norm
from indexer.encoder.dense import Dense, make_bfloat16, make_float32, make_int8
from matcher.lens import Rows

MAKERS = {"float32": make_float32, "bfloat16": make_bfloat16, "int8": make_int8}


@dataclass(frozen=True, slots=True)
class _Run:
    """Windows of one length that lie side by side among the tokens of a batch."""

    start: int
    count: int
    length: int

    @property
    def span(self) -> slice:
        return slice(self.start, self.start + self.count * self.length)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A layer with its linear maps made ready."""

    project: Dense
    attend: Dense
    attended: Norm
    widen: Dense
    narrow: Dense
    narrowed: Norm


class PackedForward:
    """Computes a BERT-like model over all tokens of a batch at once. Safe between threads."""

    most_tokens = 2048  # more do not stay in the processor's cache between two steps

    def __init__(self, bert: Bert, dtype: str) -> None:
        """Make the weights ready; `dtype` is one of MAKERS, and "int8" takes a model in float32."""
        self.name = f"packed {dtype}"
        self._bert = bert
        self._steps = tuple(_make_step(layer, dtype) for layer in bert.layers)

    def __call__(self, windows: list[list[int]]) -> Rows:
        """Return (n, dimension) float32 rows of any length for n windows of token ids."""
        order = sorted(range(len(windows)), key=lambda place: len(windows[place]))
        ordered = [windows[place] for place in order]
        runs = list(_find_runs(ordered))
        with torch.inference_mode():
            tokens = torch.tensor([token for window in ordered for token in window])
            rows = self._embed(tokens, runs)
            for step in self._steps:
                rows = self._take_step(step, rows, runs)
            means = torch.cat([rows[run.span].view(run.count, run.length, -1).float().mean(dim=1) for run in runs])
            if self._bert.is_unit:
                means = functional.normalize(means)
            vectors = torch.empty_like(means)
            vectors[torch.tensor(order)] = means
        made: Rows = vectors.numpy()
        return made

    def _embed(self, tokens: Tensor, runs: list[_Run]) -> Tensor:
        places = torch.cat([_number(tokens[run.span].view(run.count, -1), self._bert.pad).flatten() for run in runs])
        rows = functional.embedding(tokens, self._bert.words).add_(functional.embedding(places, self._bert.places))
        return _normalise(rows, self._bert.embedded)

    def _take_step(self, step: _Step, rows: Tensor, runs: list[_Run]) -> Tensor:
        attended = self._attend(step.project(rows), torch.empty_like(rows), runs)
        rows = _normalise(step.attend(attended).add_(rows), step.attended)
        return _normalise(step.narrow(step.widen(rows)).add_(rows), step.narrowed)

    def _attend(self, projected: Tensor, attended: Tensor, runs: list[_Run]) -> Tensor:
        """Fill `attended` with what every token takes from the tokens of its own window, and return it."""
        heads = self._bert.heads
        for run in runs:
            parts = projected[run.span].view(run.count, run.length, 3, heads, -1).permute(2, 0, 3, 1, 4)
            taken = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2])
            attended[run.span].view(run.count, run.length, heads, -1).copy_(taken.transpose(1, 2))
        return attended


def _make_step(layer: Layer, dtype: str) -> _Step:
    make = MAKERS[dtype]
    return _Step(
        project=make(layer.project),
        attend=make(layer.attend),
        attended=layer.attended,
        widen=make(layer.widen, gelu=True),
        narrow=make(layer.narrow),
        narrowed=layer.narrowed,
    )


def _find_runs(windows: list[list[int]]) -> Iterator[_Run]:
    start = 0
    for length, group in groupby(map(len, windows)):
        count = sum(1 for _ in group)
        yield _Run(start, count, length)
        start += count * length


def _number(tokens: Tensor, pad: int | None) -> Tensor:
    """Return the position of every token in its window."""
    if pad is None:
        return torch.arange(tokens.shape[1]).expand(tokens.shape)
    counted = (tokens != pad).long()
    return counted.cumsum(dim=1) * counted + pad


def _normalise(rows: Tensor, norm: Norm) -> Tensor:
    return functional.layer_norm(rows, norm.weight.shape, norm.weight, norm.bias, norm.eps)
