from dataclasses import replace

from matcher.domain import Brief
from matcher.search import find_matches
from tests.home import Home
from tests.indexer.index.test_trust import counted

COFFEE = Brief(text="coffee", limit=5)


def test_the_likeliest_real_come_first_and_unknown_ones_last(empty_home: Home):
    empty_home.import_rows(
        [
            counted("coffee and cafe", 9_000, tags=["coffee"]),
            counted("trains", tags=["coffee"]),
            {"platform": "x", "external_id": "silent", "name": "coffee", "tags": ["coffee"]},
        ]
    )
    empty_home.index()

    answer = find_matches(replace(COFFEE, sort="authenticity"), empty_home.shelves())

    assert [match.creator.name for match in answer.matches] == ["trains", "coffee and cafe", "coffee"]
    assert [match.rank for match in answer.matches] == [1, 2, 3]


def test_how_real_the_audience_is_comes_last_among_the_reasons_and_adds_nothing(empty_home: Home):
    empty_home.import_rows([counted("coffee", 9_000)])
    empty_home.index()

    (match,) = find_matches(COFFEE, empty_home.shelves()).matches

    assert (match.reasons[-1].kind, match.reasons[-1].share) == ("authenticity", 0.0)
    assert match.reasons[-1].text == match.creator.authenticity.level == "likely_inflated"
    assert match.score == sum(reason.share for reason in match.reasons)
