import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.shortlists.cells import defuse


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+81 3 1234",
        "-1",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "﹢1",
        "  =1+1",
        "\u3000=1+1",
        "\u200b=1+1",
        "\ufeff=1+1",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\tplain",
        '=HYPERLINK("https://evil.example","click")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_what_a_spreadsheet_might_calculate_stands_behind_an_apostrophe(text):
    assert defuse(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "みお｜リップ沼の住人", "1=1", "a@b.example", "'=1", "#春コスメ", "（＝）", "—dash", "  "]
)
def test_what_is_harmless_stays_as_it_is(text):
    assert defuse(text) == text


@given(st.text())
def test_no_text_begins_with_a_sign_that_calculates(text):
    defused = defuse(text)

    assert defused.endswith(text)
    assert unicodedata.normalize("NFKC", defused.lstrip())[:1] not in {*"=+-@"}
    assert defused[:1] not in {*"\t\r\n"}
