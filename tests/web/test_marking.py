import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Brief
from web.marking import find_marks, mark_words


@pytest.mark.parametrize(
    ("brief", "text", "marked"),
    [
        ("新作リップ", "秋の新作ﾘｯﾌﾟとリップ", "秋の<mark>新作</mark>ﾘｯﾌﾟと<mark>リップ</mark>"),
        ("ＬＩＰＳＴＩＣＫ", "my lipstick", "my <mark>lipstick</mark>"),
        ("Creators who travel by train", "TRAVELLING by trains", "<mark>TRAVELLING</mark> by <mark>trains</mark>"),
        ("train", "restrained", "restrained"),
        ("for people with rain", "with the people", "with the people"),
        ('say "a<b"', "a<b & a", "<mark>a&lt;b</mark> &amp; a"),
        ("喫茶店", "<b>喫茶店</b>", "&lt;b&gt;<mark>喫茶店</mark>&lt;/b&gt;"),
        ("💄", "💄", "💄"),
    ],
)
def test_words_of_the_brief_are_marked_in_any_width_and_case_and_all_is_escaped(brief, text, marked):
    assert mark_words(text, find_marks(Brief(text=brief))) == marked


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_is_lost_and_nothing_but_marks_is_added(brief, text):
    marked = mark_words(text, find_marks(Brief(text=brief)))

    assert marked.replace("<mark>", "").replace("</mark>", "") == mark_words(text, ())
