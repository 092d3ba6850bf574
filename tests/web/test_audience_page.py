import pytest

from tests.home import Home
from tests.indexer.index.test_trust import counted
from web import create_app


@pytest.fixture
def client(empty_home: Home):
    empty_home.import_rows([counted("coffee calm", tags=["coffee"]), counted("coffee jump", 9_000, tags=["coffee"])])
    empty_home.index()
    return create_app(empty_home.settings, empty_home.shelves()).test_client()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Partly unexplained", "Likely real", "likely real ("]),
        ("ja", ["一部説明がつかない", "実在の可能性が高い", "実在の確率"]),
    ],
)
def test_a_match_says_how_real_the_audience_is(client, language, said):
    page = client.get("/?q=coffee", headers={"Accept-Language": language}).get_data(as_text=True)

    assert [words for words in said if words not in page] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Part of this audience cannot be explained by what is known: please ask before booking.",
                "Unexplained jump: +9,020 followers (17.9%); days it took: 1.",
                "No cause is seen in views or posts",
            ],
        ),
        ("ja", ["ご本人へ確認することをおすすめします。", "理由が分からない急増: 1日間で+9,020人（17.9%）。"]),
    ],
)
def test_a_creator_s_page_tells_the_evidence(client, language, said):
    page = client.get("/creators/2", headers={"Accept-Language": language}).get_data(as_text=True)

    assert [words for words in said if words not in page] == []
