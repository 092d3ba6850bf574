from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from matcher.domain import Fee, Observation

CREATORS = (
    "platform,external_id,name,tags,languages,region,followers,verified,bio\r\n"
    'tube,1,"Haru, ""はる""",cafe|東京 | cafe,ja|en,JP-13,48200,true,"one\r\ntwo"\r\n'
    "tube,2,Aki,,,,,0,\r\n"
)
POSTS = (
    "platform,creator_external_id,external_id,title,text,tags,published_at,language,likes,sponsored\n"
    "tube,1,p1,,蔵前,a|b,2026-09-01T09:00:00Z,ja,1830,false\n"
    "tube,2,p1,second,,,,,,\n"
)
HISTORY = "platform,creator_external_id,date,followers,views\ntube,1,2026-08-01,46900,\ntube,1,2026-07-01,,0\n"
FEES = "platform,creator_external_id,amount,currency,deliverable\ntube,1,90000.50,JPY,post\n"


def write_folder(desk, **tables):
    for name, content in tables.items():
        desk.write(f"export/{name}.csv", content)
    return desk.folder / "export"


def test_a_folder_of_four_tables_arrives(any_desk):
    folder = write_folder(any_desk, creators=CREATORS, posts=POSTS, history=HISTORY, fees=FEES)

    summary = any_desk.take(folder)

    first, second = any_desk.creators()
    assert (summary.name, summary.shape, summary.accepted, summary.rejected, summary.new) == ("export", "csv", 7, 0, 2)
    assert (first.name, first.tags, first.languages, first.bio) == (
        'Haru, "はる"',
        ("cafe", "東京"),
        ("ja", "en"),
        "one\ntwo",
    )
    assert (first.region, first.followers, first.verified, second.followers, second.verified) == (
        "JP-13",
        48200,
        True,
        None,
        False,
    )
    (post,) = first.posts
    assert (post.text, post.tags, post.likes, post.sponsored, post.language) == ("蔵前", ("a", "b"), 1830, False, "ja")
    assert post.published_at == datetime(2026, 9, 1, 9, tzinfo=UTC)
    assert [each.title for each in second.posts] == ["second"]
    assert first.history == (
        Observation(date=date(2026, 7, 1), views=0),
        Observation(date=date(2026, 8, 1), followers=46900),
    )
    assert first.fees == (Fee(amount=Decimal("90000.50"), currency="JPY", deliverable="post"),)


def test_a_folder_again_changes_nothing(any_desk):
    folder = write_folder(any_desk, creators=CREATORS, posts=POSTS, history=HISTORY, fees=FEES)
    any_desk.take(folder)

    summary = any_desk.take(folder, batch=1)

    assert (summary.accepted, summary.new, summary.changed, summary.unchanged) == (7, 0, 0, 2)


def test_an_empty_cell_stays_and_the_word_null_empties(desk):
    desk.take(write_folder(desk, creators=CREATORS))

    header = "platform,external_id,name,tags,followers,region,languages\n"
    desk.take(write_folder(desk, creators=f"{header}tube,1,,null,null,null,null\n"))

    first = desk.creators()[0]
    assert (first.name, first.tags, first.followers, first.region, first.languages) == (
        'Haru, "はる"',
        (),
        None,
        None,
        (),
    )


@pytest.mark.parametrize(
    ("table", "content"), [("creators", CREATORS), ("posts", POSTS), ("history", HISTORY), ("fees", FEES)]
)
def test_a_single_file_is_told_by_its_header(desk, table, content):
    desk.take(write_folder(desk, creators=CREATORS))

    summary = desk.take_text("any name.csv", content)

    assert (summary.shape, summary.rejected, summary.accepted) == ("csv", 0, content.count("\ntube"))
    assert summary.changed + summary.unchanged == len(set(content.split("tube,")[1:])) - (table == "history")


def test_a_row_of_an_unknown_creator_is_rejected(any_desk, read_rejects):
    posts = POSTS + "tube,3,p1,third,,,,,,\nTUBE,2,p2,fourth,,,,,,\n"

    summary = any_desk.take(write_folder(any_desk, creators=CREATORS, posts=posts))

    assert (summary.accepted, summary.rejected, summary.new) == (5, 1, 2)
    assert read_rejects(summary) == [
        {
            "file": "posts.csv",
            "line": 4,
            "field": "creator_external_id",
            "reason": "No creator '3' of tube is in creators.csv or the catalogue.",
            "row": "tube,3,p1,third,,,,,,",
        }
    ]


def test_posts_of_a_creator_that_is_in_the_catalogue_are_taken(desk):
    desk.take(write_folder(desk, creators=CREATORS))

    summary = desk.take_text("posts.csv", POSTS)

    assert (summary.accepted, summary.rejected, summary.new, summary.changed) == (2, 0, 0, 2)


def test_rows_of_a_rejected_creator_are_rejected_too(desk, read_rejects):
    creators = "platform,external_id,followers\ntube,1,-5\ntube,2,5\n"

    summary = desk.take(write_folder(desk, creators=creators, posts=POSTS))

    rejects = [(each["file"], each["line"], each["field"], each["reason"]) for each in read_rejects(summary)]
    assert rejects == [
        ("creators.csv", 2, "followers", "It is negative."),
        ("posts.csv", 2, "creator_external_id", "No creator '1' of tube is in creators.csv or the catalogue."),
    ]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ('"1,234"', "It has thousands separators; write digits alone."),
        ("1 234", "It has thousands separators; write digits alone."),
        ("1'234.5", "It has thousands separators; write digits alone."),
        ("12k", "It is not a number in plain digits."),
        ("1e5", "It is not a number in plain digits."),
        ("nan", "It is not a number in plain digits."),
        ("Infinity", "It is not a number in plain digits."),
        ("true", "It is not a number in plain digits."),
        ("١٢", "It is not a number in plain digits."),
        ("9" * 41, "It is not a number in plain digits."),
        ("9" * 40, "It is larger than 100,000,000,000."),
        ("1" + "0" * 30, "It is larger than 100,000,000,000."),
        ("-1", "It is negative."),
        ("12.5", "12.5 is not a whole number."),
    ],
)
def test_a_bad_number_rejects_its_row(desk, read_rejects, cell, reason):
    summary = desk.take_text("creators.csv", f"platform,external_id,followers\ntube,1,{cell}\ntube,2,62.0\n")

    assert (summary.accepted, summary.rejected, desk.creators()[0].followers) == (1, 1, 62)
    assert [(each["line"], each["field"], each["reason"]) for each in read_rejects(summary)] == [
        (2, "followers", reason)
    ]


@pytest.mark.parametrize(
    ("cell", "flag"), [("true", True), ("TRUE", True), ("1", True), ("False", False), ("0", False)]
)
def test_flags_have_four_spellings(desk, cell, flag):
    desk.take_text("creators.csv", f"platform,external_id,verified\ntube,1,{cell}\n")

    assert desk.creators()[0].verified is flag


def test_another_flag_rejects_its_row(desk, read_rejects):
    summary = desk.take_text("creators.csv", "platform,external_id,verified\ntube,1,yes\n")

    assert [each["reason"] for each in read_rejects(summary)] == ["It must be true, false, 1 or 0."]


def test_a_row_with_several_bad_cells_tells_them_all(desk, read_rejects):
    summary = desk.take_text("creators.csv", "platform,external_id,verified,followers\ntube,1,yes,many\n")

    (reject,) = read_rejects(summary)
    assert (reject["field"], reject["reason"]) == (
        "verified",
        "It must be true, false, 1 or 0. followers: It is not a number in plain digits.",
    )


def test_unknown_columns_are_left_out_and_counted_where_they_say_something(desk):
    summary = desk.take_text("c.csv", "Platform, External_ID ,Email,posts\ntube,1,a@b.c,3\ntube,2,,\n")

    assert (summary.accepted, summary.ignored) == (2, {"email": 1, "posts (nested)": 1})


def test_a_row_that_comes_again_is_repeated_and_the_later_one_wins(desk):
    creators = "platform,external_id,followers\ntube,1,5\ntube,1,6\n"

    summary = desk.take(write_folder(desk, creators=creators, history=HISTORY + "tube,1,2026-08-01,7,\n"))

    (found,) = desk.creators()
    assert (summary.accepted, summary.repeated, found.followers, found.history[1].followers) == (5, 2, 6, 7)
