"""The encoder's own work, with a tiny random model: windows, batches, order, what is remembered."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoder import windows
from indexer.encoder.sentence import BRIEFS, SentenceEncoder
from tests.tiny_model import write_tiny_model

TRICKY = [
    "",
    " ",
    "a",
    "Looking for beauty creators",
    "蔵前の新しい焙煎所でカフェ巡り☕ #東京カフェ",
    "🫶🏻🫰🩷🥹",
    "서울 맛집 투어",
    "مطعم جديد",
    "long " * 200,
    "長い" * 333,
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def encoder(folder: Path) -> SentenceEncoder:
    return SentenceEncoder(str(folder), "tiny", "float32")


@pytest.fixture(scope="module")
def cutter(folder: Path) -> windows.Cutter:
    return SentenceEncoder(str(folder), "tiny", "float32")._cutter


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left * right).sum(axis=1)


def test_every_text_has_the_vector_that_it_has_alone(encoder: SentenceEncoder):
    texts = [*TRICKY, *reversed(TRICKY)]

    together = encoder.encode_passages(texts)

    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    assert together.shape == (20, 32)
    assert cosines(together, alone) == pytest.approx(np.ones(20), abs=1e-5)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(20), abs=1e-6)


def test_a_long_text_is_the_mean_of_its_windows_by_their_tokens(encoder: SentenceEncoder):
    whole = encoder.encode_passages(["a" * 64 + "b" * 32])[0]

    first, second = encoder._forward([[ord("a") - 0x20 + 2] * 64, [ord("b") - 0x20 + 2] * 32])
    mean = 64 * first + 32 * second
    assert whole == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)


def test_equal_texts_are_computed_once(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch):
    computed: list[int] = []
    forward = encoder._forward
    monkeypatch.setattr(encoder, "_forward", Watched(forward, computed))

    vectors = encoder.encode_passages(["one", "two", "one", "one"])

    assert sum(computed) == 2
    assert (vectors[0] == vectors[2]).all()
    assert (vectors[0] == vectors[3]).all()


def test_a_brief_asked_again_costs_nothing(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch):
    asking, answering = encoder.encode_brief("coffee in Tokyo")
    computed: list[int] = []
    monkeypatch.setattr(encoder, "_forward", Watched(encoder._forward, computed))

    again = encoder.encode_brief("coffee in Tokyo")
    other = encoder.encode_brief("coffee in Osaka")

    assert (again[0] is asking, again[1] is answering) == (True, True)
    assert not np.allclose(other[0], asking)
    assert computed == [1]  # the tiny model has no prompts: asking and answering are one text


def test_a_remembered_brief_cannot_be_spoilt(encoder: SentenceEncoder):
    asking, _ = encoder.encode_brief("coffee")

    with pytest.raises(ValueError, match="read-only"):
        asking += 1


def test_only_the_last_briefs_are_remembered(encoder: SentenceEncoder):
    assert encoder._remember_brief.cache_info().maxsize == BRIEFS == 1024


def test_threads_get_the_vectors_of_their_own_texts(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(windows, "PART", 3)
    texts = [f"{letter * length}" for letter in "abcdefgh" for length in (1, 7, 40)]
    expected = encoder.encode_passages(texts)

    with ThreadPoolExecutor(8) as threads:
        briefs = list(threads.map(encoder.encode_brief, texts * 3))
        passages = list(threads.map(lambda _: encoder.encode_passages(texts), range(8)))

    assert cosines(np.array([asking for asking, _ in briefs[:24]]), expected) == pytest.approx(np.ones(24), abs=1e-5)
    assert all(np.allclose(each, expected, atol=1e-5) for each in passages)


@settings(deadline=None, max_examples=50)
@given(
    texts=st.lists(st.text(alphabet="ab カ", max_size=200), max_size=20),
    most=st.integers(1, 300),
    part=st.integers(1, 7),
)
def test_batches_hold_every_token_once(cutter: windows.Cutter, texts: list[str], most: int, part: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "PART", part)

        batches = list(cutter.batches(texts, most))

    weights = dict.fromkeys(range(len(texts)), 0)
    for batch in batches:
        lengths = [len(window.tokens) for window in batch]
        assert lengths == sorted(lengths, reverse=True)
        assert len(batch) == 1 or len(batch) * lengths[0] <= most
        for window in batch:
            assert len(window.tokens) <= 64
            weights[window.text] += window.weight
    assert weights == {place: max(len(text), 1) for place, text in enumerate(texts)}


class Watched:
    """Notes how many windows each pass computes."""

    def __init__(self, forward, computed: list[int]) -> None:
        self._forward, self._computed = forward, computed
        self.most_tokens = forward.most_tokens

    def __call__(self, windows: list[list[int]]) -> np.ndarray:
        self._computed.append(len(windows))
        return self._forward(windows)
