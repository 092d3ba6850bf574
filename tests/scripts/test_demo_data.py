"""The invented sample: repeatable, of the promised mix, shaped for the importer, and quiet on its secrets."""

import hashlib
import json
import re
from collections import Counter
from math import log
from pathlib import Path
from statistics import fmean, median
from typing import Any

import pycountry
import pytest

from scripts.demo.banks import read_bank
from scripts.demo.mix import LANGUAGES
from scripts.demo_data import main, write_demo

FULL = ["ja", "en", "ko", "zh-Hans", "id"]
CREATOR_KEYS = {
    *("platform", "external_id", "handle", "name", "tags", "bio", "url", "region", "followers"),
    *("following", "verified", "posts", "history", "fees"),
}
POST_KEYS = {
    *("external_id", "title", "text", "published_at", "likes", "comments", "views"),
    *("shares", "saves", "sponsored", "url"),
}
Rows = list[dict[str, Any]]


def read_rows(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def is_region(code: str) -> bool:
    parts = pycountry.subdivisions if "-" in code else pycountry.countries
    return bool(parts.get(code=code) if "-" in code else parts.get(alpha_2=code))


def texts_of(creators: Rows) -> list[str]:
    return [post["text"] for creator in creators for post in creator["posts"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole sample, as `make demo` writes it."""
    folder = tmp_path_factory.mktemp("demo") / "sample"
    write_demo(folder)
    return folder


@pytest.fixture(scope="module")
def creators(folder: Path) -> Rows:
    return read_rows(folder / "creators.jsonl")


@pytest.fixture(scope="module")
def truth(folder: Path) -> Rows:
    return read_rows(folder / "truth.jsonl")


@pytest.fixture(scope="module")
def pairs(creators: Rows, truth: Rows) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Every creator with the truth about it."""
    return list(zip(creators, truth, strict=True))


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    write_demo(tmp_path / "once", creators=300)
    write_demo(tmp_path / "again", creators=300)

    assert digests(tmp_path / "again") == digests(tmp_path / "once")


def test_the_command_writes_three_files_and_says_so_on_standard_error(tmp_path, capsys):
    main([str(tmp_path / "out"), "--creators", "20", "--seed", "3", "--until", "2025-06-01"])

    said = capsys.readouterr()
    readme = (tmp_path / "out" / "README.txt").read_text("utf-8")
    assert "Everything in this folder is invented." in readme
    assert "すべて架空のものです" in readme
    assert list(digests(tmp_path / "out")) == ["README.txt", "creators.jsonl", "truth.jsonl"]
    assert (said.out, said.err) == ("", f"Wrote 20 invented creators to {tmp_path / 'out'}\n")


def test_the_command_refuses_a_sample_of_nobody(tmp_path):
    with pytest.raises(SystemExit, match="2"):
        main([str(tmp_path), "--creators", "0"])


def test_languages_come_in_exact_shares(truth):
    counts = Counter(fact["language"] for fact in truth)

    assert counts == {
        **{"ja": 600, "en": 400, "ko": 240, "zh-Hans": 200, "id": 200},
        **{"zh-Hant": 120, "th": 80, "vi": 80, "es": 80},
    }


def test_every_line_has_the_shape_of_the_import(creators):
    assert {frozenset(creator) for creator in creators} == {frozenset(CREATOR_KEYS)}
    assert {frozenset(post) for creator in creators for post in creator["posts"]} == {frozenset(POST_KEYS)}


def test_creators_posts_and_handles_are_told_apart(creators):
    posts = [post["external_id"] for creator in creators for post in creator["posts"]]

    assert len({(creator["platform"], creator["external_id"]) for creator in creators}) == 2000
    assert len({creator["handle"] for creator in creators}) == 2000
    assert len(set(posts)) == len(posts)


def test_handles_are_ascii_and_addresses_belong_to_nobody(creators):
    assert [c["handle"] for c in creators if not re.fullmatch(r"[a-z0-9_.]+", c["handle"])] == []
    assert all(c["url"] == f"https://example.com/{c['platform']}/{c['handle']}" for c in creators)


def test_every_region_is_in_iso_3166_and_some_are_not_known(creators):
    regions = {creator["region"] for creator in creators} - {None}

    assert [code for code in sorted(regions) if not is_region(code)] == []
    assert 0.02 <= sum(creator["region"] is None for creator in creators) / 2000 <= 0.06


def test_about_a_third_of_the_japanese_have_a_prefecture_and_a_few_live_abroad(pairs):
    regions = [creator["region"] or "" for creator, fact in pairs if fact["language"] == "ja"]

    assert 0.25 <= sum(region.startswith("JP-") for region in regions) / 600 <= 0.42
    assert sum(region == "US" for region in regions) >= 5


def test_creators_have_four_to_nine_posts_of_the_year_before(creators):
    moments = [post["published_at"] for creator in creators for post in creator["posts"]]

    assert {len(creator["posts"]) for creator in creators} == {2, 3, 4, 5}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00Z", moment) for moment in moments)
    assert "2025-09-30" <= min(moments) < max(moments) < "2026-09-30"


def test_only_youtube_has_titles_and_only_some_platforms_have_views(creators):
    titled = {(c["platform"] == "youtube", p["title"] is not None) for c in creators for p in c["posts"]}
    unseen = {c["platform"] for c in creators for post in c["posts"] if post["views"] is None}

    assert titled == {(True, True), (False, False)}
    assert unseen == {"instagram", "xiaohongshu"}


def test_some_likes_and_some_follower_counts_are_hidden(creators):
    likes = [post["likes"] for creator in creators for post in creator["posts"]]
    followers = [creator["followers"] for creator in creators]

    assert 0.02 <= likes.count(None) / len(likes) <= 0.06
    assert followers.count(None) == 60
    assert min(f for f in followers if f is not None) >= 800
    assert max(f for f in followers if f is not None) <= 2_000_000


def test_about_one_post_in_twelve_is_sponsored_and_most_of_those_say_so(creators, pairs):
    posts = [post for creator in creators for post in creator["posts"]]
    japanese = [
        post["text"]
        for creator, fact in pairs
        for post in creator["posts"]
        if fact["languages"] == ["ja"] and post["sponsored"]
    ]
    disclosed = [text for text in japanese if re.search(r"PR|プロモーション|#広告|#提供", text)]

    assert 0.07 <= sum(post["sponsored"] for post in posts) / len(posts) <= 0.09
    assert 0.80 <= len(disclosed) / len(japanese) < 1.0


def test_there_are_sixteen_topics_and_one_or_two_a_creator(truth):
    assert len({topic for fact in truth for topic in fact["topics"]}) == 16
    assert {len(set(fact["topics"])) for fact in truth} == {1, 2}


def test_there_are_many_japanese_beauty_creators_in_japan_who_post_lipstick(pairs):
    beauty = [
        creator
        for creator, fact in pairs
        if (fact["language"], str(creator["region"])[:2]) == ("ja", "JP") and "beauty" in fact["topics"]
    ]

    assert len(beauty) >= 100
    assert all(re.search(r"コスメ|リップ|メイク|スキンケア|美容", " ".join(c["tags"])) for c in beauty)
    assert sum("リップ" in " ".join(texts_of([creator])) for creator in beauty) >= 100


def test_some_creators_write_in_two_languages(truth):
    second = Counter(tuple(fact["languages"]) for fact in truth if len(fact["languages"]) == 2)

    assert 100 <= sum(second.values()) <= 300
    assert second["ja", "en"] >= 20


def test_no_text_is_repeated_more_than_a_few_times(creators):
    text, times = Counter(texts_of(creators)).most_common(1)[0]

    assert times <= 3, text


def test_no_slot_is_left_unfilled(creators):
    shown = json.dumps(creators, ensure_ascii=False)

    assert re.findall(r"\{[a-z_]+\}", shown) == []


def test_the_bought_share_is_known_only_to_the_truth(folder, truth):
    shown = (folder / "creators.jsonl").read_text("utf-8")

    assert sum(fact["bought"] for fact in truth) == 240
    assert '"bought' not in shown
    assert '"topics"' not in shown


def test_every_bought_audience_has_its_day_and_share_and_no_other_creator_has(truth):
    shares = [fact["bought_share"] for fact in truth if fact["bought"]]

    assert all((fact["bought_on"] is None) == (not fact["bought"]) for fact in truth)
    assert 0.15 <= min(shares) <= max(shares) <= 0.60


def test_history_has_thirteen_points_and_ends_at_the_followers_of_today(creators):
    known = [creator for creator in creators if creator["followers"] is not None]

    assert {len(creator["history"]) for creator in known} == {13}
    assert {creator["history"][-1]["date"] for creator in known} == {"2026-09-30"}
    assert all(creator["history"][-1]["followers"] == creator["followers"] for creator in known)


def test_a_bought_audience_is_a_jump_of_its_share_in_the_month_it_was_bought(pairs):
    bought = [(creator, fact) for creator, fact in pairs if fact["bought"]]

    for creator, fact in bought:
        points = creator["history"]
        month = next(i for i, point in enumerate(points) if point["date"] >= fact["bought_on"])
        jump = points[month]["followers"] / points[month - 1]["followers"] - 1
        assert jump == pytest.approx(fact["bought_share"], abs=0.09)


def test_a_bought_audience_brings_followers_but_no_likes(pairs):
    changes = [
        (log(after["followers"] / before["followers"]), log(likes_after / likes_before))
        for creator, fact in pairs
        if fact["bought"]
        for before, after in [(creator["history"][0], creator["history"][-1])]
        for likes_before, likes_after in [_likes_around(creator, fact["bought_on"])]
        if likes_before and likes_after
    ]

    assert len(changes) >= 140
    assert median(followers for followers, _ in changes) > 0.35
    assert -0.15 < median(likes for _, likes in changes) < 0.15


def _likes_around(creator: dict[str, Any], day: str) -> tuple[float, float]:
    """Mean likes before and after a day, 0 where no post shows any."""
    posts = [post for post in creator["posts"] if post["likes"] is not None]
    before = [post["likes"] for post in posts if post["published_at"] < day]
    after = [post["likes"] for post in posts if post["published_at"] >= day]
    return (fmean(before) if before else 0.0, fmean(after) if after else 0.0)


def test_only_youtube_has_lifetime_views_in_its_history_and_they_never_fall(creators):
    viewed = [c for c in creators if any("views" in point for point in c["history"])]
    totals = [[point["views"] for point in creator["history"]] for creator in viewed]

    assert {creator["platform"] for creator in viewed} == {"youtube"}
    assert all(series == sorted(series) for series in totals)


def test_fees_are_known_for_a_fifth_and_follow_the_followers(creators):
    priced = [creator for creator in creators if creator["fees"]]
    yen = [
        fee["amount"] / creator["followers"]
        for creator in priced
        for fee in creator["fees"]
        if fee["currency"] == "JPY" and creator["followers"]
    ]

    assert 0.17 <= len(priced) / 2000 <= 0.23
    assert {fee["deliverable"] for creator in priced for fee in creator["fees"]} == {"post", "video"}
    assert 1.9 <= min(yen) <= max(yen) <= 4.2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_bank_has_captions_with_two_slots_and_six_fillers_each(language):
    bank = read_bank(language)
    least = 12 if language in FULL else 6

    assert len(bank.topics) == 16
    for topic in bank.topics.values():
        assert len(topic.captions) >= least, topic.key
        assert [c for c in topic.captions if len(set(re.findall(r"\{\w+\}", c))) < 2] == []
        assert [slot for slot, fillers in topic.slots.items() if len(set(fillers)) < 6] == []
