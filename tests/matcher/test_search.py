import pytest
from sqlalchemy import event

from indexer.catalogue.tables import CreatorRow, PostRow
from matcher.domain import Brief, Filter, Range
from matcher.explain import fit
from matcher.search import find_matches
from tests.home import Home

LIPSTICK = Brief(text="新作リップを紹介してくれる人", language="ja")


def test_the_creator_who_speaks_of_it_comes_first_and_its_posts_are_quoted_word_for_word(home: Home):
    best = find_matches(LIPSTICK, home.shelves()).matches[0]

    quoted = {reason.post.external_id: reason.text for reason in best.reasons if reason.post}
    assert (best.rank, best.creator.external_id) == (1, "lip")
    assert quoted["p3"] == "秋の新作コスメをまとめて紹介します"


def test_reasons_come_with_the_largest_share_first(home: Home):
    for match in find_matches(LIPSTICK, home.shelves()).matches:
        shares = [reason.share for reason in match.reasons]
        assert shares == sorted(shares, reverse=True)


def test_the_shares_of_the_reasons_add_up_to_the_score(home: Home):
    for match in find_matches(LIPSTICK, home.shelves()).matches:
        assert sum(reason.share for reason in match.reasons) == pytest.approx(match.score, abs=1e-9)


def test_the_hashtags_of_quoted_posts_are_the_topics_of_a_creator_without_tags(home: Home):
    post = {"external_id": "h1", "text": "Vegan ramen today #vegan #ラーメン", "tags": ["food"]}
    home.import_rows([{"platform": "x", "external_id": "ramen", "name": "Ramen notes", "posts": [post]}])
    home.index()

    match = find_matches(Brief(text="ramen", filter=Filter(must=("ラーメン",))), home.shelves()).matches[0]

    assert [reason.text for reason in match.reasons if reason.kind == "tags"] == ["food, vegan, ラーメン"]


def test_scores_fall_and_ranks_count_from_one(home: Home):
    answer = find_matches(LIPSTICK, home.shelves())

    assert [match.rank for match in answer.matches] == [1, 2, 3, 4]
    assert sorted((match.score for match in answer.matches), reverse=True) == [match.score for match in answer.matches]


def test_the_same_brief_gets_the_same_answer(home: Home):
    assert find_matches(LIPSTICK, home.shelves()) == find_matches(LIPSTICK, home.shelves())


def test_every_creator_with_posts_quotes_one(home: Home):
    kinds = {
        match.creator.external_id: [reason.kind for reason in match.reasons]
        for match in find_matches(LIPSTICK, home.shelves()).matches
    }

    assert {name: "post" in reasons for name, reasons in kinds.items()} == {
        "lip": True,
        "cafe": True,
        "trains": True,
        "silent": False,
    }


@pytest.mark.parametrize(
    ("must", "found"),
    [
        (Filter(languages=frozenset({"ja"})), {"lip"}),
        (Filter(regions=frozenset({"JP"})), {"lip"}),
        (Filter(platforms=frozenset({"youtube"})), {"cafe", "trains"}),
        (Filter(followers=Range(max=1_000)), {"cafe", "silent"}),
        (Filter(followers=Range(min=1)), {"lip", "cafe"}),
        (Filter(must=("素食",)), {"silent"}),
        (Filter(must=("coffee", "town")), {"cafe"}),
        (Filter(must_not=("train", "新作")), {"cafe", "silent"}),
        (Filter(must=("リップ",), must_not=("散歩",)), set()),
    ],
)
def test_a_filter_leaves_out_whoever_fails_it_and_counts_the_rest(home: Home, must: Filter, found: set[str]):
    answer = find_matches(Brief(text="coffee", language="en", filter=must), home.shelves())

    assert {match.creator.external_id for match in answer.matches} == found
    assert answer.total == len(found)


def test_the_limit_cuts_the_list_but_not_the_total(home: Home):
    answer = find_matches(Brief(text="coffee", limit=2), home.shelves())

    assert (len(answer.matches), answer.total) == (2, 4)


def test_a_creator_erased_since_is_left_out_and_the_next_takes_its_place(home: Home):
    shelves = home.shelves()
    first = find_matches(Brief(text="coffee", limit=2), shelves).matches
    with home.engine.begin() as connection:
        connection.execute(CreatorRow.__table__.delete().where(CreatorRow.id == first[0].creator.id))

    second = find_matches(Brief(text="coffee", limit=2), shelves).matches

    assert second[0].creator.id == first[1].creator.id
    assert [match.rank for match in second] == [1, 2]


def test_a_post_erased_since_is_not_quoted_and_the_shares_still_add_up(home: Home):
    shelves = home.shelves()
    before = find_matches(LIPSTICK, shelves).matches[0]
    with home.engine.begin() as connection:
        connection.execute(PostRow.__table__.delete().where(PostRow.external_id == "p1"))

    after = find_matches(LIPSTICK, shelves).matches[0]

    assert "p1" not in [reason.post.external_id for reason in after.reasons if reason.post]
    assert after.score == pytest.approx(before.score)


def test_what_is_shown_passes_its_own_filter_although_the_catalogue_moved_on(home: Home):
    shelves = home.shelves()
    home.import_rows([{"platform": "youtube", "external_id": "cafe", "followers": 5, "region": "US"}])

    shown = find_matches(Brief(text="coffee", filter=Filter(regions=frozenset({"GB"}))), shelves).matches[0].creator

    assert (shown.region, shown.followers) == ("GB", 1_000)


@pytest.mark.parametrize("limit", [1, 4, 200])
def test_one_brief_costs_one_encoding_and_at_most_four_statements(home: Home, limit: int):
    shelves = home.shelves()
    find_matches(LIPSTICK, shelves)
    statements: list[str] = []
    event.listen(shelves.reader.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    calls = home.encoder.calls

    find_matches(Brief(text="coffee", limit=limit), shelves)

    assert home.encoder.calls - calls == 1
    assert len(statements) <= 4


def test_fit_is_a_half_at_three_and_grows_with_the_score():
    assert [round(fit(score), 3) for score in (-10, 0, 3, 6, 15)] == [0.0, 0.119, 0.5, 0.881, 1.0]


def test_a_brief_in_another_script_finds_whoever_says_the_word_and_nothing_else(home: Home):
    answer = find_matches(Brief(text="素食 recipes", language="en"), home.shelves())

    silent = next(match for match in answer.matches if match.creator.external_id == "silent")
    assert [(reason.kind, reason.text) for reason in silent.reasons if reason.kind == "literal"] == [
        ("literal", "素食")
    ]
    assert silent.rank <= 2


def test_a_quoted_phrase_is_a_reason_with_the_post_that_says_it(home: Home):
    answer = find_matches(Brief(text='who says "good filter coffee"', language="en"), home.shelves())

    best = answer.matches[0]
    literal = next(reason for reason in best.reasons if reason.kind == "literal")
    assert (best.creator.external_id, literal.text) == ("cafe", "good filter coffee")
    assert literal.post is not None
    assert literal.post.external_id == "v1"
    assert sum(reason.share for reason in best.reasons) == pytest.approx(best.score, abs=1e-6)


def test_words_have_no_vote_unless_the_brief_is_widened(home: Home):
    text = "beautiful timetables"

    plain, widened = (
        find_matches(Brief(text=text, language="en", widen=widen), home.shelves()).matches for widen in (False, True)
    )

    assert not [reason for match in plain for reason in match.reasons if reason.kind == "literal"]
    assert widened[0].creator.external_id == "trains"
    assert "timetables" in [reason.text for reason in widened[0].reasons if reason.kind == "literal"]


def test_literal_search_obeys_the_filter(home: Home):
    answer = find_matches(
        Brief(text="素食 recipes", language="en", filter=Filter(platforms=frozenset({"youtube"}))), home.shelves()
    )

    assert [match.creator.external_id for match in answer.matches if match.creator.platform != "youtube"] == []
