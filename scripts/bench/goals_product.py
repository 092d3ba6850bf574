"""The ratios of the product as a whole: encoder, index, re-index, requests."""

from collections.abc import Iterator

from scripts.bench.results import Ratio, Results


def judge_product(results: Results) -> Iterator[Ratio]:
    """Yield a row each; a part that was not measured says so."""
    yield _judge_encoder(results)
    yield _judge_embedding(results)
    yield _judge_reindex(results)
    yield from _judge_requests(results)


def _judge_encoder(results: Results) -> Ratio:
    ours, plain = (results.find_one("encoding", name) for name in ("ours", "sentence-transformers"))
    lacking = "" if results.computes_in_bfloat16 else "; the goal is for CPUs that compute in bfloat16, not this one"
    return Ratio(
        what="passages a second against sentence-transformers in single precision",
        measured=ours["ratio"] if ours else None,
        goal=4.5,
        floor=3.0,
        rising=True,
        note=f"{ours['passages a second']:,.1f}, {plain['passages a second']:,.1f}{lacking}" if ours and plain else "",
        applies=results.computes_in_bfloat16,
    )


def _judge_embedding(results: Results) -> Ratio:
    found = results.find_one("embedding", "index")
    note = (
        f"{found['encoder alone']:,.1f} s, {found['seconds']:,.1f} s, {found['creators']:,} creators" if found else ""
    )
    return Ratio(
        what="the encoder alone against the whole index of the same texts",
        measured=found["ratio"] if found else None,
        goal=0.95,
        floor=0.85,
        rising=True,
        note=note,
    )


def _judge_reindex(results: Results) -> Ratio:
    pair = [results.find_one("product", name) for name in ("reindex", "index")]
    seconds = [found["seconds"] for found in pair if found]
    is_there = len(seconds) == len(pair)
    return Ratio(
        what="index after 1 % changed against the first index, vectors given",
        measured=seconds[0] / seconds[1] if is_there else None,
        goal=0.013,
        floor=0.025,
        note=f"{seconds[0]:,.1f} s, {seconds[1]:,.1f} s" if is_there else "",
    )


def _judge_requests(results: Results) -> Iterator[Ratio]:
    found = results.find_one("product", "request")
    whole = found["parts"]["in all without the encoder"] if found else None
    yield Ratio(
        what="99th percentile of a whole request against its median, without the encoder",
        measured=whole["p99"] / whole["p50"] if whole else None,
        goal=2.0,
        floor=4.0,
        note=f"{whole['p99']:.1f} ms, {whole['p50']:.1f} ms" if whole else "",
    )
    yield Ratio(
        what="resident kB a creator, the whole product with one post a creator",
        measured=found["grown"]["rss"] / 1_000 / found["creators"] if found else None,
        goal=1.0,
        floor=1.6,
        note="files it has mapped and touched are counted",
    )
