from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from indexer.importers.streams import count_days, read_streams
from matcher.errors import UnreadableInput

NOW = datetime(2026, 11, 1, tzinfo=UTC)
HEAD = "creator,start,topic,subscribers,average_viewers,peak_viewers"


def write(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "streams.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_rows_come_in_order_of_time_with_what_is_unknown_as_unknown(tmp_path):
    path = write(tmp_path, "b,2024-05-02T21:00:00+09:00,singing,200,1000,9", "a,2024-05-01T12:00:00,,,10.5,")

    read = read_streams(path, NOW)

    assert (read.rejected, read.repeated) == ((), 0)
    assert read.showings.creators.tolist() == [0, 1]
    assert read.showings.days[1] == count_days(datetime(2024, 5, 2, 12, tzinfo=UTC))
    assert read.showings.topics.tolist() == [-1, 0]
    assert np.exp(read.showings.counts).tolist() == pytest.approx([10.5, 1000])
    assert np.isnan(read.showings.sizes).tolist() == [True, False]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",2024-05-01,,1,5,", "creator: It is empty."),
        ("a,yesterday,,1,5,", "start: It is not an ISO 8601 moment such as 2026-09-01T09:00:00Z."),
        ("a,2027-05-01,,1,5,", "start: It lies in the future."),
        ("a,2024-05-01,,1,,", "average_viewers: It is empty."),
        ("a,2024-05-01,,1,0,", "average_viewers: It is 0, which no forecast in factors can be compared with."),
        ("a,2024-05-01,,1,-5,", "average_viewers: It is negative."),
        ("a,2024-05-01,,1,nan,", "average_viewers: It is not a number in plain digits."),
        ('a,2024-05-01,,1,"1,200",', "average_viewers: It has thousands separators; write digits alone."),
        ("a,2024-05-01,,1,9" + "0" * 20 + ",", "average_viewers: It is larger than 100,000,000,000."),
        ("a,2024-05-01,,many,5,", "subscribers: It is not a number in plain digits."),
        ("a,2024-05-01", "The row has 2 cells, the header has 6."),
    ],
)
def test_a_row_that_means_nothing_is_left_out_with_its_line_and_reason(tmp_path, row, reason):
    read = read_streams(write(tmp_path, "a,2024-05-01,,1,5,", row), NOW)

    assert (len(read.showings), read.rejected) == (1, ((3, reason),))


def test_nobody_following_is_not_unknown(tmp_path):
    read = read_streams(write(tmp_path, "a,2024-05-01,,0,5,"), NOW)

    assert read.showings.sizes.tolist() == [0.0]


def test_the_later_of_two_rows_of_one_moment_counts(tmp_path):
    read = read_streams(write(tmp_path, "a,2024-05-01,,1,5,", "a,2024-05-01T00:00:00Z,,1,7,"), NOW)

    assert (np.exp(read.showings.counts).tolist(), read.repeated) == ([pytest.approx(7)], 1)


def test_a_file_without_a_column_says_which(tmp_path):
    path = write(tmp_path, "a,2024-05-01,5", head="creator,start,average_viewers")

    with pytest.raises(UnreadableInput, match="no column topic, subscribers"):
        read_streams(path, NOW)


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(UnreadableInput, match="cannot be read: No such file"):
        read_streams(tmp_path / "none.csv", NOW)
