import gzip
import os
import zipfile

import pytest

from matcher.errors import UnreadableInput
from tests.indexer.importers.test_youtube_trending import HEADER

LINE = '{"platform": "x", "external_id": "1"}\n'
ROWS = "platform,external_id\nx,1\n"
COLUMNS = "The first row must name the columns, separated by commas"
NO_TABLE = (
    f"The header of HERE/a.csv lacks columns that tell what it holds. {COLUMNS}; creators need platform, external_id."
)


def refuse(desk, path, shape=None):
    with pytest.raises(UnreadableInput) as caught:
        desk.take(path, shape)
    return str(caught.value).replace(str(desk.folder), "HERE")


@pytest.mark.parametrize(
    ("name", "content", "shape"),
    [
        ("a.jsonl", LINE, "jsonl"),
        ("a.NDJSON", LINE, "jsonl"),
        ("a.json", LINE, "jsonl"),
        ("a.txt", "\n\n" + LINE, "jsonl"),
        ("export", LINE, "jsonl"),
        ("a.csv", ROWS, "csv"),
        ("a.txt", ROWS, "csv"),
        ("a.csv", HEADER, "youtube-trending"),
        ("a.csv", "\ufeff" + HEADER.upper(), "youtube-trending"),
    ],
)
def test_the_shape_is_told_by_the_suffix_or_the_first_line(desk, name, content, shape):
    summary = desk.take_text(name, content)

    assert (summary.shape, summary.rejected) == (shape, 0)


@pytest.mark.parametrize(
    ("name", "content", "shape", "message"),
    [
        ("a.jsonl", "", None, "HERE/a.jsonl is empty. Export it again."),
        ("a.jsonl", " \n\r\n\t\n", None, "HERE/a.jsonl is empty. Export it again."),
        ("a.csv", "\ufeff", None, "HERE/a.csv is empty. Export it again."),
        ("a.jsonl", LINE, "modash", "There is no shape 'modash'. Use one of: jsonl, csv, youtube-trending."),
        (
            "a.json",
            f"[{LINE}]",
            None,
            "HERE/a.json is one JSON document. Write one creator a line: `jq -c '.[]' FILE`.",
        ),
        ("a.json", "{\n}", None, "HERE/a.json is one JSON document. Write one creator a line: `jq -c '.[]' FILE`."),
        (
            "a.txt",
            "hello\n",
            None,
            "HERE/a.txt has no shape that can be told. Say which with --as: jsonl, csv, youtube-trending.",
        ),
        (
            "a.csv",
            "platform,name\nx,1\n",
            None,
            NO_TABLE,
        ),
        (
            "a.csv",
            "platform;external_id\nx;1\n",
            None,
            NO_TABLE,
        ),
        (
            "a.csv",
            'platform,"external_id\nx,1\n',
            None,
            NO_TABLE,
        ),
        (
            "a.csv",
            ROWS,
            "youtube-trending",
            f"The header of HERE/a.csv lacks id, countries, titles. {COLUMNS}; --as says another shape.",
        ),
        (
            "a.csv",
            "platform,external_id,name,Name\nx,1,a,b\n",
            None,
            "The header of HERE/a.csv names name twice. Rename one of them.",
        ),
        ("a.jsonl", b"\0" * 100, None, "HERE/a.jsonl is not a text in UTF-8. Save it as UTF-8."),
        ("a.jsonl", LINE.encode("utf-16-le"), None, "HERE/a.jsonl is not a text in UTF-8. Save it as UTF-8."),
        (
            "a.jsonl",
            gzip.compress(LINE.encode()),
            None,
            "HERE/a.jsonl is packed with gzip. Unpack it and import what is inside.",
        ),
    ],
    ids=range(15),
)
def test_what_cannot_be_read_is_refused_with_the_cure(desk, name, content, shape, message):
    path = desk.write(name, content)

    assert refuse(desk, path, shape) == message


def test_a_packed_spreadsheet_is_refused(desk):
    path = desk.folder / "a.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("sheet.xml", "x")

    assert refuse(desk, path) == "HERE/a.xlsx is packed with zip. Unpack it and import what is inside."


def test_a_missing_file_is_refused(desk):
    assert refuse(desk, desk.folder / "none.csv") == "HERE/none.csv does not exist. Check the path."


def test_a_path_that_the_system_refuses_is_told(desk):
    path = desk.folder / f"{'n' * 300}.csv"

    message = refuse(desk, path)

    assert message.endswith("n.csv cannot be read (File name too long). Check the path and its rights.")


def test_a_pipe_is_refused(desk):
    os.mkfifo(desk.folder / "pipe")

    message = refuse(desk, desk.folder / "pipe")

    assert message == "HERE/pipe is not a file. Save the rows to a file and import that."


def test_a_folder_without_known_tables_is_refused(desk):
    desk.write("export/other.csv", ROWS)

    message = refuse(desk, desk.folder / "export")

    assert message == (
        "The folder HERE/export holds none of creators.csv, posts.csv, history.csv, fees.csv. "
        "Name another folder, or a file."
    )


def test_a_folder_has_no_other_shape_than_csv(desk):
    desk.write("export/creators.csv", HEADER)

    message = refuse(desk, desk.folder / "export", "youtube-trending")

    assert message == "HERE/export is a folder. Name the file of shape youtube-trending in it."


def test_a_folder_with_one_bad_header_is_refused_before_anything_is_written(desk):
    desk.write("export/creators.csv", ROWS)
    desk.write("export/posts.csv", "platform,external_id\nx,1\n")

    message = refuse(desk, desk.folder / "export")

    assert message.startswith("The header of HERE/export/posts.csv lacks creator_external_id.")
    assert desk.creators() == []


def test_a_folder_may_hold_some_of_the_tables_and_a_table_no_rows(desk):
    desk.write("export/creators.csv", ROWS)
    desk.write("export/fees.csv", "platform,creator_external_id,amount,currency,deliverable\n")

    summary = desk.take(desk.folder / "export")

    assert (summary.accepted, summary.rejected) == (1, 0)
