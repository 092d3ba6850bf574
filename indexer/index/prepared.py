"""What a build takes of one creator, made where the catalogue is read and handed on to where it is embedded."""

from dataclasses import dataclass, replace
from datetime import date

from indexer.authenticity.signals import write_signals
from indexer.disclosure.creators import judge_disclosure
from indexer.index.lexical_engine import Document, make_document
from indexer.index.lexical_parts import read_parts
from indexer.index.texts import read_texts
from matcher.authenticity.signals import measure_signals
from matcher.disclosure.nouns import Record
from matcher.domain import Creator
from matcher.engagement import find_last_post, measure_engagement


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One creator, without what the index does not keep."""

    creator: Creator  # without posts and long texts
    views: tuple[str | None, ...]  # in the order of indexer.index.texts.VIEWS
    passages: tuple[str, ...]
    posts: tuple[int, ...]  # post ids of the passages
    view_digests: bytes  # one after the other
    passage_digests: bytes
    document: Document
    signals: bytes  # of authenticity; empty: there is nothing to judge by
    record: Record  # of disclosure
    brands: tuple[int, ...]  # digests of the brands that paid


def prepare(creator: Creator, today: date) -> Prepared:
    """Read everything of a creator that a generation holds."""
    texts = read_texts(creator)
    views, passages = texts.digests()
    record, brands = judge_disclosure(creator)
    return Prepared(
        creator=_keep_filtered(creator),
        views=texts.views,
        passages=tuple(passage.text for passage in texts.passages),
        posts=tuple(passage.post for passage in texts.passages),
        view_digests=views,
        passage_digests=passages,
        document=make_document(list(read_parts(creator))),
        signals=write_signals(measure_signals(creator, today)),
        record=record,
        brands=brands,
    )


def _keep_filtered(creator: Creator) -> Creator:
    """Return the creator with what filters see, measured over its posts, and without them and long texts."""
    return replace(
        creator,
        engagement=measure_engagement(creator),
        last_post=find_last_post(creator),
        name=None,
        bio=None,
        tags=(),
        posts=(),
        history=(),
        region_evidence=(),
    )
