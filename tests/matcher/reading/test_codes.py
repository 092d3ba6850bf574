import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InvalidFilter
from matcher.reading.codes import contains, read_language, read_region


@pytest.mark.parametrize(
    ("given", "usual"),
    [
        ("ja", "ja"),
        ("JA", "ja"),
        (" en\n", "en"),
        ("pt-br", "pt-BR"),
        ("PT_BR", "pt-BR"),
        ("sr-latn", "sr-Latn"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("yue", "yue"),
        ("tlh", "tlh"),
    ],
)
def test_a_language_is_read_in_its_usual_spelling(given, usual):
    assert read_language(given) == usual


@pytest.mark.parametrize(
    ("given", "usual"),
    [
        ("zh", "zh"),
        ("zh-CN", "zh-Hans"),
        ("zh-sg", "zh-Hans"),
        ("zh_tw", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-MY", "zh"),
        ("zh-hant", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-Hans-TW", "zh-Hans"),
        ("cmn-Hans", "zh-Hans"),
    ],
)
def test_chinese_is_told_apart_by_script_and_never_by_region(given, usual):
    assert read_language(given) == usual


@pytest.mark.parametrize(
    ("retired", "successor"),
    [
        ("iw", "he"),
        ("in", "id"),
        ("tl", "fil"),
        ("eng", "en"),
        ("jpn", "ja"),
        ("zho", "zh"),
        ("sh", "sr-Latn"),
        ("sh-Cyrl", "sr-Cyrl"),
        ("prs", "fa-AF"),
    ],
)
def test_a_retired_or_long_code_gives_its_successor(retired, successor):
    assert read_language(retired) == successor


@pytest.mark.parametrize(
    "given",
    [
        "",
        " ",
        "-",
        "en-",
        "en--US",
        "e",
        "xx",
        "english",
        "日本語",
        "ｊａ",
        "en-ZZ",
        "en-UK",
        "en-Qqqq",
        "zh-Hans-Hant",
        "en-US-GB",
        "de-DE-1996",
        "en-Latn-US-x",
    ],
)
def test_what_is_no_language_is_refused_with_the_code_as_given(given):
    with pytest.raises(InvalidFilter) as refused:
        read_language(given)

    assert refused.value.problem == f"{given!r} is no language."
    assert refused.value.fix == "Give a BCP 47 code such as ja, en or zh-Hans."


@pytest.mark.parametrize(
    ("given", "usual"), [("JP", "JP"), ("jp", "JP"), (" tw ", "TW"), ("jp-13", "JP-13"), ("GB-ENG", "GB-ENG")]
)
def test_a_region_is_read_in_capitals(given, usual):
    assert read_region(given) == usual


@pytest.mark.parametrize("given", ["", " ", "-", "XX", "UK", "JPN", "392", "JP-", "JP-99", "JP 13", "jp_13", "Japan"])
def test_what_is_no_region_is_refused_with_the_code_as_given(given):
    with pytest.raises(InvalidFilter) as refused:
        read_region(given)

    assert refused.value.problem == f"{given!r} is no region."
    assert refused.value.fix == "Give an ISO 3166 code: a country such as JP, or a part of one such as JP-13."


@pytest.mark.parametrize(
    ("wider", "code", "expected"),
    [
        ("zh", "zh-Hans", True),
        ("zh-Hans", "zh-Hans", True),
        ("zh-Hans", "zh", False),
        ("zh", "zha", False),
        ("JP", "JP-13", True),
        ("JP-13", "JP", False),
        ("JP-1", "JP-13", False),
    ],
)
def test_a_code_contains_itself_and_its_parts_alone(wider, code, expected):
    assert contains(wider, code) is expected


SUBTAGS = st.sampled_from(["ja", "zh", "pt", "SR", "iw", "sh", "prs", "cmn", "Hans", "latn", "CN", "tw", "br", "xx"])


@given(st.lists(SUBTAGS, min_size=1, max_size=4).map("-".join))
def test_the_usual_spelling_is_read_as_itself(code):
    try:
        usual = read_language(code)
    except InvalidFilter:
        return

    assert read_language(usual) == usual


@pytest.mark.parametrize("code", ["es-419", "ES_419", "en-001"])
def test_a_language_of_an_area_keeps_its_area(code: str):
    assert read_language(code) == code.lower().replace("_", "-")


def test_an_unknown_area_is_refused():
    with pytest.raises(InvalidFilter, match="'es-999' is no language"):
        read_language("es-999")
