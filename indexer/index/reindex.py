"""Builds a generation from the catalogue and publishes it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from indexer.catalogue.reading import CatalogueReader
from indexer.catalogue.tags import Tags, count_untagged, untagged, write_tags
from indexer.index.contents import read_contents, write_contents
from indexer.index.embedding import Embedded, Embedder
from indexer.index.generation import Generation, open_generation
from indexer.index.manifest import FORMAT, Manifest, check_contents, seal
from indexer.index.publishing import building, current_generation, next_name, publish
from indexer.progress import Progress
from indexer.tagging import language, region
from indexer.tagging.creators import tag_creator
from indexer.tagging.guess import ENSEMBLE
from indexer.tagging.region import infer_region
from indexer.topics import Bank, read_bank
from matcher.domain import Creator
from matcher.errors import IndexNotReady, SnapshotDamaged
from matcher.lens import Lens, fit_lens
from matcher.ports import Encoder

BATCH = 200  # creators that are tagged together


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one run did."""

    generation: str
    creators: int
    tagged: int
    embedded_passages: int
    embedded_views: int
    kept: int  # texts of a new generation whose vectors were taken over
    changed: bool  # False: the live generation was up to date and stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a build needs."""

    engine: Engine
    snapshots: Path
    encoder: str  # its name
    open_encoder: Callable[[], Encoder]  # called only where something is to be embedded
    progress: Progress
    now: datetime  # UTC
    detector: str = ENSEMBLE  # one of indexer.tagging.guess.DETECTORS

    @property
    def tagger(self) -> str:
        """The name that tags are remembered by."""
        return f"{language.name_tagger(self.detector)} {region.TAGGER}"


def reindex(shop: Workshop) -> Built:
    """Tag, embed, fit and publish what the catalogue holds now.

    Texts that the live generation has embedded already keep their vectors. Where nothing changed since, nothing is
    done. A run that is killed leaves the live generation as it is; the next run does the work.

    Raises:
        Busy: another process is building.
        HomeUnusable: the disk is full or cannot be written.
    """
    with building(shop.snapshots) as folder:
        tagged = _tag(shop)
        watermark = CatalogueReader(shop.engine).revision()
        last = _open_last(shop)
        if last is not None and not tagged and _is_up_to_date(last, watermark, shop.tagger):
            return _report(last.manifest, tagged, None)
        return _build(shop, folder, _Start(last=last, watermark=watermark, tagged=tagged))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What a build starts from."""

    last: Generation | None
    watermark: int
    tagged: int


def _build(shop: Workshop, folder: Path, start: _Start) -> Built:
    reader = CatalogueReader(shop.engine)
    if not reader.counts()["creators"]:
        raise IndexNotReady("The catalogue holds no creators.", "Run `enmusubi import FILE` first.")
    open_encoder = cache(shop.open_encoder)
    bank = read_bank()
    lens = _take_lens(start.last, bank) or _fit_lens(bank, open_encoder(), shop.progress)
    contents = read_contents(folder, reader, Embedder(open_encoder, start.last), shop.progress)
    spreads, units = write_contents(folder, contents, lens)
    manifest = Manifest(
        format=FORMAT,
        generation=next_name(shop.snapshots),
        made_at=shop.now.isoformat(timespec="seconds"),
        encoder=shop.encoder,
        dimension=contents.raw.passages.shape[1],
        bank=bank.digest,
        tagger=shop.tagger,
        watermark=start.watermark,
        creators=len(contents.columns.ids),
        passages=len(contents.raw.passages),
        platforms=contents.columns.platforms,
        regions=contents.columns.regions,
        languages=contents.columns.languages,
        briefs=tuple(lens.briefs),
        topics=bank.names(),
        kinship=lens.kinship,
        units=asdict(units),
        spreads={name: spread.languages for name, spread in spreads.items()},
        files=seal(folder),
    )
    publish(shop.snapshots, folder, manifest)
    return _report(manifest, start.tagged, contents.embedded)


def _tag(shop: Workshop) -> int:
    """Tag what no tagger of this version has seen; return how many creators."""
    waiting = count_untagged(shop.engine, shop.tagger)
    if not waiting:
        return 0
    revision = CatalogueReader(shop.engine).revision()
    with shop.progress(waiting, "Tagging languages and regions") as advance:
        for batch in untagged(shop.engine, shop.tagger, BATCH):
            tags = [_tag_one(creator, shop.detector) for creator in batch]
            write_tags(shop.engine, shop.tagger, tags, revision)
            advance(len(batch))
    return waiting


def _tag_one(creator: Creator, detector: str) -> Tags:
    return replace(tag_creator(creator, detector), region=infer_region(creator))


def _open_last(shop: Workshop) -> Generation | None:
    """Open the live generation to take vectors over from it; None where there is none of use."""
    try:
        folder = current_generation(shop.snapshots)
        last = open_generation(folder)
        check_contents(folder, last.manifest)  # a damaged vector must not live on in the next generation
    except (IndexNotReady, SnapshotDamaged):
        return None
    return last if last.manifest.encoder == shop.encoder else None


def _is_up_to_date(last: Generation, watermark: int, tagger: str) -> bool:
    made_from = (last.manifest.watermark, last.manifest.tagger, last.manifest.bank)
    return made_from == (watermark, tagger, read_bank().digest)


def _fit_lens(bank: Bank, encoder: Encoder, progress: Progress) -> Lens:
    return fit_lens(bank.encode(encoder, progress), bank.encode_answers(encoder), bank.languages)


def _take_lens(last: Generation | None, bank: Bank) -> Lens | None:
    return last.lens if last is not None and last.manifest.bank == bank.digest else None


def _report(manifest: Manifest, tagged: int, embedded: Embedded | None) -> Built:
    done = embedded or Embedded()
    return Built(
        generation=manifest.generation,
        creators=manifest.creators,
        tagged=tagged,
        embedded_passages=done.passages,
        embedded_views=done.views,
        kept=done.kept,
        changed=embedded is not None,
    )
