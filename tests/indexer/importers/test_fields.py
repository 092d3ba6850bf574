import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from indexer.importers.checking import check_creator
from indexer.importers.records import Reject
from indexer.importers.texts import clean_text
from tests.indexer.importers.conftest import NOW

BASE = {"platform": "x", "external_id": "1"}
NOT_WHOLE, NOT_TEXT = "It must be a number.", "It must be text."
MISSING = "It is missing."
NO_ADDRESS = "It is not an http:// or https:// address."
LONG_URL = "https://example.com/" + "a" * 2_000
DEEP = "halves of characters."

COUNTS = [
    (True, NOT_WHOLE),
    (False, NOT_WHOLE),
    ("12", NOT_WHOLE),
    ([], NOT_WHOLE),
    (float("nan"), "nan is not a number."),
    (float("inf"), "inf is not a number."),
    (float("-inf"), "-inf is not a number."),
    (1e400, "inf is not a number."),
    (-1, "It is negative."),
    (-0.5, "It is negative."),
    (62.5, "62.5 is not a whole number."),
    (10**30, "It is larger than 100,000,000,000."),
    (1e30, "It is larger than 100,000,000,000."),
    (10**11 + 1, "It is larger than 100,000,000,000."),
]
BAD = [
    *(("followers", value, reason) for value, reason in COUNTS),
    ("following", -1, "It is negative."),
    ("platform", None, NOT_TEXT),
    ("platform", "", "A platform is 1 to 40 of the characters a-z, 0-9, _ and -."),
    ("platform", "you tube", "A platform is 1 to 40 of the characters a-z, 0-9, _ and -."),
    ("platform", "x" * 41, "A platform is 1 to 40 of the characters a-z, 0-9, _ and -."),
    ("platform", "ｘ", "A platform is 1 to 40 of the characters a-z, 0-9, _ and -."),
    ("external_id", None, NOT_TEXT),
    ("external_id", 12, NOT_TEXT),
    ("external_id", "", "It must have 1 to 200 characters."),
    ("external_id", "  ", "It must have 1 to 200 characters."),
    ("external_id", "i" * 201, "It must have 1 to 200 characters."),
    ("external_id", "a\nb", f"It holds control characters or {DEEP}"),
    ("external_id", "a\x00", f"It holds control characters or {DEEP}"),
    ("external_id", "a\x85", f"It holds control characters or {DEEP}"),
    ("external_id", "a\ud800", f"It holds control characters or {DEEP}"),
    ("handle", "h" * 201, "It is longer than 200 characters."),
    ("handle", 5, NOT_TEXT),
    ("name", "n" * 1_001, "It is longer than 1,000 characters."),
    ("bio", "b" * 10_001, "It is longer than 10,000 characters."),
    ("bio", True, NOT_TEXT),
    ("tags", "cafe", "It must be a list of texts."),
    ("tags", ["a", 1], NOT_TEXT),
    ("tags", ["a", None], NOT_TEXT),
    ("tags", ["t"] * 501, "It has more than 500 entries."),
    ("tags", ["t" * 201], "A tag is longer than 200 characters."),
    ("url", "javascript:alert(1)", NO_ADDRESS),
    ("url", "ftp://example.com", NO_ADDRESS),
    ("url", "example.com", NO_ADDRESS),
    ("url", "https://", NO_ADDRESS),
    ("url", "https://[", NO_ADDRESS),
    ("url", "https://example.com/a b", NO_ADDRESS),
    ("url", "https://example.com/\x00", NO_ADDRESS),
    ("url", LONG_URL, "It is longer than 2,000 characters."),
    ("region", "XX", "'XX' is no region. Give an ISO 3166 code: a country such as JP, or a part of one such as JP-13."),
    ("region", "", "'' is no region. Give an ISO 3166 code: a country such as JP, or a part of one such as JP-13."),
    ("region", 81, NOT_TEXT),
    ("languages", "ja", "It must be a list of at most 20 languages."),
    ("languages", ["ja", "xx"], "'xx' is no language. Give a BCP 47 code such as ja, en or zh-Hans."),
    ("languages", ["ja"] * 21, "It must be a list of at most 20 languages."),
    ("verified", 1, "It must be true or false."),
    ("verified", "true", "It must be true or false."),
]
POST = [
    ("external_id", "", "It must have 1 to 200 characters."),
    ("title", "t" * 1_001, "It is longer than 1,000 characters."),
    ("text", "t" * 100_001, "It is longer than 100,000 characters."),
    ("likes", -3, "It is negative."),
    ("views", 1.5, "1.5 is not a whole number."),
    ("sponsored", 0, "It must be true or false."),
    ("language", "klingon", "'klingon' is no language. Give a BCP 47 code such as ja, en or zh-Hans."),
    ("published_at", "yesterday", "It is not an ISO 8601 moment such as 2026-09-01T09:00:00Z."),
    ("published_at", "2026-02-30", "It is not an ISO 8601 moment such as 2026-09-01T09:00:00Z."),
    ("published_at", 1_756_717_200, NOT_TEXT),
    ("published_at", "1999-12-31T23:59:59Z", "It lies before the year 2000."),
    ("published_at", "0001-01-01T00:00:00+14:00", "It is not an ISO 8601 moment such as 2026-09-01T09:00:00Z."),
    ("published_at", "2026-09-16T12:00:01Z", "It lies in the future."),
    ("published_at", "9999-12-31T23:59:59Z", "It lies in the future."),
]
HISTORY = [
    ("date", "2026-08", "It is not an ISO 8601 date such as 2026-09-01."),
    ("date", "2026-08-01T00:00:00Z", "It is not an ISO 8601 date such as 2026-09-01."),
    ("date", None, NOT_TEXT),
    ("date", "1999-12-31", "It lies before the year 2000."),
    ("date", "2026-09-17", "It lies in the future."),
    ("followers", -1, "It is negative."),
    ("views", True, NOT_WHOLE),
]
FEES = [
    ("amount", 0, "It must be above 0."),
    ("amount", -5, "It is negative."),
    ("amount", 1.005, "It has more than two decimals."),
    ("amount", 10**12, "It is larger than 100,000,000,000."),
    ("amount", "90000", NOT_WHOLE),
    ("amount", float("nan"), "nan is not a number."),
    ("currency", "YEN", "It is no ISO 4217 currency such as JPY."),
    ("currency", "JPYX", "It is no ISO 4217 currency such as JPY."),
    ("currency", None, NOT_TEXT),
    ("deliverable", "", "It must have 1 to 100 characters."),
    ("deliverable", "d" * 101, "It must have 1 to 100 characters."),
]
GOOD = {
    "posts": {"external_id": "good"},
    "history": {"date": "2026-08-01"},
    "fees": {"amount": 1, "currency": "JPY", "deliverable": "post"},
}
NESTED = [
    *(("posts", {field: value}, reason) for field, value, reason in POST),
    *(("history", {field: value}, reason) for field, value, reason in HISTORY),
    *(("fees", {field: value}, reason) for field, value, reason in FEES),
]


def check(said):
    """Judge a creator as it would stand in a line of JSON."""
    return check_creator(json.loads(json.dumps(said)), NOW)


@pytest.mark.parametrize(("field", "value", "reason"), BAD, ids=range(len(BAD)))
def test_a_bad_field_of_a_creator_rejects_it(field, value, reason):
    checked = check({**BASE, field: value})

    assert (checked.draft, checked.rejects) == (None, (Reject(field, reason),))


@pytest.mark.parametrize(("part", "bad", "reason"), NESTED, ids=range(len(NESTED)))
def test_a_bad_nested_entry_is_rejected_alone(part, bad, reason):
    checked = check({**BASE, "name": "a", part: [GOOD[part], GOOD[part] | bad]})

    assert (checked.draft.columns, len(getattr(checked.draft, part))) == ({"name": "a"}, 1)
    assert checked.rejects == (Reject(f"{part}[1].{next(iter(bad))}", reason),)


def test_bad_lines_and_entries_are_counted_and_told_with_their_place(any_desk, read_rejects):
    lines = [json.dumps({**BASE, field: value}) for field, value, _ in BAD]
    entries = [json.dumps({**BASE, part: [GOOD[part], GOOD[part] | bad]}) for part, bad, _ in NESTED]

    summary = any_desk.take_lines(*lines, *entries)

    told = [(each["line"], each["field"], each["reason"], each["row"]) for each in read_rejects(summary)]
    whole = [(field, reason) for field, _, reason in BAD]
    nested = [(f"{part}[1].{next(iter(bad))}", reason) for part, bad, reason in NESTED]
    assert (summary.accepted, summary.rejected) == (len(NESTED), len(BAD) + len(NESTED))
    assert told == [
        (number, field, reason, row[:10_000])
        for number, ((field, reason), row) in enumerate(zip(whole + nested, lines + entries, strict=True), start=1)
    ]


@pytest.mark.parametrize(
    ("said", "field", "reason"),
    [
        ({"platform": "x"}, "external_id", MISSING),
        ({}, "platform", f"{MISSING} external_id: {MISSING}"),
        ({**BASE, "posts": [{"text": "a"}]}, "posts[0].external_id", MISSING),
        ({**BASE, "fees": [{"amount": 1}]}, "fees[0].currency", f"{MISSING} fees[0].deliverable: {MISSING}"),
        ({**BASE, "posts": ["a"]}, "posts[0]", "It must be an object."),
        ({**BASE, "posts": {"external_id": "1"}}, "posts", "It must be a list of objects."),
        ({**BASE, "followers": -1, "url": "x"}, "url", f"{NO_ADDRESS} followers: It is negative."),
    ],
)
def test_what_is_missing_or_of_the_wrong_kind_is_told(said, field, reason):
    assert check(said).rejects == (Reject(field, reason),)


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("followers", 62.0, 62),
        ("followers", 0, 0),
        ("followers", 10**11, 10**11),
        ("followers", -0.0, 0),
        ("followers", None, None),
        ("platform", " YouTube ", "youtube"),
        ("external_id", " ＩＤ-1 ", "ＩＤ-1"),
        ("external_id", "i" * 200, "i" * 200),
        ("name", "か\u3099", "が"),
        ("name", "a\r\nb\rc\x00\x07\x1b\x9f\td", "a\nb\nc\td"),
        ("name", "a\ud800b", "a\ufffdb"),
        ("name", "👩‍🍳", "👩‍🍳"),
        ("name", "", None),
        ("name", " \n", None),
        ("bio", "b" * 10_000, "b" * 10_000),
        ("url", "", None),
        ("url", " https://example.com/é ", "https://example.com/é"),
        ("tags", [" a ", "", "b", "a", "か\u3099"], ["a", "b", "が"]),
        ("tags", ["t" * 200], ["t" * 200]),
        ("region", "jp-13", "JP-13"),
        ("tags", None, []),
        ("verified", False, False),
    ],
)
def test_good_values_are_kept_in_one_spelling(field, value, stored):
    checked = check({**BASE, field: value})

    kept = {**checked.draft.columns, "platform": checked.draft.platform, "external_id": checked.draft.external_id}
    assert (checked.rejects, kept[field]) == ((), stored)
    assert type(kept[field]) is type(stored)


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("2026-09-01T09:00:00Z", datetime(2026, 9, 1, 9, tzinfo=UTC)),
        ("2026-09-01T09:00:00", datetime(2026, 9, 1, 9, tzinfo=UTC)),
        ("2026-09-01T09:00:00.123456+09:00", datetime(2026, 9, 1, 0, 0, 0, 123456, tzinfo=UTC)),
        ("2026-09-01 09:00", datetime(2026, 9, 1, 9, tzinfo=UTC)),
        ("2026-09-01", datetime(2026, 9, 1, tzinfo=UTC)),
        ("2000-01-01T00:00:00Z", datetime(2000, 1, 1, tzinfo=UTC)),
        ("2026-09-16T12:00:00Z", datetime(2026, 9, 16, 12, tzinfo=UTC)),
        (None, None),
    ],
)
def test_moments_are_kept_in_utc(said, stored):
    checked = check({**BASE, "posts": [{"external_id": "p", "published_at": said}]})

    assert checked.draft.posts == {"p": {"published_at": stored}}


@pytest.mark.parametrize(("said", "stored"), [(0.1, "0.1"), (90000, "90000"), (1e11, "100000000000.0")])
def test_fees_are_kept_as_they_are_written(said, stored):
    checked = check({**BASE, "fees": [{"amount": said, "currency": "usd", "deliverable": " post "}]})

    assert checked.draft.fees == {("post", "USD"): Decimal(stored)}


def test_languages_are_declared_in_their_usual_spelling():
    checked = check(
        {**BASE, "languages": ["zh_TW", "JA", "zh-Hant"], "posts": [{"external_id": "p", "language": "iw"}]}
    )

    assert checked.draft.columns == {"declared_languages": ["zh-Hant", "ja"]}
    assert checked.draft.posts == {"p": {"declared_language": "he"}}


def test_either_database_keeps_every_character_that_is_taken(any_desk):
    odd = "".join(map(chr, [*range(0x300), 0xD800, 0x2028, 0xFEFF, 0xFFFE, 0xFFFF, 0x1F600, 0x10FFFF]))

    any_desk.take_lines(json.dumps({**BASE, "name": odd, "tags": [odd[:190]], odd[:90]: 1}))

    (found,) = any_desk.creators()
    assert found.name == clean_text(odd)
    assert (
        len(found.name) == len(odd) - 62
    )  # of 65 control characters, newline and tab stay, and a carriage return becomes a newline
