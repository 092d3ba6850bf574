import json

import pytest

from tests.web.standin import CREATORS
from web.shortlists.figures import FEWEST, list_figures
from web.shortlists.freezing import Shown, freeze, thaw
from web.shortlists.portrait import draw_portrait


@pytest.mark.parametrize("creator", CREATORS, ids=lambda creator: str(creator.id))
def test_what_is_thawed_is_what_was_frozen(creator):
    shown = Shown(portrait=draw_portrait(creator), note="前回の案件で好評")

    assert thaw(json.loads(json.dumps(freeze(shown)))) == shown


def test_a_copy_holds_no_fee():
    portrait = draw_portrait(CREATORS[0])

    assert "90000" not in json.dumps(freeze(Shown(portrait=portrait, note="")))


@pytest.mark.parametrize(
    ("posts", "quoted"),
    [((12,), ["秋の限定"]), ((), ["新作ティン", "秋の限定"]), ((41, 99), ["新作ティン", "秋の限定"])],
)
def test_a_portrait_quotes_the_posts_that_were_named_else_the_first(posts, quoted):
    portrait = draw_portrait(CREATORS[0], posts)

    assert [quote.text[: len(said)] for quote, said in zip(portrait.quotes, quoted, strict=True)] == quoted


def test_a_number_from_too_few_posts_is_unknown():
    figures = {figure.name: figure for figure in list_figures(CREATORS[0])}

    assert FEWEST == 3
    assert (figures["engagement_rate"].amount, figures["engagement_rate"].posts) == (None, 2)
    assert figures["statistic:views:median"].amount == 25_400.0
    assert figures["last_post"].amount.isoformat() == "2026-09-01"
    assert figures["sponsored_share"].amount == 0.5


def test_zero_followers_give_no_rate_and_stay_zero():
    figures = {figure.name: figure for figure in list_figures(CREATORS[3])}

    assert figures["followers"].amount == 0
    assert figures["engagement_rate"].posts == 0
