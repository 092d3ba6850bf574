from datetime import UTC, datetime, timedelta

import pytest

from indexer.catalogue.shortlists.entries import (
    MOST_ENTRIES,
    EntryChange,
    EntryKey,
    add_entry,
    change_entry,
    list_creators,
    move_entry,
    order_entries,
    remove_entry,
    restore_entry,
)
from indexer.catalogue.shortlists.errors import EntryNotFound, Outdated, ShortlistFull, ShortlistNotFound
from indexer.catalogue.shortlists.lists import (
    KEPT,
    create_shortlist,
    delete_shortlist,
    rename_shortlist,
    restore_shortlist,
)
from indexer.catalogue.shortlists.reading import (
    find_lists_of,
    list_deleted,
    list_shortlists,
    page_shortlists,
    read_shortlist,
)
from indexer.catalogue.transactions import writing
from matcher.errors import CreatorNotFound
from tests.indexer.catalogue.saving import draft, save

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def connection(engine):
    """A catalogue of four creators, open for writing."""
    save(engine, *(draft(name) for name in "abcd"))
    with writing(engine) as connection:
        yield connection


@pytest.fixture
def spring(connection):
    """A list with the creators 3, 1 and 2, in this order."""
    id = create_shortlist(connection, "春の新作", NOON)
    for creator in (3, 1, 2):
        add_entry(connection, EntryKey(shortlist=id, creator=creator), NOON)
    return id


def key(shortlist, creator):
    return EntryKey(shortlist=shortlist, creator=creator)


def test_a_list_holds_its_creators_in_the_order_they_came(connection, spring):
    found = read_shortlist(connection, spring)

    assert (found.name, found.created_at, [entry.creator for entry in found.entries]) == ("春の新作", NOON, [3, 1, 2])


def test_an_entry_starts_with_what_was_said_and_the_posts_that_spoke_for_it(connection, spring):
    said = EntryChange(note="第一候補", tags=("美容",))

    assert add_entry(connection, key(spring, 4), LATER, range(10, 20), said) is True

    entry = read_shortlist(connection, spring).entries[-1]
    assert (entry.note, entry.internal_note, entry.tags) == ("第一候補", "", ("美容",))
    assert (entry.posts, entry.added_at) == ((10, 11, 12, 13, 14), LATER)


def test_who_is_on_the_list_stays_as_they_are(connection, spring):
    assert add_entry(connection, key(spring, 1), LATER, (9,), EntryChange(note="other")) is False

    assert [(entry.creator, entry.note) for entry in read_shortlist(connection, spring).entries] == [
        (3, ""),
        (1, ""),
        (2, ""),
    ]


def test_only_creators_that_exist_and_lists_that_exist_can_be_joined(connection, spring):
    with pytest.raises(CreatorNotFound):
        add_entry(connection, key(spring, 5), NOON)
    with pytest.raises(ShortlistNotFound):
        add_entry(connection, key(99, 1), NOON)


def test_a_removed_entry_comes_back_where_it_was_with_all_it_had(connection, spring):
    change_entry(connection, key(spring, 1), EntryChange(note="sure"), NOON)

    remove_entry(connection, key(spring, 1), LATER)
    assert list_creators(connection, spring) == [3, 2]

    restore_entry(connection, key(spring, 1), LATER)
    assert [(entry.creator, entry.note) for entry in read_shortlist(connection, spring).entries] == [
        (3, ""),
        (1, "sure"),
        (2, ""),
    ]


def test_a_removed_entry_that_is_added_again_keeps_its_note_and_goes_last(connection, spring):
    change_entry(connection, key(spring, 3), EntryChange(note="sure"), NOON)
    remove_entry(connection, key(spring, 3), LATER)

    assert add_entry(connection, key(spring, 3), LATER) is True

    entries = read_shortlist(connection, spring).entries
    assert [(entry.creator, entry.note) for entry in entries] == [(1, ""), (2, ""), (3, "sure")]


@pytest.mark.parametrize(
    ("creator", "places", "order"),
    [
        (3, 1, [1, 3, 2]),
        (2, -1, [3, 2, 1]),
        (3, -1, [3, 1, 2]),
        (2, 5, [3, 1, 2]),
        (2, -5, [2, 3, 1]),
        (1, 0, [3, 1, 2]),
    ],
)
def test_entries_move_and_stop_at_the_ends(connection, spring, creator, places, order):
    move_entry(connection, key(spring, creator), places, LATER)

    assert list_creators(connection, spring) == order


def test_an_order_names_some_and_the_others_follow(connection, spring):
    order_entries(connection, spring, [2, 2], LATER)

    assert list_creators(connection, spring) == [2, 3, 1]
    with pytest.raises(EntryNotFound):
        order_entries(connection, spring, [2, 4], LATER)


@pytest.mark.parametrize("act", [move_entry, remove_entry, change_entry])
def test_nothing_is_done_to_whom_is_not_on_the_list(connection, spring, act):
    middle = {move_entry: (1,), remove_entry: (), change_entry: (EntryChange(note="x"),)}[act]

    with pytest.raises(EntryNotFound):
        act(connection, key(spring, 4), *middle, NOON)


def test_two_writers_of_different_fields_keep_what_each_wrote(connection, spring):
    seen = read_shortlist(connection, spring).version

    change_entry(connection, key(spring, 1), EntryChange(note="hers"), LATER, seen)
    change_entry(connection, key(spring, 1), EntryChange(tags=("his",)), LATER, seen)
    rename_shortlist(connection, spring, "theirs", LATER, seen)

    found = read_shortlist(connection, spring)
    assert (found.name, found.entries[1].note, found.entries[1].tags) == ("theirs", "hers", ("his",))


def test_the_second_writer_of_a_field_is_told_that_it_changed(connection, spring):
    seen = read_shortlist(connection, spring).version
    change_entry(connection, key(spring, 1), EntryChange(note="hers"), LATER, seen)
    rename_shortlist(connection, spring, "hers", LATER, seen)

    with pytest.raises(Outdated):
        change_entry(connection, key(spring, 1), EntryChange(note="his"), LATER, seen)
    with pytest.raises(Outdated):
        rename_shortlist(connection, spring, "his", LATER, seen)

    change_entry(connection, key(spring, 1), EntryChange(note="his"), LATER)
    rename_shortlist(connection, spring, "his", LATER)
    found = read_shortlist(connection, spring)
    assert (found.name, found.entries[1].note) == ("his", "his")


def test_the_same_value_is_no_change(connection, spring):
    seen = read_shortlist(connection, spring).version
    change_entry(connection, key(spring, 1), EntryChange(note="both"), LATER, seen)
    after = read_shortlist(connection, spring)

    change_entry(connection, key(spring, 1), EntryChange(note="both"), LATER, seen)
    rename_shortlist(connection, spring, "春の新作", LATER, 0)

    assert read_shortlist(connection, spring) == after


def test_every_change_counts_once(connection, spring):
    before = read_shortlist(connection, spring).version

    move_entry(connection, key(spring, 1), 1, LATER)
    remove_entry(connection, key(spring, 1), LATER)

    found = read_shortlist(connection, spring)
    assert (found.version - before, found.changed_at) == (2, LATER)


def test_a_deleted_list_is_gone_until_it_is_brought_back(connection, spring):
    before = read_shortlist(connection, spring).entries

    delete_shortlist(connection, spring, LATER)
    with pytest.raises(ShortlistNotFound):
        read_shortlist(connection, spring)
    assert list_shortlists(connection, 10) == []
    assert [(one.name, one.size, one.deleted_at) for one in list_deleted(connection, 10)] == [("春の新作", 3, LATER)]

    restore_shortlist(connection, spring)
    assert read_shortlist(connection, spring).entries == before
    assert list_deleted(connection, 10) == []


def test_after_thirty_days_a_deleted_list_is_erased_with_the_next_one(connection, spring):
    other = create_shortlist(connection, "other", NOON)
    delete_shortlist(connection, spring, NOON)

    delete_shortlist(connection, other, NOON + KEPT + timedelta(seconds=1))

    assert [one.id for one in list_deleted(connection, 10)] == [other]
    with pytest.raises(ShortlistNotFound):
        restore_shortlist(connection, spring)


@pytest.mark.parametrize("act", [delete_shortlist, restore_shortlist])
def test_no_list_can_be_deleted_or_brought_back_that_never_was(connection, act):
    with pytest.raises(ShortlistNotFound):
        act(connection, 99, *([NOON] if act is delete_shortlist else []))


def test_lists_come_by_their_last_change_and_pages_by_id(connection, spring):
    second = create_shortlist(connection, "second", NOON)
    third = create_shortlist(connection, "third", LATER)
    rename_shortlist(connection, spring, "first", LATER + timedelta(minutes=1))

    assert [one.id for one in list_shortlists(connection, 10)] == [spring, third, second]
    assert [one.id for one in list_shortlists(connection, 2)] == [spring, third]
    assert [one.id for one in page_shortlists(connection, 0, 2)] == [spring, second]
    assert [one.id for one in page_shortlists(connection, second, 2)] == [third]


def test_a_creator_knows_its_lists(connection, spring):
    other = create_shortlist(connection, "other", LATER)
    add_entry(connection, key(other, 1), LATER)
    remove_entry(connection, key(spring, 2), LATER)

    assert [one.name for one in find_lists_of(connection, 1)] == ["other", "春の新作"]
    assert find_lists_of(connection, 2) == []


def test_a_list_has_room_for_five_hundred(sqlite):
    save(sqlite, *(draft(str(name)) for name in range(MOST_ENTRIES + 1)))
    with writing(sqlite) as connection:
        id = create_shortlist(connection, "long", NOON)
        for creator in range(1, MOST_ENTRIES + 1):
            add_entry(connection, key(id, creator), NOON)

        with pytest.raises(ShortlistFull):
            add_entry(connection, key(id, MOST_ENTRIES + 1), NOON)
        remove_entry(connection, key(id, 1), NOON)
        add_entry(connection, key(id, MOST_ENTRIES + 1), NOON)
        with pytest.raises(ShortlistFull):
            restore_entry(connection, key(id, 1), NOON)
