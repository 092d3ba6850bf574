"""JSON Lines: one creator a line, with nested posts, history and fees."""

import json
from collections.abc import Iterator
from datetime import datetime

from indexer.importers.checking import check_creator
from indexer.importers.inputs import Input
from indexer.importers.lines import Line, read_lines
from indexer.importers.records import LONGEST_RAW, Checked, Record, Reject


def read_jsonl(source: Input, now: datetime) -> Iterator[Record]:
    """Give a record for every line that is not blank."""
    (path,) = source.files.values()
    for line in read_lines(path):
        if line.problem or line.text.strip():
            checked = _check(line, now)
            yield Record(
                file=path.name,
                line=line.number,
                raw=line.text.rstrip("\r\n")[:LONGEST_RAW],
                size=len(line.text),
                read=line.read,
                identity=("creator", *checked.draft.key) if checked.draft else (),
                checked=checked,
            )


def _check(line: Line, now: datetime) -> Checked:
    problem = line.problem
    if problem is None:
        try:
            return check_creator(json.loads(line.text.rstrip()), now)
        except RecursionError:
            problem = "It is nested too deeply."
        except json.JSONDecodeError as error:
            problem = f"It is not JSON: {error.msg} at character {error.pos + 1}."
        except ValueError:  # Python reads no whole number of more than 4,300 digits
            problem = "It holds a number that is too long to be read."
    return Checked(draft=None, rejects=(Reject("", problem),))
