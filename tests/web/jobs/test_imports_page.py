import stat
import zipfile
from io import BytesIO

import pytest

from indexer.jobs.files import folder_of
from indexer.jobs.nouns import CANCELLED, DRAFT, QUEUED
from indexer.jobs.states import Outcome, claim_job, finish_job
from tests.web.jobs.conftest import LANGUAGE, chosen
from web.access.visitors import tell_moment

JAPANESE = (
    "No.,アカウント名,表示名,フォロワー数（人）,媒体,投稿本文,投稿日,いいね数,備考\r\n"
    '1,＠haru,はる,4.8万,インスタ,蔵前の焙煎所に行きました,2026/9/1,"1,830",済\r\n'
    "2,@natsu,なつ,12000,TikTok,海で遊びました,2026年9月2日 9:05,,\r\n"
)
LINES = '{"platform":"x","external_id":"1","name":"一"}\n{"platform":"x"}\n'


def pack(**files):
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), text)
    return content.getvalue()


def test_the_page_says_that_nothing_was_imported_and_that_no_worker_runs(uploader):
    page = uploader.get("/imports")

    assert "Nothing has been imported from this page yet." in page
    assert "No worker is running" in page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_table_with_japanese_names_is_guessed_in_any_usual_encoding(uploader, encoding):
    id = uploader.upload_draft("一覧.csv", JAPANESE.replace("＠", "@").encode(encoding))

    page = uploader.get(f"/imports/{id}/columns")
    assert chosen(page) == {
        "No.": "",
        "アカウント名": "handle",
        "表示名": "name",
        "フォロワー数（人）": "followers",
        "媒体": "platform",
        "投稿本文": "post.text",
        "投稿日": "post.published_at",
        "いいね数": "post.likes",
        "備考": "",
    }
    assert "Left out: No., 備考" in page
    assert "48,000" in page
    assert "蔵前の焙煎所に行きました" in page
    assert uploader.find(id).state == DRAFT


def test_semicolons_are_seen(uploader):
    id = uploader.upload_draft("excel.csv", "handle;followers;bio\nharu;1,200;a, b\n")

    assert chosen(uploader.get(f"/imports/{id}/columns")) == {
        "handle": "handle",
        "followers": "followers",
        "bio": "bio",
    }


def test_what_is_chosen_is_read_remembered_and_started(uploader):
    content = "誰,数\nharu,5\n"
    id = uploader.upload_draft("a.csv", content)
    first = uploader.get(f"/imports/{id}/columns")

    refused = uploader.send(f"/imports/{id}/columns", **{"column-0": "handle", "column-1": "followers"}, start="1")
    looked = uploader.send(
        f"/imports/{id}/columns", **{"column-0": "handle", "column-1": "followers"}, platform="instagram"
    )
    page = uploader.get(f"/imports/{id}/columns")
    started = uploader.send(
        f"/imports/{id}/columns",
        **{"column-0": "handle", "column-1": "followers"},
        platform="instagram",
        start="1",
    )
    again = uploader.get(f"/imports/{uploader.upload_draft('b.csv', content)}/columns")

    assert "Choose a column for the account ID" in first
    assert (refused.status_code, looked.status_code) == (422, 303)
    assert "say which platform" in refused.get_data(as_text=True)
    assert ("New" in page, "haru" in page) == (True, True)
    assert (started.status_code, started.headers["Location"]) == (303, f"/imports/{id}")
    assert uploader.find(id).state == QUEUED
    assert uploader.find(id).plan["layout"]["fields"] == ["handle", "followers"]
    assert chosen(again) == {"誰": "handle", "数": "followers"}
    assert 'value="instagram"' in again


def test_another_encoding_reads_the_names_anew(uploader):
    id = uploader.upload_draft("a.csv", "アカウント名,媒体\nharu,x\n".encode("euc_jp"))

    uploader.send(f"/imports/{id}/columns", encoding="euc_jp", delimiter=",")

    assert chosen(uploader.get(f"/imports/{id}/columns")) == {"アカウント名": "handle", "媒体": "platform"}


def test_a_known_shape_needs_no_columns(uploader):
    id = uploader.upload_draft("creators.jsonl", LINES)

    page = uploader.get(f"/imports/{id}/columns")
    started = uploader.send(f"/imports/{id}/columns", start="1")

    assert ("What the columns mean" in page, "It is missing." in page, "一" in page) == (False, True, True)
    assert started.headers["Location"] == f"/imports/{id}"


def test_an_archive_of_tables_is_unpacked_under_names_of_ours(uploader):
    tables = pack(
        **{
            "export__Creators_csv": "platform,external_id,name\nx,1,Haru\n",
            "export__posts_csv": "platform,creator_external_id,external_id,text\nx,1,p,hello\n",
            "__MACOSX__._posts_csv": "rubbish",
            "..__..__..__evil_csv": "rubbish",
        }
    )

    id = uploader.upload_draft("export.zip", tables)

    folder = folder_of(uploader.desk.settings, id)
    assert sorted(path.name for path in folder.iterdir()) == ["creators.csv", "posts.csv"]
    assert not (uploader.desk.settings.home / "evil.csv").exists()
    assert "Haru" in uploader.get(f"/imports/{id}/columns")


def test_uploads_are_readable_by_the_server_alone(uploader):
    id = uploader.upload_draft("../../../etc/passwd\x00.csv", "handle,platform\nharu,x\n")

    folder = folder_of(uploader.desk.settings, id)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "upload")]
    assert (modes, uploader.find(id).name) == ([0o700, 0o600], "passwd.csv")


@pytest.mark.parametrize(
    ("name", "content", "status", "said"),
    [
        ("a.csv", b"", 422, "The file is empty."),
        ("a.csv", b"\n\n  \n", 422, "neither a table nor JSON Lines"),
        ("a.xlsx", pack(**{"[Content_Types].xml": "<x/>", "xl__workbook.xml": "<x/>"}), 422, "This is a workbook"),
        ("a.zip", b"PK\x03\x04rubbish", 422, "The archive is damaged or locked."),
        ("a.zip", pack(a_csv="1", b_csv="2"), 422, "holds none of creators.csv"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0", 422, "neither a table nor JSON Lines"),
        ("a.csv", b",".join([b"x"] * 10_000), 422, "more than 500 columns"),
        ("a.json", b'[{"platform": "x"}]', 422, "a.json is one JSON document."),
    ],
    ids=["empty", "blank", "workbook", "damaged", "strangers", "picture", "columns", "json"],
)
def test_what_cannot_be_taken_is_told_and_leaves_nothing(uploader, name, content, status, said):
    answer = uploader.upload(name, content)

    assert (answer.status_code, said in answer.get_data(as_text=True)) == (status, True)
    assert not any(uploader.desk.settings.uploads.glob("*"))
    assert "Nothing has been imported from this page yet." in uploader.get("/imports")


def test_refusals_are_said_in_japanese(uploader):
    answer = uploader.upload("a.csv", b"", **{"Accept-Language": "ja"})

    assert "ファイルが空です。" in answer.get_data(as_text=True)


def test_an_archive_that_unpacks_without_end_is_stopped(uploader, monkeypatch):
    monkeypatch.setattr("indexer.jobs.uploads.MOST_BYTES", 1_000_000)
    bomb = pack(creators_csv="platform,external_id\n" + "0" * 50_000_000)

    answer = uploader.upload("bomb.zip", bomb)

    assert (answer.status_code, len(bomb) < 100_000) == (413, True)
    assert not any(uploader.desk.settings.uploads.glob("*"))


def test_too_many_lines_are_refused(uploader, monkeypatch):
    monkeypatch.setattr("indexer.jobs.uploads.MOST_LINES", 10)

    assert uploader.upload("a.csv", "a,b\n" + "1,2\n" * 10).status_code == 413


def test_a_form_without_a_file_is_told(uploader):
    answer = uploader.send("/imports")

    assert (answer.status_code, "No file was chosen." in answer.get_data(as_text=True)) == (422, True)


def test_an_upload_without_the_forms_word_is_refused(uploader):
    answer = uploader.client.post("/imports", data={"file": (BytesIO(b"a"), "a.csv")}, headers=LANGUAGE)

    assert answer.status_code == 403


def test_a_disk_that_is_full_is_told(uploader, monkeypatch):
    def fail(*_arguments, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.touch", fail)

    answer = uploader.upload("a.csv", "a,b\n")

    assert (answer.status_code, "disk of the server is full" in answer.get_data(as_text=True)) == (503, True)


def test_an_upload_that_vanished_is_told(uploader):
    id = uploader.upload_draft("a.csv", "handle,platform\nharu,x\n")
    (folder_of(uploader.desk.settings, id) / "upload").unlink()

    assert "The uploaded file is no longer there." in uploader.get(f"/imports/{id}/columns")
    assert uploader.send(f"/imports/{id}/columns", start="1").status_code == 422


def test_an_upload_that_is_not_wanted_is_forgotten(uploader):
    id = uploader.upload_draft("a.csv", "handle,platform\nharu,x\n")

    answer = uploader.send(f"/imports/{id}/drop")

    assert answer.headers["Location"] == "/imports"
    assert not folder_of(uploader.desk.settings, id).exists()
    assert uploader.client.get(f"/imports/{id}").status_code == 404


def test_a_job_is_started_once(uploader):
    id = uploader.upload_draft("creators.jsonl", LINES)
    uploader.send(f"/imports/{id}/columns", start="1")

    assert uploader.send(f"/imports/{id}/columns", start="1").status_code == 409


def test_a_waiting_job_is_watched_and_cancelled(uploader):
    id = uploader.upload_draft("creators.jsonl", LINES)
    uploader.send(f"/imports/{id}/columns", start="1")
    waiting = uploader.get(f"/imports/{id}")

    uploader.send(f"/imports/{id}/cancel")

    assert ('hx-trigger="every 1s"' in waiting, "It waits for its turn." in waiting) == (True, True)
    assert uploader.find(id).state == CANCELLED
    assert "It was cancelled." in uploader.get(f"/imports/{id}")
    assert not folder_of(uploader.desk.settings, id).exists()


def test_rejects_are_taken_away_without_formulas(uploader):
    id = uploader.upload_draft("creators.jsonl", LINES)
    uploader.send(f"/imports/{id}/columns", start="1")
    claim_job(uploader.engine, id, tell_moment())
    settings = uploader.desk.settings
    settings.rejects.mkdir()
    (settings.rejects / "r.jsonl").write_text(
        '{"file": "upload", "line": 2, "field": "", "reason": "bad", "row": "=1+1\u2028"}\n', "utf-8"
    )
    counts = dict.fromkeys(("new", "changed", "unchanged", "rejected", "repeated"), 1)
    finish_job(uploader.engine, id, Outcome(results=counts, rejects="r.jsonl"), tell_moment())

    table = uploader.client.get(f"/imports/{id}/rejects.csv")
    lines = uploader.client.get(f"/imports/{id}/rejects.jsonl")
    page = uploader.get(f"/imports/{id}")

    assert table.get_data().decode("utf-8-sig").splitlines()[0] == "line,field,reason,row,file"
    assert "'=1+1" in table.get_data(as_text=True)
    assert table.headers["Content-Disposition"] == f'attachment; filename="rejects-{id}.csv"'
    assert lines.get_json(force=True)["row"] == "=1+1\u2028"
    assert "Rejected rows as CSV" in page
    assert uploader.client.get(f"/imports/{id}/rejects.exe").status_code == 404


def test_a_reindex_that_waits_is_not_doubled(uploader):
    first = uploader.send("/imports/index").headers["Location"]
    second = uploader.send("/imports/index").headers["Location"]

    assert first == second
    assert "Re-index" in uploader.get(first)


def test_what_a_reindex_would_do_is_told(uploader):
    assert "There are no creators yet." in uploader.get("/imports/index")
