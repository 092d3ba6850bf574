import unicodedata

import pytest

from indexer.tagging.scripts import RANGES, count_scripts, find_words, is_word


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", {}),
        ("2026 😀 !?", {}),
        ("Café", {"Latin": 4}),
        ("新作リップを", {"Han": 2, "kana": 4}),
        ("・ー、。「」", {}),  # the marks between kana are no letters
        ("한국 Кофе", {"hangul": 2, "Cyrillic": 4}),
        ("ไทย ລາວ", {"Thai": 3, "Lao": 3}),
        ("\ud83d", {}),
    ],
)
def test_letters_are_counted_by_script(text, counts):
    assert count_scripts(text) == counts


@pytest.mark.parametrize("script", [name for name in RANGES if name not in ("kana", "Han", "Ethiopic")])
def test_a_scripts_letters_are_named_after_it(script):
    letters = [chr(code) for first, last in RANGES[script] for code in range(first, last + 1)]
    names = [unicodedata.name(letter, "") for letter in letters if unicodedata.category(letter).startswith("L")]

    others = [name for name in names if script.upper() not in name and "ORDINAL INDICATOR" not in name]

    assert len(names) > 20
    assert {name.split()[0] for name in others} <= {"COPTIC"}  # the Greek block holds some


def test_words_are_found_by_script():
    assert find_words("Latin", "日本旅行 in Tokyo, don't!") == ["in", "Tokyo", "don", "t"]
    assert find_words("Han", "日本の旅行") == ["日本", "旅行"]
    assert is_word("Devanagari", "वीडियो")
    assert not is_word("Latin", "mp3")
