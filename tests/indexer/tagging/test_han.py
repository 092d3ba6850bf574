import pytest

from indexer.tagging.han import LARGEST, clip, weigh_han


@pytest.mark.parametrize("letters", ["雑談配信", "新宿駅周辺散策記録", "東京", "新作", "料理", "北海道", "無料", "働"])
def test_japanese_words_and_forms_speak_for_japanese(letters):
    assert weigh_han(letters).japanese > 0


@pytest.mark.parametrize(
    ("letters", "script"),
    [
        ("手机开箱评测", "zh-Hans"),
        ("手機開箱評測", "zh-Hant"),
        ("今天去了上海新开的咖啡店味道很不错", "zh-Hans"),
        ("今天去了台北新開的咖啡店味道很不錯", "zh-Hant"),
        ("今天", "zh"),
        ("如何", "zh"),
        ("后台干净", "zh-Hans"),  # 后, 台 and 干 are traditional letters too: 净 decides
    ],
)
def test_chinese_is_told_with_its_script(letters, script):
    evidence = weigh_han(letters)

    assert evidence.japanese < 0
    assert evidence.script == script


def test_a_longer_text_of_one_language_says_more():
    assert weigh_han("雑談").japanese < weigh_han("雑談配信").japanese


def test_no_text_says_more_than_the_largest_evidence():
    assert [clip(evidence) for evidence in (-30.0, -1.0, 0.0, 30.0)] == [-LARGEST, -1.0, 0.0, LARGEST]


def test_letters_that_no_word_has_are_weighed_too():
    assert weigh_han("龘龘").script == "zh"
    assert weigh_han("").japanese != 0


def test_a_form_that_japan_alone_writes_is_foreign_to_both_scripts_of_chinese():
    assert weigh_han("駅").japanese > 12  # ln 1,000 of it from the form
    assert weigh_han("发").japanese < -12  # a simplified form is foreign to Japan
