from datetime import date

import pytest

from tests.matcher.reading.understood import read_field

WOMEN_IN_THEIR_TWENTIES = {"gender": "female", "age": {"min": 20, "max": 29}}


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("20代女性向け", WOMEN_IN_THEIR_TWENTIES),
        ("20代の女性をターゲットに", WOMEN_IN_THEIR_TWENTIES),
        ("二十代女性", WOMEN_IN_THEIR_TWENTIES),
        ("20〜30代男性向け", {"gender": "male", "age": {"min": 20, "max": 39}}),
        ("20代・30代の女性", {"gender": "female", "age": {"min": 20, "max": 39}}),
        ("20代後半〜30代前半の女性", {"gender": "female", "age": {"min": 25, "max": 34}}),
        ("女性（20〜34歳）", {"gender": "female", "age": {"min": 20, "max": 34}}),
        ("60代以上向け", {"age": {"min": 60}}),
        ("18歳以上の男性", {"gender": "male", "age": {"min": 18}}),
        ("20〜30代男女向け", {"age": {"min": 20, "max": 39}}),
        ("主婦向け", {"gender": "female"}),
        ("F1層向け", {"gender": "female", "age": {"min": 20, "max": 34}}),
        ("women aged 20-29", WOMEN_IN_THEIR_TWENTIES),
        ("for women in their 20s and 30s", {"gender": "female", "age": {"min": 20, "max": 39}}),
        ("women in their twenties", WOMEN_IN_THEIR_TWENTIES),
        ("targeting men over 40", {"gender": "male", "age": {"min": 40}}),
        ("female audience", {"gender": "female"}),
        ("audience aged 18 to 24", {"age": {"min": 18, "max": 24}}),
        ("서울 20대 여성", WOMEN_IN_THEIR_TWENTIES),
        ("2030 여성 타겟", {"gender": "female"}),
        ("25-34歲女性", {"gender": "female", "age": {"min": 25, "max": 34}}),
        ("面向90后女性", {"gender": "female", "age": {"min": 27, "max": 36}}),
        ("ผู้หญิงอายุ 25-34 ปี", {"gender": "female", "age": {"min": 25, "max": 34}}),
        ("wanita usia 18-24 tahun", {"gender": "female", "age": {"min": 18, "max": 24}}),
        ("mujeres de 25 a 34 años", {"gender": "female", "age": {"min": 25, "max": 34}}),
        ("público femenino", {"gender": "female"}),
    ],
)
def test_an_audience_has_a_gender_and_an_age_as_far_as_told(text, audience):
    assert read_field("audience", text) == audience


@pytest.mark.parametrize(
    ("today", "age"),
    [(date(2026, 1, 1), {"min": 14, "max": 29}), (date(2030, 12, 31), {"min": 18, "max": 33})],
)
def test_a_generation_grows_older(today, age):
    assert read_field("audience", "Z世代向け", today) == read_field("audience", "for Gen Z", today) == {"age": age}


@pytest.mark.parametrize(
    "text",
    [
        "20代女性インフルエンサー",
        "20代女性のクリエイター",
        "creators in their 20s",
        "female creators",
        "for women creators",
        "women's fashion",
        "90s fashion",
        "80年代の音楽",
        "ママ友との付き合い方",
        "20代のメイク",
        "Gen Z slang",
        "women share 5 recipes",
        "for people who run 10 km",
    ],
)
def test_creators_and_subjects_are_no_audience(text):
    assert read_field("audience", text) is None
