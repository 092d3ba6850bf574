"""Makes a generation in a folder and publishes it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from indexer.authenticity.weights import digest_weights
from indexer.disclosure.packs import name_rules
from indexer.index.arrays import write_arrays
from indexer.index.columns import Columns
from indexer.index.embedding import Embedded, Embedder
from indexer.index.evidence import Evidence, RawVectors, fit_spreads
from indexer.index.generation import BASE, DEAD, DELTA, Generation, write_statistics
from indexer.index.journal import Journal, forget
from indexer.index.judging import judge_audiences
from indexer.index.manifest import FORMAT, Manifest, SegmentFacts, list_shared, seal
from indexer.index.planning import JUDGED, SMALL, Ids, Plan
from indexer.index.pools import measure_pools
from indexer.index.preparing import Reading, prepare_all
from indexer.index.publishing import next_name, publish
from indexer.index.segment import write_index, write_texts
from indexer.index.sharing import share_folder
from indexer.index.units import measure_units
from indexer.index.workshop import Workshop
from indexer.topics import Bank, read_bank
from matcher.lens import Lens, fit_lens
from matcher.ports import Encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """Where a generation is being built, and of what."""

    shop: Workshop
    folder: Path
    plan: Plan
    name: str  # of the generation
    embedder: Embedder
    open_encoder: Callable[[], Encoder]


def build(shop: Workshop, folder: Path, planned: Plan) -> tuple[Manifest, Embedded]:
    """Build what was planned in an empty folder and publish it; return its manifest and what was embedded."""
    open_encoder, last = cache(shop.open_encoder), planned.last
    dimension = last.manifest.dimension if last else open_encoder().dimension
    known = [segment for segment in (last.base, last.delta) if segment is not None] if last else []
    with Journal(shop.snapshots, shop.encoder, dimension) as journal:
        embedder = Embedder(open_encoder, known, journal)
        site = _Site(
            shop=shop,
            folder=folder,
            plan=planned,
            name=next_name(shop.snapshots),
            embedder=embedder,
            open_encoder=open_encoder,
        )
        manifest = _BUILDS[planned.kind](site, last) if last and planned.kind in _BUILDS else _build_base(site)
        publish(shop.snapshots, folder, manifest)
    forget(shop.snapshots)
    return manifest, embedder.embedded


def _build_base(site: _Site) -> Manifest:
    """Read all creators and measure everything anew."""
    bank = read_bank()
    lens = _take_lens(site.plan.last, bank) or _fit_lens(bank, site)
    columns, raw = _write_texts(site, BASE)
    with site.shop.progress(len(columns.ids), "Measuring languages") as advance:
        spreads = fit_spreads(raw, columns, lens, advance)
    evidence = Evidence(raw=raw, columns=columns, spreads=spreads)
    with site.shop.progress(len(columns.ids), "Arranging vectors") as advance:
        write_index(site.folder / BASE, evidence, lens.topics, advance)
    units = measure_units(lens, evidence)
    write_statistics(site.folder, lens, spreads)
    write_arrays(site.folder, {DEAD: np.zeros(0, np.int64)})
    judge_audiences(site.folder, (BASE,), site.shop.weights)
    return Manifest(
        format=FORMAT,
        **_say_made(site),
        encoder=site.shop.encoder,
        dimension=site.embedder.dimension,
        bank=bank.digest,
        tagger=site.shop.tagger,
        rules=name_rules(),
        watermark=site.plan.watermark,
        creators=len(columns.ids),
        passages=len(raw.passages),
        segments={BASE: _describe(site, columns, over=None)},
        briefs=tuple(lens.briefs),
        topics=bank.names(),
        kinship=lens.kinship,
        units=asdict(units),
        spreads={name: spread.languages for name, spread in spreads.items()},
        pools=measure_pools(site.shop.engine, site.shop.now),
        files=seal(site.folder),
    )


def _build_delta(site: _Site, last: Generation) -> Manifest:
    """Read what changed since the base was built; statistics stay those of the base."""
    share_folder(_folder_of(site, last) / BASE, site.folder / BASE)
    segments = {BASE: last.manifest.segments[BASE]}
    dead, creators, passages = site.plan.gone, 0, 0
    if site.plan.expected:
        columns, raw = _write_texts(site, DELTA)
        evidence = Evidence(raw=raw, columns=columns, spreads=last.base.evidence.spreads)
        write_index(site.folder / DELTA, evidence, last.lens.topics, lambda _: None)
        segments[DELTA] = _describe(site, columns, over=segments[BASE].made_in)
        dead, creators, passages = np.union1d(dead, columns.ids), len(columns.ids), len(raw.passages)
    dead = dead[last.base.columns.holds(dead)]
    write_statistics(site.folder, last.lens, last.base.evidence.spreads)
    write_arrays(site.folder, {DEAD: dead})
    judge_audiences(site.folder, segments, site.shop.weights, (_folder_of(site, last), last.bench))
    return last.manifest.model_copy(
        update={
            **_say_made(site),
            "watermark": site.plan.watermark,
            "creators": segments[BASE].creators - len(dead) + creators,
            "passages": _count_passages(last, dead) + passages,
            "segments": segments,
            "files": seal(site.folder, list_shared(last.manifest, BASE)),
        }
    )


def _build_judged(site: _Site, last: Generation) -> Manifest:
    """Judge the audiences by other weights; all else is shared."""
    segments = last.manifest.segments
    for segment in segments:
        share_folder(_folder_of(site, last) / segment, site.folder / segment)
    write_statistics(site.folder, last.lens, last.base.evidence.spreads)
    write_arrays(site.folder, {DEAD: last.dead})
    judge_audiences(site.folder, segments, site.shop.weights, (_folder_of(site, last), last.bench))
    shared = {file: sealed for segment in segments for file, sealed in list_shared(last.manifest, segment).items()}
    return last.manifest.model_copy(update={**_say_made(site), "files": seal(site.folder, shared)})


_BUILDS = {SMALL: _build_delta, JUDGED: _build_judged}


def _folder_of(site: _Site, generation: Generation) -> Path:
    return site.shop.snapshots / generation.manifest.generation


def _say_made(site: _Site) -> dict[str, Any]:
    """Return what the manifest says of this run."""
    return {
        "generation": site.name,
        "made_at": site.shop.now.isoformat(timespec="seconds"),
        "weights": digest_weights(site.shop.weights),
    }


def _write_texts(site: _Site, segment: str) -> tuple[Columns, RawVectors]:
    """Write the segment of the creators that the plan reads."""
    folder, planned = site.folder / segment, site.plan
    folder.mkdir()
    reading = Reading(
        changed=planned.changed,
        upto=planned.watermark,
        detector=site.shop.detector,
        today=site.shop.now.date(),
    )
    with site.shop.progress(planned.expected, "Indexing creators") as advance:
        return write_texts(folder, prepare_all(site.shop.engine, reading, planned.expected), site.embedder, advance)


def _describe(site: _Site, columns: Columns, over: str | None) -> SegmentFacts:
    return SegmentFacts(
        made_in=site.name,
        over=over,
        watermark=site.plan.watermark,
        creators=len(columns.ids),
        platforms=columns.platforms,
        regions=columns.regions,
        languages=columns.languages,
    )


def _count_passages(last: Generation, dead: Ids) -> int:
    """Return how many passages the base's living creators have."""
    columns, raw = last.base.columns, last.base.evidence.raw
    return len(raw.passages) - int(raw.count_posts(columns.rows(dead.tolist())).sum())


def _fit_lens(bank: Bank, site: _Site) -> Lens:
    encoder = site.open_encoder()
    return fit_lens(bank.encode(encoder, site.shop.progress), bank.encode_answers(encoder), bank.languages)


def _take_lens(last: Generation | None, bank: Bank) -> Lens | None:
    return last.lens if last is not None and last.manifest.bank == bank.digest else None
