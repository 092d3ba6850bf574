import time

import pytest

from indexer.importers.rows import RowReader

OPEN = "A quote is opened and never closed."
AFTER = "A closing quote is followed by something else than a comma; double the quotes inside a cell."


@pytest.fixture
def read(tmp_path):
    """Return a function that gives the rows of a file with the columns a, b, c: line, then cells or problem."""

    def read(text):
        path = tmp_path / "rows.csv"
        path.write_bytes(("a,b,c\n" + text).encode())
        return [(row.line, row.problem or list(row.cells)) for row in RowReader(path).read()]

    return read


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1,2,3", [(2, ["1", "2", "3"])]),
        ("1,2,3\r\n4,5,6\r\n", [(2, ["1", "2", "3"]), (3, ["4", "5", "6"])]),
        ('"a""b",", ","x\ny"\n4,5,6\n', [(2, ['a"b', ", ", "x\ny"]), (4, ["4", "5", "6"])]),
        ('1,5" disk,3\n', [(2, ["1", '5" disk', "3"])]),
        ("1,2,3\n\n , ,\n4,5,6\n", [(2, ["1", "2", "3"]), (5, ["4", "5", "6"])]),
        ("1,2\n4,5,6\n", [(2, "The row has 2 cells, the header has 3."), (3, ["4", "5", "6"])]),
        ("1,2,3,4\n4,5,6\n", [(2, "The row has 4 cells, the header has 3."), (3, ["4", "5", "6"])]),
        ('1,"2,3\n4,5,6\n7,8,9\n', [(2, OPEN), (3, ["4", "5", "6"]), (4, ["7", "8", "9"])]),
        ('1,"2,3\n4,"5",6\n7,8,9\n', [(2, AFTER), (3, ["4", "5", "6"]), (4, ["7", "8", "9"])]),
        ('1,2,"3\n4,5,"6"\n7,8,9\n', [(2, AFTER), (3, ["4", "5", "6"]), (4, ["7", "8", "9"])]),
        ('1,"2\n4,"\n7,8,9\n', [(2, OPEN), (3, OPEN), (4, ["7", "8", "9"])]),
        ('1,"2"x,3\n4,5,6\n', [(2, AFTER), (3, ["4", "5", "6"])]),
        ("1,2,3\r4,5,6\n7,8,9\n", [(2, "A line ends in a carriage return alone."), (3, ["7", "8", "9"])]),
        (f"1,{'x' * 131_073},3\n4,5,6\n", [(2, "A cell is longer than 131,072 characters."), (3, ["4", "5", "6"])]),
        ("1,\x00,3\n", [(2, ["1", "\x00", "3"])]),
    ],
    ids=range(15),
)
def test_a_bad_row_costs_one_line(read, text, rows):
    assert read(text) == rows


def test_an_open_quote_costs_one_line_of_a_long_file(read):
    rows = "".join(f"{number},x,y\n" for number in range(20_000))

    found = read(f'0,"broken,y\n{rows}')

    assert (found[0], len(found), found[1]) == ((2, OPEN), 20_001, (3, ["0", "x", "y"]))


def test_a_quoted_cell_may_have_two_thousand_lines_and_no_more(read):
    good = read('1,2,"' + "x\n" * 1_999 + '"\n4,5,6\n')
    bad = read('1,2,"' + "x\n" * 2_000 + '"\n4,5,6\n')

    assert (len(good), good[0][0], good[1]) == (2, 2, (2_002, ["4", "5", "6"]))
    assert (bad[0], bad[-1]) == ((2, OPEN), (2_003, ["4", "5", "6"]))


def test_a_file_of_broken_quotes_is_read_in_reasonable_time(read):
    began = time.perf_counter()

    found = read('x","y\n' * 3_000)  # every quote that closes a cell opens the next one

    assert len(found) == 3_000
    assert time.perf_counter() - began < 20
