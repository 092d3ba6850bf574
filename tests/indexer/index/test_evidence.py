import numpy as np
import pytest

from matcher.errors import CreatorNotFound
from tests.home import Home


@pytest.fixture
def brief(home: Home) -> np.ndarray:
    return home.generation().lens.see(home.encoder.encode_queries(["新作リップ coffee trains"])[0], "ja")


def test_the_terms_add_up_to_the_inner_product_with_the_creators_vector(home: Home, brief: np.ndarray):
    generation = home.generation()
    ids = generation.base.columns.ids.tolist()

    terms = generation.evidence.terms(brief, ids)

    sums = [each.profile + (each.tags or 0.0) + sum(term for _, term in each.posts) for each in terms]
    assert sums == pytest.approx(generation.base.evidence.combine(np.arange(4)) @ brief, abs=1e-5)


def test_every_post_with_words_has_its_own_term(home: Home, brief: np.ndarray):
    terms = home.generation().base.evidence.terms(brief, [1, 2, 3, 4])

    assert [[post for post, _ in each.posts] for each in terms] == [[1, 2, 3], [4], [5, 6], []]


def test_a_creator_without_tags_has_no_term_of_tags(home: Home, brief: np.ndarray):
    terms = home.generation().base.evidence.terms(brief, [1, 2, 3, 4])

    assert [each.tags is None for each in terms] == [False, False, True, True]


def test_terms_come_in_the_order_asked_for(home: Home, brief: np.ndarray):
    assert [each.creator for each in home.generation().base.evidence.terms(brief, [3, 1])] == [3, 1]


def test_a_missing_view_adds_nothing(home: Home):
    evidence = home.generation().base.evidence
    silent = np.array([3])  # the row of the creator with neither tags nor posts
    whole = evidence.spreads["whole"].standardise(
        evidence.raw.view("whole", silent), home.generation().base.columns.first_languages(silent)
    )

    assert evidence.combine(silent) == pytest.approx(whole / 3, abs=1e-5)


def test_few_posts_count_less_and_twice_where_none_has_a_title(home: Home):
    evidence = home.generation().base.evidence
    lip = np.array([0])  # three posts without titles
    languages = home.generation().base.columns.first_languages(lip)
    parts = {
        name: evidence.spreads[name].standardise(evidence.raw.view(name, lip), languages)
        for name in ("tags", "whole", "posts")
    }

    assert evidence.combine(lip) == pytest.approx(
        (parts["tags"] + parts["whole"] + 2 * 3 / 4 * parts["posts"]) / 4, abs=1e-5
    )


def test_a_single_post_with_a_title_speaks_through_the_titles(home: Home):
    evidence = home.generation().base.evidence
    cafe = np.array([1])
    titles = evidence.spreads["titles"].standardise(
        evidence.raw.view("titles", cafe), home.generation().base.columns.first_languages(cafe)
    )
    y = np.ones(evidence.raw.passages.shape[1], np.float32)

    assert evidence.terms(y, [2])[0].posts == ((4, pytest.approx(float(titles[0] @ y) / 3, abs=1e-4)),)


def test_the_post_nearest_to_a_passage_is_told_with_its_cosine(home: Home):
    evidence = home.generation().base.evidence
    like = evidence.centred_passages(np.array([2]))[0]  # the third post of the first creator

    lip, cafe = evidence.terms(like, [1, 2], like)

    assert lip.alike == (3, pytest.approx(1.0, abs=1e-3))
    assert cafe.alike is not None
    assert cafe.alike[0] == 4


def test_a_creator_who_is_not_here_is_named(home: Home):
    with pytest.raises(CreatorNotFound, match="Creator 99 is not in the index"):
        home.generation().base.evidence.vectors([1, 99])
