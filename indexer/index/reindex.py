"""Builds a generation from the catalogue and publishes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import numpy as np
from sqlalchemy import Engine

from indexer.catalogue.reading import CatalogueReader
from indexer.catalogue.tags import count_untagged, untagged, write_tags
from indexer.index.arrays import Array, write_arrays
from indexer.index.columns import Columns, ColumnsBuilder
from indexer.index.embedding import Embedder
from indexer.index.evidence import Evidence, RawVectors, fit_spreads
from indexer.index.generation import Generation, open_generation
from indexer.index.manifest import FORMAT, Manifest, seal
from indexer.index.publishing import building, current_generation, next_name, publish
from indexer.index.texts import words
from indexer.index.words import pack
from indexer.progress import Progress
from indexer.tagging.creators import tag_creator
from indexer.tagging.language import TAGGER
from indexer.topics import Bank, read_bank
from indexer.vectors.flat import write_flat
from matcher.errors import IndexNotReady, SnapshotDamaged
from matcher.lens import Lens, Rows, fit_lens
from matcher.ports import Encoder

BATCH = 50  # creators that are read and embedded together
STEP = 4096  # creators whose vectors are combined together


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one run did."""

    generation: str
    creators: int
    tagged: int
    embedded_passages: int
    embedded_views: int
    kept: int  # texts whose vectors were taken over
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
        reader = CatalogueReader(shop.engine)
        watermark = reader.revision()
        last = _open_last(shop)
        if last is not None and _is_up_to_date(last, watermark) and not tagged:
            return _nothing_to_do(last)
        return _build(shop, reader, folder, _Start(last=last, watermark=watermark, tagged=tagged))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What a build starts from."""

    last: Generation | None
    watermark: int
    tagged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contents:
    """What the catalogue's creators became."""

    columns: Columns
    raw: RawVectors
    words: tuple[Array, Array]
    embedder: Embedder


def _build(shop: Workshop, reader: CatalogueReader, folder: Path, start: _Start) -> Built:
    creators = reader.counts()["creators"]
    if not creators:
        raise IndexNotReady("The catalogue holds no creators.", "Run `enmusubi import FILE` first.")
    open_encoder = cache(shop.open_encoder)
    bank = read_bank()
    lens = _take_lens(start.last, bank) or fit_lens(bank.encode(open_encoder(), shop.progress), bank.languages)
    contents = _read(shop, reader, Embedder(open_encoder, start.last))
    evidence = Evidence(
        raw=contents.raw,
        columns=contents.columns,
        spreads=fit_spreads(contents.raw, contents.columns, lens),
    )
    write_arrays(folder, _arrays(contents, evidence, lens))
    write_flat(folder, _combine(evidence))
    manifest = _describe(shop, folder, evidence, (lens, bank.digest, start.watermark))
    publish(shop.snapshots, folder, manifest)
    done = contents.embedder.embedded
    return Built(
        generation=manifest.generation,
        creators=manifest.creators,
        tagged=start.tagged,
        embedded_passages=done.passages,
        embedded_views=done.views,
        kept=done.kept,
        changed=True,
    )


def _tag(shop: Workshop) -> int:
    """Tag what no tagger of this version has seen; return how many creators."""
    waiting = count_untagged(shop.engine, TAGGER)
    if not waiting:
        return 0
    revision = CatalogueReader(shop.engine).revision()
    with shop.progress(waiting, "Tagging languages") as advance:
        for batch in untagged(shop.engine, TAGGER, BATCH):
            write_tags(shop.engine, TAGGER, [tag_creator(creator) for creator in batch], revision)
            advance(len(batch))
    return waiting


def _open_last(shop: Workshop) -> Generation | None:
    """Open the live generation to take vectors over from it; None where there is none of use."""
    try:
        last = open_generation(current_generation(shop.snapshots))
    except (IndexNotReady, SnapshotDamaged):
        return None
    return last if last.manifest.encoder == shop.encoder else None


def _is_up_to_date(last: Generation, watermark: int) -> bool:
    made_from = (last.manifest.watermark, last.manifest.tagger, last.manifest.bank)
    return made_from == (watermark, TAGGER, read_bank().digest)


def _take_lens(last: Generation | None, bank: Bank) -> Lens | None:
    return last.lens if last is not None and last.manifest.bank == bank.digest else None


def _read(shop: Workshop, reader: CatalogueReader, embedder: Embedder) -> _Contents:
    builder, texts = ColumnsBuilder(), []
    with shop.progress(reader.counts()["creators"], "Embedding creators") as advance:
        for batch in reader.stream(batch=BATCH):
            embedder.add(batch)
            for creator in batch:
                builder.add(creator)
                texts.append(pack(words(creator)))
            advance(len(batch))
    starts = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    return _Contents(
        columns=builder.columns(),
        raw=embedder.raw(),
        words=(np.frombuffer(b"".join(texts), dtype=np.uint8), starts),
        embedder=embedder,
    )


def _combine(evidence: Evidence) -> Rows:
    """Return the one vector of every creator, made in steps so that memory stays bounded."""
    rows = np.arange(len(evidence.columns.ids))
    return np.concatenate([evidence.combine(step) for step in np.array_split(rows, len(rows) // STEP + 1)])


def _arrays(contents: _Contents, evidence: Evidence, lens: Lens) -> dict[str, Array]:
    columns, raw, hashes = contents.columns, contents.raw, contents.embedder.hashes()
    arrays: dict[str, Array] = {
        name: getattr(columns, name) for name in ("ids", "followers", "platform", "region", "language")
    }
    arrays |= {name: getattr(raw, name) for name in ("views", "passages", "posts", "starts")}
    arrays |= {f"{kind}_hashes": digests for kind, digests in hashes.items()}
    arrays |= {"words": contents.words[0], "words_starts": contents.words[1]}
    arrays |= {"lens_matrix": lens.matrix, "lens_topics": lens.topics}
    arrays |= {"lens_briefs": np.array(list(lens.briefs.values()))}
    for name, spread in evidence.spreads.items():
        arrays |= {f"{name}_means": spread.means, f"{name}_scales": spread.scales}
    return arrays


def _describe(shop: Workshop, folder: Path, evidence: Evidence, origin: tuple[Lens, str, int]) -> Manifest:
    lens, bank, watermark = origin
    columns, raw = evidence.columns, evidence.raw
    return Manifest(
        format=FORMAT,
        generation=next_name(shop.snapshots),
        made_at=shop.now.isoformat(timespec="seconds"),
        encoder=shop.encoder,
        dimension=raw.passages.shape[1],
        bank=bank,
        tagger=TAGGER,
        watermark=watermark,
        creators=len(columns.ids),
        passages=len(raw.passages),
        platforms=columns.platforms,
        regions=columns.regions,
        languages=columns.languages,
        briefs=tuple(lens.briefs),
        spreads={name: spread.languages for name, spread in evidence.spreads.items()},
        files=seal(folder),
    )


def _nothing_to_do(last: Generation) -> Built:
    texts = last.manifest.passages + int(np.count_nonzero(last.evidence.raw.views.any(axis=2)))
    return Built(
        generation=last.manifest.generation,
        creators=last.manifest.creators,
        tagged=0,
        embedded_passages=0,
        embedded_views=0,
        kept=texts,
        changed=False,
    )
