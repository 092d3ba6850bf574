"""Tables in Markdown."""

from collections.abc import Iterable


def write_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table."""
    lines = [list(head), *(list(row) for row in rows)]
    rule = ["---"] * len(lines[0])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [lines[0], rule, *lines[1:]]) + "\n"


def round_time(milliseconds: float) -> str:
    """Return three figures at most: 0.034, 1.25, 48."""
    return f"{milliseconds:.3f}" if milliseconds < 1 else f"{milliseconds:.3g}"
