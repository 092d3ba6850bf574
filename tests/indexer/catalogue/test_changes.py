import numpy as np
import pytest
from sqlalchemy import delete

from indexer.catalogue.changes import Changed, find_deleted, list_changed, list_pages, load
from indexer.catalogue.reading import CatalogueReader
from indexer.catalogue.tables import CreatorRow
from indexer.catalogue.tags import Tags, write_tags
from indexer.catalogue.transactions import writing
from tests.indexer.catalogue.saving import draft, save

EVERYBODY = Changed(since=None, tagger="t")


@pytest.fixture
def catalogue(engine):
    """Four tagged creators, of the revisions 1, 1, 1 and 2."""
    save(engine, draft("a", posts={"a1": {"text": "x"}}), draft("b"), draft("c"))
    save(engine, draft("d"))
    write_tags(engine, "t", [Tags(creator=id, languages=(), posts={}) for id in (1, 2, 3, 4)])
    return engine


def erase(engine, *ids):
    with writing(engine) as connection:
        connection.execute(delete(CreatorRow).where(CreatorRow.id.in_(ids)))


def test_what_changed_is_what_came_after_the_revision(catalogue):
    save(catalogue, draft("b", columns={"followers": 5}))
    write_tags(catalogue, "t", [Tags(creator=2, languages=(), posts={})])

    assert list_changed(catalogue, Changed(since=1, tagger="t")).tolist() == [2, 4]
    assert list_changed(catalogue, Changed(since=3, tagger="t")).tolist() == []
    assert list_changed(catalogue, EVERYBODY).tolist() == [1, 2, 3, 4]


def test_who_waits_for_tags_has_changed(catalogue):
    write_tags(catalogue, "new", [Tags(creator=id, languages=(), posts={}) for id in (1, 2, 4)])

    assert list_changed(catalogue, Changed(since=2, tagger="new")).tolist() == [3]


def test_pages_come_by_ascending_id_and_give_everybody_once(catalogue):
    pages = list(list_pages(catalogue, EVERYBODY, size=3))

    assert pages == [{1, 2, 3}, {4}]
    assert [(creator.id, len(creator.posts)) for creator in load(catalogue, pages[0])] == [(1, 1), (2, 0), (3, 0)]
    assert load(catalogue, set()) == []


@pytest.mark.parametrize("erased", [(), (1,), (2, 3), (1, 4)])
def test_who_was_indexed_and_is_no_longer_there_was_deleted(catalogue, erased):
    indexed = np.array([1, 2, 3], dtype=np.int64)  # the fourth came later
    erase(catalogue, *erased)
    changed = Changed(since=1, tagger="t")

    deleted = find_deleted(catalogue, indexed, changed, list_changed(catalogue, changed))

    assert deleted.tolist() == sorted({1, 2, 3} & set(erased))


def test_a_deletion_is_found_beside_a_change(catalogue):
    save(catalogue, draft("b", columns={"followers": 5}))
    erase(catalogue, 1)
    changed = Changed(since=2, tagger="t")
    ids = list_changed(catalogue, changed)

    assert (ids.tolist(), find_deleted(catalogue, np.array([1, 2, 3, 4]), changed, ids).tolist()) == ([2], [1])
    assert CatalogueReader(catalogue).counts()["creators"] == 3
