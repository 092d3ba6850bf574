"""A tiny sentence-transformers model with fixed random weights: the real loading code without a download."""

from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast


def write_tiny_model(folder: Path) -> Path:
    """Write the model to a folder and return it. Every character of a text is a token of its own."""
    letters = [chr(code) for code in (*range(0x20, 0x7F), *range(0x3041, 0x30FF), *range(0x4E00, 0x9FFF))]
    names = ["[PAD]", "[UNK]", *letters]
    tokenizer = Tokenizer(WordLevel({name: id for id, name in enumerate(names)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    raw = folder / "raw"
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(raw)
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(names),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(raw)
    transformer = Transformer(str(raw), max_seq_length=64)
    model = SentenceTransformer(modules=[transformer, Pooling(32, "mean")], device="cpu")
    model.save(str(folder))
    return folder
