import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers.normalizers import Precompiled

from indexer.encoder.charsmap import pack_charsmap

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(LETTERS, st.text(LETTERS, max_size=3), min_size=1, max_size=60))
def test_every_mapped_code_point_is_replaced_and_every_other_stays(replaced: dict[str, str]):
    normaliser = Precompiled(pack_charsmap({ord(letter): text for letter, text in replaced.items()}))

    for letter in [*replaced, "a", "あ", "한", "😀"]:
        assert normaliser.normalize_str(f"字{letter}字") == "".join(
            replaced.get(each, each) for each in f"字{letter}字"
        )


def test_code_points_are_mapped_one_by_one_without_composing():
    normaliser = Precompiled(pack_charsmap({ord(half): unicodedata.normalize("NFKC", half) for half in "ﾊﾟﾝ"}))

    assert normaliser.normalize_str("ﾊﾟﾝ") == "ハ\u309aン"
