"""`enmusubi disclosure`: tell whether posts say plainly that they are paid for."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from indexer.disclosure.packs import DEFAULT, PACKS, read_pack
from indexer.disclosure.posts import InvalidPost, read_shown
from matcher.disclosure.judge import Shown, judge
from matcher.disclosure.rules import LANGUAGES, RulePack
from matcher.errors import UnreadableInput
from web.disclosure import show_verdict
from web.show import show_error


@click.command("disclosure")
@click.option("--text", help="The post's text.")
@click.option("--file", "path", type=click.Path(path_type=Path), help='A JSON Lines file of {"id", "text", ...}.')
@click.option("--rules", "name", type=click.Choice(PACKS), default=DEFAULT, show_default=True, help="Whose rules.")
@click.option("--platform", help="Where it is posted: how much is seen at once depends on it.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the explanations.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one verdict a line.")
@click.pass_context
def disclosure_command(  # noqa: PLR0913 -- an option each
    ctx: click.Context,
    /,
    *,
    text: str | None,
    path: Path | None,
    name: str,
    platform: str | None,
    language: str,
    as_json: bool,
) -> None:
    """Tell whether a post discloses that it is paid for. It helps a person decide and is no legal advice.

    Verdicts: clear, unclear (ask a person), missing, not_applicable (nothing points to a commercial relation).
    FILE has a post a line: "text" and, where known, "title", "tags", "platform", "sponsored" (the platform's own
    label) and "id".
    """
    if (text is None) == (path is None):
        raise click.UsageError("Give either --text TEXT or --file FILE.")
    rules = read_pack(name)
    if path is not None:
        failed = [_judge_line(line, platform, rules, language) for line in _read_lines(path)]
        ctx.exit(int(any(failed)))
    whole = (text or "").encode(errors="replace").decode()  # bytes of a shell that are no UTF-8 cannot be printed
    shown = show_verdict(judge(Shown(text=whole, platform=platform), rules), rules, language)
    click.echo(json.dumps(shown, ensure_ascii=False) if as_json else _say(shown))


def _judge_line(line: str, platform: str | None, rules: RulePack, language: str) -> bool:
    """Print the verdict on one line, or what is wrong with it in its place; return whether it failed."""
    try:
        id, shown = read_shown(line, platform)
    except InvalidPost as error:
        click.echo(json.dumps({"id": error.id, "error": show_error(error)}, ensure_ascii=False))
        return True
    verdict = show_verdict(judge(shown, rules), rules, language)
    click.echo(json.dumps({"id": id, **verdict}, ensure_ascii=False))
    return False


def _read_lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig", newline=None) as file:
            yield from (line for line in file if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UnreadableInput(f"{path} cannot be read: {reason}.", "Give a JSON Lines file in UTF-8.") from error


def _say(shown: Mapping[str, object]) -> str:
    found = shown["found"] if isinstance(shown["found"], list) else []
    lines = [f"{shown['verdict']}: {shown['why']}  ({shown['rules']}, {shown['version']})"]
    lines += [f"  {one['start']:>5}  {one['term'] or one['where']}  {one['kind']}: {one['why']}" for one in found]
    return "\n".join([*lines, str(shown["note"])])
