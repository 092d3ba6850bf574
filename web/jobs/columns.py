"""What a program says that the columns of a table mean."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indexer.importers.layouts import FIELDS, Layout, read_layout
from indexer.jobs.files import find_upload
from indexer.jobs.inspecting import read_names, recognise_upload
from indexer.jobs.nouns import Job
from web.jobs.desk import find_desk
from web.refusals import InvalidRequest


def plan_columns(job: Job, columns: str | None, platform: str | None) -> dict[str, Any]:
    """Return how an upload is read, with what was said of its columns; a known shape needs nothing said.

    Raises:
        InvalidRequest: the table has columns of its own and nobody says what they mean, or says it wrongly.
        UnreadableInput: the columns do not tell whose rows they are.
    """
    plan = dict(job.plan)
    if "layout" in plan:
        path = find_upload(find_desk().settings, job.id)
        layout = read_layout(plan["layout"])
        names = read_names(path, layout.encoding, layout.delimiter)
        plan["layout"] = _apply(
            _read_columns(columns, names, layout), names, replace(layout, platform=platform)
        ).write()
        recognise_upload(path, plan)
    elif columns is not None or platform is not None:
        raise _refuse("columns", "The columns of this file are known; leave `columns` and `platform` out.")
    return plan


def _read_columns(columns: str | None, names: tuple[str, ...], proposed: Layout) -> Mapping[str, str]:
    if columns is None:
        guess = {name: field for name, field in zip(names, proposed.fields, strict=True) if field is not None}
        raise _refuse("columns", f"Say what the columns mean, such as {json.dumps(guess, ensure_ascii=False)}.")
    try:
        said = json.loads(columns)
    except (ValueError, RecursionError) as error:
        raise _refuse("columns", "It is not JSON.") from error
    if not isinstance(said, dict) or not all(isinstance(field, str) for field in said.values()):
        raise _refuse("columns", "It is not an object of names and fields.")
    return said


def _apply(said: Mapping[str, str], names: tuple[str, ...], layout: Layout) -> Layout:
    for name, field in said.items():
        if name not in names:
            raise _refuse("columns", f"The table has no column {name[:60]!r}.")
        if field not in FIELDS:
            raise _refuse("columns", f"There is no field {field[:60]!r}.")
    return replace(layout, fields=tuple(said.get(name) for name in names))


def _refuse(field: str, message: str) -> InvalidRequest:
    error = InvalidRequest(f"The field {field} is not as it should be: {message}", "Send it again.")
    error.details = ((field, message),)
    return error
