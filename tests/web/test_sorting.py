from matcher.domain import Creator, Match
from web.sorting import keep_fitting, sort_matches


def match(rank: int, fit: float, followers: int | None = None) -> Match:
    creator = Creator(id=rank, platform="x", external_id=str(rank), followers=followers)
    return Match(rank=rank, creator=creator, score=fit, fit=fit, reasons=())


def test_whoever_hardly_fits_is_not_sorted_by_another_number():
    assert [one.rank for one in keep_fitting([match(1, 0.9), match(2, 0.5), match(3, 0.49)])] == [1, 2]


def test_where_nobody_fits_well_all_are_sorted():
    assert [one.rank for one in keep_fitting([match(1, 0.4), match(2, 0.1)])] == [1, 2]


def test_unknown_is_last_zero_is_known_and_ties_keep_the_order_of_the_fit():
    matches = [match(1, 0.9), match(2, 0.8, 0), match(3, 0.7, 9), match(4, 0.6, 9), match(5, 0.5)]

    assert [one.rank for one in sort_matches(matches, "followers")] == [3, 4, 2, 1, 5]
    assert [one.rank for one in sort_matches(matches, "fit")] == [1, 2, 3, 4, 5]
