"""The parts of the page that are about the product as a whole."""

from collections.abc import Iterator

from scripts.bench.plan import CELLS, ENCODERS, TOGETHER
from scripts.bench.results import Results
from scripts.bench.tables import round_time, write_table

ENCODER_NOTE = """\
The default model on the same texts of the invented sample, in turns, each in a process of its own on all cores; \
the ratio is the median over the turns.
"""
EMBEDDING_NOTE = """\
An index of {creators:,} creators of the invented sample, with up to five posts each, took {seconds:,.1f} s; \
{in the encoder:,.1f} s of them in the encoder, for {texts:,} texts, those of the topic bank among them. The encoder \
alone takes {encoder alone:,.1f} s for the same texts.
"""
PRODUCT_NOTE = """\
Vectors as if they were given (an encoder of microseconds), one post a creator. Builds use all cores, requests one. A \
request is a brief with a filter of the cells 100 % to 0.1 % in turn, from text to JSON of 20 creators with their \
evidence; where 50 requests or more were not interrupted by other processes, only those count.
"""


def write_product(results: Results) -> Iterator[str]:
    """Yield the sections that were measured."""
    yield from _write_filters(results)
    yield from _write_footprint(results)
    yield from _write_encoders(results)
    yield from _write_index(results)
    yield from _write_requests(results)


def _write_filters(results: Results) -> Iterator[str]:
    found = [results.find(f"filtering/{results.creators}/{cell}") for cell in CELLS]
    if not any(found):
        return
    yield "## The filter alone, median in ms\n"
    yield "To packed bits: by bitmaps; by tables and comparisons in numpy, the quickest way we know; by the columns.\n"
    rows = [
        [name, *(round_time(held[name]["p50"]) if held else "–" for held in found)]
        for name in ("bitmaps", "numpy", "columns")
    ]
    yield write_table([f"{results.creators:,} creators", *CELLS], rows)


def _write_footprint(results: Results) -> Iterator[str]:
    found = results.find(f"footprint/{results.creators}/{TOGETHER}")
    if found is None:
        return
    yield "## Memory\n"
    yield (
        f"What vectors and bitmaps of {found['creators']:,} creators add to a process that has answered "
        f"{found['queries']:,} queries, and to a second process beside it, in MB.\n"
    )
    rows = [[name, *(f"{held / 1e6:,.1f}" for held in found[key].values())] for name, key in
            (("first", "grown"), ("second", "second"))]  # fmt: skip
    yield write_table(["process", *found["grown"]], rows)


def _write_encoders(results: Results) -> Iterator[str]:
    found = {name: results.find_one("encoding", name) for name in ENCODERS}
    measured = {name: held for name, held in found.items() if held}
    if measured:
        head = ["passages a second", "ratio", "cosine", "lowest cosine", "threads"]
        yield "## Encoder\n"
        yield ENCODER_NOTE
        yield write_table(
            ["engine", *head], [[name, *(str(held[key]) for key in head)] for name, held in measured.items()]
        )
    alone = results.find_one("embedding", "index")
    if alone:
        yield EMBEDDING_NOTE.format(**alone)


def _write_index(results: Results) -> Iterator[str]:
    found = {name: results.find_one("product", name) for name in ("index", "reindex")}
    measured = {name: held for name, held in found.items() if held}
    if measured:
        yield "## The whole product\n"
        yield PRODUCT_NOTE
        head = ["creators", "seconds", "encoder seconds", "embedded"]
        rows = [
            [name, *(f"{held[key]:,}" for key in head), f"{held['disk'] / 1e6:,.1f}", f"{held['peak'] / 1e6:,.1f}"]
            for name, held in measured.items()
        ]
        yield write_table(["build", *head, "MB on disk", "MB resident at most"], rows)


def _write_requests(results: Results) -> Iterator[str]:
    found = results.find_one("product", "request")
    if found is None:
        return
    median = found["parts"]["in all"]["p50"]
    rows = [
        [part, *(round_time(times[share]) for share in ("p50", "p95", "p99")), f"{times['p50'] / median:.0%}"]
        for part, times in found["parts"].items()
    ]
    yield write_table([f"part of {found['requests']:,} requests, ms", "p50", "p95", "p99", "share of p50"], rows)
