from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import event, select, update

from indexer.catalogue.drafts import Draft, merge_drafts
from indexer.catalogue.reading import CatalogueReader
from indexer.catalogue.tables import CreatorRow, FeeRow, HistoryRow, PostRow, StatisticRow
from indexer.catalogue.transactions import reading, writing
from indexer.catalogue.writing import find_missing
from matcher.domain import Fee, Observation
from tests.indexer.catalogue.saving import draft, save

KEY = ("tube", "1")


def read_row(engine, table=CreatorRow):
    with reading(engine) as connection:
        return dict(connection.execute(select(table.__table__)).mappings().one())


def mark_tagged(engine):
    with writing(engine) as connection:
        connection.execute(update(CreatorRow).values(tagger="tagger 1", languages=["th"]))


def test_a_first_draft_makes_the_creator(engine):
    written = save(engine, draft(columns={"name": "Haru", "tags": ["cafe"], "followers": 0}))

    row = read_row(engine)
    assert (written.new, written.changed, written.unchanged) == ({KEY}, set(), set())
    assert (row["name"], row["tags"], row["followers"], row["following"]) == ("Haru", ["cafe"], 0, None)
    assert (row["sources"], row["revision"], row["tagger"]) == ({"name": 1, "tags": 1, "followers": 1}, 1, None)


def test_the_same_draft_again_changes_nothing(engine):
    said = draft(
        columns={"name": "Haru", "tags": ["cafe"], "declared_languages": ["ja"], "verified": False},
        posts={"p": {"text": "蔵前", "published_at": datetime(2026, 9, 1, 9, 0, 0, 5, tzinfo=UTC), "likes": 3}},
        history={date(2026, 8, 1): {"followers": 9}},
        fees={("post", "JPY"): Decimal("90000.50")},
        statistics={("views", "median"): 12.5},
    )
    save(engine, said)

    written = save(engine, said)

    assert (written.new, written.changed, written.unchanged) == (set(), set(), {KEY})
    assert CatalogueReader(engine).revision() == 1
    assert CatalogueReader(engine).find(1).sources["name"].name == "file.jsonl"


def test_an_absent_field_stays_and_null_empties(engine):
    save(engine, draft(columns={"name": "Haru", "bio": "Hi", "tags": ["cafe"], "followers": 5}))

    save(engine, draft(columns={"bio": None, "tags": [], "followers": 6}))

    row = read_row(engine)
    assert (row["name"], row["bio"], row["tags"], row["followers"]) == ("Haru", None, [], 6)


def test_what_did_not_change_keeps_its_first_source(engine):
    save(engine, draft(columns={"name": "Haru", "followers": 5, "region": "JP", "region_source": "trending list"}))

    save(engine, draft(columns={"name": "Haru", "followers": 6, "region": "JP", "region_source": "declared"}))

    assert read_row(engine)["sources"] == {"name": 1, "followers": 2, "region": 2}


@pytest.mark.parametrize(
    "part",
    [
        {"columns": {"followers": 6}},
        {"posts": {"p": {"likes": 1}}},
        {"posts": {"q": {}}},
        {"history": {date(2026, 8, 1): {"followers": 1}}},
        {"fees": {("post", "JPY"): Decimal(1)}},
        {"statistics": {("views", "median"): 1.0}},
    ],
)
def test_any_changed_part_changes_the_creator_and_not_its_neighbour(engine, part):
    save(engine, draft("1", columns={"followers": 5}, posts={"p": {}}), draft("2"))

    written = save(engine, draft("1", **part), draft("2"))

    with reading(engine) as connection:
        revisions = connection.execute(select(CreatorRow.external_id, CreatorRow.revision)).all()
    assert (written.changed, written.unchanged) == ({KEY}, {("tube", "2")})
    assert sorted(revisions) == [("1", 2), ("2", 1)]


@pytest.mark.parametrize(
    ("part", "tagger"),
    [
        ({"columns": {"name": "Aki"}}, None),
        ({"columns": {"bio": "Hi"}}, None),
        ({"columns": {"handle": "aki"}}, None),
        ({"columns": {"tags": ["a"]}}, None),
        ({"columns": {"declared_languages": ["ja"]}}, None),
        ({"posts": {"p": {"title": "a"}}}, None),
        ({"posts": {"p": {"text": "a"}}}, None),
        ({"posts": {"p": {"tags": ["a"]}}}, None),
        ({"posts": {"p": {"declared_language": "ja"}}}, None),
        ({"posts": {"new": {"text": "a"}}}, None),
        ({"posts": {"new": {"likes": 4}}}, "tagger 1"),
        ({"posts": {"p": {"likes": 4}}}, "tagger 1"),
        ({"columns": {"followers": 4}}, "tagger 1"),
        ({"history": {date(2026, 8, 1): {"views": 4}}}, "tagger 1"),
    ],
)
def test_only_changed_texts_ask_for_new_tags(engine, part, tagger):
    save(engine, draft(posts={"p": {}}))
    mark_tagged(engine)

    save(engine, draft(**part))

    assert read_row(engine)["tagger"] == tagger


def test_declared_languages_are_the_languages_at_once_and_voted_ones_outlast_other_changes(engine):
    save(engine, draft(posts={"p": {}}))
    mark_tagged(engine)

    save(engine, draft(columns={"bio": "Hi"}))
    voted = read_row(engine)["languages"]
    save(engine, draft(columns={"declared_languages": ["ja", "en"]}, posts={"p": {"declared_language": "en"}}))

    row, post = read_row(engine), read_row(engine, PostRow)
    assert (voted, row["languages"], row["declared_languages"]) == (["th"], ["ja", "en"], ["ja", "en"])
    assert (post["language"], post["declared_language"]) == ("en", "en")
    assert (row["sources"], post["sources"]) == ({"bio": 2, "languages": 3}, {"language": 3})


def test_posts_are_merged_by_their_key_and_never_deleted(engine):
    save(engine, draft(posts={"p": {"text": "a", "likes": 1}, "q": {"text": "b"}}))

    save(engine, draft(posts={"p": {"likes": None, "views": 7}, "r": {"title": "c"}}))

    posts = CatalogueReader(engine).find(1).posts
    found = [(post.external_id, post.text, post.title, post.likes, post.views) for post in posts]
    assert found == [("p", "a", None, None, 7), ("q", "b", None, None, None), ("r", None, "c", None, None)]


def test_one_posts_key_may_belong_to_two_creators(engine):
    save(engine, draft("1", posts={"p": {"text": "a"}}), draft("2", posts={"p": {"text": "b"}}))

    save(engine, draft("2", posts={"p": {"text": "c"}}))

    reader = CatalogueReader(engine)
    assert [reader.find(creator).posts[0].text for creator in (1, 2)] == ["a", "c"]


def test_one_identifier_may_be_used_on_two_platforms(engine):
    written = save(engine, draft("1"), Draft(platform="gram", external_id="1", columns={"name": "b"}))

    assert written.new == {("tube", "1"), ("gram", "1")}


def test_history_fees_and_statistics_are_merged_by_their_keys(engine):
    save(
        engine,
        draft(
            history={date(2026, 7, 1): {"followers": 1, "views": 5}, date(2026, 8, 1): {"followers": 2}},
            fees={("post", "JPY"): Decimal("90000"), ("story", "JPY"): Decimal("0.01")},
            statistics={("views", "median"): 3.0},
        ),
    )

    save(
        engine,
        draft(
            history={date(2026, 7, 1): {"followers": 9}, date(2026, 6, 1): {"views": None}},
            fees={("post", "JPY"): Decimal("95000.1"), ("post", "USD"): Decimal(100)},
            statistics={("views", "median"): 4.0, ("likes", "median"): 1.0},
        ),
        source="later.csv",
    )

    found = CatalogueReader(engine).find(1)
    assert found.history == (
        Observation(date=date(2026, 6, 1)),
        Observation(date=date(2026, 7, 1), followers=9, views=5),
        Observation(date=date(2026, 8, 1), followers=2),
    )
    assert found.fees == (
        Fee(deliverable="post", currency="JPY", amount=Decimal("95000.10")),
        Fee(deliverable="post", currency="USD", amount=Decimal("100.00")),
        Fee(deliverable="story", currency="JPY", amount=Decimal("0.01")),
    )
    statistics = [(each.name, each.value, each.source.name) for each in found.statistics]
    assert statistics == [("likes", 1.0, "later.csv"), ("views", 4.0, "later.csv")]


def test_each_batch_that_changes_something_takes_one_revision(engine):
    save(engine, draft("1"), draft("2"))
    save(engine, draft("1"))
    save(engine, draft("2", columns={"name": "b"}), draft("3"))

    assert CatalogueReader(engine).revision() == 2


def test_drafts_that_only_refer_to_a_creator_are_told_when_there_is_none(engine):
    save(engine, draft("1"))
    drafts = [draft("1", must_exist=True), draft("2", must_exist=True), draft("3")]

    with reading(engine) as connection:
        missing = find_missing(connection, drafts)

    assert missing == {("tube", "2")}


def test_an_erased_creator_takes_everything_along(engine):
    save(
        engine,
        draft(
            posts={"p": {}},
            history={date(2026, 8, 1): {}},
            fees={("post", "JPY"): Decimal(1)},
            statistics={("views", "median"): 1.0},
        ),
    )

    with writing(engine) as connection:
        connection.execute(CreatorRow.__table__.delete())
        left = [connection.execute(select(table)).all() for table in (PostRow, HistoryRow, FeeRow, StatisticRow)]

    assert left == [[], [], [], []]


def test_a_failed_batch_leaves_nothing_behind(engine):
    broken = draft("2", history={date(2026, 8, 1): {"followers": 2**70}})

    with pytest.raises(Exception, match=r"large|range"):
        save(engine, draft("1"), broken)

    assert (CatalogueReader(engine).counts()["creators"], CatalogueReader(engine).revision()) == (0, 0)


def count_statements(engine, *drafts):
    statements = []

    def listen(*arguments):
        statements.append(arguments[2])

    event.listen(engine, "before_cursor_execute", listen)
    save(engine, *drafts)
    event.remove(engine, "before_cursor_execute", listen)
    return len([said for said in statements if not said.startswith("BEGIN")])


def many(count, likes):
    return [
        draft(
            str(number),
            columns={"name": f"n{likes}"},
            posts={str(post): {"likes": likes} for post in range(7)},
            history={date(2026, 8, 1): {"views": likes}},
            fees={("post", "JPY"): Decimal(likes)},
            statistics={("views", "median"): float(likes)},
        )
        for number in range(count)
    ]


def test_a_batch_takes_the_same_handful_of_statements_whatever_its_size(engine):
    few = [count_statements(engine, *many(2, likes)) for likes in (1, 2)]
    all_of_them = [count_statements(engine, *many(500, likes)) for likes in (3, 4)]

    assert max(few + all_of_them) <= 19
    assert all_of_them[1] == few[1]


def test_merged_drafts_say_what_both_say_and_the_later_one_wins():
    earlier = draft(
        columns={"name": "a", "bio": "b"},
        posts={"p": {"likes": 1, "views": 2}},
        history={date(2026, 8, 1): {"followers": 1, "views": 2}},
        fees={("post", "JPY"): Decimal(1)},
        must_exist=True,
    )
    later = draft(
        columns={"name": None},
        posts={"p": {"likes": 3}, "q": {}},
        history={date(2026, 8, 1): {"followers": 3}},
        fees={("post", "JPY"): Decimal(2)},
        statistics={("views", "median"): 1.0},
    )

    merged = merge_drafts(earlier, later)

    assert merged == draft(
        columns={"name": None, "bio": "b"},
        posts={"p": {"likes": 3, "views": 2}, "q": {}},
        history={date(2026, 8, 1): {"followers": 3, "views": 2}},
        fees={("post", "JPY"): Decimal(2)},
        statistics={("views", "median"): 1.0},
    )
