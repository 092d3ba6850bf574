"""Write invented sample data: `python -m scripts.demo_data OUT_DIR`."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from scripts.demo.rows import Row, draw_rows

UNTIL = date(2026, 9, 30)

README = """\
Everything in this folder is invented.
The creators, handles, posts, brands, follower counts and fees describe nobody; any likeness is chance.
creators.jsonl  what `enmusubi import` reads: one creator a line; views in a history are lifetime totals
truth.jsonl     what only the maker knows: topics, languages and which audiences were bought (never import it)

このフォルダーのデータはすべて架空のものです。
クリエイター、アカウント名、投稿、ブランド、フォロワー数、料金は実在の人物や団体とは一切関係ありません。
creators.jsonl  `enmusubi import` で取り込むファイル（1行に1クリエイター、履歴の views は累計）
truth.jsonl     正解データ：話題、言語、フォロワー購入の有無（取り込まないでください）
"""


def write_demo(folder: Path, *, creators: int = 2000, seed: int = 7, until: date = UNTIL) -> None:
    """Write creators.jsonl, truth.jsonl and README.txt; the same arguments give the same bytes.

    Args:
        folder: made if missing; files of these names are replaced.
        creators: how many, at least 1.
        seed: of every random draw; no clock and no hash order is used.
        until: the day the data was "collected"; posts and history lie in the year before.
    """
    drawn = list(draw_rows(creators, seed, until))
    folder.mkdir(parents=True, exist_ok=True)
    _write_lines(folder / "creators.jsonl", (one.creator for one in drawn))
    _write_lines(folder / "truth.jsonl", (one.truth for one in drawn))
    (folder / "README.txt").write_text(README, encoding="utf-8", newline="\n")


def _write_lines(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def read_arguments(words: list[str] | None = None) -> argparse.Namespace:
    """Read the command line; None means the process's own."""
    parser = argparse.ArgumentParser(prog="python -m scripts.demo_data", description=__doc__)
    parser.add_argument("out_dir", type=Path, metavar="OUT_DIR")
    parser.add_argument("--creators", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL, metavar="YYYY-MM-DD")
    arguments = parser.parse_args(words)
    if arguments.creators < 1:
        parser.error(f"--creators must be at least 1, not {arguments.creators}")
    return arguments


def main(words: list[str] | None = None) -> None:
    """Run the command."""
    arguments = read_arguments(words)
    write_demo(arguments.out_dir, creators=arguments.creators, seed=arguments.seed, until=arguments.until)
    sys.stderr.write(f"Wrote {arguments.creators} invented creators to {arguments.out_dir}\n")


if __name__ == "__main__":
    main()
