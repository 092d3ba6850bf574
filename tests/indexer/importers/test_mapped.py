"""Tables that people made, read by what somebody said of their columns."""

import codecs
from dataclasses import replace

import pytest

from indexer.importers.headers import digest_header, guess_fields
from indexer.importers.layouts import Layout, read_layout
from indexer.importers.loose import read_cell
from indexer.importers.run import ImportOptions, import_input
from indexer.importers.shapes import recognise_table
from indexer.importers.sniffing import sniff_delimiter, sniff_encoding
from matcher.errors import UnreadableInput
from tests.indexer.importers.conftest import NOW

LAYOUT = Layout(
    encoding="utf-8", delimiter=",", fields=("handle", "followers", "post.text", None), platform="instagram"
)


def take(desk, content, layout=LAYOUT):
    path = desk.write("table.csv", content)
    options = ImportOptions(rejects=desk.folder / "rejects", now=NOW)
    return import_input(recognise_table(path, layout), desk.engine, options)


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ("followers", "48200", 48_200),
        ("followers", "48,200", 48_200),
        ("followers", "４８，２００人", 48_200),
        ("followers", "4.8万", 48_000),
        ("followers", "1.2億", 120_000_000),
        ("followers", "1.2M", 1_200_000),
        ("followers", "12k+", 12_000),
        ("followers", "0", 0),
        ("followers", "-", None),
        ("followers", "非公開", None),
        ("followers", "約5万", "約5万"),
        ("followers", "1.5", "1.5"),
        ("followers", "1,2", "1,2"),
        ("sponsored", "有", True),
        ("sponsored", "なし", False),
        ("verified", "はい", True),
        ("verified", "たぶん", "たぶん"),
        ("tags", "#カフェ #東京＃旅", ["カフェ", "東京", "旅"]),
        ("tags", "カフェ、旅｜本 屋", ["カフェ", "旅｜本 屋"]),
        ("languages", "日本語, English", ["ja", "en"]),
        ("language", "zh_tw", "zh-Hant"),
        ("region", "東京都", "JP-13"),
        ("region", "Japan", "JP"),
        ("region", "jp-27", "JP-27"),
        ("region", "どこか", "どこか"),
        ("platform", "インスタ", "instagram"),
        ("platform", "YouTube", "youtube"),
        ("platform", "X（旧Twitter）", "x"),
        ("handle", "＠haru", "haru"),
        ("published_at", "2026/9/1", "2026-09-01T00:00:00"),
        ("published_at", "2026年9月1日 9時05分", "2026-09-01T09:05:00"),
        ("published_at", "2026-09-01 09:05:07+09:00", "2026-09-01T09:05:07+09:00"),
        ("published_at", "昨日", "昨日"),
        ("text", "  - ", None),
        ("text", " 本文 ", "本文"),
    ],
)
def test_cells_are_read_as_people_write_them(field, cell, expected):
    assert read_cell(field, cell) == expected


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (("フォロワー数（人）", "アカウント名", "投稿本文"), ("followers", "handle", "post.text")),
        (("Followers", "User Name", "Caption"), ("followers", "handle", "post.text")),
        (("ＳＮＳ名", "チャンネル登録者数", "再生回数"), ("platform", "followers", "post.views")),
        (("likes", "いいね数", "平均いいね"), ("post.likes", None, None)),
        (("post.text", "external_id", ""), ("post.text", "external_id", None)),
    ],
)
def test_names_of_columns_are_guessed(names, fields):
    assert guess_fields(names) == fields


def test_a_header_is_remembered_whatever_its_order_case_and_width():
    assert digest_header(("Name", "フォロワー数")) == digest_header(("ﾌｫﾛﾜｰ数", "name"))
    assert digest_header(("name",)) != digest_header(("name", "bio"))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("名前,数\n春,1\n".encode(), "utf-8"),
        ("名前,数\n春,1\n".encode("utf-8-sig"), "utf-8"),
        ("名前,数\n春,1\n".encode("cp932"), "cp932"),
        ("名前,数\n春,1\n".encode("utf-16"), "utf-16"),
        ("name,count\nharu,1\n".encode("utf-16-le"), "utf-16-le"),
        ("name,count\nharu,1\n".encode("utf-16-be"), "utf-16-be"),
        ("näme,zahl\nü,1\n".encode("cp1252"), "cp1252"),
        (codecs.BOM_UTF8, "utf-8"),
    ],
)
def test_encodings_are_told(tmp_path, content, encoding):
    path = tmp_path / "table"
    path.write_bytes(content)

    assert sniff_encoding(path) == encoding


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b;c\n1,5;2;3\n", ";"),
        ("a\tb\n1,2\t3\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("alone\n1\n", ","),
        ('"a,b";c\n"1,2";3\n', ";"),
    ],
)
def test_separators_are_told(tmp_path, content, delimiter):
    path = tmp_path / "table"
    path.write_text(content, "utf-8")

    assert sniff_delimiter(path, "utf-8") == delimiter


def test_a_row_is_a_creator_with_a_post(desk, read_rejects):
    summary = take(
        desk, "誰,数,本文,メモ\n@haru,4.8万,一つ目,a\n@haru,4.8万,二つ目,b\nnatsu,多い,三つ目,c\n,5,四つ目,d\n"
    )

    (creator,) = desk.creators()
    assert (creator.platform, creator.external_id, creator.handle, creator.followers) == (
        *("instagram", "haru", "haru"),
        48_000,
    )
    assert sorted(post.text for post in creator.posts) == ["一つ目", "二つ目"]
    assert (summary.accepted, summary.rejected, summary.repeated, dict(summary.ignored)) == (2, 2, 0, {"メモ": 2})
    assert [(reject["line"], reject["field"]) for reject in read_rejects(summary)] == [
        (4, "followers"),
        (5, "external_id"),
    ]
    assert read_rejects(summary)[0]["row"] == "natsu,多い,三つ目,c"


def test_the_same_table_again_changes_nothing(desk):
    content = "誰,数,本文,メモ\nharu,1,本文,\n"
    take(desk, content)

    again = take(desk, content)

    assert (again.new, again.changed, again.unchanged, len(desk.creators()[0].posts)) == (0, 0, 1, 1)


@pytest.mark.parametrize("encoding", ["cp932", "utf-16", "euc_jp"])
def test_other_encodings_and_separators_are_read(desk, encoding):
    layout = replace(LAYOUT, encoding=encoding, delimiter=";")

    take(desk, "誰;数;本文;メモ\nharu;1;珈琲, 紅茶;\n".encode(encoding), layout)

    assert desk.creators()[0].posts[0].text == "珈琲, 紅茶"


def test_a_line_that_is_not_in_the_encoding_is_rejected_alone(desk, read_rejects):
    content = "誰,数,本文,メモ\nharu,1,本,\n".encode("cp932") + b"natsu,1,\x85\x20x,\n" + "aki,1,本,\n".encode("cp932")

    summary = take(desk, content, replace(LAYOUT, encoding="cp932"))

    assert (summary.accepted, summary.rejected) == (2, 1)
    assert "is not cp932." in read_rejects(summary)[0]["reason"]


@pytest.mark.parametrize(
    ("fields", "platform", "faults"),
    [
        (("handle", "platform"), None, ()),
        (("followers",), "x", ("identity",)),
        (("handle",), None, ("platform",)),
        (("handle", "handle"), "x", ("handle",)),
    ],
)
def test_a_layout_says_what_it_lacks(fields, platform, faults):
    layout = replace(LAYOUT, fields=fields, platform=platform)

    assert (layout.find_faults(), read_layout(layout.write())) == (faults, layout)


def test_a_layout_of_another_table_is_refused(desk):
    with pytest.raises(UnreadableInput, match="has 2 columns, what was said of it 4"):
        take(desk, "a,b\n1,2\n")
