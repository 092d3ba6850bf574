"""`enmusubi match`: answer one brief, or a file of them."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from indexer.shelves import Shelves, open_shelves
from matcher.domain import FIT, SORTS, Answer, Creator, Match, Understood
from matcher.errors import InvalidBrief, InvalidFilter, UnreadableInput
from matcher.search import find_matches
from scripts.cli.options import bar, home_option, settings_of
from web.read import read_brief
from web.show import show_answer, show_error

LONGEST_LINE = 1_000_000  # characters


@click.command("match")
@click.option("--brief", "text", help="The brief, in any language.")
@click.option("--briefs", type=click.Path(path_type=Path), help='A JSON Lines file of {"id", "text", "filter"}.')
@click.option("--like", multiple=True, type=int, help="Look for creators like this one (its id in an answer).")
@click.option("--unlike", multiple=True, type=int, help="Look for creators unlike this one.")
@click.option("--language", "languages", multiple=True, help="Keep creators who use this language (BCP 47).")
@click.option("--region", "regions", multiple=True, help="Keep creators from this region (ISO 3166).")
@click.option("--declared-regions-only", is_flag=True, help="Leave out creators whose region is only inferred.")
@click.option("--platform", "platforms", multiple=True, help="Keep creators on this platform.")
@click.option("--min-followers", type=int, help="Keep creators with at least so many followers.")
@click.option("--max-followers", type=int, help="Keep creators with at most so many followers.")
@click.option("--min-authenticity", type=click.FloatRange(0, 1), help="Keep creators whose audience is so likely real.")
@click.option("--must", multiple=True, help="Keep creators who say this word.")
@click.option("--must-not", multiple=True, help="Leave out creators who say this word.")
@click.option(
    "--min-disclosure", type=click.FloatRange(0, 1), help="Keep creators who disclose this share of paid posts clearly."
)
@click.option("--sponsor-not", "sponsors_not", multiple=True, help="Leave out creators who were paid by this brand.")
@click.option("--exclude", multiple=True, type=int, help="Leave out this creator (its id in an answer).")
@click.option("--widen", is_flag=True, help="Look for the brief's words as they stand, too.")
@click.option("--limit", type=int, default=20, show_default=True, help="How many matches.")
@click.option(
    "--sort", type=click.Choice(SORTS), default=FIT, show_default=True, help="What comes first of those that fit."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one answer a line.")
@home_option
@click.pass_context
def match_command(  # noqa: PLR0913 -- an option each
    ctx: click.Context,
    /,
    *,
    text: str | None,
    briefs: Path | None,
    like: tuple[int, ...],
    unlike: tuple[int, ...],
    home: Path | None,
    as_json: bool,
    widen: bool,
    limit: int,
    sort: str,
    **filters: Any,  # noqa: ANN401 -- click's values, checked by read_brief
) -> None:
    """Find the creators who fit a brief, or who are like others."""
    if (text is None and not like) == (briefs is None):
        raise click.UsageError("Give either --brief TEXT, --like ID or --briefs FILE.")
    if briefs is not None and not as_json:
        raise click.UsageError("--briefs prints JSON: add --json.")
    shelves = open_shelves(settings_of(home), bar)
    common = {"limit": limit, "widen": widen, "sort": sort, "filter": _read_filters(filters)}
    if briefs is not None:
        failed = [_answer_line(line, common, shelves) for line in _read_lines(briefs)]
        ctx.exit(int(any(failed)))
    answer = _answer({"text": text, "like": like, "unlike": unlike, **common}, shelves)
    click.echo(json.dumps(show_answer(answer), ensure_ascii=False) if as_json else _say(answer))


def _read_filters(given: dict[str, Any]) -> dict[str, object]:
    followers = {"min": given.pop("min_followers"), "max": given.pop("max_followers")}
    shares = {field: given.pop(f"min_{field}") for field in ("authenticity", "disclosure")}
    return {
        **{field: {"min": least} for field, least in shares.items() if least is not None},
        **({"inferred_regions": False} if given.pop("declared_regions_only") else {}),
        **{field: list(values) for field, values in given.items() if values},
        "followers": {end: number for end, number in followers.items() if number is not None},
    }


def _answer(data: object, shelves: Shelves) -> Answer:
    today = datetime.now().astimezone().date()
    return find_matches(read_brief(data, today=today, guess=shelves.read_language, strict=False), shelves)


def _read_lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig", newline=None) as file:
            yield from (line for line in file if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UnreadableInput(f"{path} cannot be read: {reason}.", "Give a JSON Lines file in UTF-8.") from error


def _answer_line(line: str, common: dict[str, object], shelves: Shelves) -> bool:
    """Print the answer to one line, or what is wrong with it in its place; return whether it failed."""
    id = None
    try:
        data = _parse(line)
        id = data.get("id")
        click.echo(json.dumps(show_answer(_answer(common | data, shelves)), ensure_ascii=False))
    except (InvalidBrief, InvalidFilter) as error:
        click.echo(json.dumps({"brief": {"id": id}, "error": show_error(error)}, ensure_ascii=False))
        return True
    return False


def _parse(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line) if len(line) <= LONGEST_LINE else None
    except ValueError as error:
        raise InvalidBrief(f"The line is no JSON: {error}.", 'Give {"id": "b1", "text": "..."} on a line.') from error
    if not isinstance(data, dict):
        raise InvalidBrief("The line is no JSON object of at most 1 MB.", 'Give {"id": "b1", "text": "..."}.')
    return data


def _say(answer: Answer) -> str:
    head = f"{len(answer.matches)} of {answer.total:,} creators ({answer.generation})"
    understood = (f"     “{one.span}” read as {_say_understood(one)}" for one in answer.brief.understood)
    return "\n".join([head, *understood, *(line for match in answer.matches for line in _say_match(match))])


def _say_understood(one: Understood) -> str:
    """Return the constraint as a filter says it: nothing of it is applied."""
    return f"{one.field} {json.dumps(one.value, ensure_ascii=False)}"


def _say_region(creator: Creator) -> str:
    inferred = "" if creator.region_confidence is None else f" (inferred, {creator.region_confidence:.0%} sure)"
    return f"{creator.region}{inferred}" if creator.region else "region unknown"


def _say_match(match: Match) -> Iterator[str]:
    creator = match.creator
    followers = "followers unknown" if creator.followers is None else f"{creator.followers:,} followers"
    facts = [creator.platform, _say_region(creator), "/".join(creator.languages) or "und", followers]
    if creator.authenticity is not None and creator.authenticity.real is not None:
        facts.append(f"audience real {creator.authenticity.real:.0%}")
    name = creator.name or creator.handle or creator.external_id
    yield f"{match.rank:>3}. {name}  [{', '.join(facts)}]  fit {match.fit:.2f}"
    for reason in match.reasons:
        if reason.post is not None:
            yield f"     {reason.share:+.2f}  “{' '.join(reason.text.split())[:100]}”"
