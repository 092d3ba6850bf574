"""The weights of a BERT-like model, taken out of sentence-transformers for the quick forward pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from torch import Tensor, nn

NUMBERED_FROM_ZERO = {"bert"}  # model types whose first position is 0
NUMBERED_AFTER_PAD = {"xlm-roberta", "roberta", "camembert"}  # ... and the number after the padding token's id


class NotLikeBert(Exception):
    """The model is of a kind that the quick forward pass does not know; the text says which."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A matrix (outputs, inputs) and what is added to its products."""

    weight: Tensor
    bias: Tensor


@dataclass(frozen=True, slots=True)
class Norm:
    """What a layer normalisation multiplies by and adds."""

    weight: Tensor
    bias: Tensor
    eps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer: attention, then two linear maps with GELU between them; a normalisation after each."""

    project: Linear  # queries, keys and values in one, in this order
    attend: Linear
    attended: Norm
    widen: Linear
    narrow: Linear
    narrowed: Norm


@dataclass(frozen=True, slots=True, kw_only=True)
class Bert:
    """A whole model that ends in the mean over the tokens."""

    words: Tensor  # (vocabulary, hidden)
    places: Tensor  # (positions, hidden), with the one token type added
    embedded: Norm
    layers: tuple[Layer, ...]
    heads: int
    pad: int | None  # positions are counted after this id, and without it; None: from 0
    is_unit: bool  # the mean is scaled to unit length


def read_bert(model: SentenceTransformer) -> Bert:
    """Take the weights out of a model; matrices that need no change are shared with it.

    Raises:
        NotLikeBert: the model is of another kind.
    """
    inner, is_unit = _find_transformer(model)
    config = inner.config
    _refuse(config)
    embeddings = inner.embeddings
    return Bert(
        words=embeddings.word_embeddings.weight.data,
        places=embeddings.position_embeddings.weight.data + embeddings.token_type_embeddings.weight.data[0],
        embedded=_read_norm(embeddings.LayerNorm),
        layers=tuple(_read_layers(inner)),
        heads=config.num_attention_heads,
        pad=config.pad_token_id if config.model_type in NUMBERED_AFTER_PAD else None,
        is_unit=is_unit,
    )


def _find_transformer(model: SentenceTransformer) -> tuple[Any, bool]:  # transformers' models are not typed
    modules = list(model)
    kinds = [type(module) for module in modules]
    if kinds not in ([Transformer, Pooling], [Transformer, Pooling, Normalize]):
        raise NotLikeBert(f"it is made of {', '.join(kind.__name__ for kind in kinds)}")
    if modules[1].pooling_mode not in ("mean", ("mean",)):
        raise NotLikeBert(f"it pools by {modules[1].pooling_mode}")
    return modules[0].auto_model, kinds[-1] is Normalize


def _refuse(config: Any) -> None:  # noqa: ANN401
    if config.model_type not in NUMBERED_FROM_ZERO | NUMBERED_AFTER_PAD:
        raise NotLikeBert(f"it is a {config.model_type}")
    if config.hidden_act != "gelu":
        raise NotLikeBert(f"it computes with {config.hidden_act}")
    if getattr(config, "position_embedding_type", "absolute") != "absolute" or config.is_decoder:
        raise NotLikeBert("its attention is not BERT's")


def _read_layers(inner: Any) -> Iterator[Layer]:  # noqa: ANN401
    for layer in inner.encoder.layer:
        attention = layer.attention
        parts = [attention.self.query, attention.self.key, attention.self.value]
        yield Layer(
            project=Linear(
                torch.cat([part.weight.data for part in parts]), torch.cat([part.bias.data for part in parts])
            ),
            attend=_read_linear(attention.output.dense),
            attended=_read_norm(attention.output.LayerNorm),
            widen=_read_linear(layer.intermediate.dense),
            narrow=_read_linear(layer.output.dense),
            narrowed=_read_norm(layer.output.LayerNorm),
        )


def _read_linear(module: nn.Linear) -> Linear:
    return Linear(module.weight.data, module.bias.data)


def _read_norm(module: nn.LayerNorm) -> Norm:
    return Norm(module.weight.data, module.bias.data, module.eps)
