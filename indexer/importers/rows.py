"""Reads the rows of a CSV file so that one broken quote costs one line and not the rest of the file."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.importers.lines import Line, read_lines

MOST_LINES = 2_000  # of one row
MOST_CHARACTERS = 1_000_000  # of one row that has several lines
PROBLEMS = {
    "unexpected end of data": "A quote is opened and never closed.",
    "expected after": "A closing quote is followed by something else than a comma; double the quotes inside a cell.",
    "field larger than": f"A cell is longer than {csv.field_size_limit():,} characters.",
    "new-line character": "A line ends in a carriage return alone.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its cells, or what is wrong with it."""

    line: int  # its first line, from 1
    raw: str
    read: int  # bytes of the file that were read so far
    cells: Sequence[str] = ()
    problem: str | None = None


class RowReader:
    """Reads one file once; the first row is the header, empty rows are left out.

    With `keep_blank`, a row whose cells are all empty is a row; an empty line never is.
    """

    def __init__(
        self, path: Path, *, keep_blank: bool = False, encoding: str | None = None, delimiter: str = ","
    ) -> None:
        self._keep_blank, self._delimiter = keep_blank, delimiter
        self._lines = read_lines(path, encoding)
        self._put_back: deque[Line] = deque()
        first = next(self._read(None), None)
        self.names = tuple(cell.strip() for cell in first.cells) if first and not first.problem else ()
        self.header = tuple(name.lower() for name in self.names)

    def read(self) -> Iterator[Row]:
        """Give the rows below the header, each with as many cells as the header."""
        width = len(self.header)
        for row in self._read(width):
            if row.problem is None and len(row.cells) != width:
                problem = f"The row has {len(row.cells)} cells, the header has {width}."
                row = Row(line=row.line, raw=row.raw, read=row.read, problem=problem)  # noqa: PLW2901
            yield row

    def _read(self, width: int | None) -> Iterator[Row]:
        while (first := self._take()) is not None:
            row = self._read_row(first, width)
            if row.problem or any(cell.strip() for cell in row.cells) or (self._keep_blank and row.cells):
                yield row

    def _read_row(self, first: Line, width: int | None) -> Row:
        """Read a row that may go on over several lines; if it does not end well, only its first line is lost."""
        taken = [first]
        problem, cells = first.problem, list[str]()
        if problem is None:
            try:
                cells = next(csv.reader(self._feed(taken), delimiter=self._delimiter, strict=True))
            except csv.Error as error:
                problem = next((said for part, said in PROBLEMS.items() if part in str(error)), f"{error}.")
            if len(taken) > 1 and width is not None and len(cells) != width:
                problem = problem or PROBLEMS["unexpected end of data"]  # it closed at another row's quote
        if problem:
            self._put_back.extendleft(reversed(taken[1:]))
            return Row(line=first.number, raw=first.text, read=first.read, problem=problem)
        raw = "".join(line.text for line in taken)
        return Row(line=first.number, raw=raw, read=taken[-1].read, cells=cells)

    def _feed(self, taken: list[Line]) -> Iterator[str]:
        yield taken[0].text
        held = len(taken[0].text)
        while len(taken) < MOST_LINES and held < MOST_CHARACTERS and (line := self._take()) is not None:
            if line.problem:
                self._put_back.appendleft(line)
                return
            taken.append(line)
            held += len(line.text)
            yield line.text

    def _take(self) -> Line | None:
        return self._put_back.popleft() if self._put_back else next(self._lines, None)
