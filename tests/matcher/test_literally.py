import pytest

from matcher.literally import add_literals
from matcher.ports import LexicalHit, Said, Terms
from matcher.reading.literals import Literal
from matcher.score import Scored

SOSHOKU, VEGAN = Literal("word", "素食", 0, 2), Literal("phrase", "vegan ramen", 3, 16)


def scored(creator: int, score: float) -> Scored:
    return Scored(terms=Terms(creator=creator, profile=score, tags=None, posts=()), subject=None)


def hit(creator: int, *literals: Literal, posts: tuple[int, ...] = ()) -> LexicalHit:
    return LexicalHit(creator, tuple(Said(literal, ("name",), posts) for literal in literals))


def test_whoever_says_it_starts_level_with_the_best_by_meaning():
    best, says, neither = add_literals([scored(1, 6.0), scored(2, 0.5), scored(3, 1.0)], [hit(2, SOSHOKU)], 1, 1.0)

    assert [best.score, says.score, neither.score] == [6.0, 6.5, 1.0]


def test_saying_half_of_what_is_asked_is_worth_half():
    one, both = add_literals([scored(1, 4.0), scored(2, 0.0)], [hit(1, VEGAN), hit(2, SOSHOKU, VEGAN)], 2, 1.0)

    assert [one.score, both.score] == [6.0, 4.0]
    assert [(literal.text, literal.share) for literal in both.literals] == [("素食", 2.0), ("vegan ramen", 2.0)]


def test_where_nobody_fits_by_meaning_a_word_is_still_worth_something():
    assert add_literals([scored(1, -3.0)], [hit(1, SOSHOKU)], 1, 1.0)[0].score == pytest.approx(-2.0)


def test_the_first_post_that_says_it_is_quoted_or_the_profile():
    post, profile = add_literals(
        [scored(1, 0.0), scored(2, 0.0)], [hit(1, SOSHOKU, posts=(7, 9)), hit(2, SOSHOKU)], 1, 1.0
    )

    assert [post.literals[0].post, profile.literals[0].post] == [7, None]
