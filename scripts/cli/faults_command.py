"""`enmusubi bench faults`: break a build, a disk, a file in every way, and look for answers lost or wrong."""

import json
from dataclasses import asdict

import click


@click.command("faults")
@click.option("--tries", type=click.IntRange(min=1), default=40, show_default=True, help="How often each fault.")
@click.option("--seed", type=int, default=7, show_default=True, help="Another one breaks other places.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a fault.")
@click.pass_context
def faults_command(ctx: click.Context, /, *, tries: int, seed: int, as_json: bool) -> None:
    """Kill builds, fill the disk, damage files and crowd readers, in a home of its own.

    Exit code 1 if any answer was lost or wrong.
    """
    from scripts.bench_faults.run import run_faults, write_table  # noqa: PLC0415 -- FAISS takes a second to import

    outcomes = []
    for outcome in run_faults(tries, seed):
        outcomes.append(outcome)
        click.echo(f"{outcome.fault}: {len(outcome.wrong)} of {outcome.tried}", err=True)
        if as_json:
            click.echo(json.dumps(asdict(outcome)))
    if not as_json:
        click.echo(write_table(outcomes))
    ctx.exit(int(any(outcome.wrong for outcome in outcomes)))
