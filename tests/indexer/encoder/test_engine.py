"""The quick forward pass gives the vectors of sentence-transformers, or is not taken."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from transformers import BertConfig, BertModel, DistilBertConfig, DistilBertModel, XLMRobertaConfig, XLMRobertaModel

from indexer.encoder import engine
from indexer.encoder.bert import Linear
from indexer.encoder.dense import make_int8
from indexer.encoder.engine import choose_dtype, choose_forward
from indexer.encoder.packed import PackedForward
from indexer.encoder.plain import PlainForward
from indexer.encoder.sentence import SentenceEncoder
from tests.tiny_model import write_tiny_model

WINDOWS = [[5, 9, 7], [3], [8, 8, 40, 41, 42, 43, 44], [9, 5, 7], list(range(2, 60)), [3, 4], [5, 9, 7]]
SIZES = {
    "vocab_size": 64,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 48,
    "max_position_embeddings": 70,
    "pad_token_id": 1,
}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("models") / "tiny")


def model_with(tiny: Path, inner: torch.nn.Module, *after: torch.nn.Module) -> SentenceTransformer:
    """Put another network with random weights behind the tiny model's tokenizer."""
    transformer = Transformer(str(tiny), max_seq_length=64)
    transformer.model = inner.eval()
    return SentenceTransformer(modules=[transformer, *(after or [Pooling(32, "mean")])], device="cpu").eval()


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left * right).sum(axis=1) / np.linalg.norm(left, axis=1) / np.linalg.norm(right, axis=1)


def networks() -> dict[str, torch.nn.Module]:
    torch.manual_seed(3)
    return {
        "bert": BertModel(BertConfig(**SIZES)),
        "xlm-roberta": XLMRobertaModel(XLMRobertaConfig(**SIZES)),
    }


@pytest.mark.parametrize("kind", ["bert", "xlm-roberta"])
@pytest.mark.parametrize("windows", [WINDOWS, [[7]], [[1, 5, 1, 9]]], ids=["many", "one token", "padding in a text"])
def test_packed_windows_have_the_vectors_of_padded_ones(tiny: Path, kind: str, windows: list[list[int]]):
    model = model_with(tiny, networks()[kind])

    forward = choose_forward(model, "float32", WINDOWS)

    assert forward.name == "packed float32"
    assert forward(windows) == pytest.approx(PlainForward(model)(windows), abs=1e-5)


def test_a_model_that_scales_to_unit_length_keeps_doing_so(tiny: Path):
    model = model_with(tiny, networks()["bert"], Pooling(32, "mean"), Normalize())

    forward = choose_forward(model, "float32", WINDOWS)

    assert forward.name == "packed float32"
    assert np.linalg.norm(forward(WINDOWS), axis=1) == pytest.approx(np.ones(7), abs=1e-6)


@pytest.mark.parametrize(
    ("inner", "after", "reason"),
    [
        (DistilBertModel(DistilBertConfig(vocab_size=64, dim=32, n_heads=2, n_layers=1)), (), "it is a distilbert"),
        (BertModel(BertConfig(**SIZES)), (Pooling(32, "cls"),), "it pools by cls"),
        (BertModel(BertConfig(**SIZES, hidden_act="relu")), (), "it computes with relu"),
        (
            BertModel(BertConfig(**SIZES)),
            (Pooling(32, "mean"), Normalize(), Normalize()),
            "it is made of Transformer, Pooling, Normalize, Normalize",
        ),
    ],
    ids=["architecture", "pooling", "activation", "modules"],
)
def test_a_model_of_another_kind_is_left_to_sentence_transformers(
    tiny: Path,
    inner: torch.nn.Module,
    after: tuple[torch.nn.Module, ...],
    reason: str,
    caplog: pytest.LogCaptureFixture,
):
    model = model_with(tiny, inner, *after)

    forward = choose_forward(model, "float32", WINDOWS)

    assert forward.name == "sentence-transformers"
    assert caplog.messages == [f"The encoder is computed by sentence-transformers alone, which is slower: {reason}."]
    assert caplog.records[0].levelno == logging.WARNING
    assert forward(WINDOWS) == pytest.approx(PlainForward(model)(WINDOWS), abs=1e-6)


def test_a_pass_that_does_not_agree_is_not_taken(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(PackedForward, "__call__", lambda _, windows: np.ones((len(windows), 32), np.float32))

    forward = choose_forward(model_with(tiny, networks()["bert"]), "float32", WINDOWS)

    assert forward.name == "sentence-transformers"
    assert "The encoder is not computed as 'packed float32': its least cosine is" in caplog.text


def test_a_library_without_the_operations_is_no_obstacle(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError("Could not run 'onednn::qlinear_prepack'.\nMore of this.")

    monkeypatch.setitem(engine.PackedForward.__init__.__globals__["MAKERS"], "int8", refuse)

    forward = choose_forward(model_with(tiny, networks()["bert"]), "int8", WINDOWS)

    assert forward.name == "packed float32"
    assert "Could not run 'onednn::qlinear_prepack'." in caplog.text


def test_products_of_8_bits_are_near_those_of_32():
    generator = torch.Generator().manual_seed(1)
    linear = Linear(torch.randn(24, 64, generator=generator), torch.randn(24, generator=generator))
    rows = torch.randn(9, 64, generator=generator) * torch.logspace(-3, 3, 9)[:, None]
    rows[:, 5] *= 20
    rows[4] = 0
    rows[5] = -7

    made = make_int8(linear)(rows)

    exact = torch.nn.functional.linear(rows, linear.weight, linear.bias)
    spread = rows.amax(dim=1) - rows.amin(dim=1)
    assert ((made - exact).abs().amax(dim=1) <= spread * 0.06 + exact.abs().amax(dim=1) * 0.02 + 1e-6).all()
    assert torch.equal(made[4], linear.bias)


def test_a_token_of_8_bits_does_not_depend_on_the_others():
    generator = torch.Generator().manual_seed(2)
    linear = Linear(torch.randn(24, 64, generator=generator), torch.zeros(24))
    rows = torch.randn(40, 64, generator=generator)

    together = make_int8(linear)(torch.cat([rows, rows * 1000]))

    assert together[:40] == pytest.approx(make_int8(linear)(rows), abs=1e-5)


def test_threads_share_a_pass(tiny: Path):
    forward = choose_forward(model_with(tiny, networks()["bert"]), "float32", WINDOWS)
    expected = forward(WINDOWS)

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: forward(WINDOWS), range(40)))

    assert all(np.allclose(each, expected, atol=1e-6) for each in found)


@pytest.mark.parametrize(
    ("wanted", "flags", "dtype"),
    [
        ("auto", {"avx512_bf16": True, "avx512_vnni": True}, "bfloat16"),
        ("auto", {"avx512_bf16": False, "avx512_vnni": True}, "int8"),
        ("auto", {"avx_vnni": True}, "int8"),
        ("auto", {"avx2": True}, "float32"),
        ("float32", {"avx512_bf16": True}, "float32"),
        ("int8", {}, "int8"),
    ],
)
def test_the_number_format_is_the_quickest_of_the_processor(
    monkeypatch: pytest.MonkeyPatch, wanted: str, flags: dict[str, bool], dtype: str
):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: flags)

    assert choose_dtype(wanted) == dtype


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_an_encoder_says_how_it_computes(tiny: Path, dtype: str):
    assert SentenceEncoder(str(tiny), "tiny", dtype).engine == f"packed {dtype}"
