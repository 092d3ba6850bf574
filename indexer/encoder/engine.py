"""Which way a model is computed: the quickest that agrees with sentence-transformers, tried when it is loaded."""

import logging
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from indexer.encoder.bert import Bert, NotLikeBert, read_bert
from indexer.encoder.packed import PackedForward
from indexer.encoder.plain import PlainForward
from matcher.lens import Rows

logger = logging.getLogger(__name__)

AGREEMENT = {"float32": 0.9999, "bfloat16": 0.998, "int8": 0.998}  # least cosine to sentence-transformers
TRIAL = (
    "",
    "Looking for beauty creators who test lipsticks 💄",
    "蔵前の新しい焙煎所でカフェ巡り☕ #東京カフェ",
    "서울 맛집 투어, 진짜 맛있다",
    "分享一周素食食谱，简单又好吃",
    "รีวิวร้านอาหารในกรุงเทพ",
    "मुंबई में यात्रा और खाना",
    "مطعم جديد على الشاطئ",
    "Кафе у дома и рецепты",
    "recetas fáciles para niños, ¿qué tal?",
    "旅行 " * 60,
)  # texts of several scripts and lengths, one of them empty
BFLOAT16_FLAGS = ("avx512_bf16", "amx_bf16", "bf16", "sve_bf16")
INT8_FLAGS = ("avx512_vnni", "avx_vnni")  # without them, products of 8 bits are slower, and may overflow


class Forward(Protocol):
    """Computes windows of token ids."""

    @property
    def name(self) -> str:
        """What computes, and in which number format, for people to read."""

    @property
    def most_tokens(self) -> int:
        """How many tokens, padded to the longest window, one call should have at most."""

    def __call__(self, windows: list[list[int]]) -> Rows:
        """Return (n, dimension) float32 rows of any length for n windows."""


def choose_dtype(wanted: str) -> str:
    """Return the number format to compute in; "auto" is the quickest that this processor computes in."""
    if wanted != "auto":
        return wanted
    flags = torch.cpu.get_capabilities()
    if any(flags.get(flag) for flag in BFLOAT16_FLAGS):
        return "bfloat16"
    return "int8" if any(flags.get(flag) for flag in INT8_FLAGS) else "float32"


def choose_forward(model: SentenceTransformer, dtype: str, windows: Sequence[list[int]]) -> Forward:
    """Return the quickest way to compute a model that gives the vectors of sentence-transformers for `windows`.

    Whatever is not taken is told to the log as a warning, with the reason. The model is loaded in bfloat16 for that
    format and in float32 for the others.
    """
    plain = PlainForward(model)
    try:
        bert = read_bert(model)
    except NotLikeBert as reason:
        logger.warning("The encoder is computed by sentence-transformers alone, which is slower: %s.", reason)
        return plain
    expected = plain(list(windows))
    for each in ("int8", "float32") if dtype == "int8" else (dtype,):
        forward = _try_packed(bert, each, windows, expected)
        if forward is not None:
            return forward
    return plain


def _try_packed(bert: Bert, dtype: str, windows: Sequence[list[int]], expected: Rows) -> Forward | None:
    """Return the forward pass in this format; None where it cannot be had or does not agree."""
    try:
        forward = PackedForward(bert, dtype)
        found = forward(list(windows))
    except (AttributeError, RuntimeError) as error:  # the library was built without it
        logger.warning("The encoder is not computed as %r: %s.", f"packed {dtype}", str(error).splitlines()[0])
        return None
    cosine = _least_cosine(found, expected)
    if not cosine >= AGREEMENT[dtype]:
        logger.warning("The encoder is not computed as %r: its least cosine is %.5f.", forward.name, cosine)
        return None
    return forward


def _least_cosine(left: Rows, right: Rows) -> float:
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    return float(((left * right).sum(axis=1) / np.maximum(lengths, 1e-12)).min())
