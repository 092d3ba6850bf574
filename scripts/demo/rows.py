"""Turn what was drawn into the lines of creators.jsonl and truth.jsonl."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from random import Random

from scripts.demo.fees import DemoFee, draw_fees
from scripts.demo.history import Growth, draw_growth, draw_views
from scripts.demo.people import Person, draw_person
from scripts.demo.posts import DemoPost, draw_posts
from scripts.demo.seats import plan_seats

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One creator with the two lines about them: what anyone sees, and the truth."""

    creator: Row
    truth: Row


def draw_rows(creators: int, seed: int, until: date) -> Iterator[Drawn]:
    """Draw everybody, in order; the same arguments give the same lines."""
    rng = Random(seed)  # noqa: S311 - sample data has to repeat, not to be secret
    taken: set[str] = set()
    for seat in plan_seats(creators, rng):
        person = draw_person(rng, seat, taken)
        growth = draw_growth(rng, person.followers, until, bought=seat.bought)
        posts = draw_posts(rng, person, growth, until)
        row = show_creator(person, posts, show_history(rng, person, growth), draw_fees(rng, person))
        yield Drawn(row, show_truth(person, growth))


def show_creator(person: Person, posts: list[DemoPost], history: list[Row], fees: list[DemoFee]) -> Row:
    """Show a creator as a line of the JSON Lines import; hidden followers are null."""
    return {
        "platform": person.platform,
        "external_id": person.external_id,
        "handle": person.handle,
        "name": person.name,
        "tags": list(person.tags),
        "bio": person.bio,
        "url": person.url,
        "region": person.region,
        "followers": None if person.seat.hidden else person.followers,
        "following": person.following,
        "verified": person.verified,
        "posts": [show_post(person, post) for post in posts],
        "history": history,
        "fees": [asdict(fee) for fee in fees],
    }


def show_post(person: Person, post: DemoPost) -> Row:
    """Show one post."""
    return {
        "external_id": f"{person.external_id}-p{post.number}",
        "title": post.written.title,
        "text": post.written.text,
        "published_at": post.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        **asdict(post.counts),
        "sponsored": post.sponsored,
        "url": f"{person.url}/p{post.number}",
    }


def show_history(rng: Random, person: Person, growth: Growth) -> list[Row]:
    """Show the year by month; with lifetime views on YouTube, nothing where followers are hidden."""
    if person.seat.hidden:
        return []
    points: list[Row] = [
        {"date": day.isoformat(), "followers": followers}
        for day, followers in zip(growth.days, growth.followers, strict=True)
    ]
    if person.platform == "youtube":
        for point, views in zip(points, draw_views(rng, growth), strict=True):
            point["views"] = views
    return points


def show_truth(person: Person, growth: Growth) -> Row:
    """Show what only the maker of the data knows."""
    return {
        "platform": person.platform,
        "external_id": person.external_id,
        "topics": list(person.topics),
        "language": person.languages[0],
        "languages": list(person.languages),
        "bought": person.seat.bought,
        "bought_on": growth.bought_on.isoformat() if growth.bought_on else None,
        "bought_share": growth.bought_share,
    }
