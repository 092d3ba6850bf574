import pytest

from tests.matcher.reading.understood import read_field


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cafés in Bangkok, no alcohol", ["alcohol"]),
        ("family vlogs, no alcohol or gambling please", ["alcohol", "gambling"]),
        ("family vlogs, no alcohol, politics", ["alcohol", "politics"]),
        ("vlogs without politics", ["politics"]),
        ("vlogs, excluding alcohol brands", ["alcohol"]),
        ("お酒NG", ["お酒"]),
        ("アルコール不可", ["アルコール"]),
        ("政治ネタ以外", ["政治"]),
        ("アルコールと政治は除外", ["アルコール", "政治"]),
        ("お酒・タバコNG", ["お酒", "タバコ"]),
        ("お酒、タバコNG", ["お酒", "タバコ"]),
        ("北京,不要酒类", ["酒类"]),
        ("술/담배 제외", ["술", "담배"]),
        ("정치 콘텐츠는 제외", ["정치"]),
        ("กรุงเทพ ไม่เอาแอลกอฮอล์", ["แอลกอฮอล์"]),
        ("Jakarta, tanpa alkohol", ["alkohol"]),
        ("Madrid, sin alcohol ni tabaco", ["alcohol", "tabaco"]),
    ],
)
def test_what_is_left_out_is_read_word_by_word(text, words):
    assert read_field("must_not", text) == words


@pytest.mark.parametrize(
    "text",
    [
        "no-bake desserts",
        "gluten-free baking",
        "recetas sin gluten",
        "breakfasts, sin azúcar",
        "recipes without eggs",
        "workouts without equipment",
        "cocktails without alcohol",
        "ノンアルコールカクテル",
        "顔出しNG",
        "保湿に不可欠な成分",
        "意外と簡単なレシピ",
        "砂糖なしのおやつ",
        "息抜き",
        "resep tanpa oven",
        "training, hiking and singing",
        "新手不要踩坑",
        "not only makeup",
        "東京以外",
        "Instagram以外",
    ],
)
def test_a_subject_that_says_what_it_lacks_leaves_nothing_out(text):
    assert read_field("must_not", text) is None


def test_a_place_that_is_left_out_is_not_asked_for():
    assert read_field("regions", "東京以外で活動する人") is None
