"""Any sentence-transformers model as an encoder: long texts in windows, batches by length, float32 out."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers import PreTrainedTokenizerBase
from transformers.utils import logging

from matcher.errors import EncoderUnusable
from matcher.lens import Rows

BATCH_TOKENS = 4096  # padded tokens of one forward pass
BFLOAT16_FLAGS = ("avx512_bf16", "amx_bf16", "bf16", "sve_bf16")
Window = tuple[int, list[int]]  # (which text, its token ids without the special ones)


def choose_dtype(wanted: str) -> torch.dtype:
    """Return the number format to compute in; "auto" is bfloat16 where this CPU computes in it."""
    if wanted != "auto":
        return {"float32": torch.float32, "bfloat16": torch.bfloat16}[wanted]
    flags = torch.cpu.get_capabilities()
    return torch.bfloat16 if any(flags.get(flag) for flag in BFLOAT16_FLAGS) else torch.float32


class SentenceEncoder:
    """Encodes with a sentence-transformers model on the CPU.

    A text longer than the model reads at once is cut into windows; its vector is their mean, weighted by tokens.
    Equal texts are encoded once.
    """

    def __init__(self, model: str, name: str, dtype: str) -> None:
        """Load a model by name or folder.

        Raises:
            EncoderUnusable: there is no such model here, or it is not of this kind.
        """
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = SentenceTransformer(model, device="cpu", model_kwargs={"dtype": choose_dtype(dtype)})
        except (OSError, ValueError) as error:
            raise EncoderUnusable(
                f"The model {model!r} cannot be loaded: {str(error).splitlines()[0]}",
                "Set ENMUSUBI_MODEL to a sentence-transformers folder, or unset it for the default encoder.",
            ) from error
        self._model.eval()
        self._tokenizer = self._model.tokenizer
        self._before, self._after = _special_tokens(self._tokenizer)
        self._room = (self._model.max_seq_length or 512) - len(self._before) - len(self._after)
        self._prompts = {kind: self._model.prompts.get(kind) or "" for kind in ("query", "passage", "document")}
        self._answering = self._prompts["passage"] or self._prompts["document"]
        self.name = name
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> Rows:
        """Return (n, dimension) float32 rows of unit length for texts that ask."""
        return self._encode([self._prompts["query"] + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Rows:
        """Return (n, dimension) float32 rows of unit length for texts that answer."""
        return self._encode([self._answering + text for text in texts])

    def encode_brief(self, text: str) -> tuple[Rows, Rows]:
        """Return the (dimension,) vectors of one text as one that asks and as one that answers, in one pass."""
        asking, answering = self._encode([self._prompts["query"] + text, self._answering + text])
        return asking, answering

    def _encode(self, texts: list[str]) -> Rows:
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        windows = self._cut(list(places))
        sums = np.zeros((len(places), self.dimension), np.float32)
        for batch in _batches(windows):
            for (text, tokens), vector in zip(batch, self._forward(batch), strict=True):
                sums[text] += max(len(tokens), 1) * vector
        sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        return sums[[places[text] for text in texts]]

    def _cut(self, texts: list[str]) -> list[Window]:
        if not texts:
            return []
        tokenised = self._tokenizer(texts, add_special_tokens=False, truncation=False, verbose=False)["input_ids"]
        return [
            (text, tokens[start : start + self._room])
            for text, tokens in enumerate(tokenised)
            for start in range(0, max(len(tokens), 1), self._room)
        ]

    def _forward(self, batch: list[Window]) -> Rows:
        whole = [self._before + tokens + self._after for _, tokens in batch]
        features = self._tokenizer.pad({"input_ids": whole}, return_tensors="pt")
        with torch.inference_mode():
            vectors: Rows = self._model(dict(features))["sentence_embedding"].float().numpy()
        return vectors


def _special_tokens(tokenizer: PreTrainedTokenizerBase) -> tuple[list[int], list[int]]:
    """Return the ids that the model wants before and after a text."""
    sample = tokenizer("a", return_special_tokens_mask=True)
    ids, mask = sample["input_ids"], sample["special_tokens_mask"]
    start, end = mask.index(0), len(mask) - mask[::-1].index(0)
    return ids[:start], ids[end:]


def _batches(windows: list[Window]) -> Iterator[list[Window]]:
    """Give windows of like length together, as many as fit into one pass when padded to the longest."""
    batch: list[Window] = []
    for window in sorted(windows, key=lambda window: len(window[1]), reverse=True):
        if batch and (len(batch) + 1) * (len(batch[0][1]) + 2) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch
