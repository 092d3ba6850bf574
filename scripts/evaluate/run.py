"""One run over all sets that are there."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import URL

from indexer.encoder import name_encoder, open_encoder
from indexer.progress import Progress
from indexer.settings import Settings
from indexer.topics import read_bank
from scripts.demo_data import write_demo
from scripts.evaluate.latency import time_briefs
from scripts.evaluate.pools import Pool, RememberingEncoder, build_pool
from scripts.evaluate.retrieval import judge, judge_off_the_grid, judge_within, pool_shares
from scripts.evaluate.systems import list_baselines, list_ours
from scripts.evaluate.tasks import (
    CHANNELS,
    Asked,
    read_channel_briefs,
    read_sample_briefs,
    read_sentences,
    read_topic_briefs,
    write_sentences,
)
from scripts.evaluate.translation import find_translations

SAMPLE = 300  # invented creators
Report = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a run works with."""

    settings: Settings
    data: Path  # the folder of open data; sets that are not there are named as absent
    seed: int
    progress: Progress
    encoder: RememberingEncoder

    def pool(self, path: Path, shape: str) -> Pool:
        """Return the indexed pool of a file; a later run on the same file finds it ready."""
        name = f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
        home = self.settings.home / "evaluate" / name
        database = URL.create("sqlite", database=str(home / "catalogue.db")).render_as_string()
        own = replace(self.settings, home=home, database=database)
        return build_pool(own, (path, shape), self.encoder, self.progress)


def open_bench(settings: Settings, data: Path, seed: int, progress: Progress) -> Bench:
    """Return a bench whose encoder is opened at the first text."""
    encoder = RememberingEncoder(lambda: open_encoder(settings, progress))
    return Bench(settings=settings, data=data, seed=seed, progress=progress, encoder=encoder)


def evaluate(bench: Bench) -> Report:
    """Return every section; those without their data say None. The same seed gives the same numbers but for times."""
    sections: dict[str, Callable[[Bench], Report]] = {
        "channels": _judge_channels,
        "sentences": _judge_sentences,
        "languages": _judge_languages,
        "sample": _judge_sample,
    }
    needs = {"channels": CHANNELS, "sentences": Path("sib-200"), "languages": Path("language-id")}
    report: Report = {"encoder": name_encoder(bench.settings), "bank": read_bank().digest[:12], "seed": bench.seed}
    for name, run in sections.items():
        is_there = name not in needs or (bench.data / needs[name]).exists()
        report[name] = run(bench) if is_there else None
    return report


def _judge_channels(bench: Bench) -> Report:
    pool, briefs = bench.pool(bench.data / CHANNELS, "youtube-trending"), read_channel_briefs(bench.data)
    pair = [next(list_ours(pool)), next(one for one in list_baselines(pool) if one.name.startswith("cosine"))]
    within = judge_within(pair, briefs, pool, bench.seed)
    return {
        **_judge_all(bench, pool, briefs, "Asking about channels"),
        "within": {
            language: {name: {system: asdict(mean) for system, mean in means.items()} for name, means in found.items()}
            for language, found in within.items()
        },
        "latency": time_briefs(briefs, pool),
    }


def _judge_sentences(bench: Bench) -> Report:
    sentences = read_sentences(bench.data)
    path = bench.settings.home / "evaluate" / "sentences.jsonl"
    write_sentences(sentences, path)
    pool, briefs = bench.pool(path, "jsonl"), read_topic_briefs(bench.data, sentences)
    return {
        **_judge_all(bench, pool, briefs, "Asking about sentences"),
        "translations": find_translations(sentences, pool, bench.progress),
    }


def _judge_all(bench: Bench, pool: Pool, briefs: list[Asked], what: str) -> Report:
    """Judge the baselines, our recipe with and without each of its parts, and our recipe off the bank's grid."""
    systems, qualities = [*list_baselines(pool), *list_ours(pool)], []
    with bench.progress(len(systems) + 1, what) as advance:
        for system in systems:
            qualities.append(judge(system, briefs, pool, bench.seed))
            advance(1)
        qualities.append(judge_off_the_grid(briefs, pool, read_bank(), bench.seed))
        advance(1)
    return {
        "creators": len(pool.names),
        "briefs": len(briefs),
        "systems": [asdict(quality) for quality in qualities],
        "pool_shares": pool_shares(pool, dict.fromkeys(brief.language for brief in briefs)),
    }


def _judge_sample(bench: Bench) -> Report:
    folder = bench.settings.home / "evaluate" / "sample"
    write_demo(folder, creators=SAMPLE, seed=bench.seed)
    pool, briefs = bench.pool(folder / "creators.jsonl", "jsonl"), read_sample_briefs(folder / "truth.jsonl")
    systems = [next(list_ours(pool)), *list_baselines(pool)[:2]]
    return {
        "creators": len(pool.names),
        "briefs": len(briefs),
        "systems": [asdict(judge(system, briefs, pool, bench.seed)) for system in systems],
    }


def _judge_languages(bench: Bench) -> Report:
    from scripts.evaluate.languages import measure_languages  # noqa: PLC0415 -- its models take seconds to load

    return asdict(measure_languages(bench.data, bench.seed))
