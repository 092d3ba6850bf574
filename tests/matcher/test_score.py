"""Scores by hand: two dimensions, three creators, a bank of two topics."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from matcher.calibration import Calibration
from matcher.lens import Lens, Rows
from matcher.ports import Shelf, Terms
from matcher.score import Recipe, Seen, score_creators

AXES = np.eye(2, dtype=np.float32)
VECTORS = {1: (4.0, 0.0), 2: (2.0, 2.0), 3: (0.0, 4.0)}
UNITS = Calibration(everyone=1.0, recalled=2.0, subject=0.5, alike=0.1)
EAST = np.array([1, 0], np.float32)


class Parts:
    """Evidence whose only term is the profile's."""

    def __init__(self, alike: tuple[int, float] | None = None) -> None:
        self.alike = alike

    def vectors(self, creators: Sequence[int]) -> Rows:
        return np.array([VECTORS[id] for id in creators], np.float32)

    def terms(self, y: Rows, creators: Sequence[int], like: Rows | None = None) -> list[Terms]:
        return [
            Terms(
                creator=id,
                profile=float(np.array(VECTORS[id]) @ y),
                tags=None,
                posts=((9, 0.0),),
                alike=self.alike if like is not None else None,
            )
            for id in creators
        ]

    def post_mean(self, language: str | None) -> Rows | None:
        return None


def make_shelf(parts: Parts) -> Shelf:
    lens = Lens(matrix=AXES, briefs={}, answers={}, topics=AXES, kinship=0.0)
    return Shelf(
        generation="g000001",
        encode_brief=lambda text: (EAST, EAST),
        lens=lens,
        calibration=UNITS,
        topics={"en": ("east", "north")},
        vectors=None,  # nothing is searched here
        lexical=None,
        evidence=parts,
        catalogue=None,
        find_real=lambda creators: [None] * len(creators),
    )


NOTHING = Recipe(meaning=0, subject=0, feedback=0, alike=0)


def scores(recipe: Recipe, parts: Parts | None = None, like: Rows | None = None) -> list[float]:
    scored = score_creators(Seen(x=EAST, like=like), [1, 2, 3], make_shelf(parts or Parts()), recipe)
    return [one.score for one in scored]


def test_meaning_is_the_inner_product_in_spreads_of_those_recalled():
    assert scores(replace(NOTHING, meaning=0.5)) == pytest.approx([1.0, 0.5, 0.0])  # 0.5 * 4 / 2


def test_the_subject_is_what_a_creator_is_about_rather_than_another_topic():
    # For the first: e^4 / (2 e^4 + 1) is claimed by the first topic (weight e^10), as much by the brief (weight 1).
    weights = np.exp([10, 0, 0]) / np.exp([10, 0, 0]).sum()
    claims = np.exp([[4, 0, 4], [2, 2, 2], [0, 4, 0]])
    shares = claims / claims.sum(axis=1, keepdims=True)
    expected = 0.5 / 0.5 * np.log(3 * (shares @ weights + 1e-4))

    assert scores(replace(NOTHING, subject=0.5)) == pytest.approx(expected.tolist())


def test_whoever_is_about_everything_alike_has_no_share_of_the_subject():
    assert scores(replace(NOTHING, subject=0.5))[1] == pytest.approx(0.0, abs=1e-3)


def test_the_topic_that_speaks_most_for_a_creator_is_told():
    scored = score_creators(Seen(x=EAST), [1, 3], make_shelf(Parts()), replace(NOTHING, subject=0.5))

    assert [one.subject.topic if one.subject else None for one in scored] == [0, 0]


def test_what_the_surest_have_in_common_is_searched_again():
    # Only the first lies more than 2.5 spreads along the brief, so the common direction is its own.
    assert scores(replace(NOTHING, feedback=0.25)) == pytest.approx([0.5, 0.25, 0.0])  # 0.25 * 4 / 2


def test_where_nobody_is_sure_nothing_is_fed_back():
    north = np.array([0.6, -0.8], np.float32)

    scored = score_creators(Seen(x=north), [1, 2, 3], make_shelf(Parts()), replace(NOTHING, feedback=0.25))

    assert [one.score for one in scored] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("cosine", "nats"), [(-0.9, 0.0), (0.29, 0.0), (0.3, 0.0), (0.5, 8.0), (0.9, 36.0)])
def test_a_post_like_the_brief_counts_by_how_unlikely_that_is_by_chance(cosine, nats):
    parts = Parts(alike=(9, cosine))

    assert scores(replace(NOTHING, alike=1.0), parts, like=EAST) == pytest.approx([nats] * 3)  # ((c / 0.1)^2 - 9) / 2


def test_the_likeness_is_that_posts_term():
    scored = score_creators(Seen(x=EAST, like=EAST), [1], make_shelf(Parts(alike=(9, 0.5))), replace(NOTHING, alike=1))

    assert scored[0].terms.posts == ((9, pytest.approx(8.0)),)


def test_nobody_is_scored_where_nobody_is_asked_for():
    assert score_creators(Seen(x=EAST), [], make_shelf(Parts())) == []
