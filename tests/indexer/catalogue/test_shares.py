import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, inspect, select

from indexer.catalogue.shortlists.entries import EntryChange, EntryKey, add_entry
from indexer.catalogue.shortlists.errors import EntryNotFound, ShareNotFound, ShortlistFull, ShortlistNotFound
from indexer.catalogue.shortlists.forgetting import forget_in_lists, tell_lists_of
from indexer.catalogue.shortlists.lists import create_shortlist, delete_shortlist, restore_shortlist
from indexer.catalogue.shortlists.nouns import Verdict, tell_state
from indexer.catalogue.shortlists.reviews import (
    ACCEPTED,
    MOST_RECOMMENDATIONS,
    REJECTED,
    NewRecommendation,
    Review,
    give_review,
    recommend,
    take_back,
)
from indexer.catalogue.shortlists.shares import NewShare, create_share, list_shares, open_share, revoke_share
from indexer.catalogue.shortlists.tables import ShareRow
from indexer.catalogue.tables import CreatorRow, Table
from indexer.catalogue.transactions import writing
from tests.indexer.catalogue.saving import draft, save

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
END = NOON + timedelta(days=14)


@pytest.fixture
def connection(engine):
    """A catalogue of three creators, all on the list 1, open for writing."""
    save(engine, *(draft(name) for name in "abc"))
    with writing(engine) as connection:
        list_id = create_shortlist(connection, "春の新作", NOON)
        for creator in (1, 2, 3):
            add_entry(connection, EntryKey(shortlist=list_id, creator=creator), NOON, (), EntryChange(note="hm"))
        yield connection


@pytest.fixture
def new():
    return NewShare(
        shortlist=1, title="春の新作", copies={2: {"name": "b"}, 1: {"name": "a"}}, expires_at=END, label="花田様"
    )


def test_a_link_shows_the_copy_that_was_made_with_it(connection, new):
    id, secret = create_share(connection, new, NOON)

    share = open_share(connection, secret, LATER)

    assert (share.id, share.title, share.label, share.expires_at) == (id, "春の新作", "花田様", END)
    assert [(entry.creator, entry.copy, entry.verdict) for entry in share.entries] == [
        (2, {"name": "b"}, None),
        (1, {"name": "a"}, None),
    ]


def test_a_secret_has_256_bits_and_no_two_are_alike(connection, new):
    secrets = {create_share(connection, new, NOON)[1] for _ in range(20)}

    assert len(secrets) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", secret) for secret in secrets)


def test_the_secret_stands_nowhere_in_the_database(connection, new):
    _, secret = create_share(connection, new, NOON)

    held = [
        str(row)
        for name in inspect(connection).get_table_names()
        if name in Table.metadata.tables
        for row in connection.execute(select(Table.metadata.tables[name]))
    ]

    assert [row for row in held if secret in row] == []
    assert len(connection.execute(select(ShareRow.token_hash)).scalar_one()) == 64


def test_unknown_expired_withdrawn_and_deleted_are_not_told_apart(connection, new):
    _, expired = create_share(connection, replace(new, expires_at=LATER), NOON)
    id, withdrawn = create_share(connection, new, NOON)
    revoke_share(connection, 1, id, NOON)
    told = []

    for secret in ("", "x" * 43, expired, withdrawn, "\udc80"):
        with pytest.raises(ShareNotFound) as refused:
            open_share(connection, secret, LATER)
        told.append(str(refused.value))

    assert len(set(told)) == 1


def test_a_link_of_a_deleted_list_works_again_when_the_list_is_back(connection, new):
    _, secret = create_share(connection, new, NOON)

    delete_shortlist(connection, 1, NOON)
    with pytest.raises(ShareNotFound):
        open_share(connection, secret, NOON)
    restore_shortlist(connection, 1)

    assert open_share(connection, secret, NOON).title == "春の新作"


def test_links_have_a_state(connection, new):
    first, _ = create_share(connection, new, NOON)
    create_share(connection, replace(new, expires_at=LATER), NOON)
    create_share(connection, new, NOON)
    revoke_share(connection, 1, first, NOON)
    revoke_share(connection, 1, first, LATER)

    shares = list_shares(connection, 1)

    assert [tell_state(share, LATER) for share in shares] == ["open", "expired", "revoked"]
    assert shares[-1].revoked_at == NOON


def test_a_link_is_withdrawn_through_its_own_list_only(connection, new):
    id, _ = create_share(connection, new, NOON)
    other = create_shortlist(connection, "other", NOON)

    with pytest.raises(ShareNotFound):
        revoke_share(connection, other, id, NOON)


def test_nothing_is_shared_of_a_list_that_is_not_there(connection, new):
    with pytest.raises(ShortlistNotFound):
        create_share(connection, replace(new, shortlist=9), NOON)


def test_a_client_accepts_rejects_changes_and_takes_back(connection, new):
    _, secret = create_share(connection, new, NOON)

    give_review(connection, secret, 1, Review(verdict=ACCEPTED, reviewer="花田"), NOON)
    give_review(connection, secret, 2, Review(verdict=ACCEPTED), NOON)
    give_review(connection, secret, 2, Review(verdict=REJECTED, reason="競合です", reviewer="花田"), LATER)

    told = {entry.creator: entry.verdict for entry in list_shares(connection, 1)[0].entries}
    assert told == {
        1: Verdict(kind="accepted", reason="", reviewer="花田", at=NOON),
        2: Verdict(kind="rejected", reason="競合です", reviewer="花田", at=LATER),
    }

    give_review(connection, secret, 2, Review(verdict=None), LATER)

    assert next(entry.verdict for entry in open_share(connection, secret, LATER).entries) is None


def test_one_links_secret_says_nothing_about_what_is_not_under_it(connection, new):
    _, secret = create_share(connection, new, NOON)
    create_share(connection, replace(new, copies={3: {}}), NOON)

    with pytest.raises(EntryNotFound):
        give_review(connection, secret, 3, Review(verdict=ACCEPTED), NOON)

    assert [entry.verdict for share in list_shares(connection, 1) for entry in share.entries] == [None] * 3


def test_a_closed_link_takes_no_answer(connection, new):
    id, secret = create_share(connection, new, NOON)
    revoke_share(connection, 1, id, NOON)

    with pytest.raises(ShareNotFound):
        give_review(connection, secret, 1, Review(verdict=ACCEPTED), NOON)
    with pytest.raises(ShareNotFound):
        recommend(connection, secret, NewRecommendation(who="x"), NOON)
    with pytest.raises(ShareNotFound):
        take_back(connection, secret, 1, NOON)


def test_a_client_recommends_somebody_else_and_takes_it_back(connection, new):
    _, secret = create_share(connection, new, NOON)
    recommend(connection, secret, NewRecommendation(who="@mio", reason="前回よかった", reviewer="花田"), NOON)
    recommend(connection, secret, NewRecommendation(who="@rin"), NOON)
    first, second = open_share(connection, secret, NOON).recommendations
    assert (first.who, first.reason, first.reviewer, first.at) == ("@mio", "前回よかった", "花田", NOON)

    take_back(connection, secret, first.id, NOON)
    take_back(connection, secret, first.id, NOON)

    assert open_share(connection, secret, NOON).recommendations == (second,)


def test_a_recommendation_is_taken_back_under_its_own_link_only(connection, new):
    _, secret = create_share(connection, new, NOON)
    _, other = create_share(connection, new, NOON)
    recommend(connection, secret, NewRecommendation(who="@mio"), NOON)
    (made,) = open_share(connection, secret, NOON).recommendations

    take_back(connection, other, made.id, NOON)

    assert open_share(connection, secret, NOON).recommendations == (made,)


def test_recommendations_end_at_fifty(connection, new):
    _, secret = create_share(connection, new, NOON)
    for number in range(MOST_RECOMMENDATIONS):
        recommend(connection, secret, NewRecommendation(who=str(number)), NOON)

    with pytest.raises(ShortlistFull):
        recommend(connection, secret, NewRecommendation(who="one more"), NOON)


def test_what_lists_hold_of_a_creator_can_be_told(connection, new):
    _, secret = create_share(connection, new, NOON)
    give_review(connection, secret, 1, Review(verdict=REJECTED, reason="no"), NOON)

    assert tell_lists_of(connection, 1) == {
        "shortlists": [
            {"shortlist": "春の新作", "note": "hm", "internal_note": "", "tags": [], "added_at": NOON.isoformat()}
        ],
        "shares": [{"shortlist": "春の新作", "copy": {"name": "a"}, "verdict": "rejected", "reason": "no"}],
    }


@pytest.mark.parametrize("by", ["the function", "the creator's row"])
def test_who_is_forgotten_is_on_no_list_and_in_no_copy(connection, new, by):
    _, secret = create_share(connection, new, NOON)

    if by == "the function":
        assert forget_in_lists(connection, 1) == {"shortlists": 1, "shares": 1}
    else:
        connection.execute(delete(CreatorRow).where(CreatorRow.id == 1))

    assert tell_lists_of(connection, 1) == {"shortlists": [], "shares": []}
    assert [entry.creator for entry in open_share(connection, secret, NOON).entries] == [2]
