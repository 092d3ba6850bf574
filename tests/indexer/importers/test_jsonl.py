from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from matcher.domain import Creator, Fee, Observation, Post, Source
from tests.indexer.importers.conftest import NOW

HARU = {
    "platform": "instagram",
    "external_id": "1",
    "handle": "haru_eats",
    "name": "はる｜東京カフェ",
    "tags": ["カフェ"],
    "bio": "東京のカフェ巡り☕",
    "url": "https://example.com/haru",
    "region": "JP-13",
    "languages": ["ja"],
    "followers": 48200,
    "following": 310,
    "verified": True,
    "posts": [
        {
            "external_id": "p1",
            "title": None,
            "text": "蔵前の新しい焙煎所☕ #東京カフェ",
            "tags": ["東京カフェ"],
            "published_at": "2026-09-01T09:00:00Z",
            "language": "ja",
            "likes": 1830,
            "comments": 41,
            "views": None,
            "shares": 0,
            "saves": 12,
            "sponsored": False,
            "url": "https://example.com/p1",
        }
    ],
    "history": [{"date": "2026-08-01", "followers": 46900}],
    "fees": [{"amount": 90000, "currency": "JPY", "deliverable": "post"}],
}


def test_every_field_arrives(any_desk):
    summary = any_desk.take_lines(HARU)

    source = Source(name="creators.jsonl", observed_at=NOW)
    assert (summary.accepted, summary.rejected, summary.new, summary.ignored) == (1, 0, 1, {})
    assert any_desk.creators() == [
        Creator(
            id=1,
            platform="instagram",
            external_id="1",
            handle="haru_eats",
            name="はる｜東京カフェ",
            bio="東京のカフェ巡り☕",
            tags=("カフェ",),
            url="https://example.com/haru",
            region="JP-13",
            region_source="declared",
            languages=("ja",),
            followers=48200,
            following=310,
            verified=True,
            posts=(
                Post(
                    id=1,
                    external_id="p1",
                    text="蔵前の新しい焙煎所☕ #東京カフェ",
                    tags=("東京カフェ",),
                    language="ja",
                    published_at=datetime(2026, 9, 1, 9, tzinfo=UTC),
                    likes=1830,
                    comments=41,
                    shares=0,
                    saves=12,
                    sponsored=False,
                    url="https://example.com/p1",
                ),
            ),
            history=(Observation(date=date(2026, 8, 1), followers=46900),),
            fees=(Fee(amount=Decimal("90000.00"), currency="JPY", deliverable="post"),),
            sources=dict.fromkeys(
                ("handle", "name", "tags", "bio", "url", "region", "languages", "followers", "following", "verified"),
                source,
            ),
        )
    ]


def test_the_same_file_again_changes_nothing(any_desk):
    any_desk.take_lines(HARU)

    summary = any_desk.take_lines(HARU)

    assert (summary.accepted, summary.new, summary.changed, summary.unchanged) == (1, 0, 0, 1)
    assert summary.resumed_from == 0


def test_an_absent_field_stays_and_null_empties(any_desk):
    any_desk.take_lines(HARU)

    summary = any_desk.take_lines(
        {"platform": "instagram", "external_id": "1", "bio": None, "region": None, "languages": None, "tags": None}
        | {"posts": [{"external_id": "p1", "likes": None, "language": None}], "history": None, "fees": []}
    )

    (found,) = any_desk.creators()
    assert (summary.changed, summary.rejected) == (1, 0)
    assert (found.bio, found.region, found.region_source, found.languages, found.tags) == (None, None, None, (), ())
    assert (found.name, found.followers) == ("はる｜東京カフェ", 48200)
    assert (found.posts[0].likes, found.posts[0].comments, found.posts[0].language) == (None, 41, None)
    assert (len(found.history), len(found.fees)) == (1, 1)


def test_a_key_that_comes_again_is_repeated_and_the_later_row_wins(desk):
    lines = [
        {"platform": "x", "external_id": "1", "name": "a", "bio": "b", "posts": [{"external_id": "p", "likes": 1}]},
        {"platform": "x", "external_id": "2"},
        {"platform": "x", "external_id": "1", "name": "c", "posts": [{"external_id": "p", "views": 2}]},
    ]

    summary = desk.take_lines(*lines)

    first = desk.creators()[0]
    assert (summary.accepted, summary.repeated, summary.new, summary.changed, summary.unchanged) == (3, 1, 2, 0, 0)
    assert (first.name, first.bio, first.posts[0].likes, first.posts[0].views) == ("c", "b", 1, 2)


def test_a_creator_named_in_two_batches_is_counted_once(desk):
    lines = [{"platform": "x", "external_id": "1", "name": name} for name in "aab"]

    made = desk.take_lines(*lines, batch=1)
    again = desk.take_lines(*lines, {"platform": "x", "external_id": "1"}, batch=1)

    assert (made.new, made.changed, made.unchanged, made.repeated) == (1, 0, 0, 2)
    assert (again.new, again.changed, again.unchanged, again.repeated) == (0, 1, 0, 3)


def test_a_change_overrules_that_the_creator_was_unchanged_before(desk):
    desk.take_lines({"platform": "x", "external_id": "1", "name": "a"})

    summary = desk.take_lines(*({"platform": "x", "external_id": "1", "name": name} for name in "ab"), batch=1)

    assert (summary.new, summary.changed, summary.unchanged) == (0, 1, 0)


def test_a_post_that_comes_twice_in_one_line_is_repeated_and_the_later_wins(desk):
    posts = [{"external_id": "p", "likes": 1}, {"external_id": "p", "likes": 2}]

    summary = desk.take_lines({"platform": "x", "external_id": "1", "posts": posts})

    assert (summary.repeated, desk.creators()[0].posts[0].likes) == (1, 2)


def test_unknown_fields_are_left_out_and_counted(desk):
    lines = [
        {"platform": "x", "external_id": "1", "email": "a@example.com", "posts": [{"external_id": "p", "reach": 1}]},
        {"platform": "x", "external_id": "2", "email": None, "posts": [{"external_id": "p", "reach": 1}] * 2},
    ]

    summary = desk.take_lines(*lines)

    assert (summary.accepted, summary.ignored) == (2, {"email": 2, "posts[].reach": 3})


def test_a_file_of_countless_unknown_fields_names_a_hundred_of_them(desk):
    line = {"platform": "x", "external_id": "1"} | {f"field {number}": 1 for number in range(150)}

    summary = desk.take_lines(line)

    assert (len(summary.ignored), summary.ignored["(others)"]) == (101, 50)


def test_blank_lines_are_no_rows(desk):
    summary = desk.take_lines("", {"platform": "x", "external_id": "1"}, "   ", "\t\r", "")

    assert (summary.accepted, summary.rejected) == (1, 0)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "It is not JSON: Expecting property name enclosed in double quotes at character 2."),
        ("no json", "It is not JSON: Expecting value at character 1."),
        ('{"platform": "x"} {}', "It is not JSON: Extra data at character 19."),
        ("[]", "It must be an object."),
        ('"text"', "It must be an object."),
        ("null", "It must be an object."),
        ("[" * 100_000, "It is nested too deeply."),
        ('{"followers": ' + "9" * 5_000 + "}", "It holds a number that is too long to be read."),
        ('{"followers": 12', "It is not JSON: Expecting ',' delimiter at character 17."),
    ],
    ids=range(9),
)
def test_a_line_that_is_no_object_is_rejected_and_the_others_are_taken(desk, read_rejects, line, reason):
    good = [{"platform": "x", "external_id": name} for name in "12"]

    summary = desk.take_lines(good[0], line, good[1])

    reject = {"file": "creators.jsonl", "line": 2, "field": "", "reason": reason, "row": line[:10_000]}
    assert (summary.accepted, summary.rejected, summary.new) == (2, 1, 2)
    assert read_rejects(summary) == [reject]
