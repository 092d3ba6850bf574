import pytest

from matcher.domain import Brief, Filter
from matcher.errors import CreatorNotFound
from matcher.search import find_matches
from tests.home import Home

NEWS = [
    {"platform": "x", "external_id": "espresso", "name": "Espresso bar", "bio": "coffee and cafe notes every day"},
    {"platform": "x", "external_id": "rails", "name": "Rails", "bio": "slow trains and timetables of Europe"},
]


@pytest.fixture
def larger(home: Home) -> dict[str, int]:
    """The sample with two creators more; their ids by name."""
    home.import_rows(NEWS)
    home.index()
    rows = [creator for batch in home.shelves().reader.stream() for creator in batch]
    return {creator.external_id: creator.id for creator in rows}


def names(home: Home, brief: Brief) -> list[str]:
    return [match.creator.external_id for match in find_matches(brief, home.shelves()).matches]


def test_creators_like_one_come_first_and_the_one_itself_is_left_out(home: Home, larger: dict[str, int]):
    found = names(home, Brief(text="", like=(larger["cafe"],)))

    assert found[0] == "espresso"
    assert "cafe" not in found
    assert len(found) == len(larger) - 1


def test_creators_like_several_are_like_their_mean(home: Home, larger: dict[str, int]):
    found = names(home, Brief(text="", like=(larger["cafe"], larger["trains"])))

    assert set(found[:2]) == {"espresso", "rails"}


def test_what_is_not_looked_for_falls_and_is_left_out_itself(home: Home, larger: dict[str, int]):
    both = names(home, Brief(text="coffee trains"))
    less = names(home, Brief(text="coffee trains", unlike=(larger["trains"],)))

    assert "trains" in both
    assert "trains" not in less
    assert less.index("rails") >= both.index("rails") - 1


def test_words_and_examples_are_looked_for_together(home: Home, larger: dict[str, int]):
    alone = names(home, Brief(text="", like=(larger["cafe"],)))
    together = names(home, Brief(text="slow trains and timetables", like=(larger["cafe"],)))

    assert together.index("rails") < alone.index("rails")


def test_a_filter_holds_for_lookalikes_too(home: Home, larger: dict[str, int]):
    answer = find_matches(
        Brief(text="", like=(larger["cafe"],), filter=Filter(platforms=frozenset({"youtube"}))), home.shelves()
    )

    assert [match.creator.external_id for match in answer.matches] == ["trains"]
    assert answer.total == 1


def test_lookalikes_need_no_encoder(home: Home, larger: dict[str, int]):
    calls = home.encoder.calls

    names(home, Brief(text="", like=(larger["cafe"],)))

    assert home.encoder.calls == calls


def test_the_shares_of_a_lookalike_add_up_to_its_score(home: Home, larger: dict[str, int]):
    for match in find_matches(Brief(text="", like=(larger["cafe"],)), home.shelves()).matches:
        assert sum(reason.share for reason in match.reasons) == pytest.approx(match.score, abs=1e-6)


def test_a_creator_that_is_not_there_cannot_be_gone_by(home: Home):
    with pytest.raises(CreatorNotFound, match="Creator 99 is not in the index"):
        find_matches(Brief(text="", like=(99,)), home.shelves())
