"""`enmusubi authenticity`: how real a sample of followers is, or how a creator's audience grew."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from indexer.authenticity.samples import Problem, read_followers, read_histories
from indexer.authenticity.weights import read_weights
from indexer.settings import read_settings
from matcher.authenticity.accounts import judge_account
from matcher.authenticity.creator import DIGITS, Bench, judge_creator
from matcher.authenticity.events import find_crowds
from matcher.authenticity.history import Day, clean_history
from matcher.authenticity.nouns import Authenticity
from matcher.authenticity.rises import measure_growth
from matcher.authenticity.share import Share, estimate_share
from matcher.authenticity.signals import Signals
from matcher.authenticity.weights import Weights
from web.authenticity import show_authenticity

ZONES = timedelta(hours=14)  # somewhere it is tomorrow already
HISTORY_FIELDS = ("level", "probability", "interval", "events", "prior", "version")


@click.command("authenticity")
@click.option("--followers", type=click.Path(path_type=Path, dir_okay=False),
              help="A CSV of follower accounts: posts, following, followers, has_picture, is_private, "
              "username_length, username_digits, bio_length; what is unknown may be empty.")  # fmt: skip
@click.option("--history", type=click.Path(path_type=Path, dir_okay=False),
              help="A CSV of daily counts: creator, date, subscribers, views, videos.")  # fmt: skip
@click.option("--share", is_flag=True, help="With --followers: print the share of fakes in the sample alone.")
@click.option("--prior", type=click.FloatRange(0, 1, min_open=True, max_open=True),
              help="The share of fakes before anything is seen  [default: that of the weights].")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a line.")
@click.pass_context
def authenticity_command(  # noqa: PLR0913 -- an option each
    ctx: click.Context,
    /,
    *,
    followers: Path | None,
    history: Path | None,
    share: bool,
    prior: float | None,
    as_json: bool,
) -> None:
    """Judge follower accounts, or the growth of channels, without any index.

    A probability is shown with the prior that it starts from. Nobody is accused: a rise that is not explained may have
    a cause that no count shows, such as a day on television. The method, its accuracy and its limits: docs/trust.md.
    """
    if (followers is None) == (history is None) or (share and followers is None):
        raise click.UsageError("Give either --followers FILE (with --share, if wanted) or --history FILE.")
    weights = read_weights(read_settings(os.environ).weights, prior)
    if followers is not None:
        ctx.exit(int(_print_followers(followers, weights, share=share, as_json=as_json)))
    elif history is not None:
        ctx.exit(int(_print_history(history, weights, as_json=as_json)))


def _print_followers(path: Path, weights: Weights, *, share: bool, as_json: bool) -> bool:
    """Print a line a row, or the share alone; return whether a row could not be read."""
    probabilities, failed = list[float](), False
    for number, found in read_followers(path):
        if isinstance(found, Problem):
            failed = True
            _warn(found)
            line: dict[str, object] = {"row": number, "probability": None, "error": f"{found.field}: {found.reason}"}
        else:
            probabilities.append(judge_account(found, weights.accounts))
            line = {"row": number, "probability": round(probabilities[-1], DIGITS), "prior": weights.accounts.prior}
        if as_json and not share:
            click.echo(json.dumps(line, ensure_ascii=False))
        elif not share:
            click.echo(f"{number:>6}  {'?' if line['probability'] is None else f'{probabilities[-1]:7.1%}'}")
    if share or not as_json:
        estimated = estimate_share(probabilities, weights.accounts)
        click.echo(json.dumps(_show_share(estimated, weights)) if as_json else _say_share(estimated))
    return failed


def _show_share(found: Share, weights: Weights) -> dict[str, object]:
    return {
        "share": round(found.share, DIGITS),
        "interval": [round(found.low, DIGITS), round(found.high, DIGITS)],
        "sample": found.sample,
        "prior": found.prior,
        "version": weights.version,
    }


def _say_share(found: Share) -> str:
    return (
        f"Of these {found.sample:,} followers, {found.share:.0%} are likely no people "
        f"(80 % interval {found.low:.0%} to {found.high:.0%}; before looking: {found.prior:.0%})."
    )


def _print_history(path: Path, weights: Weights, *, as_json: bool) -> bool:
    """Print a line a creator; return whether a row could not be read."""
    histories, problems = read_histories(path)
    for problem in problems:
        _warn(problem)
    for creator, found in judge_histories(histories, weights):
        shown = show_authenticity(found) or {}
        line = {"creator": creator} | {field: shown[field] for field in HISTORY_FIELDS}
        click.echo(json.dumps(line, ensure_ascii=False) if as_json else _say(creator, found))
    return bool(problems)


def judge_histories(histories: dict[str, list[Day]], weights: Weights) -> Iterator[tuple[str, Authenticity]]:
    """Judge channels of one platform by their growth alone."""
    today = (datetime.now(UTC) + ZONES).date()
    signals = {}
    for creator, days in histories.items():
        history = clean_history(days, today)
        growth = measure_growth(history) if len(history.days) > 1 else None
        signals[creator] = Signals(platform="", followers=None, growth=growth, faults=history.faults)
    bench = Bench(weights=weights, peers={}, crowds=find_crowds(signals.values(), weights.growth))
    for creator, one in signals.items():
        yield creator, judge_creator(one, bench)


def _say(creator: str, found: Authenticity) -> str:
    if found.probability is None or found.interval is None:
        return f"{creator}  {found.level}{''.join(f', {fault}' for fault in found.faults)}"
    head = (
        f"{creator}  {found.level}  {found.probability:.0%} ({found.interval[0]:.0%} to {found.interval[1]:.0%}; "
        f"before looking: {found.prior:.0%})"
    )
    events = (
        f"    {event.date}  {'unexplained ' if event.benign is None else ''}{event.kind}  {event.subscribers:+,} "
        f"in {event.days} d ({event.share:+.1%}), {event.probability:.0%}"
        f"{f'; likely {event.benign}' if event.benign else ''}"
        for event in found.events
    )
    return "\n".join([head, *events])


def _warn(problem: Problem) -> None:
    field = f"{problem.field}: " if problem.field else ""
    click.echo(f"enmusubi: row {problem.row}: {field}{problem.reason}", err=True)
