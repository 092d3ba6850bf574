from datetime import UTC, date, datetime

import pytest

from matcher.domain import Creator, Engagement, Post
from matcher.engagement import find_last_post, list_rates, measure_engagement


def post(
    id: int, likes: int | None = None, comments: int | None = 0, views: int | None = None, day: int | None = None
) -> Post:
    published_at = datetime(2026, 9, day, tzinfo=UTC) if day else None
    return Post(
        id=id, external_id=str(id), text="a", likes=likes, comments=comments, views=views, published_at=published_at
    )


def creator(*posts: Post, followers: int | None = 1_000) -> Creator:
    return Creator(id=1, platform="x", external_id="a", followers=followers, posts=posts)


def test_the_rate_is_the_median_of_likes_and_comments_by_followers():
    measured = measure_engagement(creator(post(1, 10, 0), post(2, 30, 5), post(3, 500, 100), post(4, 20, 2)))

    assert measured == Engagement(rate=0.0285, of="followers", posts=4)


@pytest.mark.parametrize("followers", [None, 0])
def test_without_followers_each_post_is_divided_by_its_views(followers):
    posts = (post(1, 10, 0, 100), post(2, 30, 0, 100), post(3, 5, 5, 50), post(4, 9, 9, 0), post(5, 9, 9))

    assert measure_engagement(creator(*posts, followers=followers)) == Engagement(rate=0.2, of="views", posts=3)


def test_a_post_of_which_likes_or_comments_are_unknown_does_not_count_and_zero_does():
    posts = (post(1, 0, 0), post(2, None, 9), post(3, 9, None), post(4, 0, 0), post(5, 8, 2))

    assert measure_engagement(creator(*posts)) == Engagement(rate=0.0, of="followers", posts=3)


def test_fewer_than_three_posts_say_nothing():
    assert measure_engagement(creator(post(1, 10), post(2, 10))) is None
    assert measure_engagement(creator()) is None


def test_only_the_thirty_most_recent_posts_count_and_those_without_a_day_are_the_oldest():
    old = [post(id, 900) for id in range(100, 140)]
    recent = [post(id, 10, day=1 + id % 28) for id in range(16)]

    assert measure_engagement(creator(*old, *recent)) == Engagement(rate=0.01, of="followers", posts=30)


def test_the_last_post_is_the_most_recent_day():
    assert find_last_post(creator(post(1, day=3), post(2), post(3, day=17))) == date(2026, 9, 17)
    assert find_last_post(creator(post(1))) is None


def test_rates_of_dated_posts_are_listed_oldest_first():
    posts = (post(1, 10, 10, day=9), post(2, 5, 5, day=2), post(3, 1, 1), post(4, None, 1, day=4))

    assert list_rates(creator(*posts)) == ((date(2026, 9, 2), 0.01), (date(2026, 9, 9), 0.02))
