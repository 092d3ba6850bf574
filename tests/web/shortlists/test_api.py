import pytest

from indexer.catalogue.access.keys import create_key
from indexer.catalogue.shortlists.reviews import REJECTED, NewRecommendation, Review, give_review, recommend
from indexer.catalogue.transactions import writing
from tests.web.shortlists.conftest import ENGLISH
from web.shortlists.store import tell_moment

LISTS = "/api/v1/shortlists"


class Program:
    """A program with a key."""

    def __init__(self, client, engine, scope):
        self.client = client
        self.shown = {"Authorization": f"Bearer {create_key(engine, scope, [scope], tell_moment())[1]}"}

    def ask(self, method, path="", headers=None, **more):
        return self.client.open(f"{LISTS}{path}", method=method, headers={**self.shown, **(headers or {})}, **more)


@pytest.fixture
def crm(app, engine):
    return Program(app.test_client(), engine, "write")


@pytest.fixture
def reader(app, engine):
    return Program(app.test_client(), engine, "read")


def read_creators(answer):
    return [entry["creator"] for entry in answer.get_json()["entries"]]


def test_a_list_is_made_read_renamed_deleted_and_restored(crm):
    made = crm.ask("POST", json={"name": " 春の新作 "})
    assert (made.status_code, made.headers["Location"], made.get_json()["name"]) == (201, f"{LISTS}/1", "春の新作")

    renamed = crm.ask("PATCH", "/1", json={"name": "秋の新作", "version": made.get_json()["version"]})
    assert renamed.get_json() == {**crm.ask("GET", "/1").get_json(), "name": "秋の新作", "version": 2, "size": 0}

    assert crm.ask("DELETE", "/1").status_code == 204
    assert crm.ask("GET", "/1").get_json()["error"]["code"] == "shortlist_not_found"
    assert crm.ask("POST", "/1/restore").get_json()["name"] == "秋の新作"


def test_entries_are_added_changed_ordered_and_removed(crm):
    crm.ask("POST", json={"name": "x"})
    first = crm.ask("POST", "/1/entries", json={"creator": 1, "note": "第一候補", "tags": ["美容", " ", "美容"]})
    assert (first.status_code, first.get_json()["entries"][0]["tags"]) == (201, ["美容"])
    assert crm.ask("POST", "/1/entries", json={"creator": 1}).status_code == 200
    crm.ask("POST", "/1/entries", json={"creator": 2})
    crm.ask("POST", "/1/entries", json={"creator": 4})

    changed = crm.ask("PATCH", "/1/entries/1", json={"internal_note": "高い"}).get_json()["entries"][0]
    assert (changed["note"], changed["internal_note"], changed["tags"]) == ("第一候補", "高い", ["美容"])
    assert read_creators(crm.ask("PUT", "/1/order", json={"creators": [4, 1]})) == [4, 1, 2]
    assert crm.ask("DELETE", "/1/entries/1").status_code == 204
    assert read_creators(crm.ask("GET", "/1")) == [4, 2]
    assert read_creators(crm.ask("POST", "/1/entries", json={"creator": 1})) == [4, 2, 1]


def test_lists_come_page_by_page_and_none_twice(crm):
    for number in range(5):
        crm.ask("POST", json={"name": str(number)})
    crm.ask("PATCH", "/2", json={"name": "changed last"})

    seen, cursor = [], None
    for _ in range(3):
        page = crm.ask("GET", query_string={"limit": 2, **({"cursor": cursor} if cursor else {})}).get_json()
        seen += [one["id"] for one in page["shortlists"]]
        cursor = page["next_cursor"]

    assert (seen, cursor) == ([1, 2, 3, 4, 5], None)


def test_who_saw_an_older_version_of_the_field_is_refused(crm, spring):
    seen = crm.ask("GET", f"/{spring}").get_json()["version"]
    crm.ask("PATCH", f"/{spring}/entries/1", json={"note": "hers", "version": seen})
    crm.ask("PATCH", f"/{spring}/entries/1", json={"tags": ["his"], "version": seen})

    refused = crm.ask("PATCH", f"/{spring}/entries/1", json={"note": "his", "version": seen})

    assert (refused.status_code, refused.get_json()["error"]["code"]) == (409, "outdated")


def test_answers_of_clients_can_be_read(planner, reader, spring):
    secret = planner.share(spring, label="花田様").rpartition("/")[2]
    with writing(planner.engine) as connection:
        review = Review(verdict=REJECTED, reason="予算外", reviewer="花田")
        give_review(connection, secret, 1, review, tell_moment())
        recommend(connection, secret, NewRecommendation(who="@rin"), tell_moment())

    answer = reader.ask("GET", f"/{spring}/shares")
    (share,) = answer.get_json()["shares"]

    assert (share["label"], share["state"], share["revoked_at"]) == ("花田様", "open", None)
    assert [(one["creator"], one["verdict"], one["reason"], one["reviewer"]) for one in share["answers"]] == [
        (2, None, "", ""),
        (1, "rejected", "予算外", "花田"),
        (4, None, "", ""),
    ]
    assert [one["who"] for one in share["recommendations"]] == ["@rin"]
    assert secret not in answer.get_data(as_text=True)


def test_the_key_opens_the_files_that_a_list_names(reader, spring):
    exports = reader.ask("GET", f"/{spring}").get_json()["exports"]

    answers = [reader.client.get(path, headers={**ENGLISH, **reader.shown}) for path in exports.values()]

    assert list(exports) == ["csv", "xlsx"]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].data.startswith(b"\xef\xbb\xbfPlace,Creator's name")


@pytest.mark.parametrize(
    ("write", "body"),
    [
        ("POST ", {"name": "x"}),
        ("PATCH /1", {"name": "x"}),
        ("DELETE /1", None),
        ("POST /1/restore", None),
        ("POST /1/entries", {"creator": 3}),
        ("PATCH /1/entries/1", {"note": "x"}),
        ("DELETE /1/entries/1", None),
        ("PUT /1/order", {"creators": [1]}),
    ],
)
def test_a_key_that_reads_writes_nothing(reader, spring, write, body):
    before = reader.ask("GET", f"/{spring}").get_json()

    answer = reader.ask(*write.split(" "), json=body)

    assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "scope_missing")
    assert reader.ask("GET", f"/{spring}").get_json() == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": " \u3000"}, "name"),
        ({"name": "a" * 101}, "name"),
        ({"name": 7}, "name"),
        ({"name": "x", "owner": 1}, "owner"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_with_its_field(crm, body, field):
    answer = crm.ask("POST", json=body)

    assert answer.status_code == 422
    assert [detail["field"] for detail in answer.get_json()["error"]["details"]] == [field]


@pytest.mark.parametrize(
    ("asked", "body", "code"),
    [
        ("GET /99", None, "shortlist_not_found"),
        ("PATCH /1/entries/3", {"note": "x"}, "entry_not_found"),
        ("DELETE /1/entries/3", None, "entry_not_found"),
        ("PUT /1/order", {"creators": [3]}, "entry_not_found"),
        ("POST /1/entries", {"creator": 99}, "creator_not_found"),
        ("GET /99/shares", None, "shortlist_not_found"),
    ],
)
@pytest.mark.usefixtures("spring")
def test_what_is_not_there_is_404(crm, asked, body, code):
    answer = crm.ask(*asked.split(" "), json=body)

    assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, code)


def test_a_write_sent_twice_is_done_once(crm):
    headers = {"Idempotency-Key": "one"}

    answers = [crm.ask("POST", json={"name": "x"}, headers=headers).get_json()["id"] for _ in range(2)]

    assert answers == [1, 1]
    assert len(crm.ask("GET").get_json()["shortlists"]) == 1


def test_a_list_that_did_not_change_is_not_sent_again(reader, spring):
    tag = reader.ask("GET", f"/{spring}").headers["ETag"]

    assert reader.ask("GET", f"/{spring}", headers={"If-None-Match": tag}).status_code == 304
