from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matcher.domain import Brief
from matcher.reading.understanding import understand
from matcher.search import find_matches
from matcher.sight import read_subject, see
from tests.home import Home

POST = "A night train from Berlin to Vienna and back again, slowly through the mountains"


class Always:
    """A lens that takes every text for a post."""

    def __init__(self, lens):
        self._lens = lens

    def __getattr__(self, name):
        return getattr(self._lens, name)

    def reads_like_a_post(self, passage, language, posts):
        return True


@pytest.mark.parametrize(
    ("text", "is_post"),
    [
        (POST, True),
        ("night trains", False),
        ("夜行列車でベルリンからウィーンへ、山をゆっくり", True),
        ("夜行列車", False),
    ],
)
def test_a_few_words_are_never_taken_for_a_post(home: Home, text: str, is_post: bool):
    shelf = home.shelves().current()

    seen = see(Brief(text=text, language="en"), replace(shelf, lens=Always(shelf.lens)))

    assert (seen.like is not None) == is_post


def test_what_is_looked_for_has_length_one(home: Home):
    for brief in (Brief(text="coffee"), Brief(text="", like=(2,)), Brief(text="coffee", like=(2,), unlike=(3,))):
        assert np.linalg.norm(see(brief, home.shelves().current()).x) == pytest.approx(1, abs=1e-5)


def test_a_brief_among_no_posts_is_a_brief(empty_home: Home):
    empty_home.import_rows([{"platform": "x", "external_id": "quiet", "name": "Quiet trains"}])
    empty_home.index()

    answer = find_matches(Brief(text=POST, language="en"), empty_home.shelves())

    assert [match.creator.external_id for match in answer.matches] == ["quiet"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("予算30万円以内でフォロワー1〜5万人、関西の20代女性向けカフェ巡り", "で 、関西の20代女性向けカフェ巡り"),
        ("micro-influencers in Bangkok, no alcohol", "in Bangkok, no alcohol"),
        ("予算30万円以内", "予算30万円以内"),
        ("Cafés in Bangkok.", "Cafés in Bangkok."),
        ("、カフェ巡り。", "、カフェ巡り。"),
    ],
)
def test_numbers_are_no_subject(text: str, subject: str):
    assert read_subject(Brief(text=text, understood=understand(text, date(2026, 10, 1)))) == subject
