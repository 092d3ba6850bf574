from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from sqlalchemy import event

from indexer.catalogue import pages
from indexer.catalogue.reading import CatalogueReader
from indexer.catalogue.tags import Tags, write_tags
from matcher.domain import Creator, Post, Source
from matcher.errors import CreatorNotFound
from matcher.ports import Catalogue
from tests.indexer.catalogue.saving import NOON, draft, save

MAY, JUNE = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def reader(engine):
    """Three creators: posts 1 and 2 are the first one's, 3 is the second one's."""
    save(
        engine,
        draft("a", columns={"name": "A"}, posts={"a1": {"text": "x", "published_at": MAY}, "a2": {"tags": ["t"]}}),
        draft("b", columns={"followers": 0}, posts={"b1": {"title": "y", "sponsored": False}}),
        draft("c"),
    )
    return CatalogueReader(engine)


def test_creators_come_with_those_of_the_posts_that_are_their_own(reader: Catalogue):
    found = reader.load([2, 1], [3, 1])

    assert found == {
        1: Creator(
            id=1,
            platform="tube",
            external_id="a",
            name="A",
            posts=(Post(id=1, external_id="a1", text="x", published_at=MAY),),
        ),
        2: Creator(
            id=2,
            platform="tube",
            external_id="b",
            followers=0,
            posts=(Post(id=3, external_id="b1", text=None, title="y", sponsored=False),),
        ),
    }


def test_what_does_not_exist_is_left_out(reader):
    found = reader.load([3, 99], [1, 98])

    assert {id_: creator.posts for id_, creator in found.items()} == {3: ()}


def test_nothing_asked_is_nothing_found(reader):
    assert reader.load([], []) == {}


def test_a_hundred_thousand_ids_take_two_statements(reader, engine):
    statements = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))

    found = reader.load(range(1, 100_001), range(1, 100_001))

    assert len([said for said in statements if said.startswith("SELECT")]) == 2
    assert [len(creator.posts) for creator in found.values()] == [2, 1, 0]


def test_a_profile_has_its_posts_newest_first_and_undated_ones_last(engine):
    dated = {
        "early": {"published_at": MAY},
        "none": {},
        "late": {"published_at": JUNE},
        "late 2": {"published_at": JUNE},
    }
    save(engine, draft(posts=dated))

    found = CatalogueReader(engine).find(1)

    assert [post.external_id for post in found.posts] == ["late", "late 2", "early", "none"]
    assert found.posts[0].published_at == JUNE


def test_a_profile_says_where_each_field_is_from(engine):
    save(engine, draft(columns={"name": "A", "declared_languages": ["ja"]}), source="first.jsonl")
    save(engine, draft(columns={"followers": 9}), source="second.csv")

    found = CatalogueReader(engine).find(1)

    first, second = Source(name="first.jsonl", observed_at=NOON), Source(name="second.csv", observed_at=NOON)
    assert MappingProxyType(found.sources) == {"name": first, "languages": first, "followers": second}


def test_a_creator_that_does_not_exist_is_told(engine):
    with pytest.raises(CreatorNotFound, match=r"^No creator has the id 7\."):
        CatalogueReader(engine).find(7)


def test_the_stream_goes_through_all_creators_by_id(reader):
    batches = list(reader.stream(batch=2))

    assert [[creator.id for creator in batch] for batch in batches] == [[1, 2], [3]]
    assert [[post.id for post in creator.posts] for batch in batches for creator in batch] == [[1, 2], [3], []]


def test_the_stream_goes_on_after_an_id(reader):
    assert [creator.id for batch in reader.stream(after=1) for creator in batch] == [2, 3]


def test_the_stream_holds_few_creators_where_they_have_many_posts(reader, monkeypatch):
    monkeypatch.setattr(pages, "MOST_POSTS", 1)

    batches = list(reader.stream())

    assert [[creator.id for creator in batch] for batch in batches] == [[1], [2, 3]]
    assert [len(creator.posts) for batch in batches for creator in batch] == [2, 1, 0]


def test_the_stream_can_be_written_to_while_it_runs(reader, engine):
    for batch in reader.stream(batch=1):
        write_tags(engine, "t", [Tags(creator=batch[0].id, languages=("ja",), posts={})])

    assert [creator.languages for batch in reader.stream() for creator in batch] == [("ja",)] * 3


def test_creators_and_posts_are_counted(reader):
    assert (reader.counts(), reader.revision()) == ({"creators": 3, "posts": 3}, 1)
