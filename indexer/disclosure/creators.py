"""Creators of the catalogue judged by the rules of where they are."""

from indexer.disclosure.packs import choose_pack
from matcher.disclosure.brands import digest_key
from matcher.disclosure.nouns import Record
from matcher.disclosure.record import Judged, count_verdicts, judge_posts
from matcher.disclosure.rules import RulePack
from matcher.disclosure.sponsors import find_sponsors, list_keys
from matcher.domain import Creator

MOST_BRANDS = 500  # of one creator that a filter knows


def judge_creator(creator: Creator) -> tuple[list[Judged], RulePack]:
    """Return a creator's posts that look sponsored, newest first as the creator's, and the rules they are judged by."""
    rules = choose_pack(creator.region)
    return judge_posts(creator, rules), rules


def judge_disclosure(creator: Creator) -> tuple[Record, tuple[int, ...]]:
    """Return what an index keeps of a creator: the counts by verdict, and digests of the brands that paid."""
    judged, rules = judge_creator(creator)
    keys = list_keys(judged, find_sponsors(judged))[:MOST_BRANDS]
    return count_verdicts(judged, rules), tuple(map(digest_key, keys))
