import numpy as np
import pytest

from tests.home import Home


@pytest.fixture
def brief(home: Home) -> np.ndarray:
    return home.generation().lens.see(home.encoder.encode_queries(["新作リップ coffee trains"])[0], "ja")


def test_the_terms_add_up_to_the_inner_product_with_the_creators_vector(home: Home, brief: np.ndarray):
    generation = home.generation()
    ids = generation.columns.ids.tolist()

    terms = generation.evidence.terms(brief, ids)

    sums = [each.profile + (each.topic or 0.0) + sum(term for _, term in each.posts) for each in terms]
    assert sums == pytest.approx(generation.evidence.combine(np.arange(4)) @ brief, abs=1e-5)


def test_every_post_with_words_has_its_own_term(home: Home, brief: np.ndarray):
    terms = home.generation().evidence.terms(brief, [1, 2, 3, 4])

    assert [[post for post, _ in each.posts] for each in terms] == [[1, 2, 3], [4], [5, 6], []]


def test_a_creator_without_tags_has_no_topic_term(home: Home, brief: np.ndarray):
    terms = home.generation().evidence.terms(brief, [1, 2, 3, 4])

    assert [each.topic is None for each in terms] == [False, False, True, True]


def test_terms_come_in_the_order_asked_for(home: Home, brief: np.ndarray):
    assert [each.creator for each in home.generation().evidence.terms(brief, [3, 1])] == [3, 1]


def test_a_missing_view_adds_nothing(home: Home):
    evidence = home.generation().evidence
    silent = np.array([3])  # the row of the creator with neither tags nor posts
    titles = evidence.spreads["titles"].standardise(
        evidence.raw.view("titles", silent), home.generation().columns.first_languages(silent)
    )
    whole = evidence.spreads["whole"].standardise(
        evidence.raw.view("whole", silent), home.generation().columns.first_languages(silent)
    )

    assert evidence.combine(silent) == pytest.approx((titles + whole) / 3, abs=1e-5)
