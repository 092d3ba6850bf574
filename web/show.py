"""Nouns become the JSON that the API and the command line print. None stays null."""

from datetime import UTC, datetime
from decimal import Decimal

from indexer.index.facets import Facets
from matcher.domain import Answer, Brief, Creator, Fee, Match, Post, Reason, Source, Understood
from matcher.errors import EnmusubiError
from web.authenticity import show_authenticity
from web.disclosure import show_disclosure, show_record
from web.paging import Page
from web.show_forecast import show_forecast


def show_answer(answer: Answer) -> dict[str, object]:
    """Return one answer: the brief as understood, the generation, and the matches with their reasons."""
    return {
        "brief": show_brief(answer.brief),
        "generation": answer.generation,
        "total": answer.total,
        "matches": [_show_match(match) for match in answer.matches],
    }


def show_brief(brief: Brief) -> dict[str, object]:
    """Return a brief as it was read: its text, its language, and what it asks for beside its subject."""
    return {
        "id": brief.id,
        "text": brief.text,
        "language": brief.language,
        "understood": [_show_understood(one) for one in brief.understood],
    }


def show_page(page: Page) -> dict[str, object]:
    """Return one page of an answer, and what asks for the next one."""
    return {**show_answer(page.answer), "next_cursor": page.cursor}


def show_creator(creator: Creator) -> dict[str, object]:
    """Return everything that is stored about a creator; times are ISO 8601 in UTC."""
    return {
        **_show_profile(creator),
        "bio": creator.bio,
        "tags": list(creator.tags),
        "url": creator.url,
        "region_evidence": [
            {"kind": sign.kind, "what": sign.what, "where": sign.where} for sign in creator.region_evidence
        ],
        "following": creator.following,
        "verified": creator.verified,
        "posts": [_show_post(post) for post in creator.posts],
        "history": [
            {"date": seen.date.isoformat(), "followers": seen.followers, "views": seen.views}
            for seen in creator.history
        ],
        "fees": [_show_fee(fee) for fee in creator.fees],
        "statistics": [
            {
                "name": statistic.name,
                "statistic": statistic.statistic,
                "value": statistic.value,
                "source": _show_source(statistic.source),
            }
            for statistic in creator.statistics
        ],
        "sources": {field: _show_source(source) for field, source in creator.sources.items()},
        "authenticity": show_authenticity(creator.authenticity),
        "disclosure": show_disclosure(creator),
    }


def show_facets(facets: Facets) -> dict[str, object]:
    """Return how many creators pass, and how many each choice would leave."""
    fields = ("languages", "regions", "platforms", "tiers", "engagement_rate", "last_post_days")
    return {
        "total": facets.total,
        "facets": {
            field: [{"value": value, "count": count} for value, count in getattr(facets, field)] for field in fields
        },
    }


def show_error(error: EnmusubiError) -> dict[str, object]:
    """Return what a program needs of an error: its stable code and what it says."""
    return {"code": error.code, "message": str(error)}


def show_details(error: EnmusubiError) -> list[dict[str, str]]:
    """Return the fields that an error is about, each with its path and what is wrong with it."""
    return [{"field": field, "message": message} for field, message in error.details]


def _show_understood(one: Understood) -> dict[str, object]:
    return {"field": one.field, "value": one.value, "span": one.span, "start": one.start}


def _show_match(match: Match) -> dict[str, object]:
    return {
        "rank": match.rank,
        "score": match.score,
        "fit": match.fit,
        "creator": _show_profile(match.creator),
        "reasons": [_show_reason(reason) for reason in match.reasons],
        "authenticity": show_authenticity(match.creator.authenticity),
        "forecast": show_forecast(match.creator.forecast),
        "disclosure": show_record(match.creator.disclosure),
    }


def _show_profile(creator: Creator) -> dict[str, object]:
    return {
        "id": creator.id,
        "platform": creator.platform,
        "external_id": creator.external_id,
        "handle": creator.handle,
        "name": creator.name,
        "region": creator.region,
        "region_source": creator.region_source,
        "region_confidence": creator.region_confidence,
        "languages": list(creator.languages),
        "followers": creator.followers,
    }


def _show_reason(reason: Reason) -> dict[str, object]:
    shown: dict[str, object] = {"kind": reason.kind, "share": reason.share, "text": reason.text}
    if reason.post is not None:
        shown |= {"post": reason.post.external_id, "language": reason.post.language, "url": reason.post.url}
    return shown


def _show_post(post: Post) -> dict[str, object]:
    return {
        "external_id": post.external_id,
        "title": post.title,
        "text": post.text,
        "tags": list(post.tags),
        "language": post.language,
        "published_at": show_time(post.published_at),
        "likes": post.likes,
        "comments": post.comments,
        "views": post.views,
        "shares": post.shares,
        "saves": post.saves,
        "sponsored": post.sponsored,
        "url": post.url,
    }


def _show_fee(fee: Fee) -> dict[str, object]:
    return {"amount": _show_amount(fee.amount), "currency": fee.currency, "deliverable": fee.deliverable}


def _show_amount(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _show_source(source: Source) -> dict[str, object]:
    return {"name": source.name, "observed_at": show_time(source.observed_at)}


def show_time(moment: datetime | None) -> str | None:
    """Return a moment in ISO 8601, in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
