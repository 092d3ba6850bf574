"""The orders and pages of the results, and the filters that are numbers."""

import re
from html import unescape

import pytest

JAPANESE = {"Accept-Language": "ja,en;q=0.8"}


def read(client, address, **query):
    answer = client.get(address, query_string=query or None, headers=JAPANESE)
    return answer.status_code, unescape(answer.get_data(as_text=True))


def test_the_table_shows_the_same_creators_in_the_chosen_order(client):
    _, page = read(client, "/", q="リップ", view="table", sort="followers")

    rows = re.findall(r'<th scope="row"><a href="/creators/(\d)"', page)

    assert rows == ["2", "1", "4", "3"]
    assert 'class="figure" aria-sort="descending"' in page
    assert "適合度の高い4人を選んだ順に並べ替え、上位4人を表示しています。" in page


@pytest.mark.parametrize(
    ("sort", "order"),
    [("fit", "1234"), ("engagement", "1234"), ("recent", "1234"), ("followers", "2143"), ("x", "1234")],
)
def test_unknown_numbers_come_last_in_every_order_and_an_unknown_order_is_the_fit(client, sort, order):
    _, page = read(client, "/", q="リップ", sort=sort)

    assert re.findall(r'<h2 id="creator-(\d)">', page) == list(order)


def test_the_next_page_goes_on_where_this_one_ends(client):
    _, first = read(client, "/", q="リップ", limit="3")
    (link,) = re.findall(r'href="([^"]*cursor=[^"]*)" rel="next"', first)

    status, second = read(client, link)

    assert status == 200
    assert re.findall(r'<h2 id="creator-(\d)">', second) == ["4"]
    assert "適合度順の4位から4位まで" in second
    assert 'rel="next"' not in second
    assert read(client, link.replace("q=", "q=x"))[0] == 422


def test_rates_and_last_posts_are_filters_of_the_form(client):
    _, rated = read(client, "/", q="リップ", engagement_rate="0.03")
    _, recent = read(client, "/", q="リップ", last_post_days="3650")
    status, refused = read(client, "/", q="リップ", engagement_rate="much")

    assert "条件に合うクリエイターは1人" in rated
    assert "3%以上" in rated
    assert "条件に合うクリエイターは1人" in recent
    assert status == 422
    assert 'engagement_rate.minに"much"は指定できません。' in refused
