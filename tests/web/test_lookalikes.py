import re

import pytest

LOOKALIKES, FACETS = "/api/v1/lookalikes", "/api/v1/facets"


def test_creators_like_one_are_answered_without_a_text(client):
    body = client.post(LOOKALIKES, json={"like": [1], "filter": {"platforms": ["tiktok"]}}).get_json()

    assert body["brief"]["text"] == ""
    assert [match["creator"]["id"] for match in body["matches"]] == [4]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"text": "a"}, 'There is no creator to go by. Send {"like": [7]} with ids of an answer.'),
        ({"like": 7}, "like is not a list. Give a list of creator ids such as [7]."),
        ({"like": ["7"]}, 'like holds "7", which is no creator id. Give ids as an answer shows them, such as 7.'),
        ({"like": list(range(51))}, "like holds 51 ids; at most 50 are read. Name fewer creators."),
        ({"unlike": [1]}, "The brief has no text. Describe the campaign in a sentence or two."),
    ],
)
def test_a_request_that_names_nobody_rightly_says_why(client, body, message):
    answer = client.post(LOOKALIKES, json=body)

    assert (answer.status_code, answer.get_json()["error"]["message"]) == (422, message)


def test_facets_count_every_choice(client):
    body = client.post(FACETS, json={"filter": {"regions": ["JP"]}}).get_json()

    assert body["total"] == 2
    assert list(body["facets"]) == [
        "languages",
        "regions",
        "platforms",
        "tiers",
        "engagement_rate",
        "last_post_days",
    ]
    assert body["facets"]["engagement_rate"][2:4] == [{"value": "0.03", "count": 1}, {"value": "0.05", "count": 0}]
    assert body["facets"]["languages"] == [{"value": "ja", "count": 2}, {"value": "zh-Hans", "count": 1}]


@pytest.mark.parametrize("body", [{"filter": {"region": ["JP"]}}, {"filters": {}}, []])
def test_facets_refuse_what_means_nothing(client, body):
    assert client.post(FACETS, json=body).status_code == 422


def test_the_page_links_to_more_and_less_like_a_creator(client):
    page = client.get("/?q=lip&region=JP").get_data(as_text=True)

    assert 'href="/?region=JP&amp;like=1"' in page
    assert 'href="/?q=lip&amp;region=JP&amp;unlike=1"' in page


def test_the_page_shows_whom_the_search_goes_by_and_how_to_drop_them(client):
    page = client.get("/?like=1&unlike=3").get_data(as_text=True)

    assert re.search(r'Drop </span><span class="what">Like</span> みお｜リップ沼の住人', page)
    assert 'href="/?like=1"' in page
    assert '<input type="hidden" name="unlike" value="3">' in page
    assert " required" not in page.split('<textarea id="q"')[1].split(">")[0]


def test_the_page_says_it_in_japanese(client):
    page = client.get("/?like=1", headers={"Accept-Language": "ja"}).get_data(as_text=True)

    assert "似たクリエイターを探す" in page


def test_a_creator_page_links_to_more_like_it(client):
    assert 'href="/?like=1"' in client.get("/creators/1").get_data(as_text=True)
