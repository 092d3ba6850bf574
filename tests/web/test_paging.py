"""Pages never repeat or skip, whatever is published, erased or typed between them."""

import base64

import numpy as np
import pytest
from sqlalchemy import delete

from indexer.catalogue.tables import CreatorRow
from matcher.domain import Brief, Creator, Filter, Place
from matcher.search import find_matches
from tests.home import Home
from tests.web.standin import StandIn
from web import create_app
from web.paging import read_cursor, write_cursor

MATCHES = "/api/v1/matches"
CROWD = [
    {"platform": "x", "external_id": f"c{number}", "name": f"Coffee {number % 7} cup {number}", "tags": ["coffee"]}
    for number in range(60)
]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory) -> Home:
    home = Home(tmp_path_factory.mktemp("crowd"))
    home.import_rows(CROWD)
    home.index()
    return home


@pytest.fixture
def visit(crowd, monkeypatch):
    """Ask the API over the crowd, with a first recall of 25 and 55 at most, so that pages reach beyond both."""
    monkeypatch.setattr("matcher.search.RECALLED", 25)
    monkeypatch.setattr("matcher.search.DEEPEST", 50)
    monkeypatch.setattr("matcher.search.SPARE", 5)
    monkeypatch.setattr("web.paging.DEEPEST", 50)
    client = create_app(crowd.settings, crowd.shelves()).test_client()
    return lambda **body: client.post(MATCHES, json={"text": "coffee", **body})


def turn(visit, limits, **body):
    """Return the answers of all pages, their sizes taking turns."""
    pages, cursor = [], None
    for place in range(100):
        answer = visit(cursor=cursor, limit=limits[place % len(limits)], **body)
        assert answer.status_code == 200, answer.get_json()
        pages.append(answer.get_json())
        cursor = pages[-1]["next_cursor"]
        if cursor is None:
            return pages
    raise AssertionError("the pages do not end")


def who(pages):
    return [match["creator"]["external_id"] for page in pages for match in page["matches"]]


@pytest.mark.parametrize("limits", [[1], [7], [20], [3, 11, 2]])
def test_pages_hold_everybody_once_as_deep_as_they_reach(visit, limits):
    pages = turn(visit, limits)

    found = who(pages)
    assert len(found) == len(set(found)) == 50
    assert [match["rank"] for page in pages for match in page["matches"]] == list(range(1, 51))
    assert {page["total"] for page in pages} == {60}


def test_pages_of_any_size_are_one_ranking(visit):
    assert who(turn(visit, [7])) == who(turn(visit, [20])) == who(turn(visit, [3, 11, 2]))


def test_the_first_page_is_the_answer_without_paging(visit, crowd):
    plain = find_matches(Brief(text="coffee", language="en", limit=20), crowd.shelves())

    assert who([visit(limit=20, language="en").get_json()]) == [match.creator.external_id for match in plain.matches]


def test_scores_fall_within_what_was_recalled_together(visit):
    scores = [match["score"] for page in turn(visit, [9]) for match in page["matches"]]

    assert scores[:25] == sorted(scores[:25], reverse=True)
    assert scores[25:] == sorted(scores[25:], reverse=True)


def test_a_short_list_ends_without_a_cursor(visit):
    pages = turn(visit, [2], filter={"must": ["cup 1"]})

    assert len(who(pages)) == pages[0]["total"] == 1
    assert pages[-1]["next_cursor"] is None


def test_nobody_has_no_next_page(visit):
    body = visit(filter={"must": ["tea"]}).get_json()

    assert (body["total"], body["matches"], body["next_cursor"]) == (0, [], None)


def test_whoever_is_erased_between_two_pages_makes_nobody_come_twice_or_not_at_all(home):
    home.import_rows(CROWD)
    home.index()
    client = create_app(home.settings, home.shelves()).test_client()
    before = who(turn(lambda **body: client.post(MATCHES, json={"text": "coffee", **body}), [64]))
    first = client.post(MATCHES, json={"text": "coffee", "limit": 10}).get_json()
    with home.engine.begin() as connection:
        connection.execute(delete(CreatorRow).where(CreatorRow.external_id.in_([before[2], before[12], before[30]])))

    rest = turn(
        lambda **body: client.post(
            MATCHES, json={"text": "coffee", **body, "cursor": body["cursor"] or first["next_cursor"]}
        ),
        [10],
    )

    assert who([first]) + who(rest) == [one for one in before if one not in {before[12], before[30]}]


def test_pages_go_on_in_their_generation_while_it_is_kept_then_say_that_it_is_gone(empty_home):
    empty_home.import_rows(CROWD[:30])
    empty_home.index()
    client = create_app(empty_home.settings, empty_home.shelves()).test_client()
    ask = {"text": "coffee", "limit": 10}
    whole = client.post(MATCHES, json={**ask, "limit": 30}).get_json()
    first = client.post(MATCHES, json=ask).get_json()
    empty_home.import_rows([{"platform": "x", "external_id": "new", "name": "Coffee coffee coffee"}])
    empty_home.index()
    client.post(MATCHES, json=ask)

    second = client.post(MATCHES, json={**ask, "cursor": first["next_cursor"]})
    empty_home.import_rows([{"platform": "x", "external_id": "newer", "name": "Coffee and coffee"}])
    empty_home.index()
    third = client.post(MATCHES, json={**ask, "cursor": second.get_json()["next_cursor"]})

    assert second.get_json()["generation"] == first["generation"] == "g000001"
    assert who([first, second.get_json()]) == who([whole])[:20]
    assert (third.status_code, third.get_json()["error"]["code"]) == (410, "cursor_expired")


def test_a_generation_that_was_gone_back_from_is_gone(empty_home):
    empty_home.import_rows(CROWD[:3])
    empty_home.index()

    assert empty_home.shelves().find("g000001") is not None
    assert empty_home.shelves().find("g000002") is None
    assert empty_home.shelves().find("../g0001") is None


BRIEF = Brief(text="coffee", filter=Filter(languages=frozenset({"ja", "en"})))


def test_a_cursor_says_where_to_go_on():
    cursor = write_cursor("g000012", Place(20, 19), BRIEF)

    assert cursor.isascii()
    assert len(cursor) < 70
    assert read_cursor(cursor, BRIEF) == ("g000012", Place(20, 19))


def test_the_name_and_the_size_of_a_page_may_change():
    cursor = write_cursor("g000012", Place(20, 20), BRIEF)

    assert read_cursor(cursor, Brief(text="coffee", id="b", limit=3, filter=BRIEF.filter))[1] == Place(20, 20)


@pytest.mark.parametrize(
    "other",
    [
        Brief(text="tea", filter=BRIEF.filter),
        Brief(text="coffee"),
        Brief(text="coffee", filter=BRIEF.filter, language="ja"),
        Brief(text="coffee", filter=BRIEF.filter, like=(7,)),
        Brief(text="coffee", filter=BRIEF.filter, widen=True),
    ],
)
def test_a_cursor_of_another_brief_is_refused(other, client):
    cursor = write_cursor("g000012", Place(20, 20), BRIEF)

    with pytest.raises(Exception, match="was not given for this brief"):
        read_cursor(cursor, other)


def forge(generation, candidates, shown):
    return base64.urlsafe_b64encode(f"{generation}.{candidates}.{shown}.{'0' * 24}".encode()).decode()


NO_CURSORS = ["", "x", "é", "%00", "A" * 500, "=" * 9]
FORGED = [forge("g000012", 20, 20), forge("../../../x", 1, 1), forge("g000012", -1, 0)]


@pytest.mark.parametrize("cursor", NO_CURSORS + FORGED)
def test_what_is_no_cursor_is_422_and_names_the_field(client, cursor):
    answer = client.post(MATCHES, json={"text": "coffee", "cursor": cursor})

    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"]) == (422, "invalid_cursor")
    assert error["details"] == [
        {"field": "cursor", "message": "The cursor was not given for this brief, or it was changed."}
    ]


def test_every_changed_letter_of_a_cursor_is_found_out(client):
    cursor = write_cursor("g000012", Place(2, 2), Brief(text="coffee", language="en"))
    body = {"text": "coffee", "language": "en"}
    flipped = [
        f"{cursor[:place]}{other}{cursor[place + 1 :]}"
        for place, letter in enumerate(cursor)
        for other in "AQgw"
        if other != letter
    ]

    statuses = {client.post(MATCHES, json={**body, "cursor": bad}).status_code for bad in flipped}

    assert client.post(MATCHES, json={**body, "cursor": cursor}).status_code == 200
    assert statuses == {422}


def test_lookalikes_have_pages_too(app, shelves):
    shelves.creators = {id: Creator(id=id, platform="x", external_id=str(id)) for id in range(1, 9)}
    client = app.test_client()

    def ask(**body):
        return client.post("/api/v1/lookalikes", json={"like": [3], **body})

    assert sorted(who(turn(ask, [2]))) == ["1", "2", "4", "5", "6", "7", "8"]


def test_a_deep_page_costs_one_search_more(tmp_path):
    shelves = StandIn(Creator(id=id, platform="x", external_id=str(id)) for id in range(1, 1_200))
    searches = []
    shelf = shelves.current()

    class Counting:
        def search(self, query, k, must):
            searches.append(k)
            return shelf.vectors.search(query, k, must)

        def count(self, must):
            return shelf.vectors.count(must)

    class Held:
        def current(self):
            return type(shelf)(
                **{name: getattr(shelf, name) for name in shelf.__slots__ if name != "vectors"}, vectors=Counting()
            )

    shallow = find_matches(Brief(text="a", limit=200), Held(), start=Place(100, 100))
    deep = find_matches(Brief(text="a", limit=200), Held(), start=Place(900, 900))

    assert searches == [300, 300, 1_020]
    assert (shallow.next, deep.next) == (Place(300, 300), None)
    assert [match.rank for match in deep.matches] == list(range(901, 1_001))
    assert np.isfinite([match.score for match in deep.matches]).all()
