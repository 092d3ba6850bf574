"""Scores answers against briefs whose relevant category is known: nDCG@10 by brief language.

`python -m scripts.ndcg ANSWERS.jsonl BRIEFS.jsonl CREATORS.csv`, where the answers are what `enmusubi match --briefs`
printed and a creator is relevant when its `category` is the brief's `relevant.category`.
"""

import csv
import json
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import click
import ir_measures
from ir_measures import Qrel, ScoredDoc, nDCG

DEPTH = 10


def score_answers(answers: Path, briefs: Path, creators: Path) -> dict[str, tuple[float, int]]:
    """Return the mean nDCG@10 and the number of briefs by brief language; an unanswered brief scores 0."""
    asked = {brief["id"]: brief for brief in map(json.loads, briefs.read_text(encoding="utf-8").splitlines())}
    with creators.open(encoding="utf-8", newline="") as file:
        category = {row["id"]: row["category"] for row in csv.DictReader(file)}
    relevant = [
        Qrel(id, creator, int(found == brief["relevant"]["category"]))
        for id, brief in asked.items()
        for creator, found in category.items()
    ]
    ranked = [
        ScoredDoc(answer["brief"]["id"], match["creator"]["external_id"], match["score"])
        for answer in map(json.loads, answers.read_text(encoding="utf-8").splitlines())
        for match in answer.get("matches", [])
    ]
    found = {metric.query_id: metric.value for metric in ir_measures.iter_calc([nDCG @ DEPTH], relevant, ranked)}
    grouped: dict[str, list[float]] = defaultdict(list)
    for id, brief in asked.items():
        grouped[brief["language"]].append(found.get(id, 0.0))
    return {language: (fmean(values), len(values)) for language, values in grouped.items()}


@click.command()
@click.argument("answers", type=click.Path(exists=True, path_type=Path))
@click.argument("briefs", type=click.Path(exists=True, path_type=Path))
@click.argument("creators", type=click.Path(exists=True, path_type=Path))
def main(answers: Path, briefs: Path, creators: Path) -> None:
    """Print one line a brief language."""
    for language, (score, count) in score_answers(answers, briefs, creators).items():
        click.echo(f"{language}  nDCG@{DEPTH} {score:.3f}  ({count} briefs)")


if __name__ == "__main__":
    main()
