"""Any sentence-transformers model as an encoder: long texts in windows, batches by length, float32 out."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers.utils import logging

from indexer.encoder.engine import TRIAL, choose_dtype, choose_forward
from indexer.encoder.windows import PART, Cutter
from matcher.errors import EncoderUnusable
from matcher.lens import Rows

BRIEFS = 1024  # briefs whose vectors are remembered: 3 MB for the default encoder


class SentenceEncoder:
    """Encodes with a sentence-transformers model on the CPU. Safe between threads.

    A text longer than the model reads at once is cut into windows; its vector is their mean, weighted by tokens.
    Equal texts are encoded once, and the vectors of the last briefs are remembered.
    """

    def __init__(self, model: str, name: str, dtype: str) -> None:
        """Load a model by name or folder.

        Raises:
            EncoderUnusable: there is no such model here, or it is not of this kind.
        """
        chosen = choose_dtype(dtype)
        loaded = _load(model, torch.bfloat16 if chosen == "bfloat16" else torch.float32)
        self._cutter = Cutter(loaded.tokenizer, loaded.max_seq_length)
        trial = [window.tokens for batch in self._cutter.batches(TRIAL, PART) for window in batch]
        self._forward = choose_forward(loaded, chosen, trial)
        prompts = {kind: loaded.prompts.get(kind) or "" for kind in ("query", "passage", "document")}
        self._asking, self._answering = prompts["query"], prompts["passage"] or prompts["document"]
        self._remember_brief = lru_cache(maxsize=BRIEFS)(self._encode_brief)
        self.name = name
        self.engine = self._forward.name
        self.dimension = int(loaded.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> Rows:
        """Return (n, dimension) float32 rows of unit length for texts that ask."""
        return self._encode([self._asking + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Rows:
        """Return (n, dimension) float32 rows of unit length for texts that answer."""
        return self._encode([self._answering + text for text in texts])

    def encode_brief(self, text: str) -> tuple[Rows, Rows]:
        """Return the (dimension,) vectors of one text as one that asks and as one that answers.

        They are computed in one pass, kept for the next time that the text is asked for, and cannot be written to.
        """
        return self._remember_brief(text)

    def _encode_brief(self, text: str) -> tuple[Rows, Rows]:
        both = self._encode([self._asking + text, self._answering + text])
        both.setflags(write=False)
        asking, answering = both
        return asking, answering

    def _encode(self, texts: list[str]) -> Rows:
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        sums = np.zeros((len(places), self.dimension), np.float32)
        for batch in self._cutter.batches(list(places), self._forward.most_tokens):
            for window, vector in zip(batch, self._forward([window.tokens for window in batch]), strict=True):
                sums[window.text] += window.weight * vector
        sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        rows: Rows = sums[[places[text] for text in texts]]
        return rows


def _load(model: str, dtype: torch.dtype) -> SentenceTransformer:
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(model, device="cpu", model_kwargs={"dtype": dtype})
    except (OSError, ValueError) as error:
        raise EncoderUnusable(
            f"The model {model!r} cannot be loaded: {str(error).splitlines()[0]}",
            "Set ENMUSUBI_MODEL to a sentence-transformers folder, or unset it for the default encoder.",
        ) from error
