"""`enmusubi campaigns`: product post or giveaway, by one's own past campaigns."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from indexer.importers.campaigns import read_campaigns
from matcher.forecast.campaigns import WORTH, Comparison, Spent, compare

TOLD = 5  # rejected rows that are named


@click.command("campaigns")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=7, show_default=True, help="Of the draws that intervals come from.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each of views, engagements ...")
@click.pass_context
def campaigns_command(context: click.Context, path: Path, seed: int, as_json: bool) -> None:
    """Compare what views, engagements, follows and sales cost in product posts and in follow-us giveaways.

    FILE is CSV with the columns date, creator, kind (product or giveaway; other kinds are not compared), cost, and as
    known views, engagements, follows, sales, currency. It says when there are too few campaigns to tell.
    """
    read = read_campaigns(path, datetime.now(UTC))
    for line, reason in read.rejected[:TOLD]:
        click.echo(f"Line {line} is left out. {reason}", err=True)
    if len(read.rejected) > TOLD:
        click.echo(f"{len(read.rejected) - TOLD:,} more lines are left out.", err=True)
    for comparison in compare(read.campaigns, seed):
        if as_json:
            click.echo(json.dumps({**asdict(comparison), "currency": read.currency}))
        else:
            click.echo(_say(comparison, read.currency or ""))
    context.exit(1 if read.rejected else 0)


def _say(one: Comparison, currency: str) -> str:
    parts = [f"{one.unit}: a product post's cost {_say_price(one.product, currency)}"]
    parts.append(f"a giveaway's {_say_price(one.giveaway, currency)}")
    if one.cheaper is not None:
        verdict = f"{one.cheaper.capitalize()}s are cheaper."
    elif one.verdict == "no clear difference":
        verdict = "There is no clear difference."
    else:
        needed = f" About {one.needed} of each kind would tell a difference of {WORTH} times." if one.needed else ""
        verdict = f"There are too few campaigns to tell.{needed}"
    return f"{', '.join(parts)}. {verdict}"


def _say_price(spent: Spent, currency: str) -> str:
    count = f"{spent.campaigns} {'campaign' if spent.campaigns == 1 else 'campaigns'}"
    if spent.price is None:
        return f"cannot be told ({count})"
    bounded = spent.low is not None and spent.high is not None
    between = f", {spent.low:,.2f} to {spent.high:,.2f}" if bounded else ""
    return f"{spent.price:,.2f} {currency}".strip() + f" each ({count}{between})"
