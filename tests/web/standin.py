"""Shelves small enough to be read at a glance: what the page and the API are tested with."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np

from indexer.index.facets import DAYS, RATES, Facets
from matcher.calibration import Calibration
from matcher.domain import Creator, Engagement, Fee, Filter, Observation, Post, Range, Sign, Source, Statistic
from matcher.errors import CreatorNotFound
from matcher.forecast.nouns import Charge, Figure, Forecast
from matcher.forecast.prices import price
from matcher.lens import Lens, Rows
from matcher.ports import Hit, LexicalHit, Shelf, Terms
from matcher.reading.codes import contains
from matcher.reading.literals import Literal

EXPORT = Source(name="export", observed_at=datetime(2026, 9, 20, 3, 0, tzinfo=UTC))


def post(id: int, text: str, language: str, **more: object) -> Post:
    return Post(id=id, external_id=f"p{id}", text=text, language=language, **more)


CREATORS = (
    Creator(
        id=1,
        platform="instagram",
        external_id="100",
        handle="mio_lips",
        name="みお｜リップ沼の住人",
        bio="新作リップを毎週5本ぬり比べ💄\nイエベ春・30代。お仕事のご連絡はDMへ",
        tags=("コスメ", "リップ", "イエベ春"),
        url="https://instagram.example/mio_lips",
        region="JP-13",
        region_source="declared",
        languages=("ja",),
        followers=48_200,
        following=310,
        verified=True,
        engagement=Engagement(rate=0.0388, of="followers", posts=3),
        last_post=date(2026, 9, 1),
        posts=(
            post(
                11,
                "新作ティントを6時間つけっぱなしで検証。マスクにつかないのはこの色でした💋 #新作コスメ",
                "ja",
                published_at=datetime(2026, 9, 1, 9, 0, tzinfo=UTC),
                likes=1830,
                comments=41,
                sponsored=False,
                url="https://instagram.example/p/11",
            ),
            post(
                12,
                "秋の限定リップ全8色、唇でスウォッチしました。写真2枚目が自然光です",
                "ja",
                likes=0,
                views=25_400,
                sponsored=True,
            ),
        ),
        history=(
            Observation(date=date(2026, 6, 1), followers=44_000),
            Observation(date=date(2026, 7, 1), followers=45_100),
            Observation(date=date(2026, 8, 1), followers=46_900, views=1_204_000),
        ),
        fees=(Fee(amount=Decimal("90000"), currency="JPY", deliverable="post"),),
        statistics=(Statistic(name="views", statistic="median", value=25_400.0, source=EXPORT),),
        sources={"followers": EXPORT},
    ),
    Creator(
        id=2,
        platform="youtube",
        external_id="UC2",
        name="Beauty with Ploy",
        tags=("makeup",),
        region="TH",
        region_source="trending list",
        languages=("th", "en"),
        followers=1_204_000,
        posts=(post(21, "รีวิวลิปสติกญี่ปุ่นออกใหม่ 5 แท่ง สีไหนปังสุด", "th"),),
    ),
    Creator(
        id=3,
        platform="youtube",
        external_id="UC3",
        name="<script>alert(1)</script>",
        url="javascript:alert(1)",
        languages=("en",),
        posts=(post(31, "<script>alert('caption')</script> & a lipstick", "en", url="java\nscript:alert(1)"),),
    ),
    Creator(
        id=4,
        platform="tiktok",
        external_id="demo-4",
        handle="@ni_kosume",
        name="にこのコスメ日記",
        region="JP",
        region_source="inferred",
        region_confidence=0.786,
        region_evidence=(
            Sign(kind="flag", what="🇯🇵", where="bio"),
            Sign(kind="place", what="大阪", where="posts"),
        ),
        languages=("ja", "zh-Hans"),
        followers=0,
        posts=(post(41, "プチプラなのに落ちないリップ、見つけてしまった", "ja"),),
    ),
)  # fmt: skip


VIEWS = Figure(
    median=18_711.2,
    low=8_092.4,
    high=44_333.0,
    viral=0.064,
    posts=12,
    window=(date(2026, 6, 3), date(2026, 9, 20)),
    basis="own posts",
    formula="views of one post",
)
CHARGE = Charge(amount=Decimal("90000"), currency="JPY", deliverable="post")
FORECASTS = {  # nothing is told of the others
    1: Forecast(day=date(2026, 10, 1), views=VIEWS, engagements=None, prices=price([CHARGE], VIEWS, None)),
    2: Forecast(day=date(2026, 10, 1), views=None, engagements=None),
}

PROFILE, TAGS = -0.125, 0.25  # terms of every creator; its posts are worth 0.5, 0.25, 0 ...


class StandIn:
    """Shelves in memory: filters truly, ranks by what a creator's posts and tags are worth."""

    generation = "g000012"
    damage: Exception | None = None

    def __init__(self, creators: Iterable[Creator] = CREATORS) -> None:
        self.creators = {creator.id: creator for creator in creators}
        self.failure: Exception | None = None

    def refresh(self) -> None:
        if self.failure:
            raise self.failure

    def find(self, name: str) -> Shelf | None:
        return self.current() if name == self.generation else None

    def current(self) -> Shelf:
        return Shelf(
            generation=self.generation,
            encode_brief=lambda text: (np.array([1, 0], np.float32), np.array([1, 0], np.float32)),
            lens=Lens(
                matrix=np.eye(2, dtype=np.float32),
                briefs={"ja": np.zeros(2, np.float32)},
                answers={"ja": np.zeros(2, np.float32)},
                topics=np.eye(2, dtype=np.float32),
                kinship=0.5,
            ),
            calibration=Calibration(everyone=1.0, recalled=1.0, subject=1e300, alike=1.0),
            topics={"en": ("lipsticks", "trains"), "ja": ("リップ", "鉄道")},
            vectors=_Search(self),
            lexical=_Words(),
            evidence=self,
            catalogue=self,
            find_real=lambda creators: [None] * len(creators),
        )

    def read_language(self, text: str) -> str | None:
        return "ja" if any("\u3040" <= character <= "\u30ff" for character in text) else "en"

    def facets(self, must: Filter, today: date) -> Facets:
        everybody = [creator for creator in self.creators.values() if passes(creator, must)]
        return Facets(
            total=len(everybody),
            tiers=(),
            engagement_rate=count_from(RATES, [each.engagement.rate for each in everybody if each.engagement]),
            last_post_days=count_from(
                DAYS, [(each.last_post - today).days for each in everybody if each.last_post], -1
            ),
            languages=count(code for creator in everybody for code in creator.languages),
            regions=count(creator.region for creator in everybody if creator.region),
            platforms=count(creator.platform for creator in everybody),
        )

    def forecast(self, creator: Creator) -> Forecast | None:
        return FORECASTS.get(creator.id)

    def creator(self, id: int) -> Creator:
        if id not in self.creators:
            raise CreatorNotFound(f"There is no creator {id}.", "Take an id from an answer.")
        return self.creators[id]

    def terms(self, y: Rows, creators: Sequence[int], like: Rows | None = None) -> list[Terms]:
        return [
            Terms(
                creator=id,
                profile=PROFILE,
                tags=TAGS if self.creators[id].tags else None,
                posts=tuple((post.id, 0.5 - 0.25 * place) for place, post in enumerate(self.creators[id].posts)),
            )
            for id in creators
        ]

    def vectors(self, creators: Sequence[int]) -> Rows:
        return np.zeros((len(creators), 2), np.float32)

    def post_mean(self, language: str | None) -> Rows | None:
        return None

    def load(self, creators: Sequence[int], posts: Sequence[int]) -> Mapping[int, Creator]:
        return {id: replace(self.creators[id], forecast=FORECASTS.get(id)) for id in creators if id in self.creators}


class _Search:
    """The vectors' side of the shelves: every creator that passes the filter is found."""

    def __init__(self, shelves: "StandIn") -> None:
        self.creators = shelves.creators

    def search(self, query: Rows, k: int, must: Filter) -> list[Hit]:
        passing = [id for id, creator in self.creators.items() if passes(creator, must)]
        return [Hit(creator=id, score=0.0) for id in passing[:k]]

    def count(self, must: Filter) -> int:
        return sum(passes(creator, must) for creator in self.creators.values())


class _Words:
    """The words' side of the shelves: nobody says anything."""

    def search(self, asked: Sequence[Literal], k: int, must: Filter) -> list[LexicalHit]:
        return []


def lies_within(number: float | None, within: Range) -> bool:
    if within == Range():
        return True
    low, high = within.min, within.max
    return number is not None and (low is None or number >= low) and (high is None or number <= high)


def passes(creator: Creator, must: Filter) -> bool:
    texts = " ".join(filter(None, (creator.name, creator.bio, *(post.text for post in creator.posts))))
    return all(
        (
            not must.languages or any(contains(wide, code) for wide in must.languages for code in creator.languages),
            not must.regions or any(contains(wide, creator.region or "") for wide in must.regions),
            not must.regions or must.inferred_regions or creator.region_source != "inferred",
            not must.platforms or creator.platform in must.platforms,
            lies_within(creator.followers, must.followers),
            lies_within(creator.engagement and creator.engagement.rate, must.engagement_rate),
            lies_within(creator.last_post and creator.last_post.toordinal(), must.last_post),
            all(word in texts for word in must.must),
            not any(word in texts for word in must.must_not),
            creator.id not in must.exclude,
        )
    )


def count_from(bounds: Sequence[float], numbers: Sequence[float], sign: int = 1) -> tuple[tuple[str, int], ...]:
    return tuple((str(bound), sum(number >= sign * bound for number in numbers)) for bound in bounds)


def count(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0])))
