"""The model as sentence-transformers runs it: right for every model, and what the quicker path is held against."""

import torch
from sentence_transformers import SentenceTransformer

from matcher.lens import Rows


class PlainForward:
    """Pads a batch and gives it to the model. Safe between threads."""

    name = "sentence-transformers"
    most_tokens = 4096  # padded tokens of one batch

    def __init__(self, model: SentenceTransformer) -> None:
        """Take a loaded model."""
        self._model = model.eval()

    def __call__(self, windows: list[list[int]]) -> Rows:
        """Return (n, dimension) float32 rows of any length for n windows of token ids."""
        features = self._model.tokenizer.pad({"input_ids": windows}, return_tensors="pt")
        with torch.inference_mode():
            vectors: Rows = self._model(dict(features))["sentence_embedding"].float().numpy()
        return vectors
