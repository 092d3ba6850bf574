"""Jobs in the API; no worker takes them, so that they wait."""

import json
from io import BytesIO

import pytest

from indexer.catalogue.access.keys import create_key
from indexer.jobs.files import folder_of
from indexer.jobs.nouns import CANCELLED, QUEUED
from web.access.visitors import tell_moment

LINE = '{"platform":"x","external_id":"1"}\n'


@pytest.fixture
def key(uploader):
    return make_key(uploader, "write")


def make_key(uploader, scope):
    _, text = create_key(uploader.engine, f"crm-{scope}", [scope], tell_moment())
    return {"Authorization": f"Bearer {text}"}


def send(uploader, key, name, content, **fields):
    data = {"file": (BytesIO(content.encode()), name), **fields}
    return uploader.client.post("/api/v1/imports", data=data, headers=key)


def test_a_file_becomes_a_job_to_poll(uploader, key):
    answer = send(uploader, key, "creators.jsonl", LINE)

    job = answer.get_json()
    polled = uploader.client.get(answer.headers["Location"], headers=key)
    assert (answer.status_code, answer.headers["Retry-After"]) == (202, "2")
    assert answer.headers["Location"] == f"/api/v1/imports/{job['id']}"
    assert (job["state"], job["name"], job["created_by"]) == ("queued", "creators.jsonl", "crm-write")
    assert (polled.status_code, polled.get_json()) == (200, job)
    again = uploader.client.get(answer.headers["Location"], headers={**key, "If-None-Match": polled.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("more", [{}, {"Idempotency-Key": "a"}])
def test_json_lines_may_be_the_body(uploader, key, more):
    headers = {**key, **more, "Content-Type": "application/x-ndjson"}

    answer = uploader.client.post("/api/v1/imports", data=LINE.encode(), headers=headers)

    stored = folder_of(uploader.desk.settings, answer.get_json()["id"]) / "upload"
    assert (answer.status_code, stored.read_text("utf-8")) == (202, LINE)


def test_a_write_that_is_sent_twice_is_one_job(uploader, key):
    headers = {**key, "Idempotency-Key": "april"}

    first, second = (send(uploader, headers, "creators.jsonl", LINE) for _ in range(2))

    assert (first.get_json()["id"], second.status_code) == (second.get_json()["id"], 202)
    assert second.headers["Idempotent-Replayed"] == "true"


def test_columns_of_ones_own_must_be_told(uploader, key):
    content = "アカウント名,人数\nharu,1\n"

    refused = send(uploader, key, "a.csv", content)
    taken = send(
        uploader,
        key,
        "a.csv",
        content,
        columns=json.dumps({"アカウント名": "handle", "人数": "followers"}),
        platform="instagram",
    )

    assert refused.status_code == 422
    assert refused.get_json()["error"]["details"] == [
        {"field": "columns", "message": 'Say what the columns mean, such as {"アカウント名": "handle"}.'}
    ]
    assert (taken.status_code, uploader.find(taken.get_json()["id"]).state) == (202, QUEUED)
    assert uploader.find(taken.get_json()["id"]).plan["layout"]["fields"] == ["handle", "followers"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"columns": "{"}, "It is not JSON."),
        ({"columns": "[]"}, "It is not an object of names and fields."),
        ({"columns": '{"z": "handle"}'}, "The table has no column 'z'."),
        ({"columns": '{"a": "age"}'}, "There is no field 'age'."),
        ({"columns": '{"a": "handle"}'}, "do not tell, or tell twice: platform"),
        ({"columns": '{"a": "handle", "b": "handle"}', "platform": "x"}, "tell twice: handle"),
    ],
)
def test_columns_that_make_no_sense_are_told_and_leave_nothing(uploader, key, fields, said):
    answer = send(uploader, key, "a.csv", "a,b\n1,2\n", **fields)

    assert (answer.status_code, said in answer.get_data(as_text=True)) == (422, True)
    assert not any(uploader.desk.settings.uploads.glob("*"))
    assert uploader.client.get("/api/v1/imports", headers=key).get_json() == {"jobs": [], "next_cursor": None}


def test_an_upload_needs_a_file_and_no_strange_fields(uploader, key):
    without = uploader.client.post("/api/v1/imports", data={"platform": "x"}, headers=key)
    strange = send(uploader, key, "a.jsonl", LINE, rows="1")

    assert (without.status_code, strange.status_code) == (422, 422)
    assert without.get_json()["error"]["details"][0]["field"] == "file"
    assert strange.get_json()["error"]["details"][0]["field"] == "rows"


def test_lists_are_paged(uploader, key):
    ids = [send(uploader, key, f"{n}.jsonl", LINE).get_json()["id"] for n in range(3)]

    first = uploader.client.get("/api/v1/imports?limit=2", headers=key).get_json()
    last = uploader.client.get(f"/api/v1/imports?limit=2&cursor={first['next_cursor']}", headers=key).get_json()

    assert [job["id"] for job in first["jobs"]] == ids[:0:-1]
    assert ([job["id"] for job in last["jobs"]], last["next_cursor"]) == (ids[:1], None)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "limit=", "cursor=0", "cursor=-1", "cursor=x", "z=1"]
)
def test_a_list_that_is_asked_for_wrongly_is_refused(uploader, key, query):
    assert uploader.client.get(f"/api/v1/imports?{query}", headers=key).status_code == 422


def test_a_reindex_waits_once_and_is_cancelled(uploader, key):
    first = uploader.client.post("/api/v1/index-jobs", headers=key)
    second = uploader.client.post("/api/v1/index-jobs", headers=key)
    cancelled = uploader.client.post(f"{first.headers['Location']}/cancel", headers=key)

    assert (first.status_code, first.get_json()["id"]) == (202, second.get_json()["id"])
    assert (cancelled.status_code, cancelled.get_json()["state"]) == (202, CANCELLED)
    listed = uploader.client.get("/api/v1/index-jobs", headers=key).get_json()["jobs"]
    assert [job["state"] for job in listed] == [CANCELLED]


@pytest.mark.parametrize("path", ["imports/{}", "imports/{}/rejects", "index-jobs/{}"])
@pytest.mark.parametrize("id", ["7", "0", "99999999999999999999999999"])
def test_a_job_that_is_not_there_is_404(uploader, key, path, id):
    assert uploader.client.get(f"/api/v1/{path.format(id)}", headers=key).status_code == 404


def test_a_job_of_another_kind_is_404(uploader, key):
    id = uploader.client.post("/api/v1/index-jobs", headers=key).get_json()["id"]

    assert uploader.client.get(f"/api/v1/imports/{id}", headers=key).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "imports"), ("post", "index-jobs"), ("post", "imports/1/cancel"), ("post", "index-jobs/1/cancel")],
)
def test_writes_need_the_scope(uploader, method, path):
    reading = make_key(uploader, "read")

    assert getattr(uploader.client, method)(f"/api/v1/{path}", headers=reading).status_code == 403
    assert getattr(uploader.client, method)(f"/api/v1/{path}").status_code == 401


def test_no_path_of_the_server_is_told(uploader, key):
    answer = send(uploader, key, "a.json", "[1]")

    assert (answer.status_code, str(uploader.desk.settings.home) in answer.get_data(as_text=True)) == (422, False)
    assert "a.json is one JSON document." in answer.get_json()["error"]["message"]


def test_the_answers_are_as_the_document_says(uploader, key):
    document = uploader.client.get("/api/v1/openapi.json").get_json()
    fields = document["components"]["schemas"]["JobAnswer"]["properties"].keys()

    job = send(uploader, key, "a.jsonl", LINE).get_json()

    assert job.keys() == fields
