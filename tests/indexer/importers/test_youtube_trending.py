import pytest

COLUMNS = [
    *("id", "name", "platform", "countries", "category", "n_videos"),
    *("median_views", "median_likes", "median_dislikes", "median_comments", "titles", "tags"),
]
HEADER = ",".join(COLUMNS) + "\n"
ONE = "UC1,はる,youtube,JP,Comedy,2,38157.5,1053,58,186,first / second | still second / ,a|b c|a\n"
TWO = "UC2,null,youtube,CA|US,Music,1,,,,,null,\n"


def test_a_channel_becomes_a_creator_with_its_titles_as_posts(any_desk):
    summary = any_desk.take_text("trending.csv", HEADER + ONE + TWO)

    first, second = any_desk.creators()
    posts = [(post.external_id, post.title, post.text, post.views, post.published_at) for post in first.posts]
    assert (summary.shape, summary.accepted, summary.rejected) == ("youtube-trending", 2, 0)
    assert (first.platform, first.external_id, first.name, first.tags) == ("youtube", "UC1", "はる", ("a", "b c"))
    assert posts == [("UC1:1", "first", None, None, None), ("UC1:2", "second | still second", None, None, None)]
    assert (second.name, [post.title for post in second.posts], second.statistics) == (
        "null",
        ["null"],
        second.statistics[:1],
    )


def test_the_region_is_the_country_where_there_is_exactly_one(desk):
    desk.take_text("trending.csv", HEADER + ONE + TWO)

    regions = [(creator.region, creator.region_source) for creator in desk.creators()]
    assert regions == [("JP", "trending list"), (None, None)]


def test_a_list_that_does_not_know_leaves_what_is_stored(desk):
    desk.take_lines({"platform": "youtube", "external_id": "UC2", "region": "CA", "tags": ["a"]})

    desk.take_text("trending.csv", HEADER + TWO)

    (found,) = desk.creators()
    assert (found.region, found.region_source, found.tags) == ("CA", "declared", ("a",))


def test_medians_are_statistics_with_their_source(desk):
    desk.take_text("trending.csv", HEADER + ONE)

    (found,) = desk.creators()
    assert [(each.name, each.statistic, each.value) for each in found.statistics] == [
        ("comments", "median", 186.0),
        ("dislikes", "median", 58.0),
        ("likes", "median", 1053.0),
        ("videos", "count", 2.0),
        ("views", "median", 38157.5),
    ]
    assert {each.source.name for each in found.statistics} == {"trending.csv"}


def test_the_category_is_left_out_and_said_to_be(desk):
    summary = desk.take_text("trending.csv", HEADER + ONE + TWO)

    assert summary.ignored == {"category": 2}


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ((",JP,", ",XX,"), "countries", "'XX' is no region."),
        ((",38157.5,", ",many,"), "median_views", "It is not a number in plain digits."),
        ((",1053,", ",-1,"), "median_likes", "It is negative."),
        (("Comedy,2,", "Comedy,1.5,"), "n_videos", "1.5 is not a whole number."),
        (("UC1,", ","), "external_id", "It must have 1 to 200 characters."),
        (("youtube", ""), "platform", "It is missing."),
    ],
)
def test_a_bad_channel_is_rejected(desk, read_rejects, change, field, reason):
    summary = desk.take_text("trending.csv", HEADER + ONE.replace(*change) + TWO)

    (reject,) = read_rejects(summary)
    assert (summary.accepted, reject["line"], reject["field"]) == (1, 2, field)
    assert reject["reason"].startswith(reason)


def test_the_real_list_is_taken_whole_and_changes_nothing_the_second_time(any_desk, data_folder):
    path = data_folder / "youtube-2018" / "creators.csv"
    if not path.exists():
        pytest.skip(f"Open data: there is no file {path}.")

    first, second = any_desk.take(path), any_desk.take(path, "youtube-trending")

    assert (first.shape, first.accepted, first.rejected, first.new) == ("youtube-trending", 1614, 0, 1614)
    assert (second.accepted, second.rejected, second.new, second.changed) == (1614, 0, 0, 0)
