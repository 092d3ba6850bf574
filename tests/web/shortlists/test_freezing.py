import json
from dataclasses import replace

import pytest

from matcher.authenticity.nouns import Authenticity
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
    assert figures["engagement_rate"].amount is None
    assert (figures["median_views"].amount, figures["median_views"].posts) == (None, 1)
    assert figures["statistic:views:median"].amount == 25_400.0
    assert figures["last_post"].amount.isoformat() == "2026-09-01"
    assert figures["sponsored_share"].amount == 0.5


def test_zero_followers_give_no_rate_and_stay_zero():
    figures = {figure.name: figure for figure in list_figures(CREATORS[3])}

    assert figures["followers"].amount == 0
    assert figures["engagement_rate"].amount is None


def test_an_estimate_carries_its_interval_also_when_it_is_frozen():
    found = Authenticity(
        level="likely_real", probability=0.1, interval=(0.04, 0.2), events=(), evidence=(), prior=0.3, version="1"
    )
    portrait = draw_portrait(replace(CREATORS[0], authenticity=found))
    figures = {figure.name: figure for figure in portrait.figures}

    assert (figures["real_audience"].amount, figures["real_audience"].interval) == (0.9, (0.8, 0.96))
    shown = Shown(portrait=portrait, note="")
    assert thaw(json.loads(json.dumps(freeze(shown)))) == shown
