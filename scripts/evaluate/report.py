"""The results as a page that people read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

HEAD = """\
# Evaluation

Written by `enmusubi evaluate --data FOLDER --seed {seed}`; do not edit it by hand. Encoder {encoder}, topic bank \
{bank}. Intervals are 95 % bootstrap intervals over briefs: with 11 briefs a language, differences below 0.1 mean \
little. \
No constant of the recipe was fitted on these labels; docs/matching.md says where each comes from. The same seed gives \
the same numbers, but for times.
"""
ABSENT = "Not measured: the data set is not in the folder.\n"
CHANNELS = """\
{creators:,} YouTube channels that trended in 11 countries on one day of 2018, {briefs} briefs in three languages; a \
channel is relevant when its category is the brief's. Categories are noisy: a third of all channels are \
"Entertainment", whatever they show.
"""
SENTENCES = """\
{creators:,} sentences of SIB-200 as creators with one post, the same sentences in three languages; {briefs} topic \
briefs. An even share is 0.33.
"""
SAMPLE = """\
{creators:,} invented creators: this only shows that everything runs. We wrote both sides, so it says nothing of \
quality.
"""
NEEDED = ("ndcg@10", "recall@50", "mrr")


def write_report(report: Mapping[str, Any]) -> str:
    """Return the report as Markdown."""
    parts = [HEAD.format(**report)]
    for title, name, write in (
        ("Channels for campaign briefs", "channels", _write_channels),
        ("Sentences for topics, between languages", "sentences", _write_sentences),
        ("Language tags", "languages", _write_languages),
        ("The invented sample", "sample", _write_sample),
    ):
        found = report.get(name)
        parts += [f"## {title}\n", write(found) if found else ABSENT]
    return "\n".join(parts)


def _write_channels(found: Mapping[str, Any]) -> str:
    languages = list(found["pool_shares"])
    ours = _ours(found)
    return "\n".join(
        [
            CHANNELS.format(**found),
            "### nDCG@10 by brief language\n",
            _table_systems(found["systems"], "ndcg@10", languages),
            "### Our recipe, all measures\n",
            _table(
                ["measure", *languages],
                [[name, *(_mean(ours["measures"][name][language]) for language in languages)] for name in NEEDED]
                + [["nDCG@10 less English", *(_mean(ours["differences"].get(language)) for language in languages)]],
            ),
            "### Inside one creator language (over all briefs, with that language as a filter)\n",
            _table_within(found["within"]),
            "### Share of results in the brief's own language\n",
            _table_own(found),
            "### Latency of one brief, milliseconds\n",
            _table(
                ["part", *next(iter(found["latency"].values()))],
                [[part, *map(str, times.values())] for part, times in found["latency"].items()],
            ),
        ]
    )


def _write_sentences(found: Mapping[str, Any]) -> str:
    languages = list(found["pool_shares"])
    directions = list(next(iter(found["translations"].values())))
    return "\n".join(
        [
            SENTENCES.format(**found),
            "### Precision at 50 by brief language\n",
            _table_systems(found["systems"], "p@50", languages),
            "### Share of results in the brief's own language\n",
            _table_own(found),
            "### A sentence finds its translation (accuracy@1)\n",
            _table(
                ["system", *directions, "worst"],
                [
                    [name, *(f"{values[one]:.3f}" for one in directions), f"{min(values.values()):.3f}"]
                    for name, values in found["translations"].items()
                ],
            ),
        ]
    )


def _write_sample(found: Mapping[str, Any]) -> str:
    return "\n".join([SAMPLE.format(**found), _table_systems(found["systems"], "ndcg@10", ["en"])])


def _write_languages(found: Mapping[str, Any]) -> str:
    return "\n".join(f"### {name.replace('_', ' ').capitalize()}\n\n{_table_any(part)}" for name, part in found.items())


def _ours(found: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(system for system in found["systems"] if system["system"] == "our recipe")


def _table_systems(systems: Sequence[Mapping[str, Any]], measure: str, languages: Sequence[str]) -> str:
    rows = []
    for system in systems:
        means = [system["measures"][measure][language] for language in languages]
        average = sum(mean["mean"] for mean in means) / len(means)
        rows.append([system["system"], *map(_mean, means), f"{average:.3f}"])
    return _table(["system", *languages, "mean"], rows)


def _table_own(found: Mapping[str, Any]) -> str:
    shares = found["pool_shares"]
    rows = [["the pool", "", *(f"{share:.2f}" for share in shares.values())]]
    rows += [
        [system["system"], depth, *(f"{own[language]:.2f}" for language in shares)]
        for system in found["systems"]
        for depth, own in system["own"].items()
    ]
    return _table(["system", "results", *shares], rows)


def _table_within(within: Mapping[str, Any]) -> str:
    systems = list(next(iter(next(iter(within.values()), {}).values()), {}))
    rows = [
        [language, name, *map(_mean, means.values())]
        for language, found in within.items()
        for name, means in found.items()
    ]
    return _table(["creators", "measure", *systems], rows)


def _table_any(value: object) -> str:
    """Return whatever was measured as a table: a mapping of mappings, or of numbers."""
    if not isinstance(value, Mapping):
        return f"{_show(value)}\n"
    first = next(iter(value.values()), None)
    columns = list(first) if isinstance(first, Mapping) else [""]
    return _table(["", *columns], [[str(name), *_flatten(each)] for name, each in value.items()])


def _flatten(value: object) -> list[str]:
    return [_show(each) for each in value.values()] if isinstance(value, Mapping) else [_show(value)]


def _show(value: object) -> str:
    return f"{value:,.3f}" if isinstance(value, float) else str(value)


def _mean(mean: Mapping[str, float] | None) -> str:
    return f"{mean['mean']:.3f} ({mean['low']:.2f} to {mean['high']:.2f})" if mean else "–"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *(list(row) for row in rows)]
    rule = ["---"] * len(lines[0])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [lines[0], rule, *lines[1:]]) + "\n"
