"""Cells of a CSV file as the values that JSON would have. An empty cell says nothing; the word null empties."""

import re
from collections.abc import Callable, Mapping

from indexer.importers.records import Reject

NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?")
SEPARATED = re.compile(r"[0-9]{1,3}([,' \u00a0\u202f][0-9]{3})+(\.[0-9]+)?")
FLAGS = {"true": True, "1": True, "false": False, "0": False}
Cells = Mapping[str, str]  # by column


def read_number_cell(cell: str) -> object:
    """Return the number of a cell that holds digits and perhaps a point."""
    if SEPARATED.fullmatch(cell):
        raise ValueError("It has thousands separators; write digits alone.")
    if NUMBER.fullmatch(cell) is None:
        raise ValueError("It is not a number in plain digits.")
    return int(cell) if "." not in cell else float(cell)


def read_flag_cell(cell: str) -> bool:
    """Return true or false."""
    if cell.lower() not in FLAGS:
        raise ValueError("It must be true, false, 1 or 0.")
    return FLAGS[cell.lower()]


def read_list_cell(cell: str) -> list[str]:
    """Return the parts between bars."""
    return cell.split("|")


def read_text_cell(cell: str) -> str:
    """Return the cell as it stands."""
    return cell


KINDS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("followers", "following", "likes", "comments", "views", "shares", "saves"), read_number_cell),
    **dict.fromkeys(("verified", "sponsored"), read_flag_cell),
    **dict.fromkeys(("tags", "languages"), read_list_cell),
    "amount": read_number_cell,
}


def read_cells(cells: Cells) -> tuple[dict[str, object], list[Reject]]:
    """Return the values of the cells that say something, and a reject for each that cannot be read."""
    values: dict[str, object] = {}
    rejects = []
    for name, cell in cells.items():
        text = cell.strip()
        if not text:
            continue
        try:
            values[name] = (
                None if text == "null" else KINDS.get(name, read_text_cell)(cell if name not in KINDS else text)
            )
        except ValueError as error:
            rejects.append(Reject(name, str(error)))
    return values, rejects
